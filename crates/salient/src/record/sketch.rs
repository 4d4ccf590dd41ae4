//! Shingles and sketches, by which near-duplicates are found.
//!
//! A shingle is a run of five words, in lower case, punctuation aside. A sketch is the fixed share of a text's shingles
//! whose hash ends in zeros (`FracMinHash`), so that the sketches of a text and of a piece of it agree on the piece:
//! containment can be told from sketches, which plain `MinHash` cannot do.

/// Words in a shingle.
pub const WORDS: usize = 5;
/// One shingle in so many is in the sketch.
pub const SAMPLE: u64 = 8;

const PRIME: u64 = 0x0100_0000_01b3;

/// The words of a text: runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// The hash of each word in order, whatever its case.
fn word_hashes(text: &str) -> Vec<u64> {
    let (bytes, mut out) = (text.as_bytes(), Vec::with_capacity(text.len() / 6));
    let (mut hash, mut inside, mut at) = (0xcbf2_9ce4_8422_2325, false, 0);
    let start = hash;
    while at < bytes.len() {
        let byte = bytes[at];
        let (letter, length) = if byte < 0x80 {
            (byte.is_ascii_alphanumeric().then(|| u64::from(byte.to_ascii_lowercase())), 1)
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            let lower = c.to_lowercase().next().unwrap_or(c);
            (c.is_alphanumeric().then_some(u64::from(u32::from(lower))), c.len_utf8())
        };
        at += length;
        match letter {
            Some(letter) => (hash, inside) = ((hash ^ letter).wrapping_mul(PRIME), true),
            None if inside => {
                out.push(hash);
                (hash, inside) = (start, false);
            }
            None => {}
        }
    }
    if inside {
        out.push(hash);
    }
    out
}

/// The hash of each shingle, in the order of the text; a text under five words is one shingle.
///
/// ```
/// use salient::record::sketch::shingles;
/// assert_eq!(shingles("One two, three four five SIX").len(), 2);
/// assert_eq!(shingles("One two three four five"), shingles("one two “three” four – five!"));
/// ```
pub fn shingles(text: &str) -> Vec<u64> {
    let words = word_hashes(text);
    if words.is_empty() {
        return Vec::new();
    }
    let mix = |run: &[u64]| {
        let sum = run.iter().fold(0u64, |h, w| (h.rotate_left(23) ^ w).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let folded = (sum ^ (sum >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        folded ^ (folded >> 32)
    };
    words.windows(WORDS.min(words.len())).map(mix).collect()
}

/// Whether a shingle belongs to sketches, and as what.
pub(crate) fn sampled(shingle: u64) -> Option<u32> {
    shingle.is_multiple_of(SAMPLE).then_some((shingle >> 32) as u32)
}

/// The sketch of a text: sorted, each value once.
pub fn sketch(text: &str) -> Vec<u32> {
    let mut out: Vec<u32> = shingles(text).into_iter().filter_map(sampled).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A sketch as a store keeps it: 4 bytes a value, little-endian.
pub fn bytes(sketch: &[u32]) -> Vec<u8> {
    sketch.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// A sketch from its bytes.
pub fn from_bytes(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect()
}

#[cfg(test)]
mod tests {
    use super::{bytes, from_bytes, sketch};

    #[test]
    fn a_piece_has_a_piece_of_the_sketch() {
        let text: Vec<String> = (0..400).map(|n| format!("word{}", n * n % 1013)).collect();
        let (whole, piece) = (sketch(&text.join(" ")), sketch(&text[100..300].join(" ")));
        assert!(piece.len() > 10 && piece.iter().all(|v| whole.binary_search(v).is_ok()));
        assert_eq!(from_bytes(&bytes(&whole)), whole);
    }
}
