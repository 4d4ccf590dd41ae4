//! The keys as other programs and people read them: a JSON schema for editors, and the tables of the page.

use crate::keys::{Form, IGNORE, KEYS, Key};
use crate::read::{ALL, rules};
use crate::settings::{FailOn, Language, Level};
use serde_json::{Map, Value, json};

/// A JSON schema of the file (draft 2020-12), for editors of TOML that take one.
pub fn json() -> Value {
    let mut schema = object(KEYS);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("salient.toml");
    schema
}

fn object(keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut value = form(key.form);
        value["description"] = json!(key.what);
        properties.insert(key.name.to_owned(), value);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn form(form: Form) -> Value {
    match form {
        Form::Language => json!({ "enum": words(&Language::WORDS) }),
        Form::FailOn => json!({ "enum": words(&FailOn::WORDS) }),
        Form::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Form::Rule => json!({ "enum": rules() }),
        Form::Text | Form::Path | Form::NameOrPath | Form::PathOrUrl | Form::Pattern => {
            json!({ "type": "string", "minLength": 1 })
        }
        Form::Rules => {
            let level = json!({ "enum": words(&Level::WORDS) });
            let all: Map<String, Value> =
                rules().into_iter().chain([ALL]).map(|rule| (rule.to_owned(), level.clone())).collect();
            json!({ "type": "object", "additionalProperties": false, "properties": all })
        }
        Form::Ignores => {
            let mut entry = object(IGNORE);
            entry["required"] = json!(["reason"]);
            entry["anyOf"] =
                IGNORE.iter().filter(|k| k.name != "reason").map(|k| json!({ "required": [k.name] })).collect();
            json!({ "type": "array", "items": entry })
        }
    }
}

fn words<T>(list: &[(&'static str, T)]) -> Vec<&'static str> {
    list.iter().map(|(word, _)| *word).collect()
}

/// The keys as tables in Markdown: what the page on the file shows.
pub fn tables() -> String {
    format!("{}\nKeys of an entry of `ignore`:\n\n{}", table(KEYS), table(IGNORE))
}

fn table(keys: &[Key]) -> String {
    let row = |k: &Key| format!("| `{}` | {} | {} | `{}` |\n", k.name, kind(k.form), k.what, k.example);
    format!("| key | value | what it does | example |\n|---|---|---|---|\n{}", keys.iter().map(row).collect::<String>())
}

fn kind(form: Form) -> String {
    let list = |words: Vec<&str>| words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    match form {
        Form::Language => list(words(&Language::WORDS)),
        Form::FailOn => list(words(&FailOn::WORDS)),
        Form::Share => "a number from 0 to 1".to_owned(),
        Form::Text => "a text".to_owned(),
        Form::Rule => "a rule".to_owned(),
        Form::Path => "a path".to_owned(),
        Form::NameOrPath => "a name, or a path with a slash".to_owned(),
        Form::PathOrUrl => "a path, or `postgres://…`".to_owned(),
        Form::Pattern => "a pattern: `*` within a folder, `**` across folders".to_owned(),
        Form::Rules => format!("a table of rules, each with {}", list(words(&Level::WORDS))),
        Form::Ignores => "a list of tables".to_owned(),
    }
}
