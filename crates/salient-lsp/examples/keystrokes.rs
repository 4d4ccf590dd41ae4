//! How long an editor waits for diagnostics of figures after a key stroke, and how much memory the server takes: types into a report of
//! 50 kB, a letter at a time, at places by chance.
//!
//! `cargo run --release -p salient-lsp --example keystrokes`

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement has a clock and a terminal")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::Client;
use common::texts::{Chance, report};
use std::time::{Duration, Instant};

const URI: &str = "file:///nowhere/report.txt";
/// Places where something is typed.
const PLACES: usize = 40;
/// What is typed at each.
const TYPED: &str = "some 12 men, ";

fn main() {
    let bytes = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(50_000);
    let (mut chance, mut client) = (Chance(7), Client::plain());
    let text = report(bytes, &mut chance);
    let begun = Instant::now();
    client.open(URI, &text);
    let found = client.sent(URI, 1).len();
    println!("{} bytes, {found} diagnostics of figures, opened in {:.1?}", text.len(), begun.elapsed());
    let found = client.settled(URI).len();
    println!("{found} diagnostics with claims, after {:.1?}", begun.elapsed());
    let lines: Vec<&str> = text.lines().collect();
    let (mut version, mut times, mut spaces) = (1, Vec::new(), Vec::new());
    for _ in 0..PLACES {
        let line = chance.below(lines.len());
        let words: Vec<usize> =
            lines[line].match_indices(' ').map(|(at, _)| at + 1).filter(|at| lines[line][..*at].is_ascii()).collect();
        let Some(at) = words.get(chance.below(words.len())) else { continue };
        for (typed, letter) in TYPED.chars().enumerate() {
            version += 1;
            let (from, column) = (Instant::now(), at + typed);
            client.change(URI, version, [line, column, line, column], &letter.to_string());
            client.sent(URI, version);
            times.push(from.elapsed());
            if letter == ' ' {
                spaces.push(from.elapsed());
            }
        }
        version += 1;
        client.change(URI, version, [line, *at, line, at + TYPED.len()], "");
        client.sent(URI, version);
    }
    let from = Instant::now();
    client.settled(URI);
    println!("claims read again after the last: {:.1?}", from.elapsed());
    told("a key stroke", &mut times);
    told("of them, a blank", &mut spaces);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).for_each(|l| println!("{l}"));
    client.leave();
}

fn told(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{what}: median {:.1?}, 95 % {:.1?}, slowest {:.1?}, of {}", at(0.5), at(0.95), at(1.0), times.len());
}
