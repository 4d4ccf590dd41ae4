//! A build without some of its parts says so where one is asked for, with exit code 2, and writes nothing. A build with all of
//! them has nothing to say: `scripts/features.sh` runs this on one with none.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]
#![cfg(not(all(
    feature = "documents",
    feature = "editor",
    feature = "fetch",
    feature = "parquet",
    feature = "pictures",
    feature = "postgres"
)))]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

fn command(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    command.args(arguments).current_dir(folder).env_remove("SALIENT_LEDGER");
    command
}

/// What a command says that cannot do what it is asked for.
fn refused(arguments: &[&str], folder: &Path) -> String {
    let output = command(arguments, folder).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with an atlas `a` of one map: one square held by Ukraine.
fn atlas() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let square = r##"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":
        [[[35.2,51.3,0],[35.7,51.3,0],[35.7,51.4,0],[35.2,51.4,0],[35.2,51.3,0]]]},
        "properties":{"name":"x /// x /// geoJSON.status.dismissed","fill":"#01579b"}}]}"##;
    std::fs::write(folder.path().join("2025-01-17T2000.geojson"), square).expect("writes");
    let import = ["map", "import", "deepstate", "2025-01-17T2000.geojson", "--atlas", "a"];
    let output = command(&import, folder.path()).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

#[test]
fn the_version_names_what_is_missing() {
    let output = command(&["--version"], Path::new(".")).output().expect("it runs");
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    let gone = version.split("; without ").nth(1).expect("something is missing");
    for (name, here) in [
        ("documents", cfg!(feature = "documents")),
        ("editor", cfg!(feature = "editor")),
        ("fetch", cfg!(feature = "fetch")),
        ("parquet", cfg!(feature = "parquet")),
        ("pictures", cfg!(feature = "pictures")),
        ("postgres", cfg!(feature = "postgres")),
    ] {
        assert_eq!(gone.contains(name), !here, "{version}");
    }
}

#[test]
#[cfg(not(feature = "editor"))]
fn no_language_server() {
    assert!(refused(&["lsp"], Path::new(".")).contains("this build has no language server: "));
}

#[test]
#[cfg(not(feature = "documents"))]
fn no_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.pdf"), b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n").expect("writes");
    let why = refused(&["check", "a.pdf"], folder.path());
    assert!(why.contains("not read: a PDF"), "{why}");
    assert!(refused(&["check", "a.pdf", "--comment", "b.docx"], folder.path()).contains("no Word comments"));
}

#[test]
#[cfg(not(feature = "postgres"))]
fn no_ledger_on_a_server() {
    let why = refused(&["claims", "--ledger", "postgres://nobody@127.0.0.1:1/none"], Path::new("."));
    assert!(why.contains("this build has no PostgreSQL: ") && why.contains("`postgres`"), "{why}");
}

#[test]
#[cfg(not(feature = "fetch"))]
fn no_fetching() {
    let folder = tempfile::tempdir().expect("a folder");
    let why = refused(&["record", "add", "http://127.0.0.1:1/story", "--ledger", "l.gpkg"], folder.path());
    assert!(why.contains("http://127.0.0.1:1/story: this build has no fetching: "), "{why}");
}

#[test]
#[cfg(not(feature = "parquet"))]
fn no_parquet() {
    let folder = atlas();
    let at = folder.path();
    for asked in [
        &["map", "export", "x.parquet", "--atlas", "a"][..],
        &["map", "area", "--atlas", "a", "--format", "parquet", "--output", "x.parquet"],
    ] {
        let why = refused(asked, at);
        assert!(why.contains("this build has no Parquet: "), "{why}");
        assert!(!at.join("x.parquet").exists(), "{asked:?}");
    }
}

#[test]
#[cfg(not(feature = "pictures"))]
fn no_png() {
    let folder = atlas();
    let at = folder.path();
    let asked = ["map", "area", "--atlas", "a", "--holder", "UA", "--format", "png", "--output", "x.png"];
    let why = refused(&asked, at);
    assert!(why.contains("this build has no PNG: ") && !at.join("x.png").exists(), "{why}");
}

#[test]
#[cfg(not(feature = "pictures"))]
fn the_page_offers_no_png() {
    let mut child = command(&["demo", "--addr", "127.0.0.1:0", "--log", "off"], Path::new("."))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
    let line = lines.find(|line| line.starts_with("http://")).expect("it tells its address");
    let address = line.trim_start_matches("http://").split('/').next().expect("an address");
    let get = |path: &str| {
        let mut stream = TcpStream::connect(address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut out = Vec::new();
        stream.read_to_end(&mut out).expect("it answers");
        String::from_utf8_lossy(&out).into_owned()
    };
    let seen =
        ["/", "/embed/kursk-2024/chart", "/picture/kursk-2024/chart.png", "/picture/kursk-2024/chart.svg"].map(get);
    let _ = (child.kill(), child.wait());
    let [page, embed, png, svg] = seen;
    assert!(page.starts_with("HTTP/1.1 200") && !page.contains(".png"), "{page}");
    assert!(embed.contains("chart.svg") && !embed.contains(".png"), "{embed}");
    assert!(png.starts_with("HTTP/1.1 501") && png.contains("this build has no PNG: "), "{png}");
    assert!(svg.starts_with("HTTP/1.1 200") && svg.contains("<svg"), "{svg}");
}
