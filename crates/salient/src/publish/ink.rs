//! Colours of drawings: one renderer draws for the page, where a style sheet fills in the colours, and for files, where
//! they are written out, since renderers of SVG do not know style sheets.
//!
//! Neither red nor green: no party and no verdict is good or bad. Every colour is doubled by a shape, a dash or a hatch, so
//! that drawings read in grey.

/// The colours of a drawing, as SVG presentation attributes take them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
    pub paper: &'static str,
    /// Lines and letters; what maps show, and findings.
    pub ink: &'static str,
    /// Second letters.
    pub soft: &'static str,
    /// Lines of a grid.
    pub line: &'static str,
    /// The soil of the contested region's state.
    pub land: &'static str,
    /// Ground of unknown status.
    pub unknown: &'static str,
    /// The parties, in the order in which a case names them.
    pub parties: [&'static str; 4],
}

impl Theme {
    /// For paper and light screens.
    pub const LIGHT: Self = Self {
        paper: "#FFFFFF",
        ink: "#17181A",
        soft: "#5A5F66",
        line: "#E1E2E4",
        land: "#EFEDE5",
        unknown: "#8A8A8A",
        parties: ["#5E3C99", "#B35400", "#3B6E8F", "#6B6B6B"],
    };
    /// For dark screens.
    pub const DARK: Self = Self {
        paper: "#14161A",
        ink: "#E9E9EA",
        soft: "#A4A9B0",
        line: "#2E3238",
        land: "#22252B",
        unknown: "#8F949C",
        parties: ["#B9A3F5", "#F2A154", "#8FC1E3", "#B4B4B4"],
    };
    /// For the page: its style sheet says which colour is which.
    pub const PAGE: Self = Self {
        paper: "var(--paper)",
        ink: "var(--ink)",
        soft: "var(--soft)",
        line: "var(--line)",
        land: "var(--land)",
        unknown: "var(--unknown)",
        parties: ["var(--a)", "var(--b)", "var(--c)", "var(--d)"],
    };

    /// The colour of a party by its number in the case; everybody else has the last one.
    pub fn party(&self, number: Option<usize>) -> &'static str {
        self.parties[number.unwrap_or(3).min(3)]
    }
}

/// Text inside markup.
///
/// ```
/// assert_eq!(salient::publish::ink::escape("<a b=\"c\">&'"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
/// ```
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            // Not allowed in XML, and of no use to a reader.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// A box on a drawing, for labels that must not lie on each other.
#[derive(Clone, Copy, Debug)]
pub struct Space {
    /// Left, top, right, bottom.
    pub edges: [f64; 4],
}

impl Space {
    /// The room that a label takes, from its baseline's start.
    pub fn label(text: &str, x: f64, y: f64, size: f64) -> Self {
        let width = text.chars().count() as f64 * size * 0.6;
        Self { edges: [x, y - size, x + width, y + size * 0.25] }
    }

    /// Whether two overlap.
    pub fn meets(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.edges, other.edges);
        a < g && e < c && b < h && f < d
    }
}
