//! Small figures above the line: squares of units are kept, marks of notes are not.

use super::draw::Char;

/// Smaller than this part of the line's size, and this part of it above.
const SMALL: f64 = 0.85;
const ABOVE: f64 = 0.15;
/// Units that are squared and cubed.
const UNITS: [&str; 6] = ["km", "m", "cm", "mi", "ft", "miles"];
/// Figures as they are printed above the line.
const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Whether a character stands above its line.
pub(super) fn is(char: &Char, line: f64, size: f64) -> bool {
    char.size < size * SMALL && line - char.y > size * ABOVE
}

/// Adds a character. A figure above the line is a power after a unit and after a figure; after anything else it is the
/// mark of a note, which stands for no text.
pub(super) fn push(text: &mut String, char: &str, raised: bool) {
    let figure = char.parse::<usize>().ok().filter(|n| raised && *n < 10);
    let Some(figure) = figure else {
        let mark = raised && matches!(char, "*" | "†" | "‡");
        if !mark {
            text.push_str(char);
        }
        return;
    };
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if UNITS.contains(&word) || text.ends_with(|c: char| c.is_ascii_digit()) {
        text.push(FIGURES[figure]);
    }
}

#[cfg(test)]
mod tests {
    use super::push;

    fn after(before: &str, raised: &str) -> String {
        let mut text = before.to_owned();
        push(&mut text, raised, true);
        text
    }

    #[test]
    fn squares_stay_and_marks_go() {
        assert_eq!(after("420 km", "2"), "420 km²");
        assert_eq!(after("in the region.", "2"), "in the region.");
        assert_eq!(after("420", "3"), "420³");
        assert_eq!(after("the 4", "th"), "the 4th");
    }
}
