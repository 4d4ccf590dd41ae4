//! JSON: an array of findings, or one a line.

use super::Checked;

/// All findings as one array.
pub fn array(checked: &[Checked]) -> String {
    let findings: Vec<_> = checked.iter().flat_map(|c| &c.report.findings).collect();
    serde_json::to_string_pretty(&findings).unwrap_or_default() + "\n"
}

/// Any values, one a line.
pub fn lines<T: serde::Serialize>(values: &[T]) -> String {
    values.iter().map(|v| serde_json::to_string(v).unwrap_or_default() + "\n").collect()
}
