//! SARIF 2.1.0, the part of it that findings need.

use super::Checked;
use crate::check::{Finding, RULES, Severity, Suppressed};
use crate::read::Place;
use crate::read::part::Part;
use serde_json::{Value, json};

/// A SARIF log with one run.
pub fn log(checked: &[Checked]) -> String {
    let told = checked.iter().flat_map(|c| c.report.findings.iter().map(result));
    let silent = checked.iter().flat_map(|c| c.report.suppressed.iter().map(suppressed));
    let results: Vec<Value> = told.chain(silent).collect();
    let rules: Vec<Value> = RULES
        .iter()
        .map(|r| {
            json!({
                "id": r.name,
                "shortDescription": { "text": r.summary() },
                "fullDescription": { "text": r.summary() },
                "help": { "text": r.page, "markdown": r.page },
                "defaultConfiguration": { "enabled": r.default, "level": level(r.severity) },
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "salient", "semanticVersion": env!("CARGO_PKG_VERSION"), "informationUri": env!("CARGO_PKG_REPOSITORY"), "rules": rules } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn result(finding: &Finding) -> Value {
    let index = RULES.iter().position(|r| r.name == finding.rule);
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": { "text": format!("{} ({})", finding.message, finding.basis) },
        "partialFingerprints": { FINGERPRINT: finding.fingerprint() },
        "locations": [location(&finding.document, &finding.place, finding.part, &finding.quote)],
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, r)| {
            let mut place = location(&finding.document, &r.place, r.part, &r.quote);
            place["id"] = json!(id);
            place["message"] = json!({ "text": r.label });
            place
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([{
            "description": { "text": format!("write “{}”", fix.replacement) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&finding.document) },
                "replacements": [{
                    "deletedRegion": region(&finding.place),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

/// What a finding's fingerprint is called in a log.
const FINGERPRINT: &str = "salient/v1";

/// A finding that is not told: it stays in the log, with who keeps it silent and why.
fn suppressed(silent: &Suppressed) -> Value {
    let mut result = result(&silent.finding);
    result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": silent.reason }]);
    result
}

/// A file with lines has a region; one with pages or paragraphs names the part.
fn location(document: &str, place: &Place, part: Option<Part>, quote: &str) -> Value {
    let file = json!({ "uri": uri(document) });
    if let Some(part) = part {
        let named = json!([{ "name": part.to_string(), "kind": "element" }]);
        return json!({ "physicalLocation": { "artifactLocation": file }, "logicalLocations": named });
    }
    let mut region = region(place);
    region["snippet"] = json!({ "text": quote });
    json!({ "physicalLocation": { "artifactLocation": file, "region": region } })
}

/// Lines and columns: what every reader of SARIF counts alike, however it counts characters.
fn region(place: &Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

/// A path as a relative or file URI reference.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
