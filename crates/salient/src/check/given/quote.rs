//! Where a quote stands in a recorded text: word for word, or it is an orphan.

/// How many places are named where a quote stands at several.
const NAMED: usize = 8;

/// The code points at which a quote begins and ends. Where it stands more than once, `start` tells which.
///
/// # Errors
/// Says that it is an orphan, and how the text has it where only spaces and quotation marks differ; or that it stands at
/// several places.
pub(super) fn stands(text: &str, quote: &str, start: Option<usize>) -> Result<(usize, usize), String> {
    if quote.trim().is_empty() {
        return Err("quote: it is empty".to_owned());
    }
    let length = quote.chars().count();
    let found: Vec<usize> = text.match_indices(quote).map(|(at, _)| text[..at].chars().count()).collect();
    match (&found[..], start) {
        ([], _) => Err(orphan(text, quote)),
        ([one], _) => Ok((*one, one + length)),
        (many, Some(start)) if many.contains(&start) => Ok((start, start + length)),
        (many, _) => {
            let named: Vec<String> = many.iter().take(NAMED).map(usize::to_string).collect();
            let which = named.join(", ");
            Err(format!("quote: it stands {} times in the text; tell with `start` which is meant: {which}", many.len()))
        }
    }
}

fn orphan(text: &str, quote: &str) -> String {
    let near = loosely(text, quote).map(|there| format!("; it stands there as “{there}”")).unwrap_or_default();
    format!("quote: it does not stand in the text word for word{near}")
}

/// The piece of the text that differs from a quote by spaces, quotation marks, dashes and case alone.
fn loosely<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
    let (plain, places) = reduced(text);
    let (wanted, _) = reduced(quote);
    let (wanted, from) = (wanted.trim(), plain.find(wanted.trim()).filter(|_| !wanted.trim().is_empty())?);
    let first = places.get(plain[..from].chars().count())?;
    let last = places.get(plain[..from + wanted.len()].chars().count().checked_sub(1)?)?;
    text.get(first.0..last.1)
}

/// A text with one blank for all spaces, one mark for all quotation marks and one for all dashes, in small letters; with the
/// bytes from which each of its characters comes.
fn reduced(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut out, mut places) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        let plain = match c {
            c if c.is_whitespace() => ' ',
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' => '\'',
            '–' | '—' | '‑' | '−' => '-',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        if plain != ' ' || !out.ends_with(' ') {
            out.push(plain);
            places.push((at, at + c.len_utf8()));
        }
    }
    (out, places)
}

#[cfg(test)]
mod tests {
    use super::stands;

    const TEXT: &str = "Ünder “heavy fire” troops took 12 km². Later they\nsaid: troops took 12 km². So it was.";

    #[test]
    fn a_quote_stands_word_for_word() {
        assert_eq!(stands(TEXT, "“heavy fire”", None), Ok((6, 18)));
        let orphan = stands(TEXT, "ünder \"heavy fire\"", None).expect_err("other marks");
        assert!(orphan.contains("word for word; it stands there as"), "{orphan}");
        let spaces = stands(TEXT, "they said: troops", None).expect_err("another space");
        assert!(spaces.contains("they\nsaid: troops"), "{spaces}");
        let none = stands(TEXT, "troops took 13 km²", None).expect_err("another figure");
        assert!(none.ends_with("word for word"), "{none}");
        assert!(stands(TEXT, " ", None).is_err());
    }

    #[test]
    fn what_stands_twice_is_told_apart() {
        let told = stands(TEXT, "troops took 12 km²", None).expect_err("it stands twice");
        assert!(told.contains("2 times") && told.ends_with("19, 56"), "{told}");
        assert_eq!(stands(TEXT, "troops took 12 km²", Some(56)), Ok((56, 74)));
        assert!(stands(TEXT, "troops took 12 km²", Some(57)).is_err());
    }
}
