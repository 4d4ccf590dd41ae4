//! The keys of a project's file: the one list behind the reader, the page and the JSON schema.

/// A key of the file.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value looks like.
    pub form: Form,
    /// What it does, in a sentence.
    pub what: &'static str,
    /// A value, as the file writes it.
    pub example: &'static str,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `english` or `any`.
    Language,
    /// `note`, `warning`, `error` or `never`.
    FailOn,
    /// A number from 0 to 1.
    Share,
    /// Any text that is not empty.
    Text,
    /// The name of a rule.
    Rule,
    /// A path, from the file's folder.
    Path,
    /// A path with a slash in it, or a name.
    NameOrPath,
    /// A path, or the address of a server.
    PathOrUrl,
    /// A pattern of paths: `*` within a folder, `**` across folders.
    Pattern,
    /// A table of rules with `off`, `on`, `note`, `warning` or `error`.
    Rules,
    /// A list of tables with the keys of [`IGNORE`].
    Ignores,
}

macro_rules! keys {
    ($($name:literal, $form:ident, $what:literal, $example:literal;)*) => {
        &[$(Key { name: $name, form: Form::$form, what: $what, example: $example }),*]
    };
}

/// The keys of the file.
pub const KEYS: &[Key] = keys! {
    "language", Language, "Which languages are read: English alone, or any text as if it were English.", "\"english\"";
    "case", NameOrPath, "The conflict that the texts are about: a built-in case, or a folder of your own, written with a slash.", "\"kursk-2024\"";
    "ledger", PathOrUrl, "Also check against what is recorded in this ledger.", "\"record/kursk.gpkg\"";
    "atlas", Path, "Also check against the control maps of this atlas.", "\"record/kursk.atlas\"";
    "baseline", Path, "Findings that are known: they are counted, and only new ones are told.", "\"salient-baseline.json\"";
    "min-confidence", Share, "Leave out claims that were read with less certainty than that.", "0.3";
    "fail-on", FailOn, "The least weight that makes the exit code 1.", "\"warning\"";
    "rules", Rules, "Which rules run, and what their findings weigh; `all` stands for every rule that is not named.", "{ weekday-mismatch = \"off\", loose-conversion = \"on\", elapsed-mismatch = \"error\" }";
    "ignore", Ignores, "Findings that are counted and not told. All that an entry names must fit.", "[{ rule = \"unit-mismatch\", path = \"archive/**\", quote = \"420 square\", reason = \"as printed in the original\" }]";
};

/// The keys of an entry of `ignore`: a reason, and at least one of the others.
pub const IGNORE: &[Key] = keys! {
    "rule", Rule, "Findings of this rule.", "\"unit-mismatch\"";
    "path", Pattern, "Findings in texts whose path, from the file's folder, fits this pattern.", "\"archive/**\"";
    "quote", Text, "Findings that mark a passage with these words in it, whatever the blanks between them.", "\"420 square kilometers\"";
    "reason", Text, "Why: it is needed.", "\"as printed in the original\"";
};

/// Names of keys, in their order.
pub(crate) fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|k| k.name).collect()
}
