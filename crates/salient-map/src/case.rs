//! One conflict's data: parties, start, region, map sources, extra names. A case is a file, never code.

use crate::atlas::Terms;
use crate::control::Control;
use crate::error::Error;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A conflict, as `cases/<name>/case.toml` describes it.
///
/// ```
/// let text = r#"
///     name = "example"
///     title = "An example"
///     start = "2024-08-06"
///     region = "RU-KRS"
///     soil = "RU"
///     [[party]]
///     code = "UA"
///     name = "Ukraine"
/// "#;
/// assert_eq!(salient_map::Case::parse(text).unwrap().parties[0].code, "UA");
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, the folder's.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// The day it began, as EDTF.
    pub start: String,
    /// The region in contest: a code.
    pub region: String,
    /// The state whose soil the region is, by ISO 3166-1.
    pub soil: String,
    /// The parties.
    #[serde(rename = "party")]
    pub parties: Vec<Party>,
    /// What the case says of map sources.
    #[serde(default, rename = "map")]
    pub maps: Vec<Mapping>,
    /// Other names of regions, in lower case: name to code.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// A party to a conflict.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// ISO 3166-1 code of a state and its forces, or a group's usual name.
    pub code: String,
    /// Its name for people.
    pub name: String,
}

/// What the features of a map source mean in a conflict.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The source's name.
    pub name: String,
    /// The source's name for people.
    #[serde(default)]
    pub title: Option<String>,
    /// Whom to name.
    #[serde(default)]
    pub attribution: Option<String>,
    /// The licence.
    #[serde(default)]
    pub licence: Option<String>,
    /// Whether the geometry may be passed on.
    #[serde(default)]
    pub shareable: bool,
    /// The property that tells status and holder: a fill, a layer, a status.
    #[serde(default)]
    pub property: Option<String>,
    /// The property that tells the map's date, if the file's name does not.
    #[serde(default)]
    pub date: Option<String>,
    /// What each value of the property means.
    #[serde(default)]
    pub meaning: BTreeMap<String, Control>,
    /// Values of the property that are no control: counted and dropped.
    #[serde(default)]
    pub ignore: Vec<String>,
}

impl Case {
    /// Reads a case file's text.
    ///
    /// # Errors
    /// Says where the text is not a case.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| Error::Asked(format!("case.toml: {error}")))
    }

    /// What the case says of a source.
    pub fn map(&self, source: &str) -> Option<&Mapping> {
        self.maps.iter().find(|m| m.name == source)
    }

    /// Whether a code is a party.
    pub fn is_party(&self, code: &str) -> bool {
        self.parties.iter().any(|p| p.code == code)
    }
}

impl Mapping {
    /// The terms, where the case gives them.
    pub fn terms(&self) -> Option<Terms> {
        Some(Terms {
            title: self.title.clone()?,
            attribution: self.attribution.clone()?,
            licence: self.licence.clone()?,
            shareable: self.shareable,
        })
    }

    /// What a value means, whatever its case.
    pub fn means(&self, value: &str) -> Option<&Control> {
        self.meaning.iter().find(|(key, _)| key.eq_ignore_ascii_case(value)).map(|(_, control)| control)
    }

    /// Whether a value is no control.
    pub fn ignores(&self, value: &str) -> bool {
        self.ignore.iter().any(|key| key.eq_ignore_ascii_case(value))
    }
}
