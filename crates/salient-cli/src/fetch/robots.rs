//! robots.txt after RFC 9309.

/// No more of a robots.txt is read than that, and no longer rule or path is compared.
const MOST: usize = 512 << 10;
const LONGEST: usize = 2048;

/// Whether a path is allowed, and its pattern.
type Rules = Vec<(bool, String)>;

/// What a site allows one visitor.
#[derive(Debug, Default)]
pub(crate) struct Robots {
    rules: Rules,
}

impl Robots {
    /// For a site that cannot say: nothing is allowed.
    pub(crate) fn closed() -> Self {
        Self { rules: vec![(false, "/".to_owned())] }
    }

    /// The rules for a visitor: those for its name, else those for everybody.
    pub(crate) fn parse(text: &[u8], name: &str) -> Self {
        let text = String::from_utf8_lossy(&text[..text.len().min(MOST)]);
        let (mut mine, mut all): (Option<Rules>, Rules) = (None, Rules::new());
        let (mut agents, mut heading): (Vec<String>, bool) = (Vec::new(), false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let Some((key, value)) = line.split('#').next().unwrap_or_default().split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !std::mem::replace(&mut heading, true) {
                    agents.clear();
                }
                agents.push(token(value));
                if agents.last().is_some_and(|a| a == name) {
                    mine.get_or_insert_default();
                }
                continue;
            }
            if key != "allow" && key != "disallow" {
                continue;
            }
            heading = false;
            if value.is_empty() || value.len() > LONGEST {
                continue;
            }
            let rule = (key == "allow", normal(value));
            if agents.iter().any(|a| a == name) {
                mine.get_or_insert_default().push(rule);
            } else if agents.iter().any(|a| a == "*") {
                all.push(rule);
            }
        }
        Self { rules: mine.unwrap_or(all) }
    }

    /// Whether a path with its query may be fetched: the longest rule that fits decides, and of two as long the kinder.
    pub(crate) fn allows(&self, path: &str) -> bool {
        if path.len() > LONGEST {
            return self.rules.is_empty();
        }
        let path = normal(path);
        let fitting = self.rules.iter().filter(|(_, rule)| fits(rule.as_bytes(), path.as_bytes()));
        fitting.max_by_key(|(allow, rule)| (rule.len(), *allow)).is_none_or(|(allow, _)| *allow)
    }
}

/// The product's name before its version, in small letters.
fn token(value: &str) -> String {
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_*".contains(c)).unwrap_or(value.len());
    value[..end].to_ascii_lowercase()
}

/// `*` is any run, `$` at the end is the end; else a rule is a beginning. Only the last star is tried again.
fn fits(rule: &[u8], path: &[u8]) -> bool {
    let (rule, whole) = rule.strip_suffix(b"$").map_or((rule, false), |r| (r, true));
    let (mut r, mut p, mut star) = (0, 0, None);
    loop {
        if r == rule.len() && (!whole || p == path.len()) {
            return true;
        }
        if rule.get(r) == Some(&b'*') {
            r += 1;
            star = Some((r, p));
        } else if p < path.len() && rule.get(r) == Some(&path[p]) {
            (r, p) = (r + 1, p + 1);
        } else if let Some((after, from)) = star.filter(|(_, from)| *from < path.len()) {
            (r, p, star) = (after, from + 1, Some((after, from + 1)));
        } else {
            return false;
        }
    }
}

/// Percent-escapes in one form.
fn normal(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut at, mut out) = (0, String::with_capacity(bytes.len()));
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let escaped = pair.and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        let byte = escaped.unwrap_or(bytes[at]);
        at += if escaped.is_some() { 3 } else { 1 };
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if plain || escaped.is_none() && byte.is_ascii_graphic() {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn the_longest_rule_decides() {
        let text = b"User-agent: other\nDisallow: /\n\nUser-agent: *\nUser-agent: crawler\nDisallow: /private\nAllow: /private/open$\nDisallow: /*.pdf\n";
        let robots = Robots::parse(text, "salient");
        for (path, allowed) in [
            ("/", true),
            ("/private", false),
            ("/private/x", false),
            ("/private/open", true),
            ("/private/open/x", false),
            ("/a.pdf?x", false),
            ("/%70rivate", false),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        let own = Robots::parse(b"User-agent: *\nDisallow: /\nUser-agent: Salient/2\nDisallow:\n", "salient");
        assert!(own.allows("/x"));
        assert!(!Robots::closed().allows("/x"));
    }
}
