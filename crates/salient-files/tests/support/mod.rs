//! Small files of our own, made on the spot.

#![allow(dead_code, unreachable_pub, reason = "each test uses some of it")]

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A ZIP archive.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        // The kind of an OpenDocument file stands unpacked at its beginning.
        let method =
            if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        out.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("an entry");
        out.write_all(bytes).expect("its bytes");
    }
    out.finish().expect("an archive").into_inner()
}

/// A Word document with a body and further parts: their kind, their name in `word/`, their XML.
pub fn docx(body: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let main = format!(
        "<?xml version=\"1.0\"?><w:document {W} xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:body>{body}</w:body></w:document>"
    );
    let mut types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}.document.main+xml\"/>"
    );
    let mut relations = format!("<Relationships xmlns=\"{RELATIONS}\">");
    for (n, (kind, name, _)) in parts.iter().enumerate() {
        types += &format!("<Override PartName=\"/word/{name}\" ContentType=\"{TYPE}.{kind}+xml\"/>");
        relations += &format!("<Relationship Id=\"r{n}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}\"/>");
    }
    types += "</Types>";
    relations += "</Relationships>";
    let root = format!(
        "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" \
         Target=\"word/document.xml\"/></Relationships>"
    );
    let named: Vec<(String, &str)> = parts.iter().map(|(_, name, xml)| (format!("word/{name}"), *xml)).collect();
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/picture.png", b"\x89PNG a picture that nobody reads"),
    ];
    entries.extend(named.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())));
    zip(&entries)
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An OpenDocument text.
pub fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"><office:body><office:text>{body}</office:text>\
         </office:body></office:document-content>"
    );
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
        .into_iter()
        .collect()
}

/// A PDF file whose pages are drawn by these instructions, in Helvetica as `F`.
pub fn pdf(pages: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (n, code) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * n
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{code}\nendstream", code.len()));
    }
    file(&objects)
}

/// A PDF file of objects, the first of which is its catalogue.
pub fn file(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut at = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        at.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).as_bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    at.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").as_bytes()));
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).as_bytes(),
    );
    out
}

/// Lines of text on a page, from a place downwards.
pub fn lines(x: u32, y: u32, size: u32, lines: &[&str]) -> String {
    let mut out = format!("BT /F {size} Tf {} TL {x} {y} Td\n", size + 2);
    lines.iter().for_each(|line| out += &format!("({line}) Tj T*\n"));
    out + "ET\n"
}

/// The text of a file.
pub fn text(bytes: &[u8]) -> String {
    salient_files::paper(bytes).expect("a file that is read").text
}

/// The next number of a sequence that is the same on every run.
pub fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}
