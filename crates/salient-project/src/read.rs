//! From the text of a file to settings, with every fault told at its place.

use crate::fault::{Fault, Faults};
use crate::ignore::{Ignore, single};
use crate::keys::{IGNORE, KEYS, Key, names};
use crate::near::{meant, nearest};
use crate::settings::{FailOn, Language, Level, Settings};
use glob::Pattern;
use salient::check::RULES;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Value<'i> = Spanned<DeValue<'i>>;

/// Reads the text of a file.
pub(crate) fn settings(file: &Path, text: &str) -> Result<Settings, Faults> {
    let mut reader = Reader { file, text, faults: Vec::new() };
    let (table, broken) = DeTable::parse_recoverable(text);
    for error in broken {
        reader.fault(error.span().unwrap_or(0..0), format!("not TOML: {}", error.message()));
    }
    let settings = if reader.faults.is_empty() { reader.all(table.get_ref()) } else { Settings::default() };
    reader.faults.sort_by_key(|f| f.span.start);
    if reader.faults.is_empty() { Ok(settings) } else { Err(Faults(reader.faults)) }
}

/// Every rule by name.
pub(crate) fn rules() -> Vec<&'static str> {
    RULES.iter().map(|r| r.name).collect()
}

/// The name that stands for every rule that is not named.
pub(crate) const ALL: &str = "all";

struct Reader<'a> {
    file: &'a Path,
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.faults.push(Fault::at(self.file, self.text, span, message));
    }

    fn all(&mut self, table: &DeTable) -> Settings {
        let mut out = Settings::default();
        for (name, value) in table {
            let Some(key) = self.key(KEYS, name) else { continue };
            match key.name {
                "language" => out.language = self.word(key.name, value, &Language::WORDS),
                "fail-on" => out.fail_on = self.word(key.name, value, &FailOn::WORDS),
                "case" => out.case = self.words(key.name, value).map(|t| self.case(&t)),
                "ledger" => out.ledger = self.words(key.name, value).map(|t| self.ledger(&t)),
                "atlas" => out.atlas = self.words(key.name, value).map(|t| self.folder().join(t)),
                "baseline" => out.baseline = self.words(key.name, value).map(|t| self.folder().join(t)),
                "min-confidence" => out.min_confidence = self.share(key.name, value),
                "rules" => self.levels(value, &mut out),
                _ => self.ignores(value, &mut out),
            }
        }
        out
    }

    /// The key of a name, or a fault with what may have been meant.
    fn key(&mut self, keys: &'static [Key], name: &Spanned<std::borrow::Cow<str>>) -> Option<&'static Key> {
        let found = keys.iter().find(|k| k.name == name.get_ref());
        if found.is_none() {
            let of = if keys.len() == IGNORE.len() { "of `ignore` " } else { "" };
            let hint = meant(name.get_ref(), &names(keys));
            self.fault(name.span(), format!("no key {of}is called `{}`{hint}", name.get_ref()));
        }
        found
    }

    fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    fn case(&self, text: &str) -> String {
        let path = text.contains(['/', '\\']);
        if path { self.folder().join(text).to_string_lossy().into_owned() } else { text.to_owned() }
    }

    fn ledger(&self, text: &str) -> String {
        if text.contains("://") { text.to_owned() } else { self.folder().join(text).to_string_lossy().into_owned() }
    }

    /// A fault where a value is of another kind.
    fn kind(&mut self, name: &str, value: &Value, wanted: &str) {
        let given = value.get_ref().type_str();
        self.fault(value.span(), format!("`{name}` is {wanted}; here it is of the kind “{given}”"));
    }

    /// A text that says something.
    fn words(&mut self, name: &str, value: &Value) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => self.fault(value.span(), format!("`{name}` is empty")),
            Some(text) => return Some(text.to_owned()),
            None => self.kind(name, value, "a text in quotation marks"),
        }
        None
    }

    /// One of some words.
    fn word<T: Copy>(&mut self, name: &str, value: &Value, list: &[(&str, T)]) -> Option<T> {
        let text = self.words(name, value)?;
        let found = list.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let all: Vec<&str> = list.iter().map(|(word, _)| *word).collect();
            self.fault(value.span(), format!("`{name}` cannot be `{text}`{}", meant(&text, &all)));
        }
        found
    }

    fn share(&mut self, name: &str, value: &Value) -> Option<f64> {
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            DeValue::Integer(whole) => whole.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let found = number.filter(|n| (0.0..=1.0).contains(n));
        if found.is_none() {
            self.fault(value.span(), format!("`{name}` is a number from 0 to 1, for example 0.3"));
        }
        found
    }

    fn levels(&mut self, value: &Value, out: &mut Settings) {
        let Some(table) = value.get_ref().as_table() else {
            return self.kind("rules", value, "a table: write [rules], and a rule a line below it");
        };
        for (name, value) in table {
            let known = name.get_ref() == ALL || self.rule(name.get_ref(), name.span());
            let level = self.word(name.get_ref(), value, &Level::WORDS);
            if let Some(level) = level.filter(|_| known) {
                out.rules.insert(name.get_ref().clone().into_owned(), level);
            }
        }
    }

    /// Whether a rule has that name; a fault where none has.
    fn rule(&mut self, name: &str, span: Range<usize>) -> bool {
        let known = rules().contains(&name);
        if !known {
            let hint = nearest(name, rules()).map(|n| format!(", did you mean `{n}`?")).unwrap_or_default();
            self.fault(span, format!("no rule is named `{name}`{hint}; `salient rule` lists them"));
        }
        known
    }

    fn ignores(&mut self, value: &Value, out: &mut Settings) {
        let Some(list) = value.get_ref().as_array() else {
            return self.kind("ignore", value, "a list of tables: write [[ignore]], and what it is about below it");
        };
        for entry in list {
            match entry.get_ref().as_table() {
                Some(table) => out.ignores.extend(self.ignore(table, entry.span())),
                None => self.kind("ignore", entry, "a list of tables with a reason"),
            }
        }
    }

    fn ignore(&mut self, table: &DeTable, span: Range<usize>) -> Option<Ignore> {
        let mut out = Ignore { rule: None, path: None, quote: None, reason: String::new() };
        for (name, value) in table {
            let Some(key) = self.key(IGNORE, name) else { continue };
            let Some(text) = self.words(key.name, value) else { continue };
            match key.name {
                "rule" => out.rule = Some(text).filter(|t| self.rule(t, value.span())),
                "path" => out.path = self.pattern(&text, value.span()),
                "quote" => out.quote = Some(single(&text)),
                _ => out.reason = text,
            }
        }
        let has = |name: &str| table.iter().any(|(key, _)| key.get_ref() == name);
        if !has("reason") {
            self.fault(span.clone(), "this `ignore` needs a `reason`: say why, for those who come after you");
        }
        if !["rule", "path", "quote"].into_iter().any(has) {
            self.fault(span, "this `ignore` would ignore everything: name a `rule`, a `path` or a `quote`");
        }
        Some(out)
    }

    fn pattern(&mut self, text: &str, span: Range<usize>) -> Option<Pattern> {
        Pattern::new(text).map_err(|e| self.fault(span, format!("`{text}` is no pattern of paths: {}", e.msg))).ok()
    }
}
