//! How certain a claim is, and from where on it counts: the one place of these numbers.
//!
//! A claim's confidence is the probability, 0 to 1, that all of its fields are as a careful reader would give them. A claim
//! that carries none was made by a reader that did not tell, and counts as certain.

/// From here on a claim stands in checks across texts and in answers; below it is shown as read with little certainty.
pub const CERTAIN: f64 = 0.5;

/// Below this a claim is not told unless it is asked for: the default of `--min-confidence`.
pub const LEAST: f64 = 0.1;

/// A confidence as it is printed and kept: three decimals, within 0 to 1.
///
/// ```
/// use salient::extract::confidence::rounded;
/// assert_eq!(rounded(0.123_456), 0.123);
/// assert_eq!(rounded(1.7), 1.0);
/// ```
pub fn rounded(confidence: f64) -> f64 {
    (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}

/// Whether a claim of that confidence counts in checks and answers; one without counts.
pub fn certain(confidence: Option<f64>) -> bool {
    confidence.is_none_or(|c| c >= CERTAIN)
}

/// Serde: writes it rounded.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
pub(crate) fn print<S: serde::Serializer>(confidence: &f64, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_f64(rounded(*confidence))
}

/// Serde: a claim that does not tell is certain.
pub(crate) const fn full() -> f64 {
    1.0
}
