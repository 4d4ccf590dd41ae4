//! Units of claims: measures of ground and of length, shares, settlements, people.

use super::predicate::words;

words! {
    /// What a number counts. The first nine are those of claims and of what restates them; the rest are read for the
    /// checks of conversions.
    ///
    /// ```
    /// use salient::extract::Unit;
    /// assert_eq!(Unit::named("km2"), Some(Unit::Km2));
    /// assert_eq!(serde_json::to_string(&Unit::Percent).unwrap(), "\"percent\"");
    /// ```
    Unit {
        /// Square kilometres.
        Km2 = "km2",
        /// Square miles.
        Mi2 = "mi2",
        /// Hectares.
        Ha = "ha",
        /// Percent of something.
        Percent = "percent",
        /// Towns, villages and the like.
        Settlements = "settlements",
        /// Kilometres.
        Km = "km",
        /// Miles.
        Mi = "mi",
        /// Metres.
        M = "m",
        /// People, or any of them: soldiers, civilians, prisoners.
        Persons = "persons",
        /// Acres.
        Acre = "acre",
        /// Square metres.
        M2 = "m2",
        /// Square feet.
        Ft2 = "ft2",
        /// Square yards.
        Yd2 = "yd2",
        /// Dunams of 1,000 m².
        Dunam = "dunam",
        /// Feddans of 4,200.83 m².
        Feddan = "feddan",
        /// Nautical miles.
        Nmi = "nmi",
        /// Feet.
        Ft = "ft",
        /// Inches.
        In = "in",
        /// Yards.
        Yd = "yd",
        /// Centimetres.
        Cm = "cm",
        /// Millimetres.
        Mm = "mm",
        /// Fathoms.
        Fathom = "fathom",
        /// Furlongs.
        Furlong = "furlong",
    }
}

impl Unit {
    /// The units that claims count in.
    pub const CLAIMED: [Self; 9] =
        [Self::Km2, Self::Mi2, Self::Ha, Self::Percent, Self::Settlements, Self::Km, Self::Mi, Self::M, Self::Persons];

    /// Square kilometres in one of it, for the measures of ground that claims count in.
    ///
    /// ```
    /// use salient::extract::Unit;
    /// assert_eq!(Unit::Ha.km2(), Some(0.01));
    /// assert_eq!(Unit::Km.km2(), None);
    /// ```
    pub const fn km2(self) -> Option<f64> {
        match self {
            Self::Km2 => Some(1.0),
            Self::Mi2 => Some(2.589_988_110_336),
            Self::Ha => Some(0.01),
            _ => None,
        }
    }

    /// As figures print it: "km²", "sq mi", "%".
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Km2 => "km²",
            Self::Mi2 => "sq mi",
            Self::Percent => "%",
            other => other.name(),
        }
    }
}
