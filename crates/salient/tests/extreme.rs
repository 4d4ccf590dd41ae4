//! Figures that no report prints, at every place where the grammars read one: nothing may break off.

use salient::check::{Options, article};
use salient::read::{Meta, plain};

/// As large, as small, as long and as odd as figures get.
const FIGURES: [&str; 22] = [
    "0",
    "-1",
    "0.0000001",
    "1000000000000000000",
    "1e400",
    "-1e400",
    "9999999999999999999999999999999999999999",
    "13.8 billion",
    "999 trillion",
    "9,999,999,999,999,999",
    "0.000",
    "1/0",
    "0/0",
    "4294967296",
    "18446744073709551616",
    "9223372036854775807",
    "13 million billion trillion",
    "½",
    "three hundred trillion",
    "32768",
    "10000",
    "2,147,483,648",
];

/// Where a figure stands.
const PLACES: [&str; 44] = [
    "The universe is more than {} years old.",
    "It happened in the past {} years, over the last {} days, within the last {} hours.",
    "It was {} days ago, {} weeks earlier, {} years ago.",
    "Rebels seized {} square kilometers ({} square miles) in the region.",
    "Rebels seized {} square kilometers, about {} square miles, in the region.",
    "It was {}C ({}F) and minus {} degrees Celsius ({} Fahrenheit).",
    "It is {} feet {} inches ({} cm) tall.",
    "Between {} and {} km/h ({} and {} mph).",
    "They hold {} of the {} villages, or {} percent.",
    "They hold {} percent of the {} villages, or {} villages.",
    "They hold {} percent of the region.",
    "The army took {} villages: {} in Hama, {} in Homs and {} in Idlib.",
    "It took {} from Hama, {} from Homs and {} from Idlib, a total of {}.",
    "Its losses were {}, including {} killed, {} wounded and {} captured.",
    "The number went from {} in May to {} in June, down {} percent.",
    "The number doubled from {} to {}.",
    "The army lost {} soldiers, {} times as many as the {} of 2023.",
    "It gained {} square kilometers a day over {} days, a total of {} square kilometers.",
    "The ministry counted {} attacks in January, or {} a day.",
    "It lost {} soldiers in the past {} days, an average of {} a day.",
    "Of the {} villages, {} were retaken, leaving {}.",
    "Ukraine seized {} square kilometers and Russia has retaken {}, leaving {} square kilometers.",
    "On {} January {} and January {}, {} the town fell.",
    "On Tuesday {}/{}/{} and Thursday, {}-{}-{}, the town fell.",
    "After {} months of holding the region, {} months after the incursion began on 6 August 2024, it ended.",
    "The ministry said {} soldiers were killed and {} to {} wounded.",
    "Hundreds of {} and dozens of {} fled; {} percent of {} percent.",
    "No. {} and ${} and {}:{} and {}x and {}-{} and {}-year-old and {}th.",
    "from {} to {} to {}, {}-{}-{}, {} by {} by {} feet",
    "{} {} {} {} {} {}",
    "a {}-kilometer ({}-mile) front, {} 1/2 miles, {} and a half miles",
    "{} million to {} billion people; {}k; {}m people; {} hundred thousand",
    "at least {}, more than {}, up to {}, nearly {}, about {} square kilometers",
    "Moscow holds {} square kilometers; Kyiv says Moscow holds {} square kilometers of {}.",
    "{} acres ({} hectares), {} tons ({} pounds), {} gallons ({} liters), {} knots ({} mph)",
    "{} acre-feet, {} barrels ({} liters), {} ounces ({} grams), {} stone {} pounds ({} kg)",
    "{} km2 = {} mi2 / {} ha ~ {} acres",
    "since {} BC, in {} AD, in the {}s, by {}, until {}",
    "a third of {}, two-thirds of {}, half of the {}, {} out of {}",
    "\"We took {} villages,\" he said. \"They lost {}.\"",
    "published {} hours and {} minutes ago",
    "a buffer {} km deep and {} km wide ({} by {} miles)",
    "{} percent to {} percent, up {} percentage points",
    "three pockets, {} pockets and {} pieces of {} square kilometers each",
];

#[test]
fn no_figure_breaks_anything_off() {
    let all = Options { select: vec!["all".to_owned()], ..Options::default() };
    for published in [None, Some("2025-01-20"), Some("0001-01-01"), Some("9999-12-31"), Some("-9999-01-01")] {
        // Calendars end for large figures; the odd days of publication need no more.
        let some = if published.is_none() { 1 } else { 4 };
        for (number, figure) in FIGURES.iter().enumerate().filter(|(number, _)| number % some == 0) {
            // Each figure beside itself and beside the next ones.
            let mut others = FIGURES.iter().cycle().skip(number);
            let mut fill = |place: &str| {
                let parts: Vec<&str> = place.split("{}").collect();
                let mut text = parts[0].to_owned();
                for part in &parts[1..] {
                    text += if published.is_some() { others.next().map_or(*figure, |other| *other) } else { *figure };
                    text += part;
                }
                text
            };
            let text = PLACES.iter().map(|place| fill(place)).collect::<Vec<_>>().join("\n\n");
            let meta = Meta { published: published.map(str::to_owned), ..Meta::default() };
            let _ = article(&plain("extreme", text, meta), &all);
        }
    }
}
