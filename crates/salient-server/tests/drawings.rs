//! Golden drawings: chart and map of the tests' record, as they were looked at.

mod common;

use common::{app, free, get};

#[tokio::test]
async fn chart_and_map_are_drawn_as_they_were() {
    let (app, _) = app(free());
    for (name, path) in [
        ("chart", "/picture/example/chart.svg?on=2025-02-20"),
        ("map", "/picture/example/map.svg?map=open&on=2025-02-20"),
    ] {
        let got = get(&app, path).await;
        assert_eq!((got.status.as_u16(), got.header("content-type")), (200, "image/svg+xml"), "{name}: {}", got.text());
        // One element a line, so that a difference can be read.
        insta::assert_snapshot!(name, got.text().replace("><", ">\n<"));
    }
}

#[tokio::test]
async fn the_page_draws_what_the_picture_draws() {
    let (app, _) = app(free());
    let page = get(&app, "/case/example?map=open&on=2025-02-20").await.text();
    let picture = get(&app, "/picture/example/map.svg?map=open&on=2025-02-20").await.text();
    let ground = |text: &str| {
        let from = text.find("id=\"map-ground\">").expect("ground");
        let group = &text[from..from + text[from..].find("</g>").expect("an end")];
        group.split(" d=\"").skip(1).filter_map(|d| d.split('"').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(!ground(&page).is_empty());
    assert_eq!(ground(&page), ground(&picture));
}

#[tokio::test]
async fn pictures_are_png() {
    let (app, _) = app(free());
    let got = get(&app, "/picture/example/chart.png").await;
    assert!(got.bytes.starts_with(b"\x89PNG"), "{}", got.text());
}
