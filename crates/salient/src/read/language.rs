//! What language a text is in: what is not English is not read, and that is said.

use crate::lexicon::List;
use whatlang::{Lang, Script};

/// A text with fewer letters is taken as it is.
const FEW: usize = 40;
/// English prose has a quarter of such words; other languages have hardly any.
const ENGLISH: f64 = 0.08;

/// The language of a text that is surely not English; nothing where it is, or where too little tells.
///
/// ```
/// use salient::read::language::other;
/// assert_eq!(other("Российские войска освободили 801 квадратный километр в Курской области, сообщили в министерстве."), Some("Russian"));
/// assert_eq!(other("Українські війська утримують понад 400 квадратних кілометрів у Курській області, заявили в Генштабі."), Some("Ukrainian"));
/// assert_eq!(other("Russian forces have retaken 801 square kilometers in the Kursk region, the ministry said on Friday."), None);
/// assert_eq!(other("Kursk: 801 km²"), None);
/// ```
pub fn other(text: &str) -> Option<&'static str> {
    let head: String = text.chars().take(20_000).collect();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let ascii = head.bytes().filter(u8::is_ascii_alphabetic).count();
    // Mostly plain letters and the words of English: no trigram needs to be counted.
    if letters < FEW || ascii * 2 > letters && common(&head) >= ENGLISH {
        return None;
    }
    let found = whatlang::detect(&head)?;
    if found.lang() == Lang::Eng {
        return None;
    }
    let sure = found.script() != Script::Latin || found.is_reliable() && common(&head) < ENGLISH;
    sure.then(|| found.lang().eng_name())
}

/// The share of a text's words that are among the commonest of English.
fn common(text: &str) -> f64 {
    let (mut all, mut hits) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        all += 1;
        hits += usize::from(List::English.has(word));
    }
    f64::from(hits as u32) / f64::from(all.max(1) as u32)
}
