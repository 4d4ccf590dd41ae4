//! Files that are damaged or mean harm: a clear error, soon, and never a fault of the program.

mod support;

use std::io::Write;
use std::time::{Duration, Instant};
use support::{docx, file, lines, next, odt, p, pdf, zip};

/// What a hostile file may cost, in a build for tests on a machine that is busy; what ships is measured in docs/files.md.
const MOST: Duration = Duration::from_secs(20);

fn refused(name: &str, bytes: &[u8], says: &str) {
    #[allow(clippy::disallowed_methods, reason = "a test has a clock")]
    let begun = Instant::now();
    let error = salient_files::paper(bytes).expect_err(name).to_string();
    assert!(error.contains(says), "{name}: {error}");
    assert!(begun.elapsed() < MOST, "{name}: {:?}", begun.elapsed());
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).expect("packed");
    out.finish().expect("packed")
}

#[test]
fn bombs_are_told_by_what_they_unpack_to() {
    let blanks = " ".repeat(40 << 20);
    refused("blanks", &docx(&format!("{blanks}{}", p("text")), &[]), "MiB");
    refused("elements", &docx(&"<w:b/>".repeat(2_100_000), &[]), "elements");
    refused("runs", &docx(&"<w:r/>".repeat(600_000), &[]), "runs");
    refused("paragraphs", &docx(&p("a").repeat(200_100), &[]), "paragraphs");
    refused("depth", &docx(&"<w:p>".repeat(5000), &[]), "within each other");
    let entries: Vec<(String, Vec<u8>)> = (0..10_100).map(|n| (format!("word/{n}"), Vec::new())).collect();
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    refused("entries", &zip(&entries), "entries");
    let content = packed(&vec![b' '; 40 << 20]);
    let mut bytes = b"%PDF-1.7\n4 0 obj\n<< /Filter /FlateDecode >>\nstream\n".to_vec();
    bytes.extend(&content);
    bytes.extend(b"\nendstream\nendobj\n");
    refused("stream", &bytes, "MiB");
    let twice = b"%PDF-1.7\n4 0 obj\n<< /Filter [/FlateDecode /Fl#61teDecode] >>\nstream\nx\nendstream\nendobj\n";
    refused("packed twice", twice, "more than once");
}

#[test]
fn entities_are_not_unfolded() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>";
    let main = format!("{bomb}<w:document {}>&c;</w:document>", support::W);
    let good = docx("", &[]);
    let bytes = zip(&[
        ("[Content_Types].xml", &entry(&good, "[Content_Types].xml")),
        ("_rels/.rels", &entry(&good, "_rels/.rels")),
        ("word/document.xml", main.as_bytes()),
    ]);
    refused("entities", &bytes, "document type");
}

fn entry(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).expect("an entry"), &mut out).expect("its bytes");
    out
}

#[test]
fn pages_without_end_are_refused() {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    let kids: String = (0..100_000).map(|n| format!("{} 0 R ", n + 3)).collect();
    objects.push(format!("<< /Type /Pages /Count 100000 /Kids [{kids}] >>"));
    objects.extend((0..100_000).map(|_| "<< /Type /Page /Parent 2 0 R >>".to_owned()));
    refused("100,000 pages", &file(&objects), "pages");
    let looped = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [2 0 R 2 0 R] >>"];
    assert!(salient_files::paper(&file(&looped.map(str::to_owned))).is_err());
}

#[test]
fn drawings_that_draw_themselves_end() {
    let form = |code: &str| {
        format!("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {} >>\nstream\n{code}\nendstream", code.len())
    };
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>";
    let objects = |inner: &str| {
        let all = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            page,
            "<< /Length 5 >>\nstream\n/A Do\nendstream",
        ];
        all.iter().map(|o| (*o).to_owned()).chain([form(inner)]).collect::<Vec<_>>()
    };
    refused("itself", &file(&objects("/A Do /A Do /A Do")), "within each other");
}

#[test]
fn brackets_within_brackets_do_not_break_the_reader() {
    for deep in ["[".repeat(1_000_000), "<<".repeat(500_000), "<</A ".repeat(300_000)] {
        let objects = ["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), deep.clone()];
        assert!(salient_files::paper(&file(&objects)).is_err());
        let _ = salient_files::paper(&pdf(&[format!("{deep} Tj {}", lines(50, 700, 10, &["Text."]))]));
    }
}

#[test]
fn what_a_file_is_not_is_said() {
    refused("cut off", &docx(&p("text"), &[])[..600], "damaged");
    refused("no document", &zip(&[("word/x", b"")]), "damaged");
    let sheet = docx("", &[]);
    let types = String::from_utf8(entry(&sheet, "[Content_Types].xml"))
        .expect("text")
        .replace("wordprocessingml.document", "spreadsheetml.sheet");
    let other = zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", &entry(&sheet, "_rels/.rels")),
        ("word/document.xml", b"<a/>"),
    ]);
    refused("a workbook", &other, "no Word document");
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused("a password", &locked, "encrypted");
    let mut pdf = pdf(&[lines(50, 700, 10, &["Text."])]);
    pdf.extend(b"trailer << /Encrypt 9 0 R >>");
    refused("an encrypted PDF", &pdf, "encrypted");
    refused("an empty document", &docx("<w:p/>", &[]), "no text");
}

/// Files with bytes changed, cut, doubled: read or refused, and never a panic.
#[test]
fn changed_files_never_break_the_reader() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("Goma"));
    let seeds = [
        docx(&format!("{}{table}<w:p><w:ins w:id=\"1\"><w:r><w:t>420</w:t></w:r></w:ins></w:p>", p("Kyiv holds")), &[]),
        odt("<text:p>Kyiv holds 420 km².</text:p>"),
        pdf(&[lines(50, 700, 10, &["Kyiv holds 420 square kilometres", "of it."]), lines(50, 700, 10, &["More."])]),
    ];
    let mut seed = 14;
    for original in &seeds {
        for _ in 0..1500 {
            let mut bytes = original.clone();
            for _ in 0..=next(&mut seed) % 8 {
                let at = next(&mut seed) % bytes.len().max(1);
                match next(&mut seed) % 4 {
                    0 => bytes[at] = next(&mut seed) as u8,
                    1 => bytes.truncate(at.max(8)),
                    2 => drop(
                        bytes
                            .splice(at..at, original[at.min(original.len() - 1)..].iter().copied().take(40))
                            .collect::<Vec<_>>(),
                    ),
                    _ => bytes[at] = bytes[at].wrapping_add(1),
                }
            }
            if let Ok(paper) = salient_files::paper(&bytes) {
                let comment =
                    salient_files::comment::Comment { from: 0, to: 4.min(paper.text.len()), lines: vec!["a".into()] };
                let _ = salient_files::comment::write(&bytes, &[comment]);
                let _ = paper.article("a", salient::read::Meta::default());
            }
        }
    }
}
