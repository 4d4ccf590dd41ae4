//! Which state a place lies in, by name.
//!
//! `lexicon/places.tsv` is sorted by name, so that it is searched where it stands in the binary and costs nothing until
//! asked. Sources: `GeoNames` (CC BY 4.0) and Natural Earth (public domain), see `lexicon/places.md`. A name that several
//! states share is given to the largest place; the answer is a default where the text itself does not say.

const PLACES: &str = include_str!("../../lexicon/places.tsv");

/// The ISO 3166-1 code of the state in which the best-known place of this name lies.
///
/// ```
/// assert_eq!(salient::lexicon::gazetteer::country("Mosul"), Some("IQ"));
/// assert_eq!(salient::lexicon::gazetteer::country("Nowhere-upon-Sea"), None);
/// ```
pub fn country(name: &str) -> Option<&'static str> {
    let key = key(name);
    let (mut low, mut high) = (0, PLACES.len());
    while low < high {
        let middle = PLACES[..usize::midpoint(low, high)].rfind('\n').map_or(0, |at| at + 1).max(low);
        let end = PLACES[middle..].find('\n').map_or(PLACES.len(), |at| middle + at);
        let (found, code) = PLACES[middle..end].split_once('\t')?;
        match found.cmp(key.as_str()) {
            std::cmp::Ordering::Equal => return Some(code),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

fn key(name: &str) -> String {
    name.chars()
        .flat_map(|c| match c {
            '’' | '‘' | 'ʻ' => '\''.to_lowercase(),
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a'.to_lowercase(),
            'é' | 'è' | 'ê' | 'ë' | 'ē' => 'e'.to_lowercase(),
            'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i'.to_lowercase(),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' => 'o'.to_lowercase(),
            'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u'.to_lowercase(),
            'ç' => 'c'.to_lowercase(),
            'ñ' => 'n'.to_lowercase(),
            _ => c.to_lowercase(),
        })
        .collect()
}
