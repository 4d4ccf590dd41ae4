//! PDF files: lines, columns, hyphens, furniture, pages without text.

mod support;

use support::{file, lines, pdf, text};

#[test]
fn columns_are_read_one_after_the_other_and_lines_are_joined() {
    let left = lines(
        50,
        700,
        10,
        &[
            "The army said on Monday that it had taken four settle-",
            "ments in the north of the region since the",
            "beginning of the month.",
        ],
    );
    let right = lines(
        320,
        700,
        10,
        &["The other side said that all of its anti-", "tank guns were still there and that", "nothing had been lost."],
    );
    let read = text(&pdf(&[left + &right]));
    assert_eq!(
        read,
        "The army said on Monday that it had taken four settlements in the north of the region since the beginning of the month.\n\
         The other side said that all of its anti-tank guns were still there and that nothing had been lost."
    );
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_furniture_does_not_break_it() {
    let page = |n: u32, body: &[&str]| {
        lines(50, 770, 8, &["Weekly brief"]) + &lines(50, 700, 10, body) + &lines(280, 30, 8, &[&format!("Page {n}")])
    };
    let bytes = pdf(&[
        page(
            1,
            &[
                "Forces have taken more than four hundred square kilometres",
                "of ground in the region since the beginning of August and hold",
            ],
        ),
        page(2, &["most of it until today."]),
        page(3, &["Nothing else was said."]),
    ]);
    let article = salient_files::read("a.pdf", &bytes, salient::read::Meta::default()).expect("read");
    let body: Vec<&str> = article.text.lines().take(2).collect();
    assert_eq!(
        body[0],
        "Forces have taken more than four hundred square kilometres of ground in the region since the beginning of August and hold most of it until today."
    );
    assert_eq!(body[1], "Nothing else was said.");
    let at = article.text.find("most of it").expect("there");
    let part = |at: usize| article.part(at).map(|p| p.to_string()).unwrap_or_default();
    assert_eq!((part(0), part(at), part(at + 25)), ("page 1".into(), "page 2".into(), "page 3".into()));
    let furniture = article.blocks.iter().filter(|b| b.kind == salient::read::BlockKind::Furniture).count();
    assert_eq!(furniture, 6, "{}", article.text);
}

#[test]
fn lines_drawn_from_the_foot_upwards_are_read_from_the_top() {
    let mut code = String::new();
    for (n, line) in ["last of all.", "third line and", "second line and", "First line and"].iter().enumerate() {
        code += &lines(50, 600 + 12 * n as u32, 10, &[line]);
    }
    assert_eq!(text(&pdf(&[code])), "First line and second line and third line and last of all.");
}

#[test]
fn blanks_come_from_gaps_and_squares_stay() {
    let code =
        "BT /F 10 Tf 50 700 Td [(420) -300 (km)] TJ 4 Ts /F 6 Tf (2) Tj 0 Ts /F 10 Tf ( in all) Tj ET".to_owned();
    assert_eq!(text(&pdf(&[code])), "420 km² in all");
}

#[test]
fn a_scan_says_that_it_has_no_text() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
        "<< /Length 16 >>\nstream\n600 0 0 800 0 0 cm /I Do\nendstream",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream",
    ];
    let error = salient_files::paper(&file(&objects.map(str::to_owned))).expect_err("no text").to_string();
    assert!(error.contains("no text") && error.contains("scan"), "{error}");
}
