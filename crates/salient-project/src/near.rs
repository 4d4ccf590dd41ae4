//! What may have been meant by a mistyped name.

/// Names that share less than this with what was typed (Jaro–Winkler, 0 to 1) are not offered.
const LIKE: f64 = 0.75;

/// The name that is most like a mistyped one, where one is like it.
///
/// ```
/// assert_eq!(salient_project::nearest("unit-missmatch", ["unit-mismatch", "denied"]), Some("unit-mismatch"));
/// assert_eq!(salient_project::nearest("xyzzy", ["unit-mismatch", "denied"]), None);
/// ```
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase().replace('_', "-");
    let rated = names.into_iter().map(|name| (strsim::jaro_winkler(&typed, name), name));
    rated.filter(|(like, _)| *like >= LIKE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// "; did you mean `x`?", or all names where none is like it.
pub(crate) fn meant(typed: &str, names: &[&str]) -> String {
    match nearest(typed, names.iter().copied()) {
        Some(name) => format!("; did you mean `{name}`?"),
        None => format!("; there are {}", names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")),
    }
}
