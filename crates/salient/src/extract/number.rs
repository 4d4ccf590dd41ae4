//! Figures and number words.

use super::atom::Run;
use super::token::Kind;
use crate::lexicon::{Class, List};

/// A number as printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// One unit of its last printed digit that is not a trailing zero: 10 for 420, 0.1 for 63.2, 100 for 1,300.
    pub step: f64,
    /// One unit of its last printed place: 1 for 420, 0.1 for 63.0.
    pub place: f64,
    /// Stands for "at least": hundreds, dozens, thousands.
    pub vague: bool,
    /// A fraction of a whole: half, two-thirds.
    pub fraction: bool,
    /// The atom after it.
    pub next: usize,
}

impl Number {
    fn new(value: f64, step: f64, place: f64, next: usize) -> Self {
        Self { value, step, place, vague: false, fraction: false, next }
    }
}

/// Reads a number that starts at atom `i`.
///
/// ```
/// use salient::extract::number::parse_text;
/// assert_eq!(parse_text("1.3 million people").unwrap().value, 1_300_000.0);
/// assert_eq!(parse_text("twenty-one villages").unwrap().value, 21.0);
/// assert_eq!(parse_text("two and a half miles").unwrap().value, 2.5);
/// assert!(parse_text("hundreds of people").unwrap().vague);
/// ```
pub fn parse(run: &Run, i: usize) -> Option<Number> {
    let number = match run.atoms.get(i)?.kind {
        Kind::Number => digits(run, i)?,
        Kind::Word => words(run, i)?,
        Kind::Mark => vulgar(run.text(i)).map(|v| fraction_of_one(v, i + 1))?,
    };
    Some(with_half(run, number)).filter(|n| n.value.is_finite() && n.step.is_finite())
}

/// Reads a number at the start of a text, with the English lexicon.
pub fn parse_text(text: &str) -> Option<Number> {
    super::with_run(text, |run| parse(run, 0))
}

fn digits(run: &Run, i: usize) -> Option<Number> {
    let dotted = i > 0
        && run.mark(i - 1, '.')
        && !run.at(i).spaced
        && (run.at(i - 1).spaced || i == 1 || run.mark(i - 2, '(') || run.mark(i - 2, '-'));
    let mut text = if dotted { format!("0.{}", run.text(i)) } else { run.text(i).to_owned() };
    let mut next = i + 1;
    // Groups of three set apart by a (no-break) space: "1 268".
    while text.len() <= 3 + (next - i - 1) * 3 && spaced_group(run, next) {
        text.push_str(run.text(next));
        next += 1;
    }
    let (value, place) = decimal(&text)?;
    let mut number = Number::new(value, step_of(value, place), place, next);
    mixed(run, &mut number);
    scaled(run, &mut number);
    if run.is(number.next, Class::Vague) {
        return None;
    }
    Some(number)
}

fn spaced_group(run: &Run, i: usize) -> bool {
    let Some(atom) = run.atoms.get(i) else { return false };
    let text = run.text(i);
    let three = atom.kind == Kind::Number && text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    let gap = run.text[..atom.start as usize].chars().next_back();
    three && matches!(gap, Some('\u{a0}' | '\u{202f}' | '\u{2009}' | ' '))
}

/// The value of a figure in digits and the place of its last digit. A comma or point before three digits groups them when
/// the text can mean nothing else; "1.268" alone is a decimal, as English prints it.
fn decimal(text: &str) -> Option<(f64, f64)> {
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let last = text.rfind(['.', ',']).map(|at| text.len() - at - 1);
    let plain: String = match (points, commas, last) {
        (0, 0, _) => text.to_owned(),
        (0, 1, Some(tail)) if tail != 3 => text.replace(',', "."),
        (0 | 1, _, _) => text.replace(',', ""),
        (_, 0, Some(3)) => text.replace('.', ""),
        (_, 1, _) => text.replace('.', "").replace(',', "."),
        _ => return None,
    };
    let places = plain.find('.').map_or(0, |at| plain.len() - at - 1);
    let value = plain.parse::<f64>().ok().filter(|v| v.is_finite())?;
    Some((value, 10f64.powi(-(places as i32))))
}

fn step_of(value: f64, place: f64) -> f64 {
    if place < 1.0 || value == 0.0 {
        return place;
    }
    let mut step = place;
    while value % (step * 10.0) == 0.0 && step < 1e15 {
        step *= 10.0;
    }
    step
}

/// "2 1/2", "1-1/4", "5½": a whole and a fraction.
fn mixed(run: &Run, number: &mut Number) {
    let after = number.next + usize::from(run.mark(number.next, '-') && !run.at(number.next).spaced);
    if let Some(part) = vulgar(run.text(after)) {
        set_mixed(number, number.value + part, after + 1);
    } else if let Some((part, next)) = slashed(run, after) {
        if number.value.fract() == 0.0 && part < 1.0 {
            set_mixed(number, number.value + part, next);
        }
    } else if let Some((part, next)) = slashed(run, number.next - 1) {
        set_mixed(number, part, next);
    }
}

fn set_mixed(number: &mut Number, value: f64, next: usize) {
    (number.value, number.step, number.place, number.next) = (value, 0.25, 0.25, next);
}

/// "1/2" as three atoms, with a denominator in use for measures.
fn slashed(run: &Run, i: usize) -> Option<(f64, usize)> {
    let glued = |at: usize| run.atoms.get(at).is_some_and(|a| !a.spaced);
    if !(run.mark(i + 1, '/') && glued(i + 1) && glued(i + 2)) {
        return None;
    }
    let top: f64 = run.text(i).parse().ok()?;
    let bottom: f64 = run.text(i + 2).parse().ok()?;
    ([2.0, 3.0, 4.0, 5.0, 8.0, 16.0].contains(&bottom) && top < bottom).then_some((top / bottom, i + 3))
}

fn vulgar(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅛" => 0.125,
        _ => return None,
    })
}

fn fraction_of_one(value: f64, next: usize) -> Number {
    Number { fraction: true, ..Number::new(value, 0.05, 0.05, next) }
}

/// "1.3 million", "40k", "hundred thousand".
fn scaled(run: &Run, number: &mut Number) {
    loop {
        let at = number.next + usize::from(run.mark(number.next, '-') && run.is(number.next + 1, Class::Scale));
        let Some(sense) = run.sense(at, Class::Scale) else { return };
        let (index, glued) = (sense & 0xffff, sense >> 16 != 0);
        if glued && (run.at(at).spaced || run.text(at).len() == 1 && run.at(at).capital && run.text(at) != "K") {
            return;
        }
        if glued && run.text(at) == "m" && !run.any(at + 1, PERSON) {
            return;
        }
        let scale = run.lexicon.values[index as usize];
        number.value *= scale;
        number.step *= scale;
        number.place *= scale;
        number.next = at + 1;
    }
}

const PERSON: u64 = Class::Military.bit() | Class::Civilian.bit() | Class::Any.bit();

/// "twenty-one", "one hundred and twenty", "a dozen", "dozens", "hundreds of thousands", "two-thirds", "half a million".
fn words(run: &Run, i: usize) -> Option<Number> {
    if let Some(number) = fraction(run, i).or_else(|| vague(run, i)) {
        return Some(number);
    }
    let article = run.one_of(i, &["a", "an"]) && run.is(i + 1, Class::Scale);
    let first = if article { 1.0 } else { cardinal(run, i)? };
    let mut number = Number::new(first, 1.0, 1.0, i + 1);
    let (mut total, mut current) = (0.0, first);
    loop {
        let at = number.next;
        let joined = at + usize::from(run.word(at, "and") && current >= 100.0);
        if let Some(scale) = run.sense(at, Class::Scale).filter(|s| s >> 16 == 0) {
            let scale = run.lexicon.values[scale as usize];
            current *= scale;
            if scale >= 1000.0 {
                (total, current) = (total + current, 0.0);
            }
            number.next = at + 1;
        } else if let Some(more) = cardinal(run, joined).filter(|m| adds(current, *m, total)) {
            current += more;
            number.next = joined + 1;
        } else {
            break;
        }
    }
    number.value = total + current;
    number.step = if number.value < 100.0 { 1.0 } else { step_of(number.value, 1.0) };
    Some(number)
}

/// Whether "… hundred" takes "twenty" next: each part is smaller than the last one's scale.
fn adds(current: f64, more: f64, total: f64) -> bool {
    (current == 0.0 && total > 0.0)
        || (current >= 100.0 && more < 100.0 && current % 100.0 == 0.0)
        || ((20.0..100.0).contains(&current) && current % 10.0 == 0.0 && more < 10.0)
}

fn cardinal(run: &Run, i: usize) -> Option<f64> {
    if let Some(value) = run.sense(i, Class::Cardinal) {
        return Some(run.lexicon.values[value as usize]);
    }
    if !run.atoms.get(i)?.hyphen {
        return None;
    }
    let (tens, ones) = run.text(i).split_once('-')?;
    let value = |word: &str| {
        let lower = word.to_ascii_lowercase();
        let id = run.lexicon.word(&lower);
        run.lexicon.sense(id, Class::Cardinal).map(|v| run.lexicon.values[v as usize])
    };
    let (tens, ones) = (value(tens)?, value(ones)?);
    ((20.0..100.0).contains(&tens) && ones < 10.0).then_some(tens + ones)
}

fn vague(run: &Run, i: usize) -> Option<Number> {
    let value = run.sense(i, Class::Vague)?;
    let mut number = Number::new(run.lexicon.values[value as usize], 1.0, 1.0, i + 1);
    number.vague = true;
    while run.word(number.next, "of")
        && (run.is(number.next + 1, Class::Vague) || run.is(number.next + 1, Class::Scale))
    {
        let at = number.next + 1;
        let class = if run.is(at, Class::Vague) { Class::Vague } else { Class::Scale };
        number.value *= run.lexicon.values[(run.sense(at, class)? & 0xffff) as usize];
        number.next = at + 1;
    }
    // "tens of people" is no figure in use; "tens of thousands" is.
    (number.value > 10.0).then_some(Number { step: number.value, place: number.value, ..number })
}

/// "half", "a third", "two-thirds", "three quarters of a", "half a million".
fn fraction(run: &Run, i: usize) -> Option<Number> {
    if run.at(i).hyphen {
        let text = run.text(i).to_ascii_lowercase();
        let (top, bottom) = text.split_once('-')?;
        let top = run.lexicon.sense(run.lexicon.word(top), Class::Cardinal)?;
        let bottom = run.lexicon.sense(run.lexicon.word(bottom), Class::Fraction)?;
        let (one, parts) = run.lexicon.fractions[bottom as usize];
        let value = run.lexicon.values[top as usize] * f64::from(one) / f64::from(parts);
        return (value < 1.0).then(|| fraction_of_one(value, i + 1));
    }
    let skip = usize::from(run.listed(i, List::One));
    let counted = run.sense(i, Class::Cardinal).map(|v| run.lexicon.values[v as usize]).filter(|v| *v >= 2.0);
    let at = i + usize::from(skip == 1 || counted.is_some());
    let (top, bottom) = run.lexicon.fractions[run.sense(at, Class::Fraction)? as usize];
    let value = counted.unwrap_or(1.0) * f64::from(top) / f64::from(bottom);
    if value >= 1.0 || (skip == 1 && bottom == 2 && !run.word(i, "one")) && !run.one_of(at + 1, &["of", "a"]) {
        return None;
    }
    let mut number = fraction_of_one(value, at + 1);
    let scale_at = at
        + 1
        + usize::from(run.one_of(at + 1, &["a", "of"]))
        + usize::from(run.word(at + 1, "of") && run.word(at + 2, "a"));
    if let Some(scale) = run.sense(scale_at, Class::Scale).filter(|s| s >> 16 == 0 && scale_at > at + 1) {
        let scale = run.lexicon.values[scale as usize];
        return Some(Number::new(value * scale, scale / 10.0, scale / 10.0, scale_at + 1));
    }
    number.fraction = true;
    Some(number)
}

/// "two and a half", "two-and-a-half", "a mile and a half" is left to the quantity.
fn with_half(run: &Run, mut number: Number) -> Number {
    if number.fraction || number.vague || number.value.fract() != 0.0 || number.value >= 1000.0 {
        return number;
    }
    let part = |i: usize| run.sense(i, Class::Fraction).map(|f| run.lexicon.fractions[f as usize]);
    if run.word(number.next, "and")
        && run.listed(number.next + 1, List::FractionLead)
        && let Some((top, bottom)) = part(number.next + 2)
    {
        let count = if run.word(number.next + 1, "three") { 3.0 } else { 1.0 };
        let value = number.value + count * f64::from(top) / f64::from(bottom);
        let next = number.next + 3;
        set_mixed(&mut number, value, next);
    }
    number
}
