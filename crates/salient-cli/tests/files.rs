//! Word and PDF files as users meet them: places, exit codes, comments.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Output};

const WRONG: &str =
    "Kyiv still controls over 420 square kilometers (261 square kilometers) in the Kursk region, DeepState said.";
const RIGHT: &str = "Nothing else was said on Monday by anybody in the region.";

fn salient(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    command.args(arguments).env("COLUMNS", "100").env("NO_COLOR", "1").output().expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn docx(folder: &Path, paragraphs: &[&str]) -> String {
    let body: String = paragraphs.iter().map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect();
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let entries = [
        ("[Content_Types].xml", format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"{word}\"/></Types>")),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned()),
        ("word/document.xml", format!("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>")),
    ];
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        out.write_all(content.as_bytes()).expect("its bytes");
    }
    // The name says something else: bytes decide.
    let path = folder.join("draft.txt");
    std::fs::write(&path, out.finish().expect("an archive").into_inner()).expect("written");
    path.to_string_lossy().into_owned()
}

fn pdf(folder: &Path, pages: &[&str]) -> String {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut out = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count {} /Kids [{}] >>\nendobj\n\
         3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
        pages.len(),
        kids.join(" ")
    );
    for (n, page) in pages.iter().enumerate() {
        let code = format!("BT /F 10 Tf 20 700 Td ({}) Tj ET", page.replace('(', "\\(").replace(')', "\\)"));
        out += &format!(
            "{} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>\nendobj\n\
             {} 0 obj\n<< /Length {} >>\nstream\n{code}\nendstream\nendobj\n",
            4 + 2 * n,
            5 + 2 * n,
            5 + 2 * n,
            code.len()
        );
    }
    let path = folder.join("report.pdf");
    std::fs::write(&path, out + "trailer\n<< /Root 1 0 R >>\n%%EOF\n").expect("written");
    path.to_string_lossy().into_owned()
}

#[test]
fn findings_name_paragraph_and_page() {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, part) in
        [(docx(folder.path(), &[RIGHT, WRONG]), "paragraph 2"), (pdf(folder.path(), &[RIGHT, WRONG]), "page 2")]
    {
        let out = salient(&["check", &path]);
        let told = text(&out.stdout);
        assert_eq!(out.status.code(), Some(1), "{told}{}", text(&out.stderr));
        assert!(told.contains(&format!("--> {path}: {part}\n")), "{told}");
        let json: serde_json::Value =
            serde_json::from_slice(&salient(&["check", "--format", "json", &path]).stdout).expect("JSON");
        let (kind, number) = part.split_once(' ').expect("two words");
        assert_eq!(
            json[0]["part"],
            serde_json::json!({"kind": kind, "number": number.parse::<u32>().expect("a number")})
        );
        let sarif = text(&salient(&["check", "--format", "sarif", &path]).stdout);
        assert!(sarif.contains(&format!("\"name\": \"{part}\"")), "{sarif}");
        let github = text(&salient(&["check", "--format", "github", &path]).stdout);
        assert!(github.contains(&format!("::{part}: ")) && !github.contains("line="), "{github}");
    }
}

#[test]
fn comments_go_into_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, copy) = (docx(folder.path(), &[RIGHT, WRONG]), folder.path().join("checked.docx"));
    let copied = copy.to_string_lossy().into_owned();
    let out = salient(&["check", &path, "--comment", &copied]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("1 comment added"), "{}", text(&out.stderr));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&copy).expect("a copy")).expect("an archive");
    let mut comments = String::new();
    archive.by_name("word/comments.xml").expect("comments").read_to_string(&mut comments).expect("text");
    assert!(comments.contains("error[unit-mismatch] (paragraph 2)"), "{comments}");
    assert_eq!(
        text(&salient(&["check", &copied, "-q"]).stdout).replace(&copied, &path),
        text(&salient(&["check", &path, "-q"]).stdout)
    );
    let same = salient(&["check", &path, "--comment", &path]);
    assert!(
        same.status.code() == Some(2) && text(&same.stderr).contains("name another file"),
        "{}",
        text(&same.stderr)
    );
    let other = salient(&["check", &pdf(folder.path(), &[WRONG]), "--comment", &copied]);
    assert!(other.status.code() == Some(2) && text(&other.stderr).contains(".docx"), "{}", text(&other.stderr));
}

#[test]
fn the_record_takes_them_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (word, pages) = (docx(folder.path(), &[WRONG]), pdf(folder.path(), &[RIGHT, WRONG]));
    let ledger = folder.path().join("l.gpkg").to_string_lossy().into_owned();
    let out = salient(&["record", "add", &word, &pages, "--ledger", &ledger, "--published", "2025-01-17"]);
    assert!(
        out.status.success() && text(&out.stdout).starts_with("2 texts"),
        "{}{}",
        text(&out.stdout),
        text(&out.stderr)
    );
}
