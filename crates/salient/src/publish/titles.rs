//! A map source's name in a sentence: "DeepState’s map", but never "Our desk’s map’s map".

use crate::lexicon::List;

/// Whether a name says itself that it is of a map.
fn is_map(title: &str) -> bool {
    title.split(' ').next_back().is_some_and(|last| List::Map.has(last))
}

/// One map of a source.
///
/// ```
/// use salient::publish::titles::map;
/// assert_eq!((map("ISW").as_str(), map("Our desk’s map").as_str()), ("ISW’s map", "Our desk’s map"));
/// ```
pub fn map(title: &str) -> String {
    if is_map(title) { title.to_owned() } else { format!("{title}’s map") }
}

/// What its maps show, as a heading: "DeepState maps".
///
/// ```
/// use salient::publish::titles::maps;
/// assert_eq!((maps("ISW").as_str(), maps("Our sketch map").as_str()), ("ISW maps", "Our sketch map"));
/// ```
pub fn maps(title: &str) -> String {
    if is_map(title) { title.to_owned() } else { format!("{title} maps") }
}
