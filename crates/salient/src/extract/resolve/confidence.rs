//! How certain a claim is: a logistic function of what the reader was certain of.

use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// What a claim rests on: probabilities and shares of links, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// That the word makes a claim.
    pub anchor: f32,
    /// The actor's share.
    pub actor: f32,
    /// The place's share, or that there is none.
    pub place: f32,
    /// The asserter's share, or that there is none.
    pub asserter: f32,
    /// The side's share.
    pub side: f32,
    /// The surer of affirmed and denied.
    pub polarity: f32,
    /// The surest extent; 1 for a figure.
    pub extent: f32,
}

/// Fitted on texts that the reader did not learn from (`training/reader/calibrate.py`): a weight for the logarithm of each
/// field in its order, and a constant.
#[derive(Debug, Deserialize)]
struct Fit {
    weights: [f64; 7],
    constant: f64,
}

fn fit() -> &'static Fit {
    static READ: OnceLock<Fit> = OnceLock::new();
    READ.get_or_init(|| serde_json::from_str(salient_net::CONFIDENCE).expect("the fit in the program is well formed"))
}

impl Evidence {
    /// The probability that the claim is right in all of its fields.
    pub fn confidence(&self) -> f64 {
        let fields = [self.anchor, self.actor, self.place, self.asserter, self.side, self.polarity, self.extent];
        let sum: f64 = fields.iter().zip(fit().weights).map(|(p, w)| w * f64::from(p.clamp(0.001, 1.0)).ln()).sum();
        1.0 / (1.0 + (-(fit().constant + sum)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_is_more_confidence() {
        let of = |anchor| {
            Evidence { anchor, actor: 0.8, place: 0.8, asserter: 0.8, side: 0.8, polarity: 1.0, extent: 1.0 }
                .confidence()
        };
        assert!(of(0.9) > of(0.3) && of(0.0) >= 0.0 && of(1.0) <= 1.0);
    }
}
