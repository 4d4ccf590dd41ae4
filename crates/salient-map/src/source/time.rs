//! The time of a map, from a file's name or a field.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// A date or time as people write it; a date alone is its last second, UTC, so that a day's map is that day's.
///
/// ```
/// use salient_map::source::parse_time;
/// let at = |text: &str| parse_time(text).map(|t| t.to_string());
/// assert_eq!(at("2025-01-17").as_deref(), Some("2025-01-17T23:59:59Z"));
/// assert_eq!(at("2025-01-17T2153").as_deref(), Some("2025-01-17T21:53:00Z"));
/// assert_eq!(at("2023-05-20 16:03:24.108").as_deref(), Some("2023-05-20T16:03:24.108Z"));
/// assert_eq!(at("2025-13-01"), None);
/// ```
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    let (day, clock) = match text.find(['T', ' ', '_']) {
        Some(at) => (&text[..at], text[at + 1..].trim_end_matches('Z')),
        None => (text, ""),
    };
    let date = date(day)?;
    let digits: String = clock.chars().filter(char::is_ascii_digit).collect();
    let colons = clock.contains(':');
    let time = match (clock.len(), digits.len()) {
        (0, _) => return day_end(date),
        (4, 4) => format!("{}:{}:00", &digits[..2], &digits[2..]),
        (6, 6) => format!("{}:{}:{}", &digits[..2], &digits[2..4], &digits[4..]),
        (5, 4) if colons => format!("{clock}:00"),
        (8.., _) if colons => clock.to_owned(),
        _ => return None,
    };
    stamp(format!("{date}T{time}").parse().ok()?)
}

fn stamp(time: DateTime) -> Option<Timestamp> {
    time.to_zoned(TimeZone::UTC).ok().map(|z| z.timestamp())
}

fn day_end(date: Date) -> Option<Timestamp> {
    stamp(date.at(23, 59, 59, 0))
}

/// `2025-01-17`, `20250117` or `250117`.
fn date(text: &str) -> Option<Date> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || (text.contains('-') && text.len() != 10) {
        return None;
    }
    let full = match digits.len() {
        8 => digits,
        6 => format!("20{digits}"),
        _ => return None,
    };
    Date::new(full[..4].parse().ok()?, full[4..6].parse().ok()?, full[6..].parse().ok()?).ok()
}

/// The time that a file's name tells: Unix seconds, or a date with or without a time.
///
/// ```
/// use salient_map::source::from_name;
/// let at = |name: &str| from_name(name).map(|t| t.to_string());
/// assert_eq!(at("1737150800.geojson").as_deref(), Some("2025-01-17T21:53:20Z"));
/// assert_eq!(at("2025-04-26T1417.geojson").as_deref(), Some("2025-04-26T14:17:00Z"));
/// assert_eq!(at("deepstatemap_data_20240805.geojson").as_deref(), Some("2024-08-05T23:59:59Z"));
/// assert_eq!(at("230210_1230.kmz").as_deref(), Some("2023-02-10T12:30:00Z"));
/// assert_eq!(at("map.geojson"), None);
/// ```
pub fn from_name(name: &str) -> Option<Timestamp> {
    let stem = name.split('.').next().unwrap_or(name);
    if (9..=11).contains(&stem.len()) && stem.bytes().all(|b| b.is_ascii_digit()) {
        return Timestamp::from_second(stem.parse().ok()?).ok();
    }
    let starts = stem.char_indices().filter(|(at, c)| c.is_ascii_digit() && !ends_digit(&stem[..*at]));
    let found: Vec<Timestamp> = starts.filter_map(|(at, _)| leading(&stem[at..])).collect();
    found.into_iter().next()
}

fn ends_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// The longest beginning that is a time.
fn leading(text: &str) -> Option<Timestamp> {
    let usable = text.find(|c: char| !(c.is_ascii_digit() || "-T_:Z".contains(c))).unwrap_or(text.len());
    let text = &text[..usable];
    [17, 16, 15, 13, 11, 10, 8, 6].into_iter().filter(|n| *n <= text.len()).find_map(|n| {
        let whole = n == text.len() || !text.as_bytes()[n].is_ascii_digit();
        parse(&text[..n]).filter(|_| whole)
    })
}
