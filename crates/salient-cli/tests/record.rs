//! `salient record` and what is asked of a ledger: order, crashes, bad disks, the real articles and maps.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]
#![allow(clippy::print_stdout, reason = "what is skipped is said aloud")]

use salient::record::{Ledger, verify};
use salient_ledger::Sqlite;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn salient(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    command.args(args).env("NO_COLOR", "1").env_remove("SALIENT_LEDGER").output().expect("it runs")
}

fn good(args: &[&str]) -> String {
    let out = salient(args);
    let told = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{args:?}: {told}");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn content(ledger: &Path) -> String {
    let proof = verify(&Sqlite::read(ledger).expect("it opens")).expect("it reads");
    assert_eq!(proof.problems, Vec::<String>::new());
    proof.content
}

fn shared(what: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(what);
    if !path.exists() {
        println!("skipped: the shared files are not there");
        return None;
    }
    Some(path)
}

/// Files of a folder with an ending, in order of name.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let all = std::fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path());
    let mut out: Vec<PathBuf> = all.filter(|p| p.extension().is_some_and(|e| e == ending)).collect();
    out.sort();
    out
}

/// A shuffle that is the same every time.
fn shuffled<T: Clone>(all: &[T], seed: u64) -> Vec<T> {
    let (mut out, mut state) = (all.to_vec(), seed);
    for at in (1..out.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        out.swap(at, (state >> 33) as usize % (at + 1));
    }
    out
}

#[test]
fn the_order_of_recording_does_not_matter() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    let folder = folder();
    let contents: Vec<String> = (0..3)
        .map(|seed| {
            let ledger = folder.path().join(format!("{seed}.gpkg"));
            for file in shuffled(&files(&demo, "txt"), seed) {
                good(&["record", "add", text(&file), "--ledger", text(&ledger)]);
            }
            content(&ledger)
        })
        .collect();
    assert!(contents.iter().all(|c| *c == contents[0]));
    let again = good(&["record", "add", text(&demo), "--ledger", text(&folder.path().join("0.gpkg"))]);
    assert!(again.contains("5 texts (5 known before) with 0 claims, 0 maps; 0 new entries"), "{again}");
}

/// The bars on the real articles and maps, recorded in any order.
#[test]
fn the_articles_and_the_maps() {
    let (Some(seeds), Some(maps)) = (shared("eval/seeds"), shared("maps/deepstate")) else { return };
    let all = [files(&seeds, "txt"), files(&maps, "geojson")].concat();
    let folder = folder();
    let compared: Vec<(String, Vec<String>)> = (0..3)
        .map(|seed| {
            let ledger = folder.path().join(format!("{seed}.gpkg"));
            let order = shuffled(&all, seed + 7);
            for part in order.chunks(5) {
                let mut args = vec!["record", "add", "--ledger", text(&ledger)];
                args.extend(part.iter().map(|p| text(p)));
                good(&args);
            }
            let days = ["2025-01-17", "2025-02-20", "2025-04-26"];
            let compare = |day: &&str| {
                good(&["compare", "--ledger", text(&ledger), "--case", "kursk-2024", "--on", day, "--format", "json"])
            };
            (content(&ledger), days.iter().map(compare).collect())
        })
        .collect();
    assert!(compared.iter().all(|c| *c == compared[0]));
    let [_, february, april] = &compared[0].1[..] else { panic!("three days") };
    let february: serde_json::Value = serde_json::from_str(february).expect("JSON");
    let side = |name: &str| {
        february["sides"].as_array().expect("sides").iter().find(|s| s["side"] == name).cloned().expect(name)
    };
    assert_eq!(
        (&side("UA")["says"]["soft"]["low"], &side("UA")["says"]["soft"]["high"]),
        (&450.0.into(), &550.0.into())
    );
    assert_eq!(side("RU")["says"]["soft"]["low"], 400.0);
    let implied = side("RU")["implies"]["hard"].clone();
    // 443 where "about 64 %" is read too, else what is said to be held
    assert!((400.0..444.0).contains(&implied["low"].as_f64().expect("a number")), "{implied}");
    assert!((467.0..469.0).contains(&implied["high"].as_f64().expect("a number")), "{implied}");
    let map = &february["maps"][0];
    assert!((map["held"].as_f64().expect("a number") - 428.68).abs() < 0.05, "{map}");
    assert!((map["held_with_unknown"].as_f64().expect("a number") - 602.27).abs() < 0.05, "{map}");
    let rules = |value: &serde_json::Value| -> Vec<String> {
        let all = value["findings"].as_array().expect("findings");
        all.iter().map(|f| f["rule"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(rules(&february).contains(&"no-progress".to_owned()));
    let april: serde_json::Value = serde_json::from_str(april).expect("JSON");
    // "denied" too, where the denial's day is read right
    assert!(
        ["accounts-clash", "map-still-shows"].iter().all(|r| rules(&april).contains(&(*r).to_owned())),
        "{:?}",
        rules(&april)
    );
    assert!(!april["clashes"].as_array().expect("clashes").is_empty());
    let copies = good(&["record", "copies", "--ledger", text(&folder.path().join("0.gpkg"))]);
    assert!(copies.starts_with("2 carriers of one report") && copies.matches("carriers").count() == 1, "{copies}");
}

/// Made-up articles without claims, one a line: what is tried is the writer, and the gate keeps the reader asleep.
fn stream(path: &Path, count: usize) {
    let mut out = String::new();
    for n in 0..count {
        let (a, b) = (n * 7919 % 900 + 50, n * 104_729 % 400 + 20);
        let text = format!(
            "The mill of Town{n} made {a} tons of flour for the bakers, its owner said on Monday. A clerk in the market \
             hall said {b} sacks were sold beside River{n} in the week before. Nobody else saw it, and the bread was good."
        );
        writeln!(out, r#"{{"name":"{n}","published":"2025-01-{:02}","text":"{text}"}}"#, n % 28 + 1).expect("memory");
    }
    std::fs::write(path, out).expect("a file");
}

/// Killed at 200 random moments of its work: nothing that was acknowledged is lost, nothing is there twice, and in the end the
/// record is what it would have been. How long the work takes changes with what else the machine does, so the aim follows it:
/// what ended before it could be killed does not count, and the next wait is shorter.
#[test]
fn kill_9_at_any_moment() {
    let folder = folder();
    let (input, whole, ledger) =
        (folder.path().join("a.ndjson"), folder.path().join("w.gpkg"), folder.path().join("l.gpkg"));
    stream(&input, 3000);
    let started = std::time::Instant::now();
    good(&["record", "add", text(&input), "--ledger", text(&whole)]);
    let (mut reach, all) = (started.elapsed().mul_f64(0.6), links(&whole).len());
    let (mut before, mut state, mut grew, mut kills) = (Vec::<String>::new(), 42u64, 0, 0);
    for _ in 0..2000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let killed = killed_after(reach.mul_f64((state >> 33) as f64 / f64::from(1u32 << 31)), &input, &ledger);
        let links = links(&ledger);
        assert!(links.starts_with(&before), "an acknowledged entry is lost");
        let more = links.len() > before.len();
        (grew, kills) = (grew + usize::from(more && killed), kills + usize::from(killed));
        if kills >= 200 && grew > 20 {
            break;
        }
        reach = reach.mul_f64(if !killed {
            0.8
        } else if !more {
            1.05
        } else {
            1.0
        });
        before = links;
        if before.len() == all {
            // All is in: begin anew, so that the next kill meets a writer.
            before.clear();
            ["", "-wal", "-shm", "-journal"].iter().for_each(|end| {
                let _ = std::fs::remove_file(format!("{}{end}", text(&ledger)));
            });
        }
    }
    assert!(kills >= 200 && grew > 20, "the kills must meet a writer at work: {kills}, {grew}");
    good(&["record", "add", text(&input), "--ledger", text(&ledger)]);
    assert_eq!(content(&ledger), content(&whole));
}

/// Lets a writer work for a time and kills it; whether it still was at work.
fn killed_after(wait: std::time::Duration, input: &Path, ledger: &Path) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_salient"))
        .args(["record", "add", text(input), "--ledger", text(ledger)])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    std::thread::sleep(wait);
    let at_work = child.try_wait().expect("its state").is_none();
    child.kill().expect("it dies");
    child.wait().expect("it is gone");
    at_work
}

/// The links of all entries, if there is a ledger yet.
fn links(ledger: &Path) -> Vec<String> {
    let Ok(ledger) = Sqlite::open(ledger) else { return Vec::new() };
    let mut out = Vec::new();
    let walked = ledger.scan(None, &mut |entry| {
        out.push(entry.link);
        Ok(())
    });
    walked.expect("a ledger is always readable");
    out
}

/// A disk that takes no more: a clear error, and all that was acknowledged is there.
#[test]
fn a_full_disk_loses_nothing() {
    let folder = folder();
    let (input, ledger) = (folder.path().join("a.ndjson"), folder.path().join("l.gpkg"));
    stream(&input, 6000);
    // No file may grow beyond 3 MB; the signal for it is ignored, so that writing fails.
    let script = format!(
        "trap '' XFSZ; ulimit -f 6000; exec {} record add {} --ledger {}",
        env!("CARGO_BIN_EXE_salient"),
        text(&input),
        text(&ledger)
    );
    let out = Command::new("sh").args(["-c", &script]).output().expect("it runs");
    let told = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{told}");
    assert!(told.contains("l.gpkg") && told.contains("not recorded"), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    let proof = verify(&Sqlite::open(&ledger).expect("it opens")).expect("it reads");
    assert_eq!(proof.problems, Vec::<String>::new());
    good(&["record", "add", text(&input), "--ledger", text(&ledger)]);
    let whole = folder.path().join("w.gpkg");
    good(&["record", "add", text(&input), "--ledger", text(&whole)]);
    assert_eq!(content(&ledger), content(&whole));
}

#[test]
fn corrections_and_merges_are_entries_that_can_be_undone() {
    let folder = folder();
    let (file, ledger) = (folder.path().join("a.txt"), folder.path().join("l.gpkg"));
    std::fs::write(&file, "Rebels hold 240 of 420 square kilometers near Tadef, Syria, the army said on Monday.")
        .expect("a file");
    let at = ["--ledger", text(&ledger)];
    good(&[&["record", "add", text(&file)], &at[..]].concat());
    let claims = || good(&[&["claims", "--format", "json"], &at[..]].concat());
    let first: serde_json::Value = serde_json::from_str(&claims()).expect("JSON");
    let id = first[0]["id"].as_str().expect("an id").to_owned();
    good(
        &[&["record", "correct", &id[..8], "--set", "low=420", "--set", "high=420", "--reason", "misread"], &at[..]]
            .concat(),
    );
    let fixed: serde_json::Value = serde_json::from_str(&claims()).expect("JSON");
    assert_eq!((&fixed[0]["low"], &fixed[0]["id"]), (&420.0.into(), &first[0]["id"]));
    let odd = salient(&[&["record", "correct", &id, "--set", "lwo=1", "--reason", "x"], &at[..]].concat());
    assert_eq!(odd.status.code(), Some(2));
    for bad in ["low=-5", "unit=bananas", "as_of=2025-99-99", "high=1"] {
        let out = salient(&[&["record", "correct", &id, "--set", bad, "--reason", "x"], &at[..]].concat());
        assert_eq!(out.status.code(), Some(2), "{bad}");
    }
    good(&[&["record", "correct", &id, "--set", "low=240", "--reason", "it was right"], &at[..]].concat());
    let back: serde_json::Value = serde_json::from_str(&claims()).expect("JSON");
    assert_eq!(back[0]["reading"], first[0]["reading"]);
    good(&[&["record", "correct", &id, "--withdraw", "--reason", "no claim"], &at[..]].concat());
    assert_eq!(claims().trim(), "[]");
    let export = good(&[&["record", "export"], &at[..]].concat());
    assert!(export.contains("misread") && export.contains("240"), "nothing is gone");
    content(&ledger);
}
