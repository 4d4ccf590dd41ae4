//! What a claim says, as words of a fixed list: its predicate, and how much of a place it is about.

/// Makes a list of words a type: its names are printed, read and kept in lower case.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As it is printed and kept.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Found by its name, in any case.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name().eq_ignore_ascii_case(name.trim()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a claim says. The order is that of the reader's outputs.
    ///
    /// ```
    /// use salient::extract::Predicate;
    /// assert_eq!(Predicate::Holds.to_string(), "holds");
    /// assert_eq!(Predicate::named("Gained"), Some(Predicate::Gained));
    /// assert_eq!(serde_json::to_string(&Predicate::Lost).unwrap(), "\"lost\"");
    /// ```
    Predicate {
        /// Ground is held on some day.
        Holds = "holds",
        /// Ground was taken or taken back.
        Gained = "gained",
        /// Ground was given up or taken by another.
        Lost = "lost",
        /// Forces moved forward; not how much they hold.
        Advanced = "advanced",
        /// People or arms are somewhere.
        Deployed = "deployed",
        /// People of the actor were killed.
        Killed = "killed",
        /// People of the actor were wounded.
        Wounded = "wounded",
        /// People of the actor were taken prisoner.
        Captured = "captured",
        /// Killed and wounded, or losses without saying which.
        Casualties = "casualties",
        /// People of the actor left their homes.
        Displaced = "displaced",
    }
}

impl Predicate {
    /// Whether it is about who holds ground: `holds`, `gained`, `lost`.
    pub const fn control(self) -> bool {
        matches!(self, Self::Holds | Self::Gained | Self::Lost)
    }

    /// Whether it tells of ground that changed hands: `gained`, `lost`.
    pub const fn flow(self) -> bool {
        matches!(self, Self::Gained | Self::Lost)
    }

    /// Whether it tells of a state and not of something that happened: `holds`, `deployed`.
    pub const fn state(self) -> bool {
        matches!(self, Self::Holds | Self::Deployed)
    }

    /// Whether it tells what happened to people, who did nothing themselves.
    pub const fn people(self) -> bool {
        matches!(self, Self::Killed | Self::Wounded | Self::Captured | Self::Casualties | Self::Displaced)
    }
}

words! {
    /// How much of a place a claim without a number is about.
    Extent {
        /// All of it.
        All = "all",
        /// Some of it.
        Part = "part",
        /// Nothing of it.
        None = "none",
    }
}
