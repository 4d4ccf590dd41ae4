//! Reading whole texts: pages, furniture, encodings, and offsets into the text as received.

use salient::check::{Options, article};
use salient::extract::claims;
use salient::read::{BlockKind, Meta, bytes, text};

const PAGE: &str = "<!doctype html><html><head><title>Army claims gains</title><meta property=\"article:published_time\" content=\"2025-01-17T10:00:00Z\">\
<link rel=\"canonical\" href=\"https://example.org/a\"><script>var x = '801 square kilometers';</script></head><body><nav><a href=\"/\">Home</a></nav><article>\
<h1>Army claims gains</h1><p>Russia&rsquo;s military said Friday that its forces have reclaimed more than 60% of the territory occupied by Ukraine in the Kursk region, in a long statement that was read out on television.</p>\
<p>The DeepState military blog estimates that Kyiv still controls over 420&nbsp;square kilometers (<b>261 square kilometers</b>) in the region, and that fighting goes on in several villages along the border.</p>\
<p>More than 150,000 residents of the region were forced to evacuate following the August incursion, officials in the regional capital said on Friday.</p></article></body></html>";

#[test]
fn a_page_gives_its_article_metadata_and_offsets() {
    let read = bytes("a.html", PAGE.as_bytes(), Meta::default());
    assert_eq!(read.meta.published.as_deref().map(|d| &d[..10]), Some("2025-01-17"));
    assert_eq!(read.meta.url.as_deref(), Some("https://example.org/a"));
    let report = article(&read, &Options::default());
    let finding = report.findings.iter().find(|f| f.rule == "unit-mismatch").expect("the bracket is found");
    let raw: String = PAGE.chars().skip(finding.start).take(finding.end - finding.start).collect();
    assert_eq!(raw, "261 square kilometers");
    assert!(report.claims.iter().any(|c| c.low == Some(420.0)));
}

#[test]
fn page_furniture_is_kept_but_not_read() {
    let read = text(
        "a",
        "Rebels captured the town of Sake, Congo, the army said.\n\nRelated article: Rebels captured the town of Goma\n\nA Message from the editors:\nRebels captured the town of Bukavu and need your support.\n",
    );
    assert!(read.blocks.iter().any(|b| b.kind == BlockKind::Furniture));
    let places: Vec<_> = claims(&read).into_iter().filter_map(|c| c.place).collect();
    assert_eq!(places, ["Sake"]);
}

#[test]
fn encodings_are_handled() {
    let sentence = "Kyiv’s troops captured 28 settlements in the Kursk region, the army said.";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(sentence.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bare: Vec<u8> = sentence.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bom: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(sentence.bytes()).collect();
    let windows = sentence.replace('’', "\u{92}").chars().map(|c| c as u8).collect::<Vec<u8>>();
    for data in [sentence.as_bytes().to_vec(), utf16, bare, bom, windows] {
        let read = bytes("a.txt", &data, Meta::default());
        let found = claims(&read);
        assert_eq!(found.first().and_then(|c| c.low), Some(28.0), "{:?}", read.text);
    }
}

#[test]
fn hard_cases_end_soon() {
    let nested = "<div>".repeat(10_000) + "Rebels captured Sake." + &"</div>".repeat(10_000);
    bytes("a.html", nested.as_bytes(), Meta::default());
    let line = "word ".repeat(200_000);
    assert!(claims(&text("a", &line)).is_empty());
    let open = "[a](".repeat(20_000);
    assert!(claims(&text("a", &open)).is_empty());
}
