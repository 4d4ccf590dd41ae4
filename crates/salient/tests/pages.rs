//! What a page, a draft in wikitext and a dateline show is what is read.

use salient::check::{Options, Report, article};
use salient::extract::Document;
use salient::read::{Meta, bytes, plain};

fn page(body: &str) -> String {
    let filler = "<p>The river runs north of the town, and the road along it was repaired twice in the years after the flood.</p>";
    format!(
        "<!doctype html><html><head><title>Report</title></head><body><article>{filler}{body}{filler}</article></body></html>"
    )
}

fn checked(name: &str, text: &str) -> (String, Report) {
    let options = Options { only: vec!["unit-mismatch".to_owned(), "sum-mismatch".to_owned()], ..Options::default() };
    let read = bytes(name, text.as_bytes(), Meta::default());
    let report = article(&read, &options);
    (read.text, report)
}

#[test]
fn marks_of_notes_are_no_digits_and_raised_units_are() {
    let (text, report) = checked(
        "a.html",
        &page(
            "<p>They hold 31<sup>4</sup> villages and 420 km<sup>2</sup> (261 sq miles) of the valley.<sup><a href=\"#n\">12</a></sup></p>",
        ),
    );
    assert!(text.contains("hold 31 villages") && text.contains("km2") && !text.contains("12"), "{text}");
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
}

#[test]
fn struck_text_is_out_and_inserted_text_is_in() {
    let (text, report) = checked(
        "a.html",
        &page(
            "<p>They hold <del>420 square kilometers (261 square miles)</del> <ins>420 square kilometers (162 square miles)</ins> of <s>forest</s> the valley now.</p>",
        ),
    );
    assert!(text.contains("162") && !text.contains("261") && !text.contains("forest"), "{text}");
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn consent_and_hidden_boxes_never_win() {
    let notice = "<p>We and our 843 partners store and read information on a device, such as cookies, and process personal data.</p>".repeat(12);
    let boxes = [
        format!("<div class=\"cookie-banner\">{notice}</div>"),
        format!("<div style=\"display:none\">{notice}</div>"),
        format!("<section hidden>{notice}</section>"),
    ];
    for hidden in boxes {
        let (text, _) = checked(
            "a.html",
            &page(&format!("{hidden}<p>Rebels hold 31 villages in the valley, the governor said on Friday.</p>")),
        );
        assert!(text.contains("31 villages") && !text.contains("843"), "{text}");
    }
}

#[test]
fn a_blank_entity_is_a_blank_to_a_fix() {
    let (_, report) = checked(
        "a.html",
        &page("<p>They hold 420&nbsp;square kilometers (261&nbsp;square miles) of the valley, the governor said.</p>"),
    );
    assert!(report.findings.iter().any(|f| f.fix.is_some()), "{:?}", report.findings);
}

#[test]
fn templates_are_read_as_what_they_show() {
    let draft = "'''Rebels''' hold {{convert|420|km2|mi2|abbr=on}} of [[Kursk Oblast|Kursk]]{{sfn|Kim|2024|p=3}} in {{nowrap|31 villages}}.<ref name=\"a\">{{cite news|title=12 dead}}</ref>\n\nA strip of {{convert|15|to|20|km|mi}} (6 miles) was cleared.";
    let (text, report) = checked("a.txt", draft);
    assert_eq!(text, "Rebels hold 420 km2 of Kursk in 31 villages.\n\nA strip of 15 to 20 km (6 miles) was cleared.");
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    let found = &report.findings[0];
    let points: String = draft.chars().skip(found.start).take(found.end - found.start).collect();
    assert_eq!(points, found.quote);
}

#[test]
fn bars_outside_templates_stay() {
    let (text, _) = checked("a.txt", "By Anna Kim | Hama\n\nRebels hold {{cvt|420|km2}} of [[Hama]].");
    assert_eq!(text, "By Anna Kim | Hama\n\nRebels hold 420 km2 of Hama.");
}

#[test]
fn open_brackets_without_end_take_no_more_than_their_size() {
    let text = "{{".repeat(200_000) + "[[" + &"[[{{".repeat(50_000);
    assert!(bytes("a.txt", text.as_bytes(), Meta::default()).text.len() <= text.len());
}

#[test]
fn a_dateline_gives_the_day_where_there_is_no_other() {
    let day = |text: &str, published: Option<&str>| {
        let meta = Meta { published: published.map(str::to_owned), ..Meta::default() };
        let read = plain("a", text.to_owned(), meta);
        Document::new(&read).today.map(|d| d.to_string())
    };
    let story = "KYIV, Feb 20, 2025 (Agency) - Rebels hold 31 villages.";
    assert_eq!(day(story, None).as_deref(), Some("2025-02-20"));
    assert_eq!(day(story, Some("2025-03-01")).as_deref(), Some("2025-03-01"));
    assert_eq!(
        day("Rebels gain ground\n\nBy Anna Kim | February 20, 2025\n\nThey hold 31 villages.", None).as_deref(),
        Some("2025-02-20")
    );
    assert_eq!(day("The town fell on Feb 20, 2025, and rebels hold 31 villages.", None), None);
}
