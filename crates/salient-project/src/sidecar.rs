//! What is known beside a text: the file `NAME.json` next to `NAME.txt`.

use salient::check::RULES;
use salient::read::Meta;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What such a file says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sidecar {
    /// Title, day of publication and the like.
    #[serde(flatten)]
    pub meta: Meta,
    /// Rules that are ignored in the text.
    pub ignore: Vec<Ignored>,
}

/// A rule that is ignored in a text, with the reason.
#[derive(Clone, Debug, Deserialize)]
pub struct Ignored {
    /// The rule's name.
    pub rule: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl Sidecar {
    /// Where the sidecar of a text would lie; nothing for a text that has the name of one.
    ///
    /// ```
    /// use salient_project::Sidecar;
    /// assert_eq!(Sidecar::of("news/a.txt".as_ref()).as_deref(), Some("news/a.json".as_ref()));
    /// assert_eq!(Sidecar::of("news/a.json".as_ref()), None);
    /// ```
    pub fn of(text: &Path) -> Option<PathBuf> {
        Some(text.with_extension("json")).filter(|beside| beside != text)
    }

    /// Whether what is ignored is a rule, and has a reason.
    ///
    /// # Errors
    /// The first entry that is not so, in words.
    ///
    /// ```
    /// use salient_project::Sidecar;
    /// let side: Sidecar = serde_json::from_str(r#"{"ignore": [{"rule": "unit-mismatch"}]}"#).expect("JSON");
    /// assert_eq!(side.check(), Err("`ignore` of unit-mismatch needs a \"reason\"".to_owned()));
    /// ```
    pub fn check(&self) -> Result<(), String> {
        if let Some(odd) = self.ignore.iter().find(|i| !RULES.iter().any(|r| r.name == i.rule)) {
            return Err(format!("no rule is named `{}`; `salient rule` lists them", odd.rule));
        }
        match self.ignore.iter().find(|i| i.reason.trim().is_empty()) {
            Some(bare) => Err(format!("`ignore` of {} needs a \"reason\"", bare.rule)),
            None => Ok(()),
        }
    }
}
