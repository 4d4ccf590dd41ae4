//! The pages: all of them answer, carry their headers, have a twin, and let nothing hostile through.

mod common;

use common::{HOSTILE, add_read, app, app_on, free, get, ledger, post};

/// Every page that needs no id.
const PAGES: [&str; 15] = [
    "/",
    "/?on=2025-02-20",
    "/case/example",
    "/case/example?on=2025-02-20&map=open",
    "/compare/example",
    "/articles",
    "/claims",
    "/findings",
    "/speakers",
    "/rules",
    "/rule/unit-mismatch",
    "/data",
    "/api",
    "/check",
    "/embed/example/answer?on=2025-02-20",
];

async fn ids(app: &std::sync::Arc<salient_server::App>) -> (Vec<String>, Vec<String>) {
    let of = |json: serde_json::Value| -> Vec<String> {
        let items = json["items"].as_array().expect("items").clone();
        items.iter().map(|i| i["id"].as_str().expect("an id").to_owned()).collect()
    };
    (of(get(app, "/api/articles").await.json()), of(get(app, "/api/claims").await.json()))
}

#[tokio::test]
async fn what_was_read_with_little_certainty_is_shown_so_and_counts_in_no_answer() {
    let text = "Ukrainian forces control about 77 square kilometers in the Kursk region, Oleksandr Syrskyi said.";
    for (confidence, certain) in [(0.9, true), (0.4, false)] {
        let mut record = ledger();
        add_read(&mut record, ("A doubtful note", "2025-04-20", text), confidence);
        let (app, _) = app_on(record, free());
        let all = get(&app, "/api/claims").await.json();
        let items = all["items"].as_array().expect("items");
        let mine = items.iter().find(|c| c["low"] == 77.0).expect("it is in the record");
        assert_eq!(mine["confidence"], confidence);
        let page = get(&app, &format!("/claim/{}", mine["id"].as_str().expect("an id"))).await.text();
        assert_eq!(page.contains("read with little certainty"), !certain);
        let told = get(&app, "/case/example?on=2025-04-21").await.text();
        assert_eq!(told.contains("77 km²"), certain, "{confidence}");
        assert!(told.contains("confidence of 0.5"));
        let some = get(&app, "/api/claims?min_confidence=0.5").await.json();
        assert_eq!(some["items"].as_array().expect("items").iter().any(|c| c["low"] == 77.0), certain);
    }
    let (app, _) = app(free());
    assert_eq!(get(&app, "/api/claims?min_confidence=often").await.status, 400);
    assert_eq!(get(&app, "/api/claims?predicate=conquered").await.status, 400);
}

#[tokio::test]
async fn cards_lead_to_reviews_quotes_stand_as_printed_and_nobody_is_silent() {
    let (app, _) = app(free());
    let first = get(&app, "/?on=2025-02-20").await.text();
    assert!(first.contains("#review\">Review</a>"), "{first}");
    assert!(first.contains("What the words can mean") && !first.contains("Reads as"));
    assert!(!first.contains("map maps") && !first.contains("map’s map"));
    let claims = get(&app, "/claims").await.text();
    assert!(claims.contains("<span class=\"quote\">Ukrainian forces control about 500 square kilometers"), "{claims}");
    let counted = get(&app, "/compare/example?on=2025-02-20").await.text();
    assert!(counted.contains("1 statement by a speaker without a side</h2>"), "{counted}");
    let (_, ids) = ids(&app).await;
    let claim = get(&app, &format!("/claim/{}", ids[0])).await.text();
    assert!(claim.contains("id=\"review\">Review</h2>") && claim.contains("unreviewed"), "{claim}");
    // The open record is what a text is checked against unless somebody chooses otherwise.
    assert!(get(&app, "/check").await.text().contains("<option value=\"example\" selected>"));
}

#[tokio::test]
async fn every_page_answers_with_its_headers() {
    let (app, _) = app(free());
    let (articles, claims) = ids(&app).await;
    let more = articles
        .iter()
        .map(|id| format!("/article/{id}"))
        .chain(claims.iter().flat_map(|id| [format!("/claim/{id}"), format!("/embed/claim/{id}")]));
    for path in PAGES.map(str::to_owned).into_iter().chain(more) {
        let got = get(&app, &path).await;
        assert_eq!(got.status, 200, "{path}: {}", got.text());
        assert!(got.text().starts_with("<!DOCTYPE html>"), "{path}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        let policy = got.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(got.text().matches("<h1").count(), 1, "{path}: one heading of the first order");
    }
}

#[tokio::test]
async fn hostile_texts_stay_texts() {
    let (app, _) = app(free());
    let (articles, claims) = ids(&app).await;
    let mut paths: Vec<String> = PAGES.map(str::to_owned).to_vec();
    paths.extend(articles.iter().map(|id| format!("/article/{id}")));
    paths.extend(claims.iter().flat_map(|id| [format!("/claim/{id}"), format!("/embed/claim/{id}")]));
    paths.extend(
        [
            "/findings.atom",
            "/findings.rss",
            "/picture/example/chart.svg",
            "/?on=2025-03-02",
            "/embed/example/chart?on=2025-03-02",
        ]
        .map(str::to_owned),
    );
    paths.push(format!("/claims?text={}", "%3Cscript%3Ealert(1)%3C/script%3E"));
    paths.push(format!("/speaker/{}", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"));
    let mut seen = false;
    for path in paths {
        let text = get(&app, &path).await.text();
        // In JSON a quote behind a backslash ends nothing.
        let text = text.replace("\\\" onmouseover", "");
        for bad in ["<script>alert", "<img src=x", "<b>Ukrainian", "\" onmouseover="] {
            assert!(!text.contains(bad), "{path} lets {bad} through");
        }
        seen |= text.contains("&lt;script&gt;alert(1)");
    }
    assert!(seen, "the hostile title is shown somewhere, as text: {HOSTILE}");
    let got = post(&app, "/check", "application/x-www-form-urlencoded", "text=%3C%2Ftextarea%3E%3Cscript%3Ealert(9)%3C%2Fscript%3E+Kyiv+controls+420+square+kilometers+(261+square+kilometers).&published=&case=").await;
    assert_eq!(got.status, 200);
    assert!(!got.text().contains("<script>alert(9)"), "{}", got.text());
    // Frames are put into the page by the script: they are markup, and escaped like it.
    let frames = get(&app, "/api/frames").await.json().to_string();
    assert!(!frames.contains("<script>alert") && !frames.contains("<img src=x"), "{frames}");
}

#[tokio::test]
async fn pages_have_twins() {
    let (app, _) = app(free());
    let (articles, claims) = ids(&app).await;
    let twins = [
        "/case/example.json?on=2025-02-20".to_owned(),
        "/compare/example.json".to_owned(),
        "/articles.json".to_owned(),
        "/claims.json?side=RU".to_owned(),
        "/findings.json".to_owned(),
        format!("/article/{}.json", articles[0]),
        format!("/claim/{}.json", claims[0]),
        "/speaker/Syrskyi.json".to_owned(),
    ];
    for path in twins {
        let got = get(&app, &path).await;
        assert_eq!(
            (got.status.as_u16(), got.header("content-type")),
            (200, "application/json"),
            "{path}: {}",
            got.text()
        );
        assert!(got.json().is_object(), "{path}");
    }
}

#[tokio::test]
async fn the_first_screen_answers_the_question() {
    let (app, _) = app(free());
    let text = get(&app, "/?on=2025-02-26").await.text();
    for word in [
        "How much of Kursk did Ukraine hold on 26 February 2025?",
        "about 500 km²",
        "Oleksandr Syrskyi, 16 Feb 2025, 10 days before",
        "unchanged there since",
        "id=\"map-ground\"",
        "class=\"chart\"",
        "By month",
    ] {
        assert!(text.contains(word), "{word} is not on the first screen");
    }
    let old = get(&app, "/case/example?map=open&on=2025-02-20").await.text();
    assert!(
        old.contains("no map of that time") && old.contains("41 days before"),
        "a map of 41 days before says nothing: {old}"
    );
    let late = get(&app, "/?on=2025-04-26").await.text();
    assert!(late.contains("none of it") && late.contains("some of it") && late.contains("cannot all hold"), "{late}");
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_form_that_was_asked_for() {
    let (app, _) = app(free());
    for path in [
        "/nothing",
        "/case/nothing",
        "/claim/00000000",
        "/article/zz",
        "/rule/nothing",
        "/speaker/Nobody%20At%20All",
        "/embed/example/nothing",
        "/compare/x",
    ] {
        let got = get(&app, path).await;
        assert_eq!(got.status, 404, "{path}");
        assert!(got.header("content-type").starts_with("text/html"), "{path}: {}", got.header("content-type"));
    }
    for path in
        ["/api/nothing", "/api/claims/00000000", "/case/nothing.json", "/ogc/collections/nothing", "/assets/0/nothing"]
    {
        let got = get(&app, path).await;
        assert_eq!((got.status.as_u16(), got.header("content-type")), (404, "application/problem+json"), "{path}");
        assert_eq!(got.json()["status"], 404);
    }
}

#[tokio::test]
async fn odd_addresses_are_refused_and_tell_nothing_of_the_disk() {
    let (app, _) = app(free());
    for path in [
        "/assets/..%2f..%2f..%2fetc%2fpasswd/x",
        "/assets/x/..%2f..%2fCargo.toml",
        "/article/..%2f..%2fetc%2fpasswd",
        "/case/..%2f..%2fcases%2fkursk-2024",
        "/api/maps/..%2f..%2fetc/passwd",
        "/picture/example/..%2fpasswd",
        "/rule/..%2FCargo.toml",
        "/case/%00",
        "/claim/%FF%FE",
        "/?on=0000-00-00",
        "/?on=99999-01-01",
        "/?on=-2025-01-01",
        "/?on=2025-02-30",
        "/?on=%F0%9F%92%A9",
        "/api/claims?limit=-1",
        "/api/claims?limit=99999999999999999999",
        "/api/claims?from=yesterday",
        "/ogc/collections/claims/items?bbox=1,2,NaN,inf",
        "/ogc/collections/claims/items?datetime=soon",
        "/case/example?in=ZZ-TOP",
        "/case/example?holder=NOBODY",
        "/case/example?map=..%2f",
    ] {
        let got = get(&app, path).await;
        let text = got.text();
        assert!(got.status.is_client_error(), "{path}: {}", got.status);
        assert!(!text.contains("root:") && !text.contains("[workspace") && !text.contains("src/"), "{path}: {text}");
    }
    let long = format!("/claims?text={}", "x".repeat(5000));
    assert_eq!(get(&app, &long).await.status, 414);
}
