//! Insertions into a text, applied at once.

use std::collections::BTreeMap;

/// Insertions by place: at one place comments end before others begin.
#[derive(Debug, Default)]
pub(super) struct Edits {
    before: BTreeMap<usize, String>,
    after: BTreeMap<usize, String>,
}

impl Edits {
    /// Inserts what ends there.
    pub(super) fn ending(&mut self, at: usize, text: &str) {
        self.before.entry(at).or_default().push_str(text);
    }

    /// Inserts what begins there.
    pub(super) fn beginning(&mut self, at: usize, text: &str) {
        self.after.entry(at).or_default().push_str(text);
    }

    /// The text with all of them.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut places: Vec<usize> = self.before.keys().chain(self.after.keys()).copied().collect();
        places.sort_unstable();
        places.dedup();
        let (mut out, mut from) = (String::with_capacity(text.len() * 2), 0);
        for at in places {
            out.push_str(&text[from..at]);
            out.extend([&self.before, &self.after].iter().filter_map(|all| all.get(&at)).map(String::as_str));
            from = at;
        }
        out + &text[from..]
    }
}

/// The text as XML holds it; what XML cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let allowed = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    let mut out = String::with_capacity(text.len());
    for c in allowed {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Edits, escaped};

    #[test]
    fn what_ends_comes_before_what_begins() {
        let mut edits = Edits::default();
        edits.beginning(1, "(");
        edits.ending(1, ")");
        edits.ending(2, "]");
        assert_eq!(edits.apply("abc"), "a)(b]c");
        assert_eq!(escaped("a < b & \u{1}c"), "a &lt; b &amp; c");
    }
}
