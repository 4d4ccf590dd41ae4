//! The part that a word can play. A word may play several, so parts are bits.

/// A set of [`Class`]es, one bit each.
pub type Mask = u64;

macro_rules! classes {
    ($($name:ident),* $(,)?) => {
        /// One part that a word or phrase can play in a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the names are those of the lexicon's lists")]
        pub enum Class { $($name),* }

        impl Class {
            /// Every class with its name as the lexicon spells it.
            pub const ALL: &'static [(Class, &'static str)] = &[$((Class::$name, stringify!($name))),*];
        }
    };
}

classes!(
    Determiner,
    Preposition,
    Auxiliary,
    Be,
    Modal,
    Negation,
    Conjunction,
    Hypothetical,
    Achieved,
    Pronoun,
    Possessive,
    Adverb,
    Territory,
    Part,
    All,
    More,
    Population,
    Size,
    Deep,
    PlacePronoun,
    Force,
    Military,
    Civilian,
    Any,
    Settlement,
    Place,
    Site,
    Institution,
    Title,
    Sources,
    Loss,
    EventGain,
    EventLose,
    EventHold,
    EventOnset,
    Unit,
    Cardinal,
    Scale,
    Vague,
    Fraction,
    HedgeBefore,
    HedgeAfter,
    Month,
    Weekday,
    Season,
    Span,
    Verb,
    Speech,
    State,
    Demonym,
    Seat,
    Group,
    Person,
    Surname,
    Monitor,
    SourceAfter,
    Possessed,
    Abbreviation,
    Genitive,
    Clausal,
    Faction,
);

impl Class {
    /// The bit of this class.
    pub const fn bit(self) -> Mask {
        1 << (self as u8)
    }
}

/// The union of several classes' bits.
pub const fn any_of(classes: &[Class]) -> Mask {
    let (mut mask, mut i) = (0, 0);
    while i < classes.len() {
        mask |= classes[i].bit();
        i += 1;
    }
    mask
}
