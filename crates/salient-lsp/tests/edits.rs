//! Random edits leave the diagnostics of a fresh read: some in every run, ten thousand with `SALIENT_EDITS=10000`.

mod common;

use common::Client;
use common::texts::{Chance, calm, report};
use serde_json::Value;

const URI: &str = "file:///nowhere/edited.txt";
const FRESH: &str = "file:///nowhere/edited.txt?fresh";
/// Edits in every run.
const FEW: usize = 200;
/// Edits of one text.
const TEXT: usize = 20;
/// One text in so many is about a war: reading its claims takes nearly all of the time.
const WAR: usize = 20;
/// What is typed: words that make findings and that end them, breaks, characters of every width.
const TYPED: [&str; 14] = [
    "1",
    "0",
    " ",
    "\n",
    "\r\n",
    "\r",
    ".",
    "😀",
    "é",
    "km",
    " (90 miles)",
    "square ",
    "\n\nThe army said: 420 square kilometers (261 square kilometers). ",
    " 31 April",
];

/// The position of a byte, counted anew from the text's start: line breaks as the protocol has them, columns in UTF-16.
fn position(text: &str, byte: usize) -> [usize; 2] {
    let before = text[..byte].replace("\r\n", "\u{1}\n").replace('\r', "\n").replace('\u{1}', "");
    let line = before.rsplit('\n').next().unwrap_or_default();
    [before.matches('\n').count(), line.chars().map(char::len_utf16).sum()]
}

/// Spots of a text between characters that a position can tell: not between CR and LF.
fn spots(text: &str) -> Vec<usize> {
    let all = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    all.filter(|at| !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'))).collect()
}

/// Changes a text by chance, here and there: what both then hold.
fn edit(text: &mut String, client: &mut Client, version: i64, chance: &mut Chance) {
    let spots = spots(text);
    let from = chance.below(spots.len());
    let most = [1, 1, 6, 80][chance.below(4)];
    let to = (from + chance.below(most + 1)).min(spots.len() - 1);
    let (from, to, typed) = (spots[from], spots[to], chance.of(&TYPED));
    let ([a, b], [c, d]) = (position(text, from), position(text, to));
    client.change(URI, version, [a, b, c, d], typed);
    text.replace_range(from..to, typed);
}

/// The diagnostics without the address that they are of.
fn bare(all: Vec<Value>) -> Vec<Value> {
    all.into_iter().map(|d| serde_json::from_str(&d.to_string().replace("?fresh", "")).expect("JSON")).collect()
}

#[test]
fn edits_leave_the_diagnostics_of_a_fresh_read() {
    let edits = std::env::var("SALIENT_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let (mut chance, mut client, mut found) = (Chance(14), Client::plain(), 0);
    let (mut text, mut fresh) = (String::new(), 0);
    for done in 0..edits {
        if done % TEXT == 0 {
            let size = 400 + chance.below(1200);
            let war = (done / TEXT).is_multiple_of(WAR);
            text = if war { report(size, &mut chance) } else { calm(size, &mut chance) };
            client.open(URI, &text);
        }
        let version = (done % TEXT) as i64 + 2;
        edit(&mut text, &mut client, version, &mut chance);
        let after = client.settled(URI);
        client.open(FRESH, &text);
        let anew = bare(client.settled(FRESH));
        client.heard.clear();
        assert_eq!(after, anew, "after {done} edits: {text:?}");
        (found, fresh) = (found + after.len(), fresh + 1);
    }
    assert!(found > fresh, "{found} diagnostics in {fresh} texts: the edits touch nothing");
    client.leave();
}
