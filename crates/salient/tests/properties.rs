//! What must hold for any input: no panic, exact quotes, spans on character boundaries, intervals that behave.

use proptest::prelude::*;
use salient::check::interval::{self, Interval};
use salient::check::{Options, article};
use salient::extract::number::parse_text;
use salient::read::{Meta, bytes, text};

fn all_rules() -> Options {
    Options { select: vec!["all".to_owned()], ..Options::default() }
}

/// The text between two code points.
fn points(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn holds_up(source: &str) {
    let read = text("p", source);
    let report = article(&read, &all_rules());
    for claim in &report.claims {
        assert_eq!(points(source, claim.start, claim.end), claim.quote);
    }
    for finding in &report.findings {
        assert_eq!(points(source, finding.start, finding.end), finding.quote);
        let style = salient::publish::text::Style { colour: false, width: 60 };
        assert!(salient::publish::text::finding(&read, finding, style).contains(finding.rule));
    }
}

/// Words that the grammars react to, so that random sentences reach deep into them.
fn word() -> impl Strategy<Value = String> {
    let words = "the a of in from to by and or , . ( ) [ ] \" “ ” ' ’s : ; - – % 12 1,268 420 63.2 2024 half two-thirds dozens hundreds \
        more than nearly about square kilometers km2 miles (261 mi) acres feet inches 5 10 C F km/h tons people soldiers killed wounded \
        captured seized holds controls lost withdrew control under Ukrainian Russian forces rebels HTS M23 Kursk Goma region town village \
        said told according claims denied reports that which who it they its their he Monday January 17 last week said. officials \
        President Putin General Staff Ministry airport base including each per day share percent is are was were has been being driven \
        out fell handed over 2 1/2 ½ minus below zero MR. KIRBY: Q *bold* [link](x) A|B київ 北京 🙂 \u{a0}";
    let list: Vec<String> =
        words.split_whitespace().map(str::to_owned).chain(["\n".to_owned(), "\n\n".to_owned()]).collect();
    prop::sample::select(list)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_read(words in prop::collection::vec(word(), 0..60)) {
        holds_up(&words.join(" "));
    }

    #[test]
    fn any_text_is_read(source in "\\PC{0,200}") {
        holds_up(&source);
    }

    #[test]
    fn any_bytes_are_read(data in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.html", "a.md"] {
            let read = bytes(name, &data, Meta::default());
            article(&read, &all_rules());
        }
    }

    #[test]
    fn a_number_lies_in_its_own_reading(value in 0.0f64..1e9) {
        let printed = format!("{value:.1}");
        let number = parse_text(&printed).expect("digits are a number");
        let reading = interval::number(&number);
        prop_assert!(reading.low <= number.value && number.value <= reading.high);
        let fives = interval::fives(&number);
        prop_assert!(fives.low <= reading.low && reading.high <= fives.high);
    }

    #[test]
    fn intervals_behave(a in 0.0f64..1e6, b in 0.0f64..1e6, c in 0.1f64..1e6, d in 0.1f64..1e6) {
        let (x, y) = (Interval::new(a.min(b), a.max(b)), Interval::new(c.min(d), c.max(d)));
        prop_assert_eq!(x.meets(&y), y.meets(&x));
        prop_assert!(x.plus(&y).minus(&y).low <= x.low + 1e-6);
        prop_assert!(x.over(&y).low <= x.over(&y).high);
    }
}
