//! LanguageTool's protocol, as its clients speak it: each session is what one of them sends, written anew from its source,
//! and what it reads of the answer.

mod common;

use axum::body::Body;
use axum::http::Request;
use common::{Got, app, ask, free, get};
use salient_server::{App, Config};
use serde_json::{Value, json};
use std::fmt::Write;
use std::sync::Arc;

/// Percent-encoding of all but the unreserved characters of RFC 3986, as LibreOffice, Obsidian and VS Code do it.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

async fn check(app: &Arc<App>, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Got {
    let mut request = Request::post("/v2/check").header("host", "localhost:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(app, request.body(Body::from(form(fields))).expect("a request")).await
}

/// The text with the first replacement of a match put in, as clients do it: by UTF-16 code units.
fn mended(text: &str, found: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let [from, long] = ["offset", "length"].map(|k| found[k].as_u64().expect("a number") as usize);
    let put = found["replacements"][0]["value"].as_str().expect("a replacement").encode_utf16();
    let whole: Vec<u16> =
        units[..from].iter().copied().chain(put).chain(units[from + long..].iter().copied()).collect();
    String::from_utf16(&whole).expect("no code point is cut")
}

const WORDS: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];

/// LibreOffice's own checker (Tools ▸ Options ▸ Languages and Locales ▸ LanguageTool Server): a paragraph at a time.
#[tokio::test]
async fn libreoffice_sends_paragraphs() {
    let (app, _) = app(Config { private: true, rate: 1.0, ..free() });
    let paragraph = "🙂 The river is 10 km (10 miles) long & “wide”, 50% of it: a+b.";
    let headers = [("accept", "*/*"), WORDS[0]];
    let got = check(&app, &headers, &[("text", paragraph), ("language", "en-US")]).await;
    assert_eq!((got.status.as_u16(), got.header("content-type")), (200, "application/json"), "{}", got.text());
    let answer = got.json();
    let found = &answer["matches"][0];
    assert!(found["message"].as_str().is_some_and(|m| m.contains("10 km is 6.2")), "{found}");
    assert!(found["shortMessage"].as_str().is_some_and(|m| m.starts_with("expected 6.2")), "{found}");
    assert_eq!(found["rule"]["category"]["id"], "SEMANTICS");
    let right = mended(paragraph, found);
    assert!(right.contains("(6.2"), "{right}");
    let again = check(&app, &headers, &[("text", &right), ("language", "en-US")]).await.json();
    assert_eq!(again["matches"], json!([]));
    // A document that is opened: all its paragraphs at once, more than a second's allowance.
    for _ in 0..40 {
        assert_eq!(check(&app, &headers, &[("text", "Nothing."), ("language", "en-GB")]).await.status, 200);
    }
    // A paragraph in another language: the checker shows nothing where the status is not 200.
    let german = check(&app, &headers, &[("text", "Der Fluss."), ("language", "de-DE")]).await;
    assert_eq!((german.status.as_u16(), german.header("content-type")), (400, "text/plain; charset=utf-8"));
    assert!(german.text().starts_with("Error: 'de-DE' is not a language code known"), "{}", german.text());
}

/// The plugin for Obsidian: Markdown as annotations, from a page of its own scheme.
#[tokio::test]
async fn obsidian_sends_annotated_markdown() {
    let (app, _) = app(free());
    let note = "# Notes\n\nThe **road** is 100 km ([100 miles](https://example.org)) long.\n";
    let data = json!({ "annotation": [
        { "markup": "# ", "interpretAs": "", "offset": { "start": 0, "end": 2 } },
        { "text": "Notes", "offset": { "start": 2, "end": 7 } },
        { "markup": "\n\n", "interpretAs": "\n\n", "offset": { "start": 7, "end": 9 } },
        { "text": "The ", "offset": { "start": 9, "end": 13 } },
        { "markup": "**", "interpretAs": "", "offset": { "start": 13, "end": 15 } },
        { "text": "road", "offset": { "start": 15, "end": 19 } },
        { "markup": "**", "interpretAs": "", "offset": { "start": 19, "end": 21 } },
        { "text": " is 100 km (", "offset": { "start": 21, "end": 33 } },
        { "markup": "[", "interpretAs": "", "offset": { "start": 33, "end": 34 } },
        { "text": "100 miles", "offset": { "start": 34, "end": 43 } },
        { "markup": "](https://example.org)", "interpretAs": "", "offset": { "start": 43, "end": 65 } },
        { "text": ") long.", "offset": { "start": 65, "end": 72 } },
        { "markup": "\n", "interpretAs": "\n", "offset": { "start": 72, "end": 73 } },
    ] });
    let headers = [("origin", "app://obsidian.md"), ("accept", "application/json"), WORDS[0]];
    let data = data.to_string();
    let mut fields = vec![
        ("data", data.as_str()),
        ("language", "auto"),
        ("enabledOnly", "false"),
        ("level", "default"),
        ("disabledCategories", "TYPOS"),
        ("preferredVariants", "en-GB,de-DE"),
        ("motherTongue", "de-DE"),
    ];
    let got = check(&app, &headers, &fields).await;
    assert_eq!((got.status.as_u16(), got.header("access-control-allow-origin")), (200, "*"), "{}", got.text());
    let answer = got.json();
    assert_eq!(answer["language"]["code"], "en-GB");
    let found = &answer["matches"][0];
    assert_eq!((found["offset"].as_u64(), found["length"].as_u64()), (Some(34), Some(9)), "{found}");
    assert_eq!(mended(note, found), note.replace("100 miles", "62.1 miles"));
    assert_eq!(found["rule"]["urls"][0]["value"], "http://localhost:8080/rule/unit-mismatch");
    let around = found["context"]["text"].as_str().expect("a context");
    let from = found["context"]["offset"].as_u64().expect("an offset") as usize;
    assert_eq!(&around[from..from + 9], "100 miles");
    fields.push(("disabledRules", "WHITESPACE_RULE,unit-mismatch"));
    assert_eq!(check(&app, &headers, &fields).await.json()["matches"], json!([]));
    let languages = get(&app, "/v2/languages").await.json();
    let of = |key: &str| languages.as_array().expect("a list").iter().all(|l| l[key].is_string());
    assert!(of("name") && of("code") && of("longCode"), "{languages}");
}

/// The linter for VS Code: asks with HEAD whether there is a server, then sends a file as one annotation.
#[tokio::test]
async fn vs_code_asks_first_and_sends_a_file() {
    let (app, _) = app(free());
    let ping = || Request::head("/v2/check").body(Body::empty()).expect("a request");
    assert_eq!(ask(&app, ping()).await.status, 200);
    assert_eq!(ask(&app, ping()).await.status, 200);
    let file = "First line.\r\n\r\nThe road is 100 km (100 miles) long.\r\n";
    let data = json!({ "annotation": [{ "text": file, "offset": { "start": 0, "end": file.len() } }] }).to_string();
    let headers =
        [("accepts", "application/json"), ("content-type", "application/x-www-form-urlencoded;charset=UTF-8")];
    let mut fields = vec![
        ("disabledRules", "DASH_RULE,EN_QUOTES,WORD_CONTAINS_UNDERSCORE"),
        ("disabledCategories", "TYPOGRAPHY"),
        ("language", "en-US"),
        ("level", "picky"),
        ("data", data.as_str()),
    ];
    let answer = check(&app, &headers, &fields).await.json();
    let found = answer["matches"].as_array().expect("matches").iter().find(|m| m["rule"]["id"] == "unit-mismatch");
    assert_eq!(mended(file, found.expect("it is found")), file.replace("100 miles", "62.1 miles"));
    fields.push(("enabledOnly", "true"));
    let both = check(&app, &headers, &fields).await;
    assert_eq!(both.status, 400);
    assert!(both.text().starts_with("Error: You must specify enabled rules"), "{}", both.text());
    let only = [("text", file), ("language", "en-US"), ("enabledOnly", "true"), ("enabledRules", "EN_A_VS_AN")];
    assert_eq!(check(&app, &headers, &only).await.json()["matches"], json!([]), "none of ours is among them");
    let ours = [("text", file), ("language", "en-US"), ("enabledOnly", "true"), ("enabledRules", "UNIT_MISMATCH")];
    assert_eq!(check(&app, &headers, &ours).await.json()["matches"][0]["rule"]["id"], "unit-mismatch");
    assert_eq!(get(&app, "/v2/check").await.status, 405);
}

/// The plugin for ONLYOFFICE: a page of another site, which a browser lets ask a machine's own server only by leave.
#[tokio::test]
async fn onlyoffice_asks_from_another_site() {
    let (app, _) = app(free());
    let leave = Request::options("/v2/check")
        .header("origin", "https://office.example.org")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type,x-requested-with")
        .header("access-control-request-private-network", "true");
    let leave = ask(&app, leave.body(Body::empty()).expect("a request")).await;
    assert!(leave.status.is_success());
    assert_eq!(leave.header("access-control-allow-private-network"), "true");
    assert!(leave.header("access-control-allow-headers").contains("x-requested-with"));
    let text = "One paragraph.\n\nThe road is 100 km (100 miles) long.";
    let headers = [("origin", "https://office.example.org"), WORDS[0]];
    let answer = check(&app, &headers, &[("text", text), ("language", "auto"), ("enabledOnly", "false")]).await.json();
    assert_eq!((&answer["language"]["name"], &answer["language"]["code"]), (&json!("English (US)"), &json!("en-US")));
    let found = &answer["matches"][0];
    assert!(found["message"].as_str().is_some_and(|m| m.ends_with('.')), "its last character is cut off there");
    assert_eq!(mended(text, found), text.replace("100 miles", "62.1 miles"));
    let missing = check(&app, &headers, &[("language", "auto")]).await;
    assert_eq!(
        (missing.status.as_u16(), missing.text()),
        (400, "Error: Missing 'text' or 'data' parameter".to_owned())
    );
    assert_eq!(missing.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn what_is_not_read_is_said() {
    let (app, _) = app(Config { most: 4000, ..free() });
    let text = "Українські війська утримують сто квадратних кілометрів у Курській області, сказав речник.";
    let answer = check(&app, &WORDS, &[("text", text), ("language", "auto")]).await.json();
    assert_eq!((&answer["matches"], &answer["warnings"]["incompleteResults"]), (&json!([]), &json!(true)));
    let reason = answer["warnings"]["incompleteResultsReason"].as_str().expect("a reason");
    assert!(reason.contains("Ukrainian") && answer["language"]["detectedLanguage"]["name"] == "Ukrainian", "{answer}");
    assert_eq!(get(&app, "/v2/maxtextlength").await.text(), "1000");
    let long = check(&app, &WORDS, &[("text", &"word ".repeat(201)), ("language", "en")]).await;
    assert_eq!(long.status, 413);
    assert!(
        long.text().starts_with("Error: Your text exceeds the limit of 1000 characters (it's 1005"),
        "{}",
        long.text()
    );
    for (data, words) in [
        ("{", "Could not parse JSON"),
        ("{}", "requires 'text' or 'annotation' key"),
        ("{\"annotation\": [{\"text\": \"a\", \"markup\": \"b\"}]}", "not both"),
        ("{\"annotation\": [{\"text\": \"a\", \"interpretAs\": \"b\"}]}", "'text' cannot be used with 'interpretAs'"),
        ("{\"annotation\": [{\"words\": \"a\"}]}", "Only 'text' and 'markup' are supported"),
    ] {
        let got = check(&app, &WORDS, &[("data", data), ("language", "auto")]).await;
        assert_eq!(got.status, 400, "{data}");
        assert!(got.text().starts_with("Error: ") && got.text().contains(words), "{data}: {}", got.text());
    }
    assert_eq!(get(&app, "/v2/healthcheck").await.text(), "OK");
    assert_eq!(get(&app, "/v2/info").await.json()["software"]["name"], "Salient");
    let words = get(&app, "/v2/words").await;
    assert!(words.status == 404 && words.text().starts_with("Error: "), "{}", words.text());
}
