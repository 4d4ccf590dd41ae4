//! Quotation marks of a piece of text: a speaker's words keep theirs, everything else stands without.

/// Marks that open and close somebody's words.
const PAIRS: [(char, char); 2] = [('“', '”'), ('«', '»')];
/// The mark that is both.
const PLAIN: char = '"';

/// A piece of a text as it is shown: no marks are put around it, those in it stay, and one whose partner lies outside of the
/// piece gets it back, so that it is seen which words are a speaker's.
///
/// ```
/// use salient::read::marks::shown;
/// assert_eq!(shown("Troops took 12 km², he said."), "Troops took 12 km², he said.");
/// assert_eq!(shown("“Troops took 12 km²."), "“Troops took 12 km².”");
/// assert_eq!(shown("We took 12 km²,” he said."), "“We took 12 km²,” he said.");
/// ```
pub fn shown(piece: &str) -> String {
    let piece = piece.trim();
    let opened = PAIRS.iter().fold(String::new(), |out, pair| out + &missing(piece, *pair).0);
    let closed = PAIRS.iter().fold(String::new(), |out, pair| out + &missing(piece, *pair).1);
    plain(format!("{opened}{piece}{closed}"))
}

/// The marks of a pair that a piece lacks before it and behind it.
fn missing(piece: &str, (open, close): (char, char)) -> (String, String) {
    let (mut lacking, mut inside) = (String::new(), 0);
    for c in piece.chars() {
        if c == open {
            inside += 1;
        } else if c == close && inside > 0 {
            inside -= 1;
        } else if c == close {
            lacking.push(open);
        }
    }
    (lacking, close.to_string().repeat(inside))
}

/// The same for marks that do not tell which side they are of: an odd one opens where a word begins at it, else it closes. One
/// behind a digit is of inches, and stays alone.
fn plain(piece: String) -> String {
    let digit = |at: usize| piece[..at].ends_with(|c: char| c.is_ascii_digit());
    let marks: Vec<usize> = piece.match_indices(PLAIN).map(|(at, _)| at).filter(|at| !digit(*at)).collect();
    let Some(last) = marks.last().filter(|_| marks.len() % 2 == 1) else { return piece };
    let begins =
        |at: usize| piece[at + 1..].starts_with(char::is_alphanumeric) && !piece[..at].ends_with(char::is_alphanumeric);
    if begins(*last) { format!("{piece}{PLAIN}") } else { format!("{PLAIN}{piece}") }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn only_a_speakers_words_have_marks() {
        for (piece, told) in [
            (
                "KHARTOUM (AP) – The army holds 60 percent of the city.",
                "KHARTOUM (AP) – The army holds 60 percent of the city.",
            ),
            ("Rebels took “most of the town” on Monday.", "Rebels took “most of the town” on Monday."),
            ("\"We hold the town.", "\"We hold the town.\""),
            ("We hold the town,\" the colonel said.", "\"We hold the town,\" the colonel said."),
            ("He spoke of \"a town\" and of \"a village\".", "He spoke of \"a town\" and of \"a village\"."),
            ("A 5\" shell hit the wall.", "A 5\" shell hit the wall."),
            ("« Nous tenons la ville.", "« Nous tenons la ville.»"),
            ("of the first” and then “the second", "“of the first” and then “the second”"),
        ] {
            assert_eq!(shown(piece), told);
        }
    }
}
