//! The protocol itself: beginning and ending, what cannot be understood, what is taken back, how positions count.

mod common;

use common::{Client, codes, of};
use salient_lsp::Ended;
use serde_json::{Value, json};

const URI: &str = "file:///nowhere/a.txt";
const WRONG: &str = "Kyiv holds 420 square kilometers (261 square kilometers).";

fn error(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().expect("an error")
}

#[test]
fn a_client_begins_and_leaves_in_order() {
    let mut client = Client::new();
    let early = client.begin("textDocument/hover", of(URI));
    assert_eq!(error(&client.answer(early)), -32002, "not begun yet");
    client.tell("textDocument/didOpen", json!("passed over"));
    let told = client.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(told["serverInfo"]["name"], "salient");
    assert_eq!(told["capabilities"]["textDocumentSync"]["change"], 2, "changes come as such");
    let again = client.begin("initialize", json!({ "capabilities": {} }));
    assert_eq!(error(&client.answer(again)), -32600);
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    let late = client.begin("textDocument/hover", of(URI));
    assert_eq!(error(&client.answer(late)), -32600, "shut down already");
    client.tell("exit", Value::Null);
    assert_eq!(client.end(), Ended::Orderly);
}

#[test]
fn a_client_that_goes_away_ends_the_server() {
    assert_eq!(Client::plain().end(), Ended::Abrupt);
    let mut client = Client::plain();
    client.tell("exit", Value::Null);
    assert_eq!(client.end(), Ended::Abrupt);
}

#[test]
fn malformed_messages_are_answered_and_the_next_is_read() {
    let mut client = Client::plain();
    let mut refused = |body: &[u8]| {
        client.raw(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        client.raw(body);
        let answer = client.wait(|m| m.get("error").is_some());
        (error(&answer), answer["id"].clone())
    };
    assert_eq!(refused(b"{\"jsonrpc\""), (-32700, Value::Null));
    assert_eq!(refused(b"\xff\xfe"), (-32700, Value::Null));
    assert_eq!(refused(b"[]"), (-32600, Value::Null));
    assert_eq!(refused(br#"{"jsonrpc":"2.0","id":"x"}"#), (-32600, json!("x")));
    let odd = client.begin("textDocument/hover", json!({ "textDocument": 7 }));
    assert_eq!(error(&client.answer(odd)), -32602);
    let unknown = client.begin("textDocument/rename", of(URI));
    assert_eq!(error(&client.answer(unknown)), -32601);
    client.tell("textDocument/didChange", json!({ "textDocument": 7 }));
    let logged = client.wait(|m| m["method"] == "window/logMessage");
    assert!(logged["params"]["message"].as_str().expect("text").starts_with("textDocument/didChange: not understood"));
    client.open(URI, WRONG);
    assert_eq!(codes(&client.sent(URI, 1)), ["unit-mismatch"]);
    assert_eq!(client.leave(), Ended::Orderly);
}

#[test]
fn a_stream_of_no_messages_ends_with_the_reason() {
    let mut client = Client::plain();
    client.raw(b"GET / HTTP/1.1\r\n\r\n");
    assert_eq!(client.end(), Ended::Abrupt);
    let last = client.heard.last().expect("a last word");
    assert!(
        last["params"]["message"].as_str().expect("text").contains("no length")
            || last.to_string().contains("no header"),
        "{last}"
    );
}

#[test]
fn what_waits_can_be_taken_back() {
    let mut client = Client::begun(json!({ "textDocument": { "diagnostic": {} } }), json!({}));
    // All of it is on its way before the first text is checked.
    let long = common::texts::report(200_000, &mut common::texts::Chance(3));
    client.open("file:///nowhere/long.txt", &long);
    client.open(URI, WRONG);
    let asked = client.begin("textDocument/diagnostic", of(URI));
    client.tell("$/cancelRequest", json!({ "id": asked }));
    assert_eq!(error(&client.answer(asked)), -32800);
    client.tell("$/cancelRequest", json!({ "id": "never asked" }));
    let closing = client.begin("textDocument/diagnostic", of(URI));
    client.tell("textDocument/didClose", of(URI));
    assert_eq!(client.answer(closing)["result"]["items"].as_array().map(Vec::len), Some(0), "closed while it waited");
    client.leave();
}

const ROAD: &str = "The road is 100 km (90 miles) long.";

/// What is marked in a line that holds characters of one, two, three and four bytes.
fn marked(encodings: Option<Value>) -> (String, [u64; 2]) {
    let general = encodings.map_or(json!({}), |e| json!({ "positionEncodings": e }));
    let mut client = Client::new();
    let told = client.ask("initialize", json!({ "capabilities": { "general": general } }));
    client.tell("initialized", json!({}));
    client.open(URI, &format!("First line.\r\n😀é— {ROAD}"));
    let range = client.sent(URI, 1)[0]["range"].clone();
    assert_eq!((range["start"]["line"].as_u64(), range["end"]["line"].as_u64()), (Some(1), Some(1)));
    // Another last digit, and the figure is wrong all the same.
    let start = range["start"]["character"].as_u64().expect("a column") as usize;
    client.change(URI, 2, [1, start + 1, 1, start + 2], "5");
    let message = client.sent(URI, 2)[0]["message"].to_string();
    assert!(message.contains("95 miles"), "changed at the wrong place: {message}");
    client.leave();
    let column = |end: &str| range[end]["character"].as_u64().expect("a column");
    (told["capabilities"]["positionEncoding"].as_str().expect("told").to_owned(), [column("start"), column("end")])
}

#[test]
fn positions_count_what_was_agreed() {
    let at = ROAD.find("90").expect("there") as u64;
    let long = "90 miles".len() as u64;
    let wide = |lead: u64| [lead + at, lead + at + long];
    assert_eq!(marked(None), ("utf-16".into(), wide(5)));
    assert_eq!(marked(Some(json!(["utf-16", "utf-8"]))), ("utf-8".into(), wide(10)));
    assert_eq!(marked(Some(json!(["utf-32"]))), ("utf-32".into(), wide(4)));
}
