//! Printing: standard output through one writer, complaints to standard error, colours and width.

use crate::args::Colour;
use salient::publish::text::Style;
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

/// A buffered writer on standard output.
pub(crate) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, std::io::stdout().lock())
}

/// A line on standard error; a closed one is no reason to stop.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Colours and width for this terminal.
pub(crate) fn style(colour: Colour) -> Style {
    let wanted = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
        }
    };
    Style { colour: wanted, width: width() }
}

/// Columns of the terminal, or of `COLUMNS`, or 100.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    told.or_else(seen).unwrap_or(100).clamp(40, 160)
}
