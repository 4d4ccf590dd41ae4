//! Errors of the kinds that reports make, put into texts that have none: each must be found, and the clean texts must stay
//! clean.

use salient::check::{Options, Severity, article};
use salient::read::{Meta, plain};

/// A clean sentence and the ways to break it: what is replaced, and by what.
struct Case {
    clean: String,
    broken: Vec<String>,
}

fn errors(text: &str) -> usize {
    let meta = Meta { published: Some("2025-01-20".to_owned()), ..Meta::default() };
    let report = article(&plain("seeded", text.to_owned(), meta), &Options::default());
    report.findings.iter().filter(|f| f.severity == Severity::Error).count()
}

/// Figures without trailing zeros, as converted values are.
const VALUES: [f64; 9] = [12.0, 37.0, 64.0, 158.0, 231.0, 420.0, 801.0, 1268.0, 4871.0];

fn grouped(value: f64) -> String {
    salient::check::context::figure(value, 0)
}

/// Conversions, broken by the wrong factor, the inverse, a decimal place, swapped digits, and no conversion at all.
fn conversions() -> Vec<Case> {
    let kinds = [
        ("square kilometers", "square miles", 0.386_102, Some(0.621_371)),
        ("square miles", "square kilometers", 2.589_988, Some(1.609_344)),
        ("hectares", "acres", 2.471_054, None),
        ("acres", "hectares", 0.404_686, None),
        ("kilometers", "miles", 0.621_371, None),
        ("miles", "kilometers", 1.609_344, None),
        ("meters", "feet", 3.280_84, None),
        ("feet", "meters", 0.3048, None),
        ("kilograms", "pounds", 2.204_623, None),
        ("pounds", "kilograms", 0.453_592, None),
        ("km/h", "mph", 0.621_371, None),
        ("mph", "km/h", 1.609_344, None),
        ("gallons", "liters", 3.785_412, None),
        ("nautical miles", "kilometers", 1.852, None),
    ];
    let shapes = [
        "The zone measured {a} {u} ({b} {v}) on Friday.",
        "Officials spoke of about {a} {u}, or {b} {v}, along the river.",
        "It was some {a} {u} [{b} {v}] in all.",
    ];
    let mut out = Vec::new();
    for (index, value) in VALUES.iter().enumerate() {
        for (first, second, factor, linear) in &kinds {
            let shape = shapes[index % shapes.len()];
            let write = |b: f64| {
                shape
                    .replace("{a}", &grouped(*value))
                    .replace("{u}", first)
                    .replace("{b}", &grouped(b))
                    .replace("{v}", second)
            };
            let right = value * factor;
            let mut slips = vec![value / factor, right * 10.0];
            slips.extend(linear.map(|l| value * l));
            if right >= 20.0 {
                slips.push(right / 10.0);
                slips.push(swapped(right));
            }
            let broken =
                slips.into_iter().filter(|s| s.round() >= 1.0 && (s / right - 1.0).abs() > 0.12).map(write).collect();
            out.push(Case { clean: write(right), broken });
        }
    }
    out
}

/// The first two digits the other way round.
fn swapped(value: f64) -> f64 {
    let mut digits: Vec<char> = format!("{value:.0}").chars().collect();
    digits.swap(0, 1);
    digits.into_iter().collect::<String>().parse().expect("digits are a number")
}

fn shares() -> Vec<Case> {
    let sets = [(12, 40), (37, 148), (9, 21), (801, 1268), (64, 89), (231, 420), (17, 53)];
    sets.iter()
        .map(|(part, whole)| {
            let percent = f64::from(*part) / f64::from(*whole) * 100.0;
            let write = |p: f64| {
                format!("The army holds {part} of the {whole} villages, or {p:.0} percent, the governor said.")
            };
            Case {
                clean: write(percent),
                broken: [percent + 9.0, percent - 8.0, 100.0 - percent]
                    .into_iter()
                    .filter(|p| (p - percent).abs() > 4.0)
                    .map(write)
                    .collect(),
            }
        })
        .collect()
}

fn sums() -> Vec<Case> {
    let sets = [(12, 15, 14), (7, 9, 21), (33, 41, 17), (118, 64, 59)];
    sets.iter()
        .map(|(a, b, c)| {
            let write = |total: i32| format!("The strikes hit a total of {total} villages: {a} in the north, {b} in the south and {c} on the coast.");
            let total = a + b + c;
            Case { clean: write(total), broken: vec![write(total + 7), write(total - 9), write(total + 22)] }
        })
        .chain(sets.iter().map(|(a, b, c)| {
            let write = |total: i32| format!("Shelling killed {a} people in the north, {b} in the south and {c} on the coast, a total of {total}.");
            Case { clean: write(a + b + c), broken: vec![write(a + b + c + 6), write(a + b + c - 8)] }
        }))
        .collect()
}

fn remainders() -> Vec<Case> {
    let sets = [(41, 12), (148, 37), (231, 64), (1268, 801)];
    sets.iter()
        .map(|(whole, part)| {
            let write =
                |rest: i32| format!("Of the {whole} villages, {part} were retaken, leaving {rest} in rebel hands.");
            let rest = whole - part;
            Case { clean: write(rest), broken: vec![write(rest + 11), write(rest - 8)] }
        })
        .collect()
}

fn parts() -> Vec<Case> {
    [(15, 8, 18), (231, 64, 264), (41, 12, 52)]
        .iter()
        .map(|(whole, part, wrong)| {
            let write = |p: i32| format!("The raid killed {whole} people, including {p} civilians, doctors said.");
            Case { clean: write(*part), broken: vec![write(*wrong)] }
        })
        .collect()
}

fn weekdays() -> Vec<Case> {
    [
        ("Friday", "17 January 2025"),
        ("Tuesday", "6 August 2024"),
        ("Saturday", "April 26, 2025"),
        ("Friday", "Jan. 17"),
        ("Monday", "January 6"),
    ]
    .iter()
    .map(|(day, date)| {
        let write = |d: &str| format!("The town fell on {d}, {date}, the army said.");
        let others = ["Monday", "Wednesday", "Sunday", "Thursday"].into_iter().filter(|d| d != day);
        Case { clean: write(day), broken: others.map(write).collect() }
    })
    .collect()
}

/// Areas of which the unit lost its "square", in either place.
fn squares() -> Vec<Case> {
    let shapes = [
        "Rebels hold {a} square kilometers ({b} {u}) of the plain.",
        "The fire burned {a} square kilometers, or {b} {u}, of forest.",
    ];
    VALUES
        .iter()
        .zip(shapes.iter().cycle())
        .map(|(value, shape)| {
            let write = |unit: &str| {
                let right = grouped(value * 0.386_102);
                shape.replace("{a}", &grouped(*value)).replace("{b}", &right).replace("{u}", unit)
            };
            Case { clean: write("square miles"), broken: vec![write("miles")] }
        })
        .collect()
}

/// Ranges of which one end was converted wrong.
fn ends() -> Vec<Case> {
    let sets = [(150, 180, 93, 112), (30, 55, 19, 34), (12, 17, 7, 11), (240, 310, 149, 193)];
    let shapes = [
        "Gusts of between {a} and {b} km/h ({c} and {d} mph) were felt.",
        "Gusts of {a} to {b} km/h ({c} to {d} mph) were felt.",
        "A strip {a}-{b} kilometers ({c}-{d} miles) wide was cleared.",
    ];
    let write = |shape: &str, a: i32, b: i32, c: i32, d: i32| {
        let put = |text: String, (mark, value): (&str, i32)| text.replace(mark, &value.to_string());
        [("{a}", a), ("{b}", b), ("{c}", c), ("{d}", d)].into_iter().fold(shape.to_owned(), put)
    };
    let case = |(a, b, c, d): (i32, i32, i32, i32), shape: &&str| Case {
        clean: write(shape, a, b, c, d),
        broken: vec![write(shape, a, b, c, d + d / 4 + 2), write(shape, a, b, c - c / 3, d)],
    };
    sets.into_iter().flat_map(|set| shapes.iter().map(move |shape| case(set, shape))).collect()
}

fn changes() -> Vec<Case> {
    let sets = [(390, 340), (148, 231), (64, 41), (1268, 801)];
    let shapes = [
        "Attacks went from {a} in May to {b} in June, {w} {p} percent.",
        "The count {v} {p} percent to {b} from {a}, the monitor said.",
    ];
    let write = |shape: &str, a: i32, b: i32, p: f64| {
        let (way, verb) = if b > a { ("up", "rose") } else { ("down", "fell") };
        let filled = shape.replace("{a}", &a.to_string()).replace("{b}", &b.to_string());
        filled.replace("{w}", way).replace("{v}", verb).replace("{p}", &format!("{p:.0}"))
    };
    let case = |(a, b): (i32, i32), shape: &&str| {
        let right = (f64::from(b) / f64::from(a) - 1.0).abs() * 100.0;
        Case {
            clean: write(shape, a, b, right),
            broken: vec![write(shape, a, b, right + 9.0), write(shape, a, b, right - 7.0)],
        }
    };
    let shares = sets.into_iter().flat_map(|set| shapes.iter().map(move |shape| case(set, shape)));
    let doubled = |(a, right, wrong): (i32, i32, i32)| {
        let write = |b: i32| format!("The garrison doubled from {a} to {b} men, the ministry said.");
        Case { clean: write(right), broken: vec![write(wrong)] }
    };
    shares.chain([(200, 410, 350), (64, 130, 99)].map(doubled)).collect()
}

fn rates() -> Vec<Case> {
    let month = |(total, right, wrong): (i32, i32, i32)| {
        let write = |rate: i32| format!("The monitor counted {total} strikes in January, or {rate} a day.");
        Case { clean: write(right), broken: vec![write(wrong)] }
    };
    let days = |(total, days, right, wrong): (i32, i32, i32, i32)| {
        let write =
            |rate: i32| format!("The army lost {total} soldiers in the past {days} days, an average of {rate} a day.");
        Case { clean: write(right), broken: vec![write(wrong)] }
    };
    let months = [(340, 11, 15), (93, 3, 5), (620, 20, 26)].map(month);
    months.into_iter().chain([(120, 10, 12, 20), (91, 7, 13, 17)].map(days)).collect()
}

#[test]
fn seeded_errors_are_found_and_clean_texts_are_left_alone() {
    let all = [
        ("conversions", conversions()),
        ("squares", squares()),
        ("range ends", ends()),
        ("changes", changes()),
        ("rates", rates()),
        ("shares", shares()),
        ("sums", sums()),
        ("remainders", remainders()),
        ("parts", parts()),
        ("weekdays", weekdays()),
    ];
    let (mut broken, mut found, mut clean, mut flagged, mut report) = (0, 0, 0, 0, String::new());
    for (name, cases) in &all {
        let before = (broken, found);
        for case in cases {
            clean += 1;
            if errors(&case.clean) > 0 {
                flagged += 1;
                report += &format!("{name}: wrongly flagged: {}\n", case.clean);
            }
            for text in &case.broken {
                broken += 1;
                if errors(text) > 0 {
                    found += 1;
                } else {
                    report += &format!("{name}: missed: {text}\n");
                }
            }
        }
        let (made, seen) = (broken - before.0, found - before.1);
        assert!(seen * 10 >= made * 9, "{name}: found {seen} of {made}\n{report}");
    }
    assert!(broken > 400, "the generator makes enough: {broken}");
    assert!(found * 100 >= broken * 95, "found {found} of {broken}\n{report}");
    assert!(flagged * 100 <= clean, "flagged {flagged} of {clean} clean texts\n{report}");
}
