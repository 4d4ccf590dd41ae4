//! RSS, Atom and JSON Feed: the items of a feed as texts.
//!
//! Document types with declarations of their own are refused: a feed needs none, and entities that name each other are a
//! bomb. Nothing that a feed names is fetched here.

use super::Meta;
use super::html::entity_named;
use super::received::Received;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::Deserialize;

/// No feed nests deeper.
const DEEPEST: usize = 64;

/// Whether bytes look like a feed.
pub fn is_feed(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).to_ascii_lowercase();
    let xml = ["<rss", "<feed", "<rdf:rdf"].iter().any(|tag| head.contains(tag)) && !head.contains("<html");
    xml || head.contains("jsonfeed.org/version")
}

/// The items of a feed.
///
/// # Errors
/// Says why the bytes are no feed, or a dangerous one.
///
/// ```
/// let feed = r#"<rss><channel><title>Example</title><item><title>A town</title>
///   <link>https://example.org/1</link><pubDate>Fri, 17 Jan 2025 10:00:00 +0000</pubDate>
///   <description><![CDATA[<p>Forces took a town.</p>]]></description></item></channel></rss>"#;
/// let items = salient::read::feed::items("feed.xml", feed.as_bytes()).unwrap();
/// assert_eq!(items[0].meta.published.as_deref(), Some("2025-01-17"));
/// assert_eq!(items[0].article().text.trim(), "Forces took a town.");
/// assert!(salient::read::feed::items("x", b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss>&a;</rss>").is_err());
/// ```
pub fn items(name: &str, bytes: &[u8]) -> Result<Vec<Received>, String> {
    let (text, _) = super::encoding::decode(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') { json(name, text) } else { xml(name, text) }
}

#[derive(Default)]
struct Item {
    title: String,
    link: String,
    id: String,
    date: String,
    updated: String,
    author: String,
    content: String,
    summary: String,
}

fn xml(name: &str, text: &str) -> Result<Vec<Received>, String> {
    let mut reader = Reader::from_str(text);
    let (mut path, mut buffer): (Vec<String>, String) = (Vec::new(), String::new());
    let (mut item, mut source, mut out): (Option<Item>, String, Vec<Received>) = (None, String::new(), Vec::new());
    let mut feed = false;
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|e| format!("{name}: at byte {at}: {e}"))? {
            Event::DocType(doctype) if doctype.contains('[') => {
                return Err(format!(
                    "{name}: a document type with declarations, which a feed does not need and may be an attack"
                ));
            }
            Event::Start(tag) => {
                let opened = tag.name().as_ref().to_ascii_lowercase();
                path.push(opened.clone());
                if path.len() > DEEPEST {
                    return Err(format!("{name}: elements nested deeper than {DEEPEST}"));
                }
                feed |= ["rss", "feed", "rdf:rdf"].contains(&opened.as_str());
                // Atom's XHTML is markup of the feed itself: it is taken as it stands.
                let kind = tag.try_get_attribute("type").ok().flatten().map(|a| a.value.to_string());
                if let (Some(item), Some("xhtml")) = (item.as_mut(), kind.as_deref()) {
                    let inner = reader.read_text(tag.name()).map_err(|e| format!("{name}: at byte {at}: {e}"))?;
                    path.pop();
                    set(item, &opened, inner.trim(), path.last().map_or("", String::as_str));
                    continue;
                }
                match opened.as_str() {
                    "item" | "entry" => item = Some(Item::default()),
                    "link" => link(&tag, item.as_mut()),
                    _ => {}
                }
                buffer.clear();
            }
            Event::Empty(tag) if tag.name().as_ref().eq_ignore_ascii_case("link") => link(&tag, item.as_mut()),
            Event::Text(part) => buffer.push_str(&part),
            Event::CData(part) => buffer.push_str(&part),
            Event::GeneralRef(part) => match entity_named(&part) {
                Some(c) => buffer.push(c),
                None => buffer.push_str(&format!("&{};", &*part)),
            },
            Event::End(_) => {
                let closed = path.pop().unwrap_or_default();
                let text = std::mem::take(&mut buffer);
                match (&mut item, closed.as_str()) {
                    (Some(_), "item" | "entry") => out.extend(item.take().map(|i| received(name, i, &source))),
                    (Some(item), field) => set(item, field, text.trim(), path.last().map_or("", String::as_str)),
                    (None, "title") if source.is_empty() => text.trim().clone_into(&mut source),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !path.is_empty() {
        return Err(format!("{name}: the feed breaks off in the middle"));
    }
    if feed { Ok(out) } else { Err(format!("{name}: not a feed")) }
}

/// Atom's `<link rel="alternate" href="…"/>`.
fn link(tag: &quick_xml::events::BytesStart, item: Option<&mut Item>) {
    let attribute = |name: &str| tag.try_get_attribute(name).ok().flatten().map(|a| a.value.to_string());
    let Some((item, href)) = item.zip(attribute("href")) else { return };
    if item.link.is_empty() && attribute("rel").is_none_or(|rel| rel == "alternate") {
        item.link = href.replace("&amp;", "&");
    }
}

fn set(item: &mut Item, field: &str, text: &str, parent: &str) {
    let slot = match field {
        "title" if parent == "item" || parent == "entry" => &mut item.title,
        "link" => &mut item.link,
        "guid" | "id" => &mut item.id,
        "pubdate" | "published" | "dc:date" | "date" => &mut item.date,
        "updated" => &mut item.updated,
        "dc:creator" | "name" => &mut item.author,
        "author" if parent != "author" && !text.is_empty() => &mut item.author,
        "content:encoded" | "content" => &mut item.content,
        "description" | "summary" => &mut item.summary,
        _ => return,
    };
    if slot.is_empty() && !text.is_empty() {
        text.clone_into(slot);
    }
}

fn received(feed: &str, item: Item, source: &str) -> Received {
    let some = |text: String| Some(text).filter(|t| !t.is_empty());
    let Item { title, link, id, date, updated, author, content, summary } = item;
    let url = some(link).or_else(|| some(id.clone()).filter(|id| web(id))).filter(|url| web(url));
    let name = url.clone().or_else(|| some(id)).unwrap_or_else(|| format!("{feed}: {}", plain_title(&title)));
    let body = if content.len() >= summary.len() { content } else { summary };
    let meta = Meta {
        title: some(plain_title(&title)),
        published: day(&date).or_else(|| day(&updated)),
        url,
        publisher: some(source.to_owned()),
        byline: some(author),
        agency: None,
    };
    Received::fragment(&name, &body, meta)
}

/// Only web addresses are addresses: `javascript:` and `file:` are words in a feed.
fn web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// A title without tags: some feeds put markup there.
fn plain_title(title: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in title.chars() {
        match c {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day of a date after RFC 2822 or RFC 3339.
fn day(date: &str) -> Option<String> {
    let iso = date.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok());
    let mail = || jiff::fmt::rfc2822::parse(date).ok().map(|z| z.date());
    iso.or_else(mail).map(|d| d.to_string())
}

#[derive(Deserialize)]
struct Feed {
    #[serde(default)]
    title: String,
    items: Vec<JsonItem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct JsonItem {
    id: serde_json::Value,
    url: String,
    title: String,
    content_html: String,
    content_text: String,
    summary: String,
    date_published: String,
    authors: Vec<Author>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Author {
    name: String,
}

fn json(name: &str, text: &str) -> Result<Vec<Received>, String> {
    let feed: Feed = serde_json::from_str(text).map_err(|e| format!("{name}: not a JSON feed: {e}"))?;
    let item = |i: JsonItem| Item {
        title: i.title,
        link: i.url,
        id: i.id.as_str().map_or_else(|| i.id.to_string(), str::to_owned),
        date: i.date_published,
        author: i.authors.into_iter().map(|a| a.name).collect::<Vec<_>>().join(", "),
        content: if i.content_html.is_empty() { i.content_text } else { i.content_html },
        summary: i.summary,
        ..Item::default()
    };
    Ok(feed.items.into_iter().map(|i| received(name, item(i), &feed.title)).collect())
}
