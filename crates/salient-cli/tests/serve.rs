//! `salient serve` and the end of `salient demo`, as their users meet them: an address, answers, growth, a clean stop, and
//! errors that say what to do.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test has a disk and a network, and says what it skips"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the command ends")
}

/// A server that is stopped when the test ends.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts a command that serves, and reads its address from standard error.
    fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments).stdout(Stdio::null()).spawn().expect("the command starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
        let line = lines.find(|line| line.starts_with("http://")).expect("it tells its address");
        // What is logged later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let address = line.trim_start_matches("http://").split('/').next().expect("an address").to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut out = Vec::new();
        stream.read_to_end(&mut out).expect("it answers");
        String::from_utf8_lossy(&out).into_owned()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("plain names")
}

#[test]
fn a_ledger_is_served_grows_and_is_let_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second, ledger) =
        (folder.path().join("a.txt"), folder.path().join("b.txt"), folder.path().join("l.gpkg"));
    std::fs::write(
        &first,
        "Ukrainian forces control about 500 square kilometers in the Kursk region, Oleksandr Syrskyi said.\n",
    )
    .expect("a file");
    std::fs::write(
        &second,
        "Ukrainian forces control 42 square kilometers in the Kursk region, Oleksandr Syrskyi said.\n",
    )
    .expect("a file");
    let add =
        |file: &Path, day: &str| run(&["record", "add", text(file), "--published", day, "--ledger", text(&ledger)]);
    assert!(add(&first, "2025-02-16").status.success());
    let mut server = Server::start(&["serve", "--ledger", text(&ledger), "--addr", "127.0.0.1:0", "--look", "1"]);
    assert!(server.get("/?on=2025-02-16").contains("about 500 km²"));
    assert!(add(&second, "2025-04-16").status.success());
    let begun = Instant::now();
    while !server.get("/").contains("42 km²") {
        assert!(begun.elapsed() < Duration::from_secs(30), "what was recorded is not shown");
        std::thread::sleep(Duration::from_millis(200));
    }
    // The signal by which services are stopped.
    let stopped = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().expect("kill");
    assert!(stopped.success());
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn the_demo_ends_in_a_page() {
    let server = Server::start(&["demo", "--addr", "127.0.0.1:0"]);
    let page = server.get("/?on=2025-02-20");
    for words in
        ["about 500 km²", "Russia’s figures imply", "443–468 km²", "Demo sketch maps", "no map of real control"]
    {
        assert!(page.contains(words), "{words} is not on the page");
    }
    // Two at once: the second takes another port where none is told, and says why where one is.
    let busy = run(&["demo", "--addr", &server.address]);
    assert_eq!(busy.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&busy.stderr).contains("--addr"));
}

#[test]
fn real_articles_and_maps_are_shown_where_they_lie_beside_the_project() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if !shared.join("maps/deepstate").exists() {
        println!("skipped: ../shared is not there");
        return;
    }
    let server = Server::start(&["demo", "--real", text(&shared), "--addr", "127.0.0.1:0"]);
    let page = server.get("/?on=2025-02-20");
    for words in
        ["about 500 km²", "more than 400 km²", "DeepState maps", "429 km²", "602 km² if unclear ground is counted"]
    {
        assert!(page.contains(words), "{words} is not on the page");
    }
    let end = server.get("/?on=2025-04-26");
    for words in ["none of it", "29.1 km²", "in 3 pieces", "map-still-shows", "cannot all hold"] {
        assert!(end.contains(words), "{words} is not on the page of 26 April");
    }
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let (none, odd) = (folder.path().join("none.gpkg"), folder.path().join("odd.gpkg"));
    std::fs::write(&odd, "not a ledger").expect("a file");
    for (arguments, said) in [
        (vec!["serve", "--ledger", text(&none)], "salient record add"),
        (vec!["serve", "--ledger", text(&odd)], "odd.gpkg"),
        (vec!["serve", "--ledger", text(&none), "--case", "nowhere"], "there are kursk-2024"),
        (vec!["serve", "--ledger", text(&none), "--addr", "nonsense"], "--addr"),
        (vec!["serve", "--ledger", text(&none), "--public", "example.org"], "http"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(said), "{arguments:?}: {told}");
    }
}
