//! Words and parties are data: reading and checking hold no lists of words and no codes of states.

use super::{code, root, sources};

/// Names of the marks that training sees; no words of a text.
const NAMES: [&str; 1] = ["extract/reader/view.rs"];

/// The texts in quotation marks of a piece of code, with where each begins and ends.
fn quoted(code: &str) -> Vec<(usize, usize)> {
    let (mut out, mut from, mut skip) = (Vec::new(), None, false);
    for (at, c) in code.char_indices() {
        match (c, from) {
            _ if skip => skip = false,
            ('\\', _) => skip = true,
            ('"', None) if code[..at].ends_with('\'') && code[at + 1..].starts_with('\'') => {}
            ('"', None) => from = Some(at + 1),
            ('"', Some(start)) => {
                out.push((start, at));
                from = None;
            }
            _ => {}
        }
    }
    out
}

/// Arrays of three and more words in small letters.
fn lists(code: &str) -> Vec<String> {
    let word = |text: &str| {
        !text.is_empty()
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, ' ' | '\'' | '-'))
    };
    let (mut out, mut row): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    let all = quoted(code);
    for (n, (from, to)) in all.iter().enumerate() {
        let text = &code[*from..*to];
        let opens = code[..from - 1].trim_end().ends_with('[');
        let follows = n > 0 && code[all[n - 1].1 + 1..from - 1].trim() == ",";
        if !word(text) || !(opens || follows && !row.is_empty()) {
            row.clear();
            continue;
        }
        if opens {
            row.clear();
        }
        row.push(text);
        let closes = code[to + 1..].trim_start().trim_start_matches(',').trim_start().starts_with(']');
        if closes && row.len() >= 3 {
            out.push(row.join(", "));
        }
    }
    out
}

/// Codes of states, as ISO 3166-1 writes them.
fn codes(code: &str) -> Vec<&str> {
    let all = quoted(code).into_iter().map(|(from, to)| &code[from..to]);
    all.filter(|text| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())).collect()
}

#[test]
fn reading_and_checking_hold_no_words() {
    for stage in ["extract", "check"] {
        let top = root().join("crates/salient/src");
        let mut files = Vec::new();
        sources(&top.join(stage), &mut files);
        for file in files {
            let name = file.strip_prefix(&top).expect("below").to_string_lossy().replace('\\', "/");
            if NAMES.contains(&name.as_str()) || name.ends_with("/tests.rs") {
                continue;
            }
            let code = code(&file);
            assert_eq!(lists(&code), Vec::<String>::new(), "{name}: words are entries of the lexicon (lists.toml)");
            assert_eq!(codes(&code), Vec::<&str>::new(), "{name}: codes of parties are data");
        }
    }
}

#[test]
fn lists_and_codes_are_told_from_other_text() {
    assert_eq!(lists(r#"run.one_of(k, &["a", "per", "each"])"#), ["a, per, each"]);
    assert!(lists(r#"["a", "per"]; f("a", "b", "c"); ["A", "B", "C"]"#).is_empty());
    assert_eq!(codes(r#"p == "US" || p == "other""#), ["US"]);
}
