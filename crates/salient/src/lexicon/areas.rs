//! How large a state is: `lexicon/areas.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Whose figures the table holds, for messages.
pub const SOURCE: &str = "UN Statistics Division";

const AREAS: &str = include_str!("../../lexicon/areas.tsv");

/// The area of a state inside its recognised borders, in square kilometres.
///
/// ```
/// assert_eq!(salient::lexicon::areas::km2("UA"), Some(603_628.0));
/// assert_eq!(salient::lexicon::areas::km2("Nowhere"), None);
/// ```
pub fn km2(code: &str) -> Option<f64> {
    static TABLE: OnceLock<HashMap<&str, f64>> = OnceLock::new();
    let row = |line: &'static str| line.split_once('\t').and_then(|(code, area)| Some((code, area.parse().ok()?)));
    TABLE.get_or_init(|| AREAS.lines().filter_map(row).collect()).get(code).copied()
}
