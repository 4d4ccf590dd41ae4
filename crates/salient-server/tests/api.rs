//! The API: lists and their parts, caching, limits, checks that keep nothing, geometry and its terms, growth.

mod common;

use axum::body::Body;
use axum::http::Request;
use common::{add, app, ask, free, get, post};
use salient_server::Config;

const WRONG: &str =
    "Kyiv still controls over 420 square kilometers (261 square kilometers) in the Kursk region, DeepState said.";

#[tokio::test]
async fn lists_have_totals_and_parts() {
    let (app, _) = app(free());
    let all = get(&app, "/api/claims?limit=1000").await.json();
    let total = all["total"].as_u64().expect("a total") as usize;
    assert!(total > 5);
    let mut ids = Vec::new();
    for offset in (0..total).step_by(2) {
        let part = get(&app, &format!("/api/claims?limit=2&offset={offset}")).await.json();
        ids.extend(part["items"].as_array().expect("items").iter().map(|c| c["id"].clone()));
    }
    let whole: Vec<_> = all["items"].as_array().expect("items").iter().map(|c| c["id"].clone()).collect();
    assert_eq!(ids, whole);
    let russian = get(&app, "/api/claims?side=RU&place=Kursk").await.json();
    assert!(russian["items"].as_array().expect("items").iter().all(|c| c["side"] == "RU"));
    assert!(russian["total"].as_u64() < all["total"].as_u64());
    let csv = get(&app, "/api/claims.csv").await.text();
    assert!(csv.lines().count() > total, "a line for each carrier, and a head");
}

#[tokio::test]
async fn an_answer_is_kept_compressed_and_not_sent_twice() {
    let (app, _) = app(free());
    let with = |name: &'static str, value: String| {
        Request::get("/").header(name, value).body(Body::empty()).expect("a request")
    };
    let plain = get(&app, "/").await;
    let packed = ask(&app, with("accept-encoding", "br, gzip".into())).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() * 3 < plain.bytes.len());
    assert_ne!(plain.header("etag"), packed.header("etag"));
    let again = ask(&app, with("if-none-match", plain.header("etag").to_owned())).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    let head = ask(&app, Request::head("/").body(Body::empty()).expect("a request")).await;
    assert_eq!(
        (head.status.as_u16(), head.bytes.len(), head.header("content-length")),
        (200, 0, plain.bytes.len().to_string().as_str())
    );
    let metrics = get(&app, "/metrics").await.text();
    assert!(metrics.contains("salient_cached_total 3"), "{metrics}");
}

#[tokio::test]
async fn data_may_be_read_by_other_sites_and_pages_not() {
    let (app, _) = app(free());
    let from =
        |path: &str| Request::get(path).header("origin", "https://example.org").body(Body::empty()).expect("a request");
    assert_eq!(ask(&app, from("/api/claims")).await.header("access-control-allow-origin"), "*");
    assert_eq!(ask(&app, from("/ogc")).await.header("access-control-allow-origin"), "*");
    assert_eq!(ask(&app, from("/")).await.header("access-control-allow-origin"), "");
    let asks = Request::options("/api/check")
        .header("origin", "https://example.org")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    assert!(ask(&app, asks.body(Body::empty()).expect("a request")).await.status.is_success());
}

#[tokio::test]
async fn a_check_finds_and_keeps_nothing() {
    let (app, ledger) = app(free());
    let before = salient::record::Ledger::head(&*ledger.lock().expect("no panic")).expect("memory");
    for (kind, body) in [
        ("text/plain", WRONG.to_owned()),
        ("application/json", serde_json::json!({ "text": WRONG }).to_string()),
        ("text/html; charset=utf-8", format!("<html><body><article><p>{WRONG}</p></article></body></html>")),
    ] {
        let got = post(&app, "/api/check", kind, body).await;
        assert_eq!(got.status, 200, "{kind}: {}", got.text());
        let json = got.json();
        assert_eq!(json["findings"][0]["rule"], "unit-mismatch", "{kind}: {json}");
        let (start, end) = (
            json["claims"][0]["start"].as_u64().expect("a start") as usize,
            json["claims"][0]["end"].as_u64().expect("an end") as usize,
        );
        if kind == "text/plain" {
            let quote: String = WRONG.chars().skip(start).take(end - start).collect();
            assert_eq!(json["claims"][0]["quote"], quote.as_str());
        }
    }
    let case = post(
        &app,
        "/api/check?case=example&published=2025-04-26",
        "text/plain",
        "Russia has retaken all of the Kursk region, Valery Gerasimov said.",
    )
    .await
    .json();
    let rules: Vec<&str> =
        case["findings"].as_array().expect("findings").iter().filter_map(|f| f["rule"].as_str()).collect();
    assert!(rules.contains(&"map-still-shows") || rules.contains(&"denied"), "{case}");
    assert_eq!(salient::record::Ledger::head(&*ledger.lock().expect("no panic")).expect("memory"), before);
    assert_eq!(get(&app, "/api/claims?text=Kyiv").await.status, 200);
}

#[tokio::test]
async fn a_check_that_cannot_be_is_refused_with_a_reason() {
    let (app, _) = app(Config { most: 1 << 20, ..free() });
    for (path, kind, body, status) in [
        ("/api/check", "text/plain", "x".repeat(2 << 20), 413),
        ("/api/check", "application/json", "{\"text\": 5}".to_owned(), 400),
        ("/api/check", "application/json", "{".to_owned(), 400),
        ("/api/check", "image/png", "x".to_owned(), 415),
        ("/api/check?published=soon", "text/plain", WRONG.to_owned(), 400),
        ("/api/check?select=no-such-rule", "text/plain", WRONG.to_owned(), 400),
        ("/api/check?case=nowhere", "text/plain", WRONG.to_owned(), 400),
        ("/api/check?case=example", "text/plain", format!("{WRONG}\n\n").repeat(1500), 413),
    ] {
        let got = post(&app, path, kind, body).await;
        assert_eq!(got.status.as_u16(), status, "{path} {kind}: {}", got.text());
        assert_eq!(got.header("content-type"), "application/problem+json");
        assert!(got.json()["detail"].as_str().is_some_and(|d| d.len() > 10));
    }
    for odd in ["", "\u{0}\u{0}", "\u{feff}", "<html>", "\u{202e}\u{1f4a9}"] {
        assert_eq!(post(&app, "/api/check", "text/plain", odd).await.status, 200, "{odd:?}");
    }
    assert_eq!(ask(&app, Request::delete("/api/check").body(Body::empty()).expect("a request")).await.status, 405);
}

#[tokio::test]
async fn one_client_may_ask_for_so_much_work() {
    let (app, _) = app(Config { rate: 0.5, ..free() });
    let mut refused = None;
    for _ in 0..20 {
        let got = post(&app, "/api/check", "text/plain", WRONG).await;
        if got.status == 429 {
            refused = Some(got);
            break;
        }
    }
    let refused = refused.expect("the limit is reached");
    assert_eq!((refused.header("retry-after"), refused.header("content-type")), ("1", "application/problem+json"));
    assert_eq!(get(&app, "/health").await.status, 200, "health is always told");
}

#[tokio::test]
async fn geometry_follows_its_terms_and_its_age() {
    let (public, _) = app(free());
    let maps = get(&public, "/api/maps").await.json();
    for map in maps["items"].as_array().expect("items") {
        let given = map["geometry"].as_str();
        let (source, young) = (
            map["source"].as_str().expect("a source"),
            map["time"].as_str().expect("a time").starts_with("2025-04-30"),
        );
        let shown = source == "open" && !young;
        assert_eq!(given.is_some(), shown, "{source} {young}");
        let path = format!("/api/maps/{source}/{}", map["time"].as_str().expect("a time"));
        let got = get(&public, &path).await;
        if shown {
            assert_eq!(got.header("content-type"), "application/geo+json");
            let json = got.json();
            assert_eq!(json["terms"][0]["attribution"], "drawn for tests, open");
            assert!(json["features"].as_array().is_some_and(|f| f.len() == 2));
        } else {
            assert_eq!(got.status, 403, "{}", got.text());
        }
    }
    let closed = get(&public, "/case/example?map=closed&on=2025-02-20").await.text();
    assert!(closed.contains("terms do not allow"), "the reason is told");
    assert!(closed.contains("id=\"map-ground\"></g>"), "and nothing is drawn");
    assert_eq!(get(&public, "/picture/example/map.svg?map=closed&on=2025-02-20").await.status, 403);
    let young = get(&public, "/case/example?map=open&on=2025-04-30").await.text();
    assert!(young.contains("younger than 72 hours") && young.contains("id=\"map-ground\"></g>"), "{young}");
    let (private, _) = app_private();
    let drawn = get(&private, "/case/example?map=closed&on=2025-02-20").await.text();
    // That map is 41 days old, and drawn pale.
    assert!(drawn.contains("id=\"map-ground\"><g opacity"), "a map of one's own is drawn on one's own machine");
    let areas = get(&public, "/api/areas?in=RU-KRS&holder=UA&source=closed").await.json();
    assert_eq!(areas["items"][0]["km2"].as_f64().map(f64::round), Some(450.0), "areas are told in any case");
}

fn app_private() -> (std::sync::Arc<salient_server::App>, std::sync::Arc<std::sync::Mutex<salient::record::Memory>>) {
    app(Config { private: true, ..free() })
}

#[tokio::test]
async fn features_come_by_box_and_time_in_parts() {
    let (app, _) = app(free());
    let links = get(&app, "/ogc").await.json();
    assert!(links["links"].as_array().is_some_and(|l| l.iter().any(|l| l["rel"] == "conformance")));
    let all = get(&app, "/ogc/collections/claims/items").await.json();
    let here = get(&app, "/ogc/collections/claims/items?bbox=34,50,39,53&datetime=2025-02-01/2025-02-28").await.json();
    assert_eq!(here["numberMatched"], 1, "{here}");
    assert_eq!(here["features"][0]["geometry"]["type"], "Point");
    let nowhere = get(&app, "/ogc/collections/claims/items?bbox=0,0,1,1").await.json();
    assert_eq!(nowhere["numberMatched"], 0);
    let part = get(&app, "/ogc/collections/claims/items?limit=1").await.json();
    let next = part["links"].as_array().expect("links").iter().find(|l| l["rel"] == "next").expect("more");
    assert!(next["href"].as_str().is_some_and(|h| h.ends_with("offset=1")));
    let id = all["features"][0]["id"].as_str().expect("an id");
    assert_eq!(get(&app, &format!("/ogc/collections/claims/items/{id}")).await.json()["id"], id);
    let control = get(&app, "/ogc/collections/control/items").await.json();
    assert!(
        control["features"]
            .as_array()
            .is_some_and(|f| !f.is_empty() && f.iter().all(|f| f["properties"]["source"] == "open"))
    );
}

#[tokio::test]
async fn a_name_that_one_client_uses_is_not_told_to_another() {
    let (app, _) = app(free());
    let from = |host: &str| Request::get("/ogc").header("host", host).body(Body::empty()).expect("a request");
    assert!(ask(&app, from("one.example")).await.text().contains("http://one.example/ogc"));
    let other = ask(&app, from("two.example")).await.text();
    assert!(other.contains("http://two.example/ogc") && !other.contains("one.example"), "{other}");
}

#[tokio::test]
async fn what_is_recorded_later_is_shown() {
    let (app, ledger) = app(free());
    let before = get(&app, "/api/articles").await.json()["total"].as_u64();
    assert_eq!(app.refresh(common::now()), Ok(false), "nothing new, nothing read");
    add(
        &mut ledger.lock().expect("no panic"),
        (
            "Later",
            "2025-05-02",
            "Ukrainian forces control 5 square kilometers in the Kursk region, Oleksandr Syrskyi said.",
        ),
    );
    assert_eq!(app.refresh(common::now()), Ok(true));
    let after = get(&app, "/api/articles").await.json()["total"].as_u64();
    assert_eq!(after, before.map(|n| n + 1), "answers in memory are of the state that they were made of");
    assert!(get(&app, "/").await.text().contains("2 May 2025"));
}

#[tokio::test]
async fn the_description_is_as_it_was() {
    let (app, _) = app(free());
    let doc = get(&app, "/api/openapi.json").await.json();
    insta::assert_json_snapshot!("openapi", doc);
}
