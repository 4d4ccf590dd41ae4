//! What a client sends: a form with a text, or with a text and its markup as JSON, and which rules it wants.

use super::annotated::Annotated;
use super::answer::CATEGORY;
use super::languages::{AUTO, Language, codes, named, preferred};
use crate::error::Problem;
use salient::check::{Options, RULES};
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// The form, as the description of the API shows it.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "what is described is read field by field")]
pub(crate) struct CheckForm {
    /// The text; either this or `data`.
    #[schema(example = "Kyiv still controls over 420 square kilometers (261 square kilometers) in the Kursk region.")]
    text: Option<String>,
    /// The text with its markup, as JSON: `{"annotation": [{"text": "a "}, {"markup": "<b>"}, {"text": "word"}]}`.
    data: Option<String>,
    /// `auto`, or a code that `/v2/languages` lists.
    #[schema(example = "en-US")]
    language: String,
    /// For `auto`: variants that are preferred, apart by commas.
    preferred_variants: Option<String>,
    /// Also run these rules, apart by commas.
    enabled_rules: Option<String>,
    /// Do not run these.
    disabled_rules: Option<String>,
    /// Categories; there is one, `SEMANTICS`.
    enabled_categories: Option<String>,
    /// Categories that do not run.
    disabled_categories: Option<String>,
    /// Run only what is enabled.
    enabled_only: Option<bool>,
    /// `picky` also runs the rules that do not run by default.
    level: Option<String>,
}

/// What is to be done.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) text: Annotated,
    pub(super) language: Language,
    pub(super) options: Options,
}

#[derive(Deserialize)]
struct Data {
    text: Option<String>,
    annotation: Option<Vec<Piece>>,
}

/// A piece of a text; what else clients say of it, such as its offset, is passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Piece {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

type Fields = HashMap<String, String>;

impl Wanted {
    /// Reads a form; errors are in LanguageTool's words, since clients show them.
    pub(super) fn read(body: &[u8]) -> Result<Self, Problem> {
        let fields: Fields = serde_urlencoded::from_bytes::<Vec<(String, String)>>(body)
            .map_err(|e| Problem::asked(format!("the form could not be read: {e}")))?
            .into_iter()
            .collect();
        Ok(Self { text: text(&fields)?, language: language(&fields)?, options: options(&fields)? })
    }
}

fn text(fields: &Fields) -> Result<Annotated, Problem> {
    let mut out = Annotated::default();
    match (fields.get("text"), fields.get("data")) {
        (Some(_), Some(_)) => return Err(Problem::asked("Set only 'text' or 'data' parameter, not both")),
        (Some(text), None) => out.text(text),
        (None, Some(data)) => pieces(data, &mut out)?,
        (None, None) => return Err(Problem::asked("Missing 'text' or 'data' parameter")),
    }
    Ok(out)
}

fn pieces(data: &str, out: &mut Annotated) -> Result<(), Problem> {
    let data: Data = serde_json::from_str(data)
        .map_err(|e| Problem::asked(format!("Could not parse JSON from 'data' parameter: {e}")))?;
    match (data.text, data.annotation) {
        (Some(text), None) => out.text(&text),
        (None, Some(pieces)) => return pieces.into_iter().try_for_each(|piece| put(piece, out)),
        (Some(_), Some(_)) => {
            return Err(Problem::asked("'data' key in JSON requires either 'text' or 'annotation' key, not both"));
        }
        (None, None) => return Err(Problem::asked("'data' key in JSON requires 'text' or 'annotation' key")),
    }
    Ok(())
}

fn put(piece: Piece, out: &mut Annotated) -> Result<(), Problem> {
    match (piece.text, piece.markup, piece.interpret_as) {
        (Some(text), None, None) => out.text(&text),
        (None, Some(markup), read_as) => out.markup(&markup, read_as.as_deref().unwrap_or_default()),
        (Some(_), Some(_), _) => {
            let told = "Only either 'text' or 'markup' are supported in an object in 'annotation' list, not both";
            return Err(Problem::asked(told));
        }
        (Some(_), None, Some(_)) => {
            return Err(Problem::asked("'text' cannot be used with 'interpretAs' (only 'markup' can)"));
        }
        (None, None, _) => {
            return Err(Problem::asked("Only 'text' and 'markup' are supported in 'annotation' list"));
        }
    }
    Ok(())
}

fn language(fields: &Fields) -> Result<Language, Problem> {
    let Some(code) = fields.get("language").map(|c| c.trim()).filter(|c| !c.is_empty()) else {
        let told = "Missing 'language' parameter, e.g. 'language=en-US' for American English or 'language=auto'";
        return Err(Problem::asked(told));
    };
    if code.eq_ignore_ascii_case(AUTO) {
        return Ok(preferred(fields.get("preferredVariants").map_or("", String::as_str)));
    }
    named(code).ok_or_else(|| {
        let told = format!("'{code}' is not a language code known here. Supported language codes are: {}.", codes());
        Problem::asked(told)
    })
}

/// Names of a list; those that are LanguageTool's own, and not ours, are passed over by who asks.
fn list(fields: &Fields, name: &str) -> Vec<String> {
    let all = fields.get(name).into_iter().flat_map(|l| l.split(','));
    all.map(|n| n.trim().to_lowercase().replace('_', "-")).filter(|n| !n.is_empty()).collect()
}

fn options(fields: &Fields) -> Result<Options, Problem> {
    let ours = |names: &[String]| -> Vec<String> {
        names.iter().filter(|n| RULES.iter().any(|r| r.name == n.as_str())).cloned().collect()
    };
    let category = |names: &[String]| names.iter().any(|n| n.eq_ignore_ascii_case(CATEGORY));
    let [on, off] = ["enabledRules", "disabledRules"].map(|name| list(fields, name));
    let [kinds_on, kinds_off] = ["enabledCategories", "disabledCategories"].map(|name| list(fields, name));
    let mut out = Options { select: ours(&on), ignore: ours(&off), ..Options::default() };
    let is = |name: &str, value: &str| fields.get(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
    if is("level", "picky") {
        out.select.push(EVERY.to_owned());
    }
    if is("enabledOnly", "true") || is("enabledOnly", "yes") {
        if on.is_empty() && kinds_on.is_empty() {
            return Err(Problem::asked("You must specify enabled rules or categories when using enabledOnly=true"));
        }
        if !off.is_empty() || !kinds_off.is_empty() {
            return Err(Problem::asked("You cannot specify disabled rules or categories using enabledOnly=true"));
        }
        let none = out.select.is_empty() && !category(&kinds_on);
        out.only = if category(&kinds_on) { Vec::new() } else { out.select.clone() };
        out.ignore = if none { vec![EVERY.to_owned()] } else { Vec::new() };
    } else if category(&kinds_off) {
        out.ignore = vec![EVERY.to_owned()];
    }
    if out.ignore == [EVERY] {
        // Nothing runs: no claim needs to be read either.
        out.only = vec![EVERY.to_owned()];
    }
    Ok(out)
}

/// The name that stands for every rule.
const EVERY: &str = "all";
