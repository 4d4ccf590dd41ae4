//! CSV after RFC 4180.

use crate::extract::Claim;

const COLUMNS: [&str; 18] = [
    "document",
    "start",
    "end",
    "predicate",
    "actor",
    "place",
    "low",
    "high",
    "unit",
    "hedge",
    "of",
    "extent",
    "restated",
    "asserter",
    "side",
    "polarity",
    "as_of",
    "confidence",
];

/// Claims as a table with a header; `quote` is the last column.
pub fn claims(claims: &[Claim]) -> String {
    let mut out = COLUMNS.join(",") + ",quote\r\n";
    for claim in claims {
        let value = serde_json::to_value(claim).unwrap_or_default();
        let cells = COLUMNS.iter().chain(&["quote"]).map(|key| cell(&value[*key]));
        out += &(cells.collect::<Vec<_>>().join(",") + "\r\n");
    }
    out
}

fn cell(value: &serde_json::Value) -> String {
    let text = match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(items) if items.is_empty() => String::new(),
        other => other.to_string(),
    };
    quoted(&text)
}

/// A cell, quoted where it must be.
pub fn quoted(text: &str) -> String {
    // A leading sign would be a formula in a spreadsheet.
    let text = if text.starts_with(['=', '+', '@', '\t']) || text.starts_with('-') && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
