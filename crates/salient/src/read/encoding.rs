//! Bytes to text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Decodes bytes: by byte-order mark, as UTF-8, as UTF-16 when every other byte is zero, by a `charset` that the first
/// kilobyte names, else as Windows-1252. Says what it could not read.
///
/// ```
/// let (text, problems) = salient::read::encoding::decode(b"\xff\xfe4\x002\x00");
/// assert_eq!((text.as_ref(), problems.len()), ("42", 0));
/// ```
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<String>) {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[skip..]);
        return (text, problem(bad, encoding));
    }
    if let Some(encoding) = zeros(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        return (text, problem(bad, encoding));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let binary = text.bytes().take(4096).any(|b| b == 0);
        return (Cow::Borrowed(text), if binary { vec![binary_note()] } else { Vec::new() });
    }
    let encoding = guess(bytes);
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let mut problems = problem(bad, encoding);
    if bytes.iter().take(4096).filter(|b| **b == 0).count() > 4
        && encoding != encoding_rs::UTF_16LE
        && encoding != encoding_rs::UTF_16BE
    {
        problems.push(binary_note());
    }
    (text, problems)
}

fn binary_note() -> String {
    "looks like a binary file: it was read as text, and nothing in it may mean anything".to_owned()
}

/// UTF-16 without a mark: every other byte of Latin text is zero.
fn zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let share = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count() * 5 > head.len() * 2;
    let other = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count() * 10 < head.len();
    match (share(0) && other(1), share(1) && other(0)) {
        (true, false) => Some(encoding_rs::UTF_16BE),
        (false, true) => Some(encoding_rs::UTF_16LE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(1024)];
    let ascii = String::from_utf8_lossy(head).to_ascii_lowercase();
    let named = ascii.split("charset=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let label: Option<String> =
        named.map(|n| n.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect());
    if let Some(encoding) = label.and_then(|l| Encoding::for_label(l.as_bytes())) {
        return encoding;
    }
    // Mostly valid UTF-8 with a few broken bytes stays UTF-8.
    let broken = String::from_utf8_lossy(bytes).matches('\u{fffd}').count();
    let multibyte = bytes.iter().filter(|b| **b >= 0xc3).count();
    if broken * 4 < multibyte { UTF_8 } else { WINDOWS_1252 }
}

fn problem(bad: bool, encoding: &'static Encoding) -> Vec<String> {
    if bad {
        vec![format!("some bytes are not valid {}; they are shown as \u{fffd}", encoding.name())]
    } else {
        Vec::new()
    }
}
