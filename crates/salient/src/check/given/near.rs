//! What somebody may have meant by a word that is not known.

/// The known word that takes the fewest changes of letters, where that is no more than a third of them and case is nothing.
///
/// ```
/// use salient::check::given::nearest;
/// assert_eq!(nearest("Taleban", ["Houthis", "Taliban"]), Some("Taliban"));
/// assert_eq!(nearest("lwo", ["low", "unit"]), Some("low"));
/// assert_eq!(nearest("x", ["low", "unit"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let most = (word.chars().count() / 3).max(if word.chars().count() > 2 { 2 } else { 1 });
    let far = |other: &&'a str| changes(&word, &other.to_lowercase());
    let near = known.into_iter().map(|other| (far(&other), other)).filter(|(far, _)| *far <= most);
    // "x" is not "low": something must be left of the word.
    near.min().filter(|(far, _)| *far < word.chars().count()).map(|(_, other)| other)
}

/// ", did you mean `low`?", or nothing.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// Letters that are to be added, left out or changed to make one word the other (Levenshtein).
fn changes(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let here = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = here.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
