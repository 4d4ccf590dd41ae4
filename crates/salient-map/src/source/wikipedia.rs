//! Wikipedia's detailed-map modules: Lua tables of marks with a latitude, a longitude and an icon whose file name tells the
//! colour. What a colour means differs from war to war, so the case says it.
//!
//! Only settlements are read: marks with a dot. Marks of bases, camps and fights are dropped unread.

use super::{File, Intake};
use crate::atlas::Terms;
use crate::control::Control;
use crate::error::Error;
use std::collections::BTreeMap;

/// Reads the files.
#[derive(Default)]
pub(super) struct Reader;

impl super::Reader for Reader {
    fn terms(&self) -> Terms {
        Terms {
            title: "Wikipedia detailed map".into(),
            attribution: "Wikipedia contributors".into(),
            licence: "CC BY-SA 4.0".into(),
            shareable: true,
        }
    }

    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error> {
        let time = file.time()?;
        let Some(mapping) = file.mapping else {
            let how = "what its colours mean differs from war to war; name a case whose case.toml has a [[map]] \
                named wikipedia: --case sudan-2023";
            return Err(Error::file(file.name, how));
        };
        let text = String::from_utf8_lossy(file.bytes);
        let mut marks = Vec::new();
        for (number, table) in (1..).zip(tables(&text)) {
            into.report.features += 1;
            let icon = table.get("mark").map(|m| m.replace('_', " ").to_lowercase()).unwrap_or_default();
            let Some(colour) = colour(&icon) else {
                into.report.drop_one("marks that are not settlements (bases, fights, labels): never read");
                continue;
            };
            let Some(control) = mapping.means(&colour).cloned().or_else(|| shared(&colour)) else {
                if !mapping.ignores(&colour) {
                    into.report.odd("colour without a meaning in the case: left out", || {
                        format!("{}: mark {number}: {colour}", file.name)
                    });
                }
                into.report.drop_one("colours without a meaning in the case");
                continue;
            };
            let at = |key: &str| table.get(key).and_then(|v| v.trim().parse::<f64>().ok());
            let (Some(lat), Some(lon)) = (at("lat"), at("long")) else {
                return Err(Error::feature(file.name, number, "a mark without lat and long"));
            };
            if lat.abs() > 90.0 || lon.abs() > 180.0 {
                return Err(Error::feature(
                    file.name,
                    number,
                    format!("{lat}, {lon} is not a latitude and a longitude"),
                ));
            }
            let name = table.get("label").or(table.get("link")).filter(|n| !n.is_empty()).cloned();
            marks.push(into.mark(&name.unwrap_or_else(|| format!("{lat},{lon}")), Some([lon, lat]), &control));
        }
        if marks.is_empty() && into.report.features == 0 {
            return Err(Error::file(file.name, "no marks: a detailed-map module has tables with lat, long and mark"));
        }
        into.map(time, Vec::new(), marks, Vec::new());
        Ok(())
    }
}

/// Two colours in one icon, and blinking ones, are contested ground.
fn shared(colour: &str) -> Option<Control> {
    (colour.contains('+') || colour == "contested").then(Control::unknown)
}

/// The colour of a settlement's icon: `location dot red`, `dot yellow ff4`, `map-ctl2-red+yellow`, `80x80-red-blue-anim`.
fn colour(icon: &str) -> Option<String> {
    let stem = icon.rsplit_once('.').map_or(icon, |(stem, _)| stem);
    if stem.ends_with("anim") {
        return stem.starts_with("80x80").then(|| "contested".to_owned());
    }
    if let Some(rest) = stem.strip_prefix("map-ctl") {
        return rest.split_once('-').map(|(_, colours)| colours.to_owned());
    }
    let after = stem.strip_prefix("location dot ").or_else(|| stem.strip_prefix("dot "))?;
    after.split(' ').next().map(str::to_owned)
}

/// The innermost tables of a Lua text that have string or number fields; comments are skipped.
fn tables(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lexer = Lexer { rest: text };
    let (mut out, mut open, mut key, mut last) = (Vec::new(), Vec::<BTreeMap<String, String>>::new(), None, None);
    while let Some(token) = lexer.next() {
        match token {
            Token::Mark('{') => open.push(BTreeMap::new()),
            Token::Mark('}') => out.extend(open.pop().filter(|table| table.contains_key("mark"))),
            Token::Mark('=') => key = last.take(),
            Token::Name(word) => last = Some(word.to_owned()),
            Token::Value(value) => {
                if let (Some(table), Some(key)) = (open.last_mut(), key.take()) {
                    table.insert(key, value);
                }
            }
            Token::Mark(_) => {}
        }
    }
    out
}

enum Token<'a> {
    Name(&'a str),
    Value(String),
    Mark(char),
}

struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.rest = self.rest.trim_start();
            let Some(comment) = self.rest.strip_prefix("--") else { break };
            let end = if comment.starts_with("[[") { comment.find("]]").map(|at| at + 2) } else { comment.find('\n') };
            self.rest = &comment[end.unwrap_or(comment.len())..];
        }
        let first = self.rest.chars().next()?;
        match first {
            '"' | '\'' => Some(Token::Value(self.string(first))),
            c if c.is_ascii_digit() || c == '-' => {
                Some(Token::Value(self.run(|c| c.is_ascii_alphanumeric() || "-.+".contains(c)).to_owned()))
            }
            c if c.is_alphabetic() || c == '_' => Some(Token::Name(self.run(|c| c.is_alphanumeric() || c == '_'))),
            c => {
                self.rest = &self.rest[c.len_utf8()..];
                Some(Token::Mark(c))
            }
        }
    }

    fn run(&mut self, part: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !part(c)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(end);
        self.rest = rest;
        run
    }

    fn string(&mut self, quote: char) -> String {
        let mut out = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        let mut end = self.rest.len();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => out.extend(chars.next().map(|(_, c)| c)),
                c if c == quote => {
                    end = at + 1;
                    break;
                }
                c => out.push(c),
            }
        }
        self.rest = &self.rest[end..];
        out
    }
}
