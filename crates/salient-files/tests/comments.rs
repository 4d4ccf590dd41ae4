//! Comments in Word documents: at the right words, and nothing else changed.

mod support;

use salient_files::comment::{Comment, write};
use std::io::{Cursor, Read};
use support::{W, docx, p, text};

fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|n| {
            let mut entry = archive.by_index(n).expect("an entry");
            let mut out = Vec::new();
            entry.read_to_end(&mut out).expect("bytes");
            (entry.name().expect("a name").into_owned(), out)
        })
        .collect()
}

fn entry(bytes: &[u8], name: &str) -> String {
    let found = entries(bytes).into_iter().find(|(n, _)| n == name).expect("there");
    String::from_utf8(found.1).expect("text")
}

fn on(bytes: &[u8], word: &str) -> Comment {
    let from = text(bytes).find(word).expect("the word is there");
    Comment { from, to: from + word.len(), lines: vec![format!("On {word} & more")] }
}

/// The text between the marks of a comment, without tags.
fn between(xml: &str, id: usize) -> String {
    let from = xml.split_once(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).expect("a start").1;
    let inside = from.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).expect("an end").0;
    inside.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

#[test]
fn runs_are_cut_where_a_comment_stands_within_one() {
    let body = "<w:p><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>Kyiv holds 420 km².</w:t></w:r></w:p>";
    let bytes = docx(body, &[]);
    let out = write(&bytes, &[on(&bytes, "420"), on(&bytes, "Kyiv"), on(&bytes, "km².")]).expect("written");
    let xml = entry(&out, "word/document.xml");
    assert_eq!(
        (between(&xml, 0), between(&xml, 1), between(&xml, 2)),
        ("420".into(), "Kyiv".into(), "km².".to_owned())
    );
    assert_eq!(text(&out), text(&bytes));
    assert_eq!(xml.matches("<w:rPr><w:b/></w:rPr>").count(), 5, "{xml}");
    assert!(xml.contains("<w:t xml:space=\"preserve\"> holds </w:t>"), "{xml}");
    assert!(entry(&out, "word/comments.xml").contains("On 420 &amp; more"));
    for (name, content) in entries(&bytes) {
        if !["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"].contains(&name.as_str()) {
            assert_eq!(entries(&out).into_iter().find(|(n, _)| *n == name).map(|(_, c)| c), Some(content), "{name}");
        }
    }
    assert!(entry(&out, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(entry(&out, "word/_rels/document.xml.rels").contains("relationships/comments"));
}

#[test]
fn a_comment_spans_runs_and_insertions_are_cut_with_them() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">about 4</w:t></w:r><w:ins w:id=\"9\"><w:r><w:t>20 square</w:t></w:r></w:ins>\
        <w:hyperlink><w:r><w:t xml:space=\"preserve\"> km in all</w:t></w:r></w:hyperlink></w:p>";
    let bytes = docx(body, &[]);
    let out = write(&bytes, &[on(&bytes, "420"), on(&bytes, "square km")]).expect("written");
    let xml = entry(&out, "word/document.xml");
    assert_eq!((between(&xml, 0), between(&xml, 1)), ("420".into(), "square km".to_owned()));
    assert_eq!(xml.matches("<w:ins ").count(), xml.matches("</w:ins>").count());
    assert!(xml.contains("</w:t></w:r></w:ins><w:commentRangeEnd w:id=\"0\"/>"), "{xml}");
    assert_eq!(text(&out), text(&bytes));
}

#[test]
fn comments_that_are_there_are_kept() {
    let there =
        format!("<w:comments {W}><w:comment w:id=\"4\" w:author=\"Desk\">{}</w:comment></w:comments>", p("Mine"));
    let bytes = docx(&p("Kyiv holds 420."), &[("comments", "comments.xml", &there)]);
    let out = write(&bytes, &[on(&bytes, "420")]).expect("written");
    let comments = entry(&out, "word/comments.xml");
    assert!(comments.starts_with(there.strip_suffix("</w:comments>").expect("its end")), "{comments}");
    assert!(comments.contains("w:id=\"5\""), "{comments}");
    assert_eq!(entry(&out, "[Content_Types].xml"), entry(&bytes, "[Content_Types].xml"));
}

#[test]
fn comments_on_notes_stand_at_their_reference_and_those_on_boxes_around_what_holds_them() {
    let boxed = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p("Boxed 76."));
    let body = format!("<w:p><w:r><w:t>After</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r>{boxed}</w:p>");
    let notes = format!("<w:footnotes {W}><w:footnote w:id=\"7\">{}</w:footnote></w:footnotes>", p("A note of 33."));
    let bytes = docx(&body, &[("footnotes", "footnotes.xml", &notes)]);
    let out = write(&bytes, &[on(&bytes, "33"), on(&bytes, "76")]).expect("written");
    let xml = entry(&out, "word/document.xml");
    assert!(xml.contains("<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference w:id=\"7\"/></w:r><w:commentRangeEnd w:id=\"0\"/>"), "{xml}");
    assert!(xml.contains(&format!("<w:commentRangeStart w:id=\"1\"/>{boxed}<w:commentRangeEnd w:id=\"1\"/>")), "{xml}");
    assert_eq!(text(&out), text(&bytes));
}

#[test]
fn nothing_to_say_changes_nothing() {
    let bytes = docx(&p("Kyiv."), &[]);
    assert_eq!(write(&bytes, &[]).expect("a copy"), bytes);
}
