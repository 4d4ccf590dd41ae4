//! SARIF 2.1.0, the part of it that findings need.

use super::Checked;
use crate::check::{Finding, RULES, Severity};
use serde_json::{Value, json};

/// A SARIF log with one run.
pub fn log(checked: &[Checked]) -> String {
    let results: Vec<Value> = checked.iter().flat_map(|c| &c.report.findings).map(result).collect();
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
            "columnKind": "unicodeCodePoints",
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
        "locations": [location(&finding.document, finding.start, finding.end, Some(finding.line), &finding.quote)],
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, r)| {
            let mut place = location(&finding.document, r.start, r.end, None, &r.quote);
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
                    "deletedRegion": { "charOffset": fix.start, "charLength": fix.end - fix.start },
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

fn location(document: &str, start: usize, end: usize, line: Option<usize>, quote: &str) -> Value {
    let mut region = json!({ "charOffset": start, "charLength": end - start, "snippet": { "text": quote } });
    if let Some(line) = line {
        region["startLine"] = json!(line);
    }
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(document) }, "region": region } })
}

/// A path as a relative or file URI reference.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
