//! HTML pages: `dom_smoothie` tells which paragraphs are the article; they are then found again in the page, so that every
//! offset points into the page as received.

use super::offsets::Offsets;
use super::{Article, Block, BlockKind, Meta};
use dom_smoothie::{Config, Readability, TextMode};

/// Reads an HTML page.
pub fn read(name: &str, page: &str, meta: Meta) -> Article {
    let shown = super::shown::shown(page);
    let flow = Flow::of(&shown);
    let (wanted, own, problem) = extract(&shown);
    let mut builder = Builder::default();
    let mut lost = 0;
    for paragraph in wanted.lines().map(str::trim).filter(|l| !l.is_empty()) {
        lost += usize::from(!builder.place(paragraph, &flow));
    }
    let mut problems: Vec<String> = problem.into_iter().collect();
    let whole = builder.text.is_empty();
    if whole {
        builder.whole(&flow);
        problems.push("no article was found on the page; all of its text was read".to_owned());
    }
    if lost > 0 {
        problems.push(format!("{lost} paragraphs could not be found again in the page and were not read"));
    }
    let blocks = super::blocks::split(&builder.text);
    let blocks = headed(blocks);
    let (read, about) = (blocks.iter().filter(|b| b.range.len() >= PARAGRAPH).count(), super::shown::paragraphs(page));
    if read * 3 < about && !whole {
        problems.push(format!("read {read} of about {about} paragraphs of this page"));
    }
    let mut article = Article::new(name, builder.text, blocks, meta.or(own), Offsets::mapped(builder.pieces, page));
    article.problems.extend(problems);
    article
}

/// Bytes of a block that counts as a paragraph.
const PARAGRAPH: usize = 60;

fn headed(mut blocks: Vec<Block>) -> Vec<Block> {
    if let Some(first) = blocks.first_mut().filter(|b| b.kind == BlockKind::Heading) {
        first.kind = BlockKind::Headline;
    }
    blocks
}

/// Nesting beyond which no page was written by hand, and tree walks get slow.
const DEEPEST: usize = 400;

/// How deep elements stand in each other, unclosed ones counted, at most.
fn nesting(page: &str) -> usize {
    const FLAT: [&str; 12] = ["br", "img", "meta", "link", "input", "hr", "p", "li", "source", "wbr", "td", "tr"];
    let (mut depth, mut deepest) = (0usize, 0);
    for tag in page.split('<').skip(1) {
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).take(8).collect();
        if name.is_empty() || FLAT.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// The article's text and metadata.
fn extract(page: &str) -> (String, Meta, Option<String>) {
    if nesting(page) > DEEPEST {
        let own = Meta { published: date_of(page), url: canonical(page), ..Meta::default() };
        return (
            String::new(),
            own,
            Some("the page is nested too deeply to tell its article from the rest".to_owned()),
        );
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: 300_000, ..Config::default() };
    let parsed = Readability::new(page, None, Some(config)).and_then(|mut r| r.parse());
    match parsed {
        Ok(found) => {
            let meta = Meta {
                title: Some(found.title.clone()).filter(|t| !t.is_empty()),
                published: found.published_time.clone().or_else(|| date_of(page)),
                url: found.url.clone().or_else(|| canonical(page)),
                publisher: found.site_name.clone(),
                byline: found.byline.clone(),
                agency: found.byline.as_deref().and_then(super::agency::of_byline),
            };
            (found.text_content.to_string(), meta, None)
        }
        Err(error) => (
            String::new(),
            Meta { published: date_of(page), url: canonical(page), ..Meta::default() },
            Some(format!("the page could not be parsed as an article: {error}")),
        ),
    }
}

fn attribute(page: &str, marker: &str, attribute: &str) -> Option<String> {
    let at = page.find(marker)?;
    let open = page[..at].rfind('<')?;
    let tag = &page[open..at + page[at..].find('>')?];
    let value = tag.split(&format!("{attribute}=")).nth(1)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

fn canonical(page: &str) -> Option<String> {
    attribute(page, "rel=\"canonical\"", "href").or_else(|| attribute(page, "property=\"og:url\"", "content"))
}

fn date_of(page: &str) -> Option<String> {
    let meta = [
        "property=\"article:published_time\"",
        "itemprop=\"datePublished\"",
        "name=\"date\"",
        "name=\"pubdate\"",
        "name=\"DC.date.issued\"",
    ];
    let found = meta.iter().find_map(|m| attribute(page, m, "content").or_else(|| attribute(page, m, "datetime")));
    let json = || page.split("\"datePublished\"").nth(1).and_then(|rest| rest.split('"').nth(1)).map(str::to_owned);
    let time = || attribute(page, "<time ", "datetime");
    found.or_else(json).or_else(time).filter(|d| d.len() >= 10 && d.as_bytes()[4] == b'-')
}

/// The text of a page with the byte that each character came from, white space folded.
struct Flow {
    chars: String,
    bytes: Vec<u32>,
}

impl Flow {
    fn of(page: &str) -> Self {
        let mut flow = Self { chars: String::with_capacity(page.len() / 4), bytes: Vec::new() };
        let (mut at, bytes) = (0, page.as_bytes());
        while at < bytes.len() {
            if bytes[at] == b'<' {
                let inline = is_inline(&page[at..]);
                at = super::shown::skip_tag(page, at);
                if !inline {
                    flow.push(' ', at.saturating_sub(1));
                }
            } else if let Some((c, length)) = entity(&page[at..]) {
                flow.push(c, at);
                at += length;
            } else {
                let c = page[at..].chars().next().unwrap_or(' ');
                flow.push(c, at);
                at += c.len_utf8();
            }
        }
        flow
    }

    fn push(&mut self, c: char, at: usize) {
        if c.is_whitespace() && (self.chars.is_empty() || self.chars.ends_with(' ')) {
            return;
        }
        let c = if c.is_whitespace() { ' ' } else { c };
        self.chars.push(c);
        self.bytes.extend(std::iter::repeat_n(at as u32, c.len_utf8()));
    }
}

/// A tag inside a line, which parts no words.
fn is_inline(tag: &str) -> bool {
    let name: String =
        tag[1..].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).take(8).collect();
    let inline = [
        "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub",
        "sup", "time", "u", "wbr",
    ];
    inline.contains(&name.to_ascii_lowercase().as_str())
}

fn entity(rest: &str) -> Option<(char, usize)> {
    let body = rest.strip_prefix('&')?;
    let end = body.char_indices().take(10).find(|(_, c)| *c == ';')?.0;
    Some((entity_named(&body[..end])?, end + 2))
}

/// The character that an entity names: `amp`, `#8217`, `#x2019`.
pub(crate) fn entity_named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "#39" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "sup2" => '²',
        "frac12" => '½',
        "deg" => '°',
        "thinsp" => '\u{2009}',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "shy" => '\u{ad}',
        "zwj" => '\u{200d}',
        "zwnj" => '\u{200c}',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "times" => '×',
        "middot" => '·',
        "bull" => '•',
        "laquo" => '«',
        "raquo" => '»',
        "pound" => '£',
        "euro" => '€',
        "frac14" => '¼',
        "frac34" => '¾',
        "sup3" => '³',
        "minus" => '−',
        "aacute" => 'á',
        "agrave" => 'à',
        "acirc" => 'â',
        "auml" => 'ä',
        "aring" => 'å',
        "aelig" => 'æ',
        "ccedil" => 'ç',
        "eacute" => 'é',
        "egrave" => 'è',
        "ecirc" => 'ê',
        "euml" => 'ë',
        "iacute" => 'í',
        "iuml" => 'ï',
        "ntilde" => 'ñ',
        "oacute" => 'ó',
        "ocirc" => 'ô',
        "ouml" => 'ö',
        "oslash" => 'ø',
        "uacute" => 'ú',
        "uuml" => 'ü',
        "szlig" => 'ß',
        "Eacute" => 'É',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        _ => {
            let code = name
                .strip_prefix("#x")
                .or(name.strip_prefix("#X"))
                .map(|h| u32::from_str_radix(h, 16))
                .or_else(|| name.strip_prefix('#').map(str::parse));
            char::from_u32(code?.ok()?)?
        }
    })
}

#[derive(Default)]
struct Builder {
    text: String,
    pieces: Vec<(usize, usize)>,
    cursor: usize,
}

impl Builder {
    /// Finds a paragraph in the page's flow and adds it with its offsets.
    fn place(&mut self, paragraph: &str, flow: &Flow) -> bool {
        let wanted: String = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        let ahead = flow.chars[self.cursor..].find(&wanted).map(|at| at + self.cursor);
        let found = ahead
            .or_else(|| flow.chars.find(&wanted))
            .map(|at| at..at + wanted.len())
            .or_else(|| loose(flow, self.cursor, &wanted));
        let Some(range) = found else { return false };
        self.cursor = range.end;
        self.add(flow, range);
        true
    }

    fn add(&mut self, flow: &Flow, range: std::ops::Range<usize>) {
        let mut expected = usize::MAX;
        for (offset, c) in flow.chars[range.clone()].char_indices() {
            let source = flow.bytes[range.start + offset] as usize;
            if source != expected {
                self.pieces.push((self.text.len(), source));
            }
            self.text.push(c);
            expected = source + c.len_utf8();
        }
        self.text.push('\n');
    }

    fn whole(&mut self, flow: &Flow) {
        self.add(flow, 0..flow.chars.len());
    }
}

/// A paragraph whose white space differs from the page's: compared without any.
fn loose(flow: &Flow, from: usize, wanted: &str) -> Option<std::ops::Range<usize>> {
    let mut letters = wanted.chars().filter(|c| !c.is_whitespace());
    let first = letters.next()?;
    let rest: Vec<char> = letters.collect();
    let starts = flow.chars[from..].match_indices(first).map(|(at, _)| from + at).take(20_000);
    for start in starts {
        let mut wanted = rest.iter();
        let mut end = start + first.len_utf8();
        let mut next = wanted.next();
        for (offset, c) in flow.chars[end..].char_indices() {
            let Some(&w) = next else { break };
            if c.is_whitespace() {
                continue;
            }
            if c != w {
                break;
            }
            next = wanted.next();
            if next.is_none() {
                end += offset + c.len_utf8();
                return Some(start..end);
            }
        }
    }
    None
}
