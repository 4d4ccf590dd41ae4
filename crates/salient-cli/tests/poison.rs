//! Feeds and pages that mean harm: each trick is tried on a server of the test's own, and does none.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

type Pages = HashMap<&'static str, (&'static str, Vec<u8>)>;

/// Serves pages by path until the test ends; gives its address and the paths that were asked for.
fn serve(pages: Pages) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            lines.map_while(Result::ok).take_while(|l| !l.is_empty()).for_each(drop);
            heard.lock().expect("a list").push(path.clone());
            let (head, body) = pages.get(path.as_str()).cloned().unwrap_or(("404 Not Found", Vec::new()));
            let mut stream = &stream;
            let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(&body);
        }
    });
    (address, asked)
}

fn add(ledger: &Path, what: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    command.args(["record", "add", "--pause", "0", "--ledger"]).arg(ledger).args(what);
    command.env_remove("SALIENT_LEDGER").output().expect("it runs")
}

fn articles(ledger: &Path) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_salient"))
        .args(["article", "--ledger"])
        .arg(ledger)
        .output()
        .expect("it runs");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn feed(items: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed</title>{items}</channel></rss>")
        .into_bytes()
}

const WELL: &str = "<p>Rebels took 12 square kilometers near Tadef, the army said.</p>";

#[test]
fn what_lies_inside_this_network_is_not_fetched() {
    let (address, asked) = serve(HashMap::from([("/", ("200 OK", WELL.into()))]));
    let folder = tempfile::tempdir().expect("a folder");
    let out = add(
        &folder.path().join("l.gpkg"),
        &[&address, "http://localhost/", "http://[::1]/", "http://169.254.169.254/x"],
    );
    let told = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(told.matches("no address on the open internet").count(), 4, "{told}");
    assert!(asked.lock().expect("a list").is_empty());
}

#[test]
fn a_redirect_into_this_network_is_not_followed() {
    let (inner, asked) = serve(HashMap::from([("/", ("200 OK", WELL.into()))]));
    let loopback: &'static str = Box::leak(format!("302 Found\r\nLocation: {inner}/").into_boxed_str());
    let (outer, _) = serve(HashMap::from([
        ("/a", (loopback, Vec::new())),
        ("/b", ("302 Found\r\nLocation: file:///etc/passwd", Vec::new())),
        ("/c", ("302 Found\r\nLocation: /c", Vec::new())),
    ]));
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    let of = |path: &str| format!("{outer}/{path}");
    let out = add(&ledger, &["--private", &of("a"), &of("b"), &of("c")]);
    let told = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{told}");
    assert!(told.contains("no address on the open internet"), "{told}");
    assert!(told.contains("more than 5 redirects"), "{told}");
    assert!(asked.lock().expect("a list").is_empty(), "the inner server was asked");
    assert!(articles(&ledger).is_empty());
}

#[test]
fn items_point_where_they_like_and_reach_nothing() {
    let (inner, asked) = serve(HashMap::from([("/", ("200 OK", WELL.into()))]));
    let items = format!(
        "<item><title>A</title><link>file:///etc/passwd</link><description>Rebels took 12 villages, the army said.</description></item>\
         <item><title>B</title><link>{inner}/</link><description>x</description></item>\
         <item><title>C</title><link>javascript:alert(1)</link><description>Rebels took 13 villages.</description></item>"
    );
    let (outer, _) = serve(HashMap::from([("/feed", ("200 OK", feed(&items)))]));
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    let out = add(&ledger, &["--private", "--follow", &format!("{outer}/feed")]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("no address on the open internet"));
    assert!(asked.lock().expect("a list").is_empty(), "the inner server was asked");
    let kept = articles(&ledger);
    assert!(kept.contains("  A") && kept.contains("  C") && !kept.contains("root:"), "{kept}");
}

#[test]
fn script_in_titles_is_text() {
    let item = "<item><title>&lt;script&gt;alert(1)&lt;/script&gt; Forces advance</title>\
                <description><![CDATA[<p onclick=\"x()\">Rebels took 12 villages, the army said.<script>alert(2)</script></p>]]></description></item>";
    let (address, _) = serve(HashMap::from([("/feed", ("200 OK", feed(item)))]));
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    assert!(add(&ledger, &["--private", &format!("{address}/feed")]).status.success());
    let export =
        Command::new(env!("CARGO_BIN_EXE_salient")).args(["record", "export", "--ledger"]).arg(&ledger).output();
    let export = String::from_utf8_lossy(&export.expect("it runs").stdout).into_owned();
    assert!(!export.contains("<script") && !export.contains("onclick") && !export.contains("alert(2)"), "{export}");
}

#[test]
fn bombs_do_not_go_off() {
    let mut zeros = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![b'a'; 1 << 20];
    (0..200).for_each(|_| zeros.write_all(&block).expect("memory"));
    let packed = zeros.finish().expect("memory");
    let entities = b"<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>";
    let outside = b"<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;</title></item></channel></rss>";
    let deep = [b"<rss>".to_vec(), b"<a>".repeat(100_000)].concat();
    let (address, _) = serve(HashMap::from([
        ("/gz", ("200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html", packed)),
        ("/entities", ("200 OK", entities.to_vec())),
        ("/outside", ("200 OK", outside.to_vec())),
        ("/deep", ("200 OK", deep)),
        ("/large", ("200 OK", vec![b'a'; 3 << 20])),
    ]));
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    let all: Vec<String> =
        ["gz", "entities", "outside", "deep", "large"].iter().map(|p| format!("{address}/{p}")).collect();
    let mut what = vec!["--private", "--most", "2"];
    what.extend(all.iter().map(String::as_str));
    let out = add(&ledger, &what);
    let told = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{told}");
    for word in ["unpacks to more than", "document type", "nested deeper", "larger than 2 MB"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert_eq!(told.matches("left out").count(), 5, "{told}");
    assert!(articles(&ledger).is_empty());
}

#[test]
fn robots_txt_is_obeyed() {
    let (address, asked) = serve(HashMap::from([
        ("/robots.txt", ("200 OK", b"User-agent: *\nDisallow: /closed\n".to_vec())),
        ("/closed", ("200 OK", WELL.into())),
        ("/open", ("200 OK", WELL.into())),
    ]));
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    let out = add(&ledger, &["--private", &format!("{address}/closed"), &format!("{address}/open")]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("robots.txt does not allow it"));
    let asked = asked.lock().expect("a list").clone();
    assert_eq!(asked, ["/robots.txt", "/open"]);
    assert_eq!(articles(&ledger).lines().count(), 1);
}
