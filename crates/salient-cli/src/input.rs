//! Where texts come from: files, folders, patterns, standard input, NDJSON streams; with their sidecars.

use crate::args::{InputArgs, InputFormat, Language};
use crate::files;
use crate::isolate::guarded;
use crate::output::complain;
use crate::project::Group;
use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use salient::read::kind::foreign;
use salient::read::{Article, Format, Meta, language};
use salient_project::Sidecar;
use salient_project::sidecar::Ignored;
use serde::Deserialize;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// A text with what its sidecar says.
pub(crate) struct Loaded {
    pub(crate) article: Article,
    pub(crate) path: Option<PathBuf>,
    pub(crate) ignore: Vec<Ignored>,
    /// The file is UTF-8, so that offsets can be written back.
    pub(crate) utf8: bool,
}

#[derive(Deserialize)]
pub(crate) struct Line {
    #[serde(default)]
    pub(crate) name: Option<String>,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) meta: Meta,
}

/// The greatest text that is read, in bytes: offsets are 32 bits wide.
const LIMIT: u64 = 1 << 31;
/// A batch of a stream: so many texts, or so many bytes.
const BATCH: (usize, usize) = (512, 8 << 20);

/// What a run met.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) read: usize,
    pub(crate) failed: usize,
}

/// Reads the texts of a project, works on them with all cores, and hands the results on in order.
pub(crate) fn each<T: Send>(
    args: &InputArgs,
    group: &Group,
    work: impl Fn(Loaded) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let language = group.language(args);
    for path in &group.paths {
        if args.input == InputFormat::Ndjson
            || path.extension().is_some_and(|e| e == "ndjson") && args.input == InputFormat::Auto
        {
            stream(path, args, language, &work, &mut take, &mut tally)?;
            continue;
        }
        match guarded(&path.to_string_lossy(), || load(path, args, language).map(&work)).flatten() {
            Ok(value) => {
                tally.read += 1;
                take(value)?;
            }
            Err(error) => {
                tally.failed += 1;
                complain(&format!("salient: {error:#}"));
            }
        }
    }
    Ok(tally)
}

/// The texts that are asked for, in order.
pub(crate) fn texts(args: &InputArgs) -> Result<Vec<PathBuf>> {
    expand(&args.files, &TEXTS)
}

/// Files of folders and patterns, in order; `-` is standard input.
pub(crate) fn expand(files: &[String], endings: &[&str]) -> Result<Vec<PathBuf>> {
    if files.is_empty() {
        if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
            bail!("no input: name a file, or `-` to read standard input (see --help)");
        }
        return Ok(vec![PathBuf::from("-")]);
    }
    let mut out = Vec::new();
    for file in files {
        let path = PathBuf::from(file);
        if path.is_dir() {
            folder(&path, endings, &mut out)?;
        } else if file.contains(['*', '?', '[']) && !path.exists() {
            let found: Vec<PathBuf> = glob::glob(file)
                .with_context(|| format!("{file}: not a pattern"))?
                .flatten()
                .filter(|p| p.is_file())
                .collect();
            if found.is_empty() {
                bail!("{file}: no file matches");
            }
            out.extend(found);
        } else {
            out.push(path);
        }
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|p| seen.insert(std::fs::canonicalize(p).unwrap_or_else(|_| p.clone())));
    Ok(out)
}

/// Endings of files that a folder is read for.
const TEXTS: [&str; 9] = ["txt", "md", "markdown", "html", "htm", "ndjson", "docx", "odt", "pdf"];

fn folder(path: &Path, endings: &[&str], out: &mut Vec<PathBuf>) -> Result<()> {
    let before = out.len();
    gather(path, endings, out)?;
    if out.len() == before {
        bail!("{}: the folder holds no file that is read (.{})", path.display(), endings.join(", ."));
    }
    Ok(())
}

fn gather(path: &Path, endings: &[&str], out: &mut Vec<PathBuf>) -> Result<()> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(path)
        .with_context(|| format!("{}: cannot list the folder", path.display()))?
        .flatten()
        .map(|e| e.path())
        .collect();
    found.sort();
    for path in found {
        if path.is_dir() && !path.is_symlink() {
            gather(&path, endings, out)?;
        } else if path.extension().is_some_and(|e| endings.iter().any(|t| e.eq_ignore_ascii_case(t))) {
            out.push(path);
        }
    }
    Ok(())
}

fn load(path: &Path, args: &InputArgs, language: Language) -> Result<Loaded> {
    let stdin = path.as_os_str() == "-";
    let bytes = if stdin { read_stdin()? } else { read_file(path)? };
    let side = if stdin { Sidecar::default() } else { sidecar(path)? };
    let given = Meta { published: args.published.clone(), url: args.url.clone(), ..Meta::default() };
    let name = if stdin { "<stdin>".to_owned() } else { path.to_string_lossy().into_owned() };
    let meta = given.or(side.meta);
    let path = (!stdin).then(|| path.to_owned());
    if let Some(article) = files::read(&name, &bytes, &meta)? {
        let article = english(article, language)?;
        return Ok(Loaded { article, path, ignore: side.ignore, utf8: false });
    }
    is_text(&name, &bytes)?;
    let utf8 = std::str::from_utf8(&bytes).is_ok() && !bytes.starts_with(b"\xef\xbb\xbf");
    let article = english(read(&name, &bytes, meta, args.input), language)?;
    Ok(Loaded { article, path, ignore: side.ignore, utf8 })
}

/// Says what bytes are that are no text.
pub(crate) fn is_text(name: &str, bytes: &[u8]) -> Result<()> {
    match foreign(bytes) {
        Some(kind) => bail!("{name}: not read: {}; {}", kind.name, kind.hint),
        None => Ok(()),
    }
}

/// The article, unless it is in a language that is not read.
pub(crate) fn english(article: Article, language: Language) -> Result<Article> {
    match language::other(&article.text).filter(|_| language == Language::English) {
        Some(other) => bail!(
            "{}: not checked: the text is {other}, and only English is read (--language any reads it all the same)",
            article.name
        ),
        None => Ok(article),
    }
}

fn read(name: &str, bytes: &[u8], meta: Meta, format: InputFormat) -> Article {
    let (text, problems) = salient::read::encoding::decode(bytes);
    let format = match format {
        InputFormat::Html => Format::Html,
        InputFormat::Markdown => Format::Markdown,
        InputFormat::Text => Format::Text,
        InputFormat::Auto | InputFormat::Ndjson => Format::detect(name, &text),
    };
    let mut article = format.read(name, text, meta);
    article.problems.extend(problems);
    article
}

pub(crate) fn read_stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(LIMIT).read_to_end(&mut bytes).context("<stdin>: cannot be read")?;
    Ok(bytes)
}

pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>> {
    let about = std::fs::metadata(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    if about.len() >= LIMIT {
        bail!("{}: larger than 2 GiB; split it, or give it as NDJSON", path.display());
    }
    std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))
}

pub(crate) fn sidecar(path: &Path) -> Result<Sidecar> {
    let Some(beside) = Sidecar::of(path).filter(|beside| beside.is_file()) else { return Ok(Sidecar::default()) };
    let bytes = std::fs::read(&beside).with_context(|| format!("{}: cannot be read", beside.display()))?;
    let side: Sidecar = serde_json::from_slice(&bytes)
        .with_context(|| format!("{}: not a sidecar (see `salient check --help`)", beside.display()))?;
    side.check().map_err(|why| anyhow!("{}: {why}", beside.display()))?;
    Ok(side)
}

/// Reads NDJSON in batches, so that memory stays flat however long the stream is.
fn stream<T: Send>(
    path: &Path,
    args: &InputArgs,
    language: Language,
    work: &(impl Fn(Loaded) -> T + Sync),
    take: &mut impl FnMut(T) -> Result<()>,
    tally: &mut Tally,
) -> Result<()> {
    let stdin = path.as_os_str() == "-";
    let mut reader: Box<dyn BufRead> = if stdin {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::io::BufReader::new(
            std::fs::File::open(path).with_context(|| format!("{}: cannot be read", path.display()))?,
        ))
    };
    let progress = progress(stdin);
    let mut number = 0;
    loop {
        let (mut batch, mut size) = (Vec::new(), 0);
        while batch.len() < BATCH.0 && size < BATCH.1 {
            let mut line = Vec::new();
            if reader.read_until(b'\n', &mut line).context("the stream cannot be read")? == 0 {
                break;
            }
            number += 1;
            size += line.len();
            if !line.iter().all(u8::is_ascii_whitespace) {
                batch.push((number, line));
            }
        }
        if batch.is_empty() {
            break;
        }
        let read = |(number, line): (usize, Vec<u8>)| {
            let name = format!("{}: line {number}", path.display());
            guarded(&name, || one_line(number, &line, path, args, language).map(work)).flatten()
        };
        let results: Vec<Result<T>> = batch.into_par_iter().map(read).collect();
        for result in results {
            match result {
                Ok(value) => {
                    tally.read += 1;
                    take(value)?;
                }
                Err(error) => {
                    tally.failed += 1;
                    complain(&format!("salient: {error:#}"));
                }
            }
        }
        progress.inc(size as u64);
    }
    progress.finish_and_clear();
    Ok(())
}

/// A bar on standard error, when that is a terminal and standard input is not typed.
fn progress(stdin: bool) -> indicatif::ProgressBar {
    let visible = std::io::IsTerminal::is_terminal(&std::io::stderr())
        && !(stdin && std::io::IsTerminal::is_terminal(&std::io::stdin()));
    if visible {
        indicatif::ProgressBar::new_spinner().with_style(
            indicatif::ProgressStyle::with_template("{spinner} {bytes} read, {bytes_per_sec}")
                .unwrap_or_else(|_| indicatif::ProgressStyle::default_spinner()),
        )
    } else {
        indicatif::ProgressBar::hidden()
    }
}

fn one_line(number: usize, line: &[u8], path: &Path, args: &InputArgs, language: Language) -> Result<Loaded> {
    let line: Line = serde_json::from_slice(line)
        .with_context(|| format!("{}: line {number} is not {{\"name\", \"text\", …}}", path.display()))?;
    let name = line.name.unwrap_or_else(|| format!("line-{number}"));
    let given = Meta { published: args.published.clone(), url: args.url.clone(), ..Meta::default() };
    let meta = line.meta.or(given);
    let article = Format::detect("", &line.text).read(&name, line.text, meta);
    let article = english(article, language)?;
    Ok(Loaded { article, path: None, ignore: Vec::new(), utf8: true })
}
