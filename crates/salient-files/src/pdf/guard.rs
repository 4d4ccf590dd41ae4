//! Before a file is opened: whether it would unpack to more than is read.
//!
//! What opens the file unpacks whole streams; so each is measured here first, wherever the word `stream` stands, and
//! whatever the file's own tables say. Streams that are unpacked later are measured again then ([`fits`]).

use super::unpack::{self, Filter};
use crate::error::Error;
use crate::limits;
use hayro_syntax::object::Stream;

const STREAM: &[u8] = b"stream";
const END: &[u8] = b"endstream";
/// What the trailer of an encrypted file names.
const ENCRYPT: &[u8] = b"/Encrypt";
/// What the dictionaries of pictures name: those are not unpacked.
const PICTURE: [&[u8]; 2] = [b"/Image", b"/Width"];
/// What no picture's dictionary names, and those of tables and of packed objects do.
const TABLE: [&[u8]; 4] = [b"/First", b"/W", b"/ObjStm", b"/XRef"];
/// Names of compressions, long and short.
const FILTERS: [(&[u8], Filter); 6] = [
    (b"/FlateDecode", Filter::Flate),
    (b"/Fl", Filter::Flate),
    (b"/LZWDecode", Filter::Lzw),
    (b"/LZW", Filter::Lzw),
    (b"/RunLengthDecode", Filter::Runs),
    (b"/RL", Filter::Runs),
];
/// The shortest name that stands in packed bytes by no chance.
const SURE: usize = 10;

/// Refuses what would cost too much to open.
pub(super) fn check(bytes: &[u8]) -> Result<(), Error> {
    let (mut total, mut streams, mut from) = (0usize, 0usize, 0usize);
    while let Some(at) = find(&bytes[from..], STREAM).map(|n| from + n) {
        let before = &bytes[from..at];
        from = at + STREAM.len();
        if before.ends_with(b"end") {
            continue;
        }
        streams += 1;
        total += size(before, body(&bytes[from..]))?;
        if streams > limits::STREAMS {
            return Err(Error::more_than(limits::STREAMS, "streams"));
        }
        if total > limits::UNPACKED_PDF {
            return Err(large(limits::UNPACKED_PDF));
        }
    }
    if has(bytes, ENCRYPT) { Err(Error::Encrypted) } else { Ok(()) }
}

/// Whether a stream unpacks to no more than is read of one.
pub(super) fn fits(stream: &Stream) -> bool {
    let packed: Vec<Filter> = stream.filters().iter().filter_map(|f| filter(*f)).collect();
    packed.len() < 2 && unpack::size(&stream.raw_data(), packed.first().copied(), limits::STREAM) <= limits::STREAM
}

fn filter(filter: hayro_syntax::Filter) -> Option<Filter> {
    match filter {
        hayro_syntax::Filter::FlateDecode => Some(Filter::Flate),
        hayro_syntax::Filter::LzwDecode => Some(Filter::Lzw),
        hayro_syntax::Filter::RunLengthDecode => Some(Filter::Runs),
        _ => None,
    }
}

fn large(limit: usize) -> Error {
    Error::TooLarge(format!("more than {} MiB when it is unpacked", limit >> 20), format!("{} MiB", limit >> 20))
}

/// The bytes that a stream unpacks to; those of pictures do not count.
fn size(before: &[u8], body: &[u8]) -> Result<usize, Error> {
    let head = dictionary(before);
    let plain = head.is_some();
    let head = head.unwrap_or_else(|| before.to_vec());
    if plain && PICTURE.iter().all(|name| has(&head, name)) && !TABLE.iter().any(|name| has(&head, name)) {
        return Ok(0);
    }
    let known = FILTERS.iter().filter(|(name, _)| plain || name.len() >= SURE);
    let found: Vec<Filter> = known.flat_map(|(name, f)| std::iter::repeat_n(*f, names(&head, name))).collect();
    if found.len() > 1 {
        return Err(Error::damaged("a stream is compressed more than once"));
    }
    let all = [Some(Filter::Flate), Some(Filter::Lzw), Some(Filter::Runs)];
    let ways = if plain { &[found.first().copied()] } else { &all[..] };
    let size = ways.iter().map(|way| unpack::size(body, *way, limits::STREAM)).max().unwrap_or_default();
    if size > limits::STREAM { Err(large(limits::STREAM)) } else { Ok(size) }
}

/// How often a dictionary holds a name.
fn names(bytes: &[u8], name: &[u8]) -> usize {
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(&bytes[from..], name).map(|n| from + n) {
        from = at + name.len();
        count += usize::from(bytes.get(from).is_none_or(|b| !b.is_ascii_alphanumeric()));
    }
    count
}

fn has(bytes: &[u8], name: &[u8]) -> bool {
    names(bytes, name) > 0
}

/// The dictionary that ends before a stream, with the escapes of its names resolved; nothing where strings or comments
/// may hide where it begins.
fn dictionary(before: &[u8]) -> Option<Vec<u8>> {
    let at = before.windows(3).rposition(|w| w == b"obj")?;
    let line = before[..at].iter().rposition(|b| matches!(b, b'\r' | b'\n')).map_or(0, |n| n + 1);
    let head = &before[at + 3..];
    let count = |byte: u8| head.iter().filter(|b| **b == byte).count();
    let clear = before[line..at].iter().all(|b| b.is_ascii_alphanumeric() || *b == b' ');
    let whole = count(b'(') == count(b')') && count(b'\\') + count(b'%') == 0;
    (clear && whole).then(|| unescaped(head))
}

fn unescaped(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rest.len());
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'#').and_then(|d| std::str::from_utf8(d).ok());
        let code = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
        out.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    out
}

/// The bytes of a stream, up to its end or that of the file.
fn body(after: &[u8]) -> &[u8] {
    let start = after.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(after.len());
    let rest = &after[start..];
    &rest[..find(rest, END).unwrap_or(rest.len())]
}

/// The first place of a word.
fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let (first, mut from) = (*word.first()?, 0);
    while let Some(at) = bytes[from..].iter().position(|b| *b == first).map(|n| from + n) {
        if bytes[at..].starts_with(word) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}
