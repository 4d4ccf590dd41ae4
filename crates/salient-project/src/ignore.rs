//! Findings that somebody decided not to be told, with the reason.

use glob::{MatchOptions, Pattern};
use salient::check::Finding;

/// An entry of `ignore`. All that it names must fit; it names at least one thing.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// A rule by name.
    pub rule: Option<String>,
    /// Paths of texts from the project's folder.
    pub path: Option<Pattern>,
    /// Words of a marked passage, one blank between them.
    pub quote: Option<String>,
    /// Why.
    pub reason: String,
}

/// `*` stays within a folder, `**` crosses folders.
const HOW: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

impl Ignore {
    /// Whether a finding in a text is meant; the path is from the project's folder, with slashes.
    pub fn meets(&self, path: Option<&str>, finding: &Finding) -> bool {
        let rule = self.rule.as_deref().is_none_or(|r| r == finding.rule);
        let place = self.path.as_ref().is_none_or(|p| path.is_some_and(|t| p.matches_with(t, HOW)));
        rule && place && self.quote.as_deref().is_none_or(|words| marks(finding, words))
    }
}

/// Whether the finding marks a passage with these words.
fn marks(finding: &Finding, words: &str) -> bool {
    let related = finding.related.iter().map(|span| span.quote.as_str());
    std::iter::once(finding.quote.as_str()).chain(related).any(|quote| single(quote).contains(words))
}

/// A text with one blank wherever it has some.
pub(crate) fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An entry as the file writes it, to be put at the file's end: what an editor adds when somebody chooses to ignore a finding.
///
/// ```
/// use salient_project::{Project, ignore::entry};
/// let added = entry("unit-mismatch", Some("draft [1].md"), Some("420 \"square\"\nkilometers"), "as printed");
/// let project = Project::parse("/desk/salient.toml".as_ref(), &format!("language = \"any\"\n{added}")).expect("it reads");
/// let ignore = &project.settings.ignores[0];
/// assert_eq!(ignore.quote.as_deref(), Some("420 \"square\" kilometers"));
/// assert!(ignore.path.as_ref().is_some_and(|p| p.matches("draft [1].md")));
/// ```
pub fn entry(rule: &str, path: Option<&str>, quote: Option<&str>, reason: &str) -> String {
    let path = path.map(Pattern::escape);
    let quote = quote.map(single);
    let lines =
        [("rule", Some(rule)), ("path", path.as_deref()), ("quote", quote.as_deref()), ("reason", Some(reason))];
    let told = lines.iter().filter_map(|(key, value)| value.map(|v| format!("{key} = {}\n", toml::Value::from(v))));
    format!("\n[[ignore]]\n{}", told.collect::<String>())
}
