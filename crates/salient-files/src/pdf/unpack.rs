//! How large a stream becomes when it is unpacked, found out without keeping it.

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// How a stream is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Flate,
    Lzw,
    Runs,
}

/// The size after unpacking, in bytes; counting stops above `most`.
pub(super) fn size(body: &[u8], named: Option<Filter>, most: usize) -> usize {
    let decoded = ascii(body);
    let body = decoded.as_deref().unwrap_or(body);
    match named {
        Some(Filter::Lzw) => lzw(body, most),
        Some(Filter::Runs) => runs(body),
        // Streams say by their first bytes whether they are packed, whatever their dictionary says.
        Some(Filter::Flate) => flate(ZlibDecoder::new(body), most).max(flate(DeflateDecoder::new(body), most)),
        None if zlib(body) => flate(ZlibDecoder::new(body), most).max(body.len()),
        None => body.len(),
    }
}

fn zlib(body: &[u8]) -> bool {
    matches!(body, [a, b, ..] if a & 15 == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0)
}

fn flate(mut packed: impl Read, most: usize) -> usize {
    let (mut buffer, mut size) = ([0; 1 << 14], 0);
    while size <= most {
        match packed.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => size += read,
        }
    }
    size
}

/// Runs of equal bytes: the lengths of all.
fn runs(body: &[u8]) -> usize {
    let (mut at, mut size) = (0, 0);
    while let Some(length) = body.get(at).filter(|b| **b != 128) {
        let long = usize::from(*length);
        let (skip, adds) = if long < 128 { (long + 2, long + 1) } else { (2, 257 - long) };
        (at, size) = (at + skip, size + adds);
    }
    size
}

/// The lengths of the words of LZW's table, without the words.
fn lzw(body: &[u8], most: usize) -> usize {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const FULL: usize = 4096;
    let (mut lengths, mut before, mut size) = (vec![1usize; 258], None, 0);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in body {
        bits = (bits & 0xFFFF) << 8 | u32::from(*byte);
        held += 8;
        let width = match lengths.len() + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        match code {
            CLEAR => {
                lengths.truncate(258);
                before = None;
                continue;
            }
            END => break,
            _ => {}
        }
        let length = lengths.get(code).copied().or(before.map(|b: usize| b + 1)).unwrap_or(1);
        size += length;
        if let Some(before) = before.filter(|_| lengths.len() < FULL) {
            lengths.push(before + 1);
        }
        before = Some(length);
        if size > most {
            break;
        }
    }
    size
}

/// What stands in letters of base 85 or 16; nothing for other streams.
fn ascii(body: &[u8]) -> Option<Vec<u8>> {
    let text = body.iter().all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace());
    let digits: Vec<u8> = body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    match digits.as_slice() {
        _ if !text => None,
        [hex @ .., b'>'] if hex.iter().all(u8::is_ascii_hexdigit) => Some(base16(hex)),
        [all @ .., b'~', b'>'] => Some(base85(all.strip_prefix(b"<~").unwrap_or(all))),
        _ => None,
    }
}

fn base16(digits: &[u8]) -> Vec<u8> {
    let value = |b: u8| char::from(b).to_digit(16).unwrap_or(0) as u8;
    digits.chunks(2).map(|pair| value(pair[0]) << 4 | pair.get(1).map_or(0, |b| value(*b))).collect()
}

fn base85(digits: &[u8]) -> Vec<u8> {
    let (mut out, mut group) = (Vec::new(), Vec::new());
    for digit in digits {
        if *digit == b'z' && group.is_empty() {
            out.extend([0; 4]);
            continue;
        }
        group.push(digit.saturating_sub(b'!').min(84));
        if group.len() == 5 {
            out.extend(word(&group));
            group.clear();
        }
    }
    if !group.is_empty() {
        let kept = group.len() - 1;
        group.resize(5, 84);
        out.extend(&word(&group)[..kept]);
    }
    out
}

fn word(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0u32, |sum, d| sum.wrapping_mul(85).wrapping_add(u32::from(*d))).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::{Filter, base16, base85, size};
    use std::io::Write;

    #[test]
    fn packed_streams_are_measured() {
        let mut zeros = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        zeros.write_all(&vec![0; 100_000]).unwrap();
        let zeros = zeros.finish().unwrap();
        assert_eq!(size(&zeros, Some(Filter::Flate), 1 << 20), 100_000);
        assert_eq!(size(&zeros, None, 1 << 20), 100_000);
        assert!(size(&zeros, None, 1000) > 1000);
        assert_eq!(size(&[0x81, 7, 2, b'a', b'b', b'c', 128], Some(Filter::Runs), 1 << 20), 131);
        // The example of the standard: 45 45 45 45 45 65 45 45 45 66.
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(size(&lzw, Some(Filter::Lzw), 1 << 20), 10);
    }

    #[test]
    fn letters_are_bytes() {
        assert_eq!(base16(b"48690"), [0x48, 0x69, 0x00]);
        assert_eq!(base85(b"87cURDZ"), b"Hello");
    }
}
