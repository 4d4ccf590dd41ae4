//! The languages that are read: English, under the codes that clients know it by.

use serde::Serialize;
use utoipa::ToSchema;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Language {
    /// Its name.
    pub(super) name: &'static str,
    /// Its code without a country.
    code: &'static str,
    /// Its code with the country.
    pub(super) long_code: &'static str,
}

macro_rules! english {
    ($($name:literal, $long:literal;)*) => {
        /// English as the protocol lists it.
        pub(super) const ENGLISH: &[Language] = &[$(Language { name: $name, code: "en", long_code: $long }),*];
    };
}

english! {
    "English", "en";
    "English (Australian)", "en-AU";
    "English (Canadian)", "en-CA";
    "English (GB)", "en-GB";
    "English (New Zealand)", "en-NZ";
    "English (South African)", "en-ZA";
    "English (US)", "en-US";
}

/// The code by which a client leaves the choice to the server.
pub(super) const AUTO: &str = "auto";
/// What is taken where a client leaves the choice, and prefers none.
const USUAL: &str = "en-US";

/// The language of a code.
pub(super) fn named(code: &str) -> Option<Language> {
    ENGLISH.iter().find(|l| l.long_code.eq_ignore_ascii_case(code)).copied()
}

/// The first of the variants that a client prefers, or the usual one.
pub(super) fn preferred(variants: &str) -> Language {
    let told = variants.split(',').find_map(|code| named(code.trim()));
    told.or_else(|| named(USUAL)).unwrap_or(ENGLISH[0])
}

/// All codes, for a message.
pub(super) fn codes() -> String {
    ENGLISH.iter().map(|l| l.long_code).collect::<Vec<_>>().join(", ")
}
