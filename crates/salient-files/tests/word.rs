//! Word and OpenDocument files: what is text, what is not, and where it stands.

mod support;

use salient::read::BlockKind;
use support::{W, docx, odt, p, text};

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let article = salient_files::read("a", bytes, salient::read::Meta::default()).expect("read");
    let part = |at: usize| article.part(at).map(|p| p.to_string()).unwrap_or_default();
    article.blocks.iter().map(|b| (part(b.range.start), article.text[b.range.clone()].to_owned())).collect()
}

#[test]
fn tracked_changes_are_read_as_if_taken() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Kyiv holds </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>500</w:delText></w:r></w:del>\
        <w:ins w:id=\"2\"><w:r><w:t>420</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> km&#178; &amp; more</w:t></w:r>\
        <w:moveFrom w:id=\"3\"><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>\
        <w:p><w:pPr><w:rPr><w:del w:id=\"4\"/></w:rPr></w:pPr><w:r><w:t>One sentence</w:t></w:r></w:p><w:p><w:r><w:t>in two.</w:t></w:r></w:p>";
    let read = parts(&docx(body, &[]));
    assert_eq!(
        read,
        [
            ("paragraph 1".into(), "Kyiv holds 420 km² & more".into()),
            ("paragraph 2".into(), "One sentence in two.".to_owned())
        ]
    );
}

#[test]
fn links_results_of_fields_and_breaks_are_text_and_instructions_are_not() {
    let body = "<w:p><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>and</w:t><w:br/><w:t>a break</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>no</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t xml:space=\"preserve\"> on Friday</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>.</w:t></w:r></w:p>";
    assert_eq!(text(&docx(body, &[])), "A link\tand\na break on Friday.");
}

#[test]
fn tables_notes_and_boxes_say_where_they_are() {
    let row = |a: &str, b: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(a), p(b));
    let body = format!(
        "{}<w:p/><w:tbl>{}{}</w:tbl><w:p><w:r><w:t>After</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r><w:r>\
         <mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{}\
         </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        p("Before"),
        row("Town", "km"),
        row("Goma", "76"),
        p("In a box."),
        p("In a box.")
    );
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"0\" w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"7\">{}</w:footnote></w:footnotes>",
        p("line"),
        p("A note.")
    );
    let header = format!("<w:hdr {W}>{}</w:hdr>", p("Weekly brief"));
    let bytes = docx(&body, &[("footnotes", "footnotes.xml", &notes), ("header", "header1.xml", &header)]);
    let expected = [
        ("paragraph 1", "Before"),
        ("table 1, row 1", "Town"),
        ("table 1, row 1", "km"),
        ("table 1, row 2", "Goma"),
        ("table 1, row 2", "76"),
        ("paragraph 2", "After"),
        ("text box 1", "In a box."),
        ("footnote 1", "A note."),
        ("header 1", "Weekly brief"),
    ];
    let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(parts(&bytes), expected);
    let article = salient_files::read("a", &bytes, salient::read::Meta::default()).expect("read");
    assert_eq!(article.blocks.last().map(|b| b.kind), Some(BlockKind::Furniture));
}

#[test]
fn what_is_left_out_is_said() {
    let body =
        format!("{}<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r></w:p><w:altChunk/>", p("Text."));
    let problems = salient_files::paper(&docx(&body, &[])).expect("read").problems;
    assert!(
        problems.iter().any(|p| p.contains("1 symbols")) && problems.iter().any(|p| p.contains("embedded")),
        "{problems:?}"
    );
    let open = "<w:p><w:r><w:t>Text.</w:t><w:fldChar w:fldCharType=\"begin\"/><w:t>lost</w:t></w:r></w:p>";
    let problems = salient_files::paper(&docx(open, &[])).expect("read").problems;
    assert!(problems[0].contains("not closed"), "{problems:?}");
}

#[test]
fn opendocument_texts_are_read_likewise() {
    let body = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h>A title</text:h>\
        <text:p>One<text:s text:c=\"2\"/>two &amp;\n  three<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>A note.</text:p></text:note-body></text:note> four.</text:p>\
        <table:table><table:table-row><table:table-cell><text:p>Goma</text:p></table:table-cell></table:table-row></table:table>\
        <text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>Last.</text:p>";
    let expected = [
        ("paragraph 1", "A title"),
        ("paragraph 2", "One  two & three four."),
        ("footnote 1", "A note."),
        ("table 1, row 1", "Goma"),
        ("paragraph 3", "Last."),
        ("text box 1", "In a box."),
    ];
    let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(parts(&odt(body)), expected);
}
