//! Web archives: WARC 1.0 and 1.1, plain or gzip, and WACZ. Pages of web responses come out; all else is counted.
//!
//! Records are read one by one: an archive may be far larger than memory. No record and no page may unpack to more than
//! [`MOST`] bytes, no header line to more than 64 kB.

use super::received::{Received, charset};
use super::{Format, Meta};
use flate2::read::{DeflateDecoder, GzDecoder, MultiGzDecoder, ZlibDecoder};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};

/// No page is larger, packed or unpacked.
pub const MOST: u64 = 64 << 20;
const LINE: u64 = 64 << 10;

/// What came out of an archive.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Pages that were handed on.
    pub pages: usize,
    /// Records that are no pages: requests, images, redirects, descriptions.
    pub other: usize,
    /// Pages that could not be read, with the reason.
    pub unread: Vec<String>,
}

type Headers = HashMap<String, String>;

/// Hands on every page of a WARC.
///
/// # Errors
/// The archive is damaged, or none; what stands before the damage was handed on.
pub fn pages<E: From<String>>(
    name: &str,
    archive: impl Read,
    each: &mut dyn FnMut(Received) -> Result<(), E>,
) -> Result<Counts, E> {
    let mut archive = BufReader::with_capacity(1 << 16, archive);
    let packed = archive.fill_buf().is_ok_and(|b| b.starts_with(&[0x1f, 0x8b]));
    if packed {
        return records(name, BufReader::new(MultiGzDecoder::new(archive)), each);
    }
    records(name, archive, each)
}

/// Hands on every page of the archives in a WACZ.
///
/// # Errors
/// As for [`pages`].
pub fn wacz<E: From<String>>(
    name: &str,
    file: impl Read + Seek,
    each: &mut dyn FnMut(Received) -> Result<(), E>,
) -> Result<Counts, E> {
    let mut zip = zip::ZipArchive::new(file).map_err(|e| format!("{name}: not a WACZ: {e}"))?;
    let names: Vec<String> = zip
        .file_names()
        .filter_map(Result::ok)
        .map(std::borrow::Cow::into_owned)
        .filter(|n| n.starts_with("archive/"))
        .collect();
    let mut out = Counts::default();
    for inner in names {
        let entry = zip.by_name(&inner).map_err(|e| format!("{name}: {inner}: {e}"))?;
        let found = pages(&format!("{name}/{inner}"), entry, each)?;
        out.pages += found.pages;
        out.other += found.other;
        out.unread.extend(found.unread);
    }
    Ok(out)
}

fn records<E: From<String>>(
    name: &str,
    mut archive: impl BufRead,
    each: &mut dyn FnMut(Received) -> Result<(), E>,
) -> Result<Counts, E> {
    let (mut out, mut number) = (Counts::default(), 0);
    loop {
        number += 1;
        let broken = |why: String| format!("{name}: record {number}: {why}");
        let Some(headers) = opening(&mut archive).map_err(broken)? else { return Ok(out) };
        let length: u64 = headers
            .get("content-length")
            .and_then(|l| l.parse().ok())
            .ok_or_else(|| broken("no Content-Length".to_owned()))?;
        let mut block = archive.by_ref().take(length);
        let mut bytes = Vec::new();
        block.by_ref().take(MOST + 1).read_to_end(&mut bytes).map_err(|e| broken(e.to_string()))?;
        let rest = std::io::copy(&mut block, &mut std::io::sink()).map_err(|e| broken(e.to_string()))?;
        if bytes.len() as u64 + rest < length {
            return Err(broken("the archive breaks off in the middle".to_owned()).into());
        }
        match page(&headers, &bytes) {
            Ok(Some(page)) => {
                out.pages += 1;
                each(page)?;
            }
            Ok(None) => out.other += 1,
            Err(why) => out.unread.push(broken(why)),
        }
    }
}

/// The headers of the next record; `None` at the end.
fn opening(archive: &mut impl BufRead) -> Result<Option<Headers>, String> {
    let mut first = String::new();
    while first.is_empty() {
        match line(archive)? {
            None => return Ok(None),
            Some(text) => first = text,
        }
    }
    if !first.starts_with("WARC/") {
        return Err("not a WARC record".to_owned());
    }
    headers(archive).map(Some)
}

fn headers(from: &mut impl BufRead) -> Result<Headers, String> {
    let mut out = Headers::new();
    while let Some(text) = line(from)?.filter(|l| !l.is_empty()) {
        if let Some((name, value)) = text.split_once(':') {
            out.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
        if out.len() > 500 {
            return Err("more than 500 header lines".to_owned());
        }
    }
    Ok(out)
}

/// A line without its end; `None` at the end of what is read.
fn line(from: &mut impl BufRead) -> Result<Option<String>, String> {
    let mut bytes = Vec::new();
    let read = from.take(LINE).read_until(b'\n', &mut bytes).map_err(|e| e.to_string())?;
    if read as u64 == LINE && !bytes.ends_with(b"\n") {
        return Err("a header line longer than 64 kB".to_owned());
    }
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
}

/// The page of a record, if it is one.
fn page(headers: &Headers, block: &[u8]) -> Result<Option<Received>, String> {
    let sort = headers.get("warc-type").map_or("", String::as_str);
    let url = headers.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
    let Some(url) = url.filter(|_| ["response", "resource", "conversion"].contains(&sort)) else { return Ok(None) };
    if block.len() as u64 > MOST {
        return Err(format!("{url}: larger than {} MB", MOST >> 20));
    }
    let (kind, body) = if sort == "response" {
        let Some((kind, body)) = response(block).map_err(|why| format!("{url}: {why}"))? else { return Ok(None) };
        (kind, body)
    } else {
        (headers.get("content-type").cloned().unwrap_or_default(), block.to_vec())
    };
    let format = match kind.split(';').next().unwrap_or("").trim() {
        "text/html" | "application/xhtml+xml" => Format::Html,
        "text/plain" => Format::Text,
        _ => return Ok(None),
    };
    let meta = Meta { url: Some(url.clone()), ..Meta::default() };
    let charset = charset(&kind);
    Ok(Some(Received { name: url, bytes: body, meta, format: Some(format), charset }))
}

/// The type and the body of an HTTP response of success, unpacked.
fn response(block: &[u8]) -> Result<Option<(String, Vec<u8>)>, String> {
    let mut block = Cursor::new(block);
    let status = line(&mut block)?.unwrap_or_default();
    let well = status.split_whitespace().nth(1) == Some("200");
    let headers = headers(&mut block)?;
    let kind = headers.get("content-type").cloned().unwrap_or_default();
    if !well || !kind.starts_with("text/") && !kind.starts_with("application/xhtml") {
        return Ok(None);
    }
    let at = (block.position() as usize).min(block.get_ref().len());
    let body = block.get_ref()[at..].to_vec();
    let chunks = headers.get("transfer-encoding").is_some_and(|e| e.eq_ignore_ascii_case("chunked"));
    let body = if chunks { unchunked(&body).unwrap_or(body) } else { body };
    let coding = headers.get("content-encoding").map(|e| e.to_ascii_lowercase());
    Ok(Some((kind, unpacked(coding.as_deref().unwrap_or("identity"), &body)?)))
}

/// The parts of a chunked body, up to where it breaks off; `None` where it is not chunked after all, as some archives
/// store it.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut at, mut out) = (0, Vec::with_capacity(body.len()));
    while let Some((from, size)) = chunk(body, at) {
        let to = from.saturating_add(size).min(body.len());
        out.extend_from_slice(&body[from.min(to)..to]);
        at = to + 2;
        if size == 0 || at >= body.len() {
            break;
        }
    }
    (at > 0).then_some(out)
}

/// Where a chunk begins, and its size.
fn chunk(body: &[u8], at: usize) -> Option<(usize, usize)> {
    let end = at + body.get(at..)?.windows(2).position(|w| w == b"\r\n")?;
    let size = std::str::from_utf8(&body[at..end]).ok()?.split(';').next()?.trim();
    Some((end + 2, usize::from_str_radix(size, 16).ok()?))
}

/// A body in one of the codings of the web, unpacked to at most [`MOST`] bytes.
///
/// # Errors
/// The coding is not known, the body is damaged, or it unpacks to more.
pub fn unpacked(coding: &str, body: &[u8]) -> Result<Vec<u8>, String> {
    let reader: Box<dyn Read> = match coding {
        "identity" | "" => return Ok(body.to_vec()),
        "gzip" | "x-gzip" => Box::new(GzDecoder::new(body)),
        // Half of the servers mean zlib, half mean bare deflate.
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => Box::new(ZlibDecoder::new(body)),
        "deflate" => Box::new(DeflateDecoder::new(body)),
        other => return Err(format!("packed as {other}, which is not read")),
    };
    let mut out = Vec::new();
    reader.take(MOST + 1).read_to_end(&mut out).map_err(|e| format!("the {coding} is damaged: {e}"))?;
    if out.len() as u64 > MOST { Err(format!("unpacks to more than {} MB", MOST >> 20)) } else { Ok(out) }
}
