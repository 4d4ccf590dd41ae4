//! What there is to record: files, folders, patterns, feeds, archives, exports, maps, standard input.

use super::args::{AddArgs, AddFormat};
use super::maps;
use crate::case::Loaded;
use crate::fetch::{Fetcher, Page, authority};
use crate::files;
use crate::input::{self, Line};
use crate::output::complain;
use anyhow::{Context, Result, anyhow, bail};
use salient::read::{Format, Meta, Received, feed, telegram, warc};
use salient::record::Batch;
use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;
use std::time::Duration;

/// One thing to record.
pub(crate) enum Item {
    /// A text, not read yet.
    Text(Received),
    /// A map's statements.
    Map(Batch),
}

/// What is done with each item.
pub(crate) type Take<'a> = &'a mut dyn FnMut(Item) -> Result<()>;

/// Endings of files that a folder is read for.
const ENDINGS: [&str; 19] = [
    "txt", "md", "markdown", "html", "htm", "xhtml", "ndjson", "xml", "rss", "atom", "json", "warc", "gz", "wacz",
    "geojson", "kmz", "docx", "odt", "pdf",
];

/// Goes through files; what cannot be read is told and counted, and the rest goes on.
pub(crate) struct Gather<'a> {
    pub(crate) args: &'a AddArgs,
    pub(crate) case: Option<&'a Loaded>,
    pub(crate) failed: usize,
    /// Made when the first address is fetched.
    pub(crate) fetcher: Option<Fetcher>,
}

/// The writer has stopped: no file is to blame.
#[derive(Debug)]
pub(crate) struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("recording stopped")
    }
}

impl std::error::Error for Stopped {}

/// An error of a reader in a library that knows no `anyhow`.
struct Told(anyhow::Error);

impl From<String> for Told {
    fn from(reason: String) -> Self {
        Self(anyhow!(reason))
    }
}

impl Gather<'_> {
    /// Goes through one path, pattern or `-`.
    pub(crate) fn path(&mut self, what: &str, take: Take) -> Result<()> {
        if what.contains("://") {
            return self.web(what, take);
        }
        let path = Path::new(what);
        if path.join("atlas.json").is_file() {
            return match maps::of_atlas(path) {
                Ok(batches) => batches.into_iter().try_for_each(|batch| take(Item::Map(batch))),
                Err(error) => self.leave_out(&format!("{error:#}")),
            };
        }
        let files = match input::expand(&[what.to_owned()], &ENDINGS) {
            Ok(files) => files,
            Err(error) => return self.leave_out(&format!("{error:#}")),
        };
        for file in files {
            if beside_text(&file) {
                continue;
            }
            match self.file(&file, take) {
                Err(error) if !error.is::<Stopped>() => {
                    self.leave_out(&format!("{error:#}"))?;
                }
                other => other?,
            }
        }
        Ok(())
    }

    /// Fetches an address: a page, or a feed with its items.
    fn web(&mut self, url: &str, take: Take) -> Result<()> {
        let page = match self.fetch(url) {
            Ok(page) => page,
            Err(why) => return self.leave_out(&why),
        };
        if !feed::is_feed(&page.body) && self.args.input != AddFormat::Feed {
            return take(Item::Text(of_page(page, Meta::default())));
        }
        let items = match feed::items(&page.url, &page.body) {
            Ok(items) => items,
            Err(why) => return self.leave_out(&why),
        };
        for item in items {
            let Some(link) = item.meta.url.clone().filter(|_| self.args.follow) else {
                take(Item::Text(item))?;
                continue;
            };
            match self.fetch(&link) {
                Ok(page) => take(Item::Text(of_page(page, item.meta)))?,
                Err(why) => self.leave_out(&why)?,
            }
        }
        Ok(())
    }

    fn fetch(&mut self, url: &str) -> Result<Page, String> {
        let args = self.args;
        let fetcher = self.fetcher.get_or_insert_with(|| {
            let named = args.what.iter().filter(|_| args.private).filter_map(|what| authority(what)).collect();
            Fetcher::new(Duration::from_secs(args.pause), args.most << 20, named)
        });
        fetcher.get(url)
    }

    /// Tells what could not be read, and goes on.
    fn leave_out(&mut self, why: &str) -> Result<()> {
        self.failed += 1;
        complain(&format!("salient: left out: {why}"));
        Ok(())
    }

    fn file(&mut self, path: &Path, take: Take) -> Result<()> {
        let name = path.to_string_lossy().into_owned();
        let open = || File::open(path).with_context(|| format!("{name}: cannot be read"));
        match self.form(path) {
            AddFormat::Ndjson if name == "-" => self.lines("<stdin>", std::io::stdin().lock(), take),
            AddFormat::Ndjson => self.lines(&name, std::io::BufReader::new(open()?), take),
            AddFormat::Warc if name == "-" => self.archive(warc::pages("<stdin>", std::io::stdin(), &mut told(take))),
            AddFormat::Warc => self.archive(warc::pages(&name, open()?, &mut told(take))),
            AddFormat::Wacz => self.archive(warc::wacz(&name, open()?, &mut told(take))),
            form => self.whole(path, form, take),
        }
    }

    /// The form that was told, or that the name speaks for.
    fn form(&self, path: &Path) -> AddFormat {
        if self.args.input != AddFormat::Auto {
            return self.args.input;
        }
        let name = path.to_string_lossy().to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|e| name.ends_with(e));
        match () {
            () if ends(&[".ndjson"]) => AddFormat::Ndjson,
            () if ends(&[".warc", ".warc.gz"]) => AddFormat::Warc,
            () if ends(&[".wacz"]) => AddFormat::Wacz,
            () if ends(&[".geojson", ".kmz", ".kml"]) => AddFormat::Map,
            () => AddFormat::Auto,
        }
    }

    fn archive(&mut self, read: Result<warc::Counts, Told>) -> Result<()> {
        let counts = read.map_err(|e| e.0)?;
        self.failed += counts.unread.len();
        counts.unread.iter().for_each(|why| complain(&format!("salient: left out: {why}")));
        Ok(())
    }

    fn whole(&mut self, path: &Path, form: AddFormat, take: Take) -> Result<()> {
        let name = path.to_string_lossy();
        let stdin = name == "-";
        let bytes = if stdin { input::read_stdin()? } else { input::read_file(path)? };
        let name = if stdin { "<stdin>" } else { &*name };
        let form = if form == AddFormat::Auto { told_by_content(name, &bytes)? } else { form };
        match form {
            AddFormat::Ndjson => self.lines(name, bytes.as_slice(), take),
            AddFormat::Feed => {
                let items = feed::items(name, &bytes).map_err(|e| anyhow!(e))?;
                items.into_iter().try_for_each(|item| take(Item::Text(item)))
            }
            AddFormat::Telegram => {
                let messages = telegram::messages(name, &bytes).map_err(|e| anyhow!(e))?;
                messages.into_iter().try_for_each(|message| take(Item::Text(message)))
            }
            AddFormat::Map => {
                let source = self.args.source.as_deref();
                maps::of_file(name, &bytes, source, self.case)?.into_iter().try_for_each(|b| take(Item::Map(b)))
            }
            form => {
                let side = if stdin { Meta::default() } else { input::sidecar(path)?.meta };
                let given = Meta { published: self.args.published.clone(), ..Meta::default() };
                let (name, meta, format) = (name.to_owned(), given.or(side), format_of(form));
                take(Item::Text(Received { name, bytes, meta, format, charset: None }))
            }
        }
    }

    fn lines(&mut self, name: &str, mut reader: impl BufRead, take: Take) -> Result<()> {
        let mut number = 0;
        loop {
            let mut line = Vec::new();
            if reader
                .by_ref()
                .take(1 << 31)
                .read_until(b'\n', &mut line)
                .with_context(|| format!("{name}: cannot be read"))?
                == 0
            {
                return Ok(());
            }
            number += 1;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<Line>(&line) {
                Ok(line) => take(Item::Text(self.of_line(line, number)))?,
                Err(error) => {
                    self.failed += 1;
                    complain(&format!(
                        "salient: left out: {name}: line {number} is not {{\"name\", \"text\", …}}: {error}"
                    ));
                }
            }
        }
    }

    fn of_line(&self, line: Line, number: usize) -> Received {
        let name = line.name.unwrap_or_else(|| format!("line-{number}"));
        let given = Meta { published: self.args.published.clone(), ..Meta::default() };
        let format = Some(Format::detect("", &line.text));
        Received { name, bytes: line.text.into_bytes(), meta: line.meta.or(given), format, charset: None }
    }
}

fn of_page(page: Page, meta: Meta) -> Received {
    let meta = Meta { url: Some(page.url.clone()), ..meta };
    Received { name: page.url, bytes: page.body, meta, format: None, charset: page.charset }
}

fn told(take: Take<'_>) -> impl FnMut(Received) -> Result<(), Told> + '_ {
    move |page| take(Item::Text(page)).map_err(Told)
}

fn format_of(form: AddFormat) -> Option<Format> {
    match form {
        AddFormat::Text => Some(Format::Text),
        AddFormat::Markdown => Some(Format::Markdown),
        AddFormat::Html => Some(Format::Html),
        _ => None,
    }
}

/// What a file is whose name does not say.
fn told_by_content(name: &str, bytes: &[u8]) -> Result<AddFormat> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if feed::is_feed(bytes) {
        return Ok(AddFormat::Feed);
    }
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    if serde_json::from_slice::<Line>(first).is_ok() {
        return Ok(AddFormat::Ndjson);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4000)]);
    if head.trim_start().starts_with('{') && head.contains("\"Feature") {
        return Ok(AddFormat::Map);
    }
    match ending.as_str() {
        "json" if telegram::is_export(bytes) => Ok(AddFormat::Telegram),
        "json" => bail!("{name}: neither a feed, nor an export of Telegram Desktop, nor a map"),
        "xml" | "rss" | "atom" => Ok(AddFormat::Feed),
        "gz" => bail!("{name}: only web archives (.warc.gz) are unpacked; unpack it, or pipe it in"),
        _ if files::is_document(bytes) => Ok(AddFormat::Auto),
        _ => input::is_text(name, bytes).map(|()| AddFormat::Auto),
    }
}

/// A sidecar, which is read with its text.
fn beside_text(path: &Path) -> bool {
    let text = |end: &&str| path.with_extension(end).is_file();
    path.extension().is_some_and(|e| e == "json")
        && ["txt", "md", "markdown", "html", "htm", "docx", "odt", "pdf"].iter().any(text)
}
