//! The news agency that a text credits: in its byline, in its dateline, or at its end.

use super::Block;

/// Names as they are credited, and the one name that is kept.
const AGENCIES: [(&str, &str); 24] = [
    ("Reuters", "Reuters"),
    ("AFP", "AFP"),
    ("Agence France-Presse", "AFP"),
    ("AP", "AP"),
    ("Associated Press", "AP"),
    ("The Associated Press", "AP"),
    ("Bloomberg", "Bloomberg"),
    ("Bloomberg News", "Bloomberg"),
    ("dpa", "dpa"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("EFE", "EFE"),
    ("ANSA", "ANSA"),
    ("UPI", "UPI"),
    ("Xinhua", "Xinhua"),
    ("TASS", "TASS"),
    ("RIA Novosti", "RIA Novosti"),
    ("Interfax", "Interfax"),
    ("Ukrinform", "Ukrinform"),
    ("Anadolu", "Anadolu"),
    ("Anadolu Agency", "Anadolu"),
    ("Kyodo", "Kyodo"),
    ("Yonhap", "Yonhap"),
    ("PA Media", "PA Media"),
    ("Tribune Content Agency", "Tribune Content Agency"),
];

/// The agency that a byline credits.
///
/// ```
/// use salient::read::agency::of_byline;
/// assert_eq!(of_byline("By Jane Roe, Associated Press").as_deref(), Some("AP"));
/// assert_eq!(of_byline("By Jane Roe").as_deref(), None);
/// ```
pub fn of_byline(byline: &str) -> Option<String> {
    let parts = byline.split(|c: char| !c.is_alphanumeric() && c != ' ' && c != '-').map(str::trim);
    let ends = |part: &str, name: &str| {
        part.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    parts.into_iter().find_map(|part| longest(|name| ends(part, name)))
}

/// The agency whose longest name fits.
fn longest(fits: impl Fn(&str) -> bool) -> Option<String> {
    let found = AGENCIES.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len());
    found.map(|(_, kept)| (*kept).to_owned())
}

/// The agency that a text credits: a line "By AFP" near its beginning, a dateline "KYIV (Reuters) –", a copyright line.
///
/// ```
/// use salient::read::text;
/// let agency = |t: &str| text("a", t).meta.agency;
/// assert_eq!(agency("A title\n\nBy [AFP](#)\n\nForces took a village on Monday.").as_deref(), Some("AFP"));
/// assert_eq!(agency("KYIV, Jan 17 (Reuters) - Forces took a village.").as_deref(), Some("Reuters"));
/// assert_eq!(agency("Forces took a village.\n\n©2025 Bloomberg L.P. Visit bloomberg.com.").as_deref(), Some("Bloomberg"));
/// assert_eq!(agency("The minister told Reuters that forces took a village.").as_deref(), None);
/// ```
pub fn of_text(text: &str, blocks: &[Block]) -> Option<String> {
    let line = |block: &Block| text[block.range.clone()].trim();
    let first = blocks.iter().take(6).map(line);
    let last = blocks.iter().rev().take(8).map(line);
    let by = |line: &str| {
        let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("Source: "))?;
        (rest.len() < 100).then(|| of_byline(&rest.replace(['[', ']', '(', ')', '#', '*', '_'], " , "))).flatten()
    };
    let rights = |line: &str| {
        let rest = line.strip_prefix('©').or_else(|| line.strip_prefix("Copyright"))?;
        let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        longest(|name| rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric)))
    };
    first.clone().find_map(by).or_else(|| first.clone().find_map(dateline)).or_else(|| last.clone().find_map(rights))
}

/// "KYIV, Jan 17 (Reuters) - ": in the first 80 characters, followed by a dash.
fn dateline(line: &str) -> Option<String> {
    let open = line.find('(').filter(|at| *at < 80)?;
    let (name, after) = line[open + 1..].split_once(')')?;
    let dash = after.trim_start().starts_with(['-', '–', '—']);
    let capital = line.chars().take(3).all(|c| !c.is_lowercase());
    longest(|known| dash && capital && name == known)
}
