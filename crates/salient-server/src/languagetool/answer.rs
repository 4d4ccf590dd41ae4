//! What clients get: matches in LanguageTool's form.

use super::annotated::Annotated;
use super::languages::Language;
use salient::check::{Finding, RULES, Severity};
use serde::Serialize;
use utoipa::ToSchema;

/// The one category of our rules: in LanguageTool's list, the problems of logic, content and consistency.
pub(super) const CATEGORY: &str = "SEMANTICS";
/// How the Internationalization Tag Set calls such issues.
const ISSUE: &str = "inconsistency";
/// UTF-16 code units of the text around a match that are shown on each side.
const AROUND: usize = 40;
/// What stands where the text around a match goes on.
const MORE: &str = "...";
/// All of the text counts for a match: none is sure before the text is whole.
const WHOLE_TEXT: i32 = -1;

/// An answer to a check.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Checked {
    software: Software,
    warnings: Warnings,
    language: Given,
    matches: Vec<Match>,
    /// Always empty: sentences are not told.
    sentence_ranges: Vec<[u32; 2]>,
}

/// What answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Info {
    pub(super) software: Software,
}

/// The program.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Software {
    name: &'static str,
    version: &'static str,
    build_date: &'static str,
    api_version: u32,
    premium: bool,
    status: &'static str,
}

impl Software {
    pub(super) fn ours() -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Self { name: "Salient", version, build_date: "", api_version: 1, premium: false, status: "" }
    }
}

/// What was not looked at.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Warnings {
    incomplete_results: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    incomplete_results_reason: Option<String>,
}

/// The language as it was told, and as it was found.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Given {
    name: &'static str,
    code: &'static str,
    detected_language: Detected,
}

#[derive(Serialize, ToSchema)]
struct Detected {
    name: &'static str,
    code: &'static str,
    /// 0 to 1.
    confidence: f64,
}

/// A finding.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Match {
    message: String,
    short_message: String,
    replacements: Vec<Replacement>,
    /// UTF-16 code units of the whole text before it.
    offset: usize,
    /// UTF-16 code units of it.
    length: usize,
    context: Around,
    /// The line that it stands in.
    sentence: String,
    #[serde(rename = "type")]
    kind: Kind,
    rule: RuleOut,
    ignore_for_incomplete_sentence: bool,
    /// Words around it that are needed to be sure; -1 for all of the text.
    #[serde(rename = "contextForSureMatch")]
    needed: i32,
}

/// What may stand there instead.
#[derive(Serialize, ToSchema)]
struct Replacement {
    value: String,
}

/// The text around a match.
#[derive(Serialize, ToSchema)]
struct Around {
    text: String,
    offset: usize,
    length: usize,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Kind {
    type_name: &'static str,
}

/// The rule of a match.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RuleOut {
    id: &'static str,
    description: &'static str,
    issue_type: &'static str,
    urls: Vec<Url>,
    category: Category,
}

/// The rule's page.
#[derive(Serialize, ToSchema)]
struct Url {
    value: String,
}

#[derive(Serialize, ToSchema)]
struct Category {
    id: &'static str,
    name: &'static str,
}

impl Checked {
    pub(super) fn new(language: Language, text: &str, matches: Vec<Match>, missed: Option<String>) -> Self {
        Self {
            software: Software::ours(),
            warnings: Warnings { incomplete_results: missed.is_some(), incomplete_results_reason: missed },
            language: Given {
                name: language.name,
                code: language.long_code,
                detected_language: detected(language, text),
            },
            matches,
            sentence_ranges: Vec::new(),
        }
    }
}

/// The language that the text seems to be in, with how sure that is; the one that was told where nothing is seen.
fn detected(told: Language, text: &str) -> Detected {
    let seen = whatlang::detect(text);
    let other = seen.as_ref().filter(|s| s.lang() != whatlang::Lang::Eng && s.is_reliable());
    let confidence = seen.as_ref().filter(|s| other.is_some() || s.lang() == whatlang::Lang::Eng);
    Detected {
        name: other.map_or(told.name, |s| s.lang().eng_name()),
        code: other.map_or(told.long_code, |s| s.lang().code()),
        confidence: confidence.map_or(0.0, whatlang::Info::confidence),
    }
}

/// A finding as a match; the rules' pages begin with an address.
pub(super) fn found(finding: &Finding, text: &Annotated, rules: &str) -> Match {
    let (start, end, replacement) = change(finding, text);
    let (offset, length) = text.place(start, end);
    let rule = RULES.iter().find(|r| r.name == finding.rule);
    Match {
        message: format!("{} ({}).", finding.message, finding.basis),
        short_message: format!("expected {}", finding.expected),
        replacements: replacement.into_iter().map(|value| Replacement { value }).collect(),
        offset,
        length,
        context: around(text, offset, length),
        sentence: text.line(offset),
        kind: Kind { type_name: if finding.severity == Severity::Note { "Hint" } else { "Other" } },
        rule: RuleOut {
            id: finding.rule,
            description: rule.map_or("", |r| r.summary()),
            issue_type: ISSUE,
            urls: vec![Url { value: format!("{rules}{}", finding.rule) }],
            category: Category { id: CATEGORY, name: "Semantics" },
        },
        ignore_for_incomplete_sentence: true,
        needed: WHOLE_TEXT,
    }
}

/// Which code points are marked, and what may stand there instead. A client replaces all that is marked: the change is put
/// into the words around it, or where it lies outside of them, it alone is marked.
fn change(finding: &Finding, text: &Annotated) -> (usize, usize, Option<String>) {
    let (start, end) = (finding.start, finding.end);
    match &finding.fix {
        None => (start, end, None),
        Some(fix) if start <= fix.start && fix.end <= end => {
            let (before, after) = (text.piece(start, fix.start), text.piece(fix.end, end));
            (start, end, Some(format!("{before}{}{after}", fix.replacement)))
        }
        Some(fix) => (fix.start, fix.end, Some(fix.replacement.clone())),
    }
}

fn around(text: &Annotated, offset: usize, length: usize) -> Around {
    let (from, shown) = text.around(offset.saturating_sub(AROUND), (offset + length + AROUND).min(text.units()));
    let before = if from > 0 { MORE } else { "" };
    let after = if from + shown.encode_utf16().count() < text.units() { MORE } else { "" };
    let shown = shown.replace(['\n', '\r'], " ");
    Around { text: format!("{before}{shown}{after}"), offset: before.len() + offset - from, length }
}
