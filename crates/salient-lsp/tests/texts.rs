//! What a writer sees: diagnostics sent and asked for, fixes, reasons, what is under the pointer, settings, what was left out.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

mod common;

use common::{Client, codes, of};
use serde_json::{Value, json};
use std::path::Path;

const URI: &str = "file:///nowhere/a.txt";
const WRONG: &str = "Kyiv holds 420 square kilometers (261 square kilometers).";

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The actions at a place of a line.
fn actions(client: &mut Client, uri: &str, column: usize) -> Vec<Value> {
    let at = json!({ "line": 0, "character": column });
    let params = json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": { "diagnostics": [] } });
    client.ask("textDocument/codeAction", params).as_array().expect("a list").clone()
}

#[test]
fn diagnostics_follow_the_text() {
    let mut client = Client::plain();
    client.open(URI, WRONG);
    let first = client.sent(URI, 1);
    assert_eq!(codes(&first), ["unit-mismatch"]);
    assert_eq!((&first[0]["severity"], &first[0]["source"]), (&json!(1), &json!("salient")));
    assert!(first[0]["codeDescription"]["href"].as_str().expect("a page").ends_with("/unit_mismatch.md"));
    assert!(first[0]["message"].as_str().expect("text").contains("restated here: “420 square kilometers” on line 1"));
    client.change(URI, 2, [0, 34, 0, 55], "162 square miles");
    assert_eq!(codes(&client.sent(URI, 2)), [""; 0]);
    client.tell("textDocument/didClose", of(URI));
    client.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"].get("version").is_none());
    client.leave();
}

#[test]
fn a_client_that_asks_is_sent_nothing_unasked() {
    let can = json!({ "textDocument": { "diagnostic": {}, "publishDiagnostics": { "relatedInformation": true } } });
    let mut client = Client::begun(can, json!({}));
    client.open(URI, WRONG);
    let first = client.ask("textDocument/diagnostic", of(URI));
    assert_eq!((first["kind"].as_str(), first["items"][0]["code"].as_str()), (Some("full"), Some("unit-mismatch")));
    assert_eq!(first["items"][0]["relatedInformation"][0]["location"]["uri"], URI);
    let again = json!({ "textDocument": { "uri": URI }, "previousResultId": first["resultId"] });
    assert_eq!(client.ask("textDocument/diagnostic", again.clone())["kind"], "unchanged");
    client.change(URI, 2, [0, 0, 0, 0], "😀 ");
    let changed = client.ask("textDocument/diagnostic", again);
    assert_eq!(changed["kind"], "full");
    let column = &changed["items"][0]["range"]["start"]["character"];
    assert_eq!(*column, 37, "the answer is about the text as it is");
    assert!(client.heard.iter().all(|m| m["method"] != "textDocument/publishDiagnostics"));
    client.leave();
}

#[test]
fn findings_about_claims_follow_and_stay_where_nothing_changes() {
    let mut client = Client::plain();
    let wrong = "Ukrainian forces seized 1,200 square kilometers in the Kursk region. Russian troops have retaken 500 of them, \
        leaving 300 square kilometers under Ukrainian control, the General Staff said.";
    client.open(URI, wrong);
    let found = client.settled(URI);
    let about = found.iter().find(|d| d["code"] == "remainder-mismatch").unwrap_or_else(|| panic!("{found:?}")).clone();
    client.heard.clear();
    client.change(URI, 2, [0, 0, 0, 0], "😀 Once more. ");
    let at_once = client.sent(URI, 2);
    let moved = at_once.iter().find(|d| d["code"] == "remainder-mismatch").expect("it is carried over");
    let column = |d: &Value| d["range"]["start"]["character"].as_u64().expect("a column");
    assert_eq!(column(moved), column(&about) + 14);
    assert_eq!(client.settled(URI), at_once, "and read again the same");
    client.leave();
}

#[test]
fn a_client_that_refreshes_is_answered_at_once() {
    let can =
        json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } });
    let mut client = Client::begun(can, json!({}));
    client.open(
        URI,
        "Ukrainian forces seized 1,200 square kilometers in the Kursk region. Russian troops have retaken 500 of \
        them, leaving 300 square kilometers under Ukrainian control, the General Staff said.",
    );
    let first = client.ask("textDocument/diagnostic", of(URI));
    if first["items"] == json!([]) && client.heard.iter().all(|m| m["method"] != "workspace/diagnostic/refresh") {
        client.wait(|m| m["method"] == "workspace/diagnostic/refresh");
    }
    assert_eq!(codes(&client.settled(URI)), ["remainder-mismatch"]);
    client.leave();
}

#[test]
fn fixes_are_offered_where_there_is_one() {
    let mut client = Client::plain();
    client.open(URI, WRONG);
    let all = actions(&mut client, URI, 35);
    assert_eq!((all[0]["title"].as_str(), &all[0]["isPreferred"]), (Some("Write “162 square miles”"), &json!(true)));
    let edit = &all[0]["edit"]["changes"][URI][0];
    assert_eq!((&edit["newText"], &edit["range"]["start"]["character"]), (&json!("162 square miles"), &json!(34)));
    assert!(all.iter().any(|a| a["kind"] == "source.fixAll"));
    assert!(actions(&mut client, URI, 2).iter().all(|a| a["kind"] != "quickfix"), "nothing is wrong there");
    let only = json!({ "textDocument": { "uri": URI }, "context": { "diagnostics": [], "only": ["source"] },
        "range": { "start": { "line": 0, "character": 35 }, "end": { "line": 0, "character": 35 } } });
    assert_eq!(client.ask("textDocument/codeAction", only).as_array().map(Vec::len), Some(1));
    client.leave();
}

#[test]
fn ignoring_writes_an_entry_with_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let (text, toml) = (folder.path().join("a.txt"), folder.path().join("salient.toml"));
    std::fs::write(&text, WRONG).expect("written");
    let can = json!({ "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
        "window": { "showDocument": { "support": true } } });
    let mut client = Client::begun(can, json!({}));
    let uri = uri(&text);
    client.open(&uri, WRONG);
    let ignore =
        actions(&mut client, &uri, 35).into_iter().find(|a| a["title"] == "Ignore this finding, with a reason");
    let mut command = ignore.expect("offered")["command"].clone();
    command["arguments"][0]["reason"] = json!("as printed");
    let run = |c: &Value| json!({ "command": c["command"], "arguments": c["arguments"] });
    client.ask("workspace/executeCommand", run(&command));
    let asked = client.heard.iter().find(|m| m["method"] == "workspace/applyEdit").expect("an edit").clone();
    let steps = &asked["params"]["edit"]["documentChanges"];
    assert_eq!(steps[0]["kind"], "create");
    std::fs::write(&toml, steps[1]["edits"][0]["newText"].as_str().expect("text")).expect("written");
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    client.wait(|m| m["params"]["uri"] == uri && m["params"]["diagnostics"] == json!([]));

    // Without a reason the place for it is shown, and until it is there the file says so.
    command["arguments"][0]["reason"] = Value::Null;
    client.heard.clear();
    client.ask("workspace/executeCommand", run(&command));
    let shown = client.heard.iter().find(|m| m["method"] == "window/showDocument").expect("shown").clone();
    assert_eq!(shown["params"]["uri"], json!(format!("file://{}", toml.display())));
    let line = shown["params"]["selection"]["start"]["line"].as_u64().expect("a line") as usize;
    let edit = client.heard.iter().find(|m| m["method"] == "workspace/applyEdit").expect("an edit").clone();
    let added = edit["params"]["edit"]["documentChanges"][0]["edits"][0]["newText"].as_str().expect("text").to_owned();
    let whole = std::fs::read_to_string(&toml).expect("there") + &added;
    assert_eq!(whole.lines().nth(line), Some("reason = \"\""));
    std::fs::write(&toml, whole).expect("written");
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let toml_uri = format!("file://{}", toml.display());
    let wrong = client.wait(|m| m["params"]["uri"] == json!(toml_uri) && m["params"]["diagnostics"] != json!([]));
    assert_eq!(wrong["params"]["diagnostics"][0]["range"]["start"]["line"], line);
    client.leave();
}

#[test]
fn settings_come_from_the_project_and_from_beside_the_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("a.txt");
    let set = |name: &str, content: &str| std::fs::write(folder.path().join(name), content).expect("written");
    set("salient.toml", "atlas = \"k.atlas\"\n[rules]\nunit-mismatch = \"note\"\n");
    let mut client = Client::plain();
    let uri = uri(&text);
    client.open(&uri, WRONG);
    let found = client.sent(&uri, 1);
    assert_eq!(codes(&found), ["not-all-checked", "unit-mismatch"]);
    assert!(found[0]["message"].as_str().expect("text").contains("the maps of its atlas"));
    assert_eq!(found[1]["severity"], 3);
    set("salient.toml", "[rules]\nunit-missmatch = \"off\"\n");
    client.change(&uri, 2, [0, 0, 0, 0], " ");
    let found = client.sent(&uri, 2);
    assert!(codes(&found).contains(&"settings") && codes(&found).contains(&"unit-mismatch"), "{found:?}");
    set("salient.toml", "");
    set("a.json", r#"{ "ignore": [{ "rule": "unit-mismatch", "reason": "as printed" }] }"#);
    client.change(&uri, 3, [0, 0, 0, 0], " ");
    assert_eq!(codes(&client.sent(&uri, 3)), [""; 0]);
    set("a.json", r#"{ "ignore": [{ "rule": "unit-mismatch" }] }"#);
    client.change(&uri, 4, [0, 0, 0, 0], " ");
    assert_eq!(codes(&client.sent(&uri, 4)), ["settings", "unit-mismatch"]);
    client.leave();
}

#[test]
fn the_claim_and_its_conversion_are_under_the_pointer() {
    let mut client = Client::plain();
    let text = "Ukrainian forces still control over 420 square kilometers in the Kursk region, the General Staff said.";
    client.open(URI, text);
    let hover = |client: &mut Client, column: usize| {
        let at = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": column } });
        client.ask("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let told = hover(&mut client, 38);
    assert!(told.contains("**UA** holds **> 420 km²**") && told.contains("where: Kursk region"), "{told}");
    assert!(told.contains("= 162 square miles"), "{told}");
    client.change(URI, 2, [0, 0, 0, text.len()], "A road of 30 miles.");
    assert_eq!(hover(&mut client, 11), "30 miles = 48 km");
    assert_eq!(hover(&mut client, 1), "");
    client.leave();
}

#[test]
fn tokens_are_there_for_those_who_ask_for_them() {
    let mut off = Client::new();
    assert!(
        off.ask("initialize", json!({ "capabilities": {} }))["capabilities"].get("semanticTokensProvider").is_none()
    );
    off.leave();
    let mut client = Client::begun(json!({}), json!({ "semanticTokens": true }));
    client.open(
        URI,
        "Ukrainian forces still control over 420 square kilometers in the Kursk region, the General Staff said.",
    );
    let data = client.ask("textDocument/semanticTokens/full", of(URI))["data"].clone();
    let data: Vec<u64> = data.as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
    assert!(data.len() >= 10 && data.len().is_multiple_of(5), "{data:?}");
    client.leave();
}

#[test]
fn what_was_not_looked_at_is_said() {
    let mut client = Client::plain();
    let mut said = |name: &str, text: &str| {
        let uri = format!("file:///nowhere/{name}");
        client.open(&uri, text);
        client.sent(&uri, 1)
    };
    let wide = said("wide.txt", &format!("{WRONG}\n{}", "The mill worked for weeks.\n".repeat(12_000)));
    assert_eq!(codes(&wide), ["not-all-checked", "unit-mismatch"]);
    assert!(wide[0]["message"].as_str().expect("text").contains("did not run: part-exceeds-whole"), "{wide:?}");
    let long = said("long.txt", &"The mill worked for weeks.\n".repeat(700_000));
    assert_eq!(codes(&long), ["not-checked"]);
    let russian = said(
        "r.txt",
        "Российские войска освободили 801 квадратный километр в Курской области, сообщили в министерстве.",
    );
    assert!(russian[0]["message"].as_str().expect("text").contains("the text is Russian"), "{russian:?}");
    let foreign = said("p.txt", "%PDF-1.7 \u{0}");
    assert_eq!(codes(&foreign), ["not-checked"]);
    client.leave();
}
