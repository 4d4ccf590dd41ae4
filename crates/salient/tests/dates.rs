//! Dates that a text gives in words, by the day of its publication or by the dates before them: as EDTF.

use salient::extract::Document;
use salient::read::{Meta, plain};

fn dates(published: Option<&str>, text: &str) -> Vec<Option<String>> {
    let meta = Meta { published: published.map(str::to_owned), ..Meta::default() };
    let article = plain("dates", text.to_owned(), meta);
    let document = Document::new(&article);
    document.sentences.iter().flat_map(|s| &s.dates).map(|d| d.days.map(|days| days.edtf())).collect()
}

#[test]
fn dates_by_the_day_of_publication() {
    let told = [
        ("2012-02-20", "Shelling killed 12 people in Homs over the weekend.", "2012-02-18/2012-02-19"),
        ("2026-09-16", "The garrison left Mocha on the 11th, he said.", "2026-09-11"),
        ("1999-04-02", "The village fell on the 28th, he said.", "1999-03-28"),
        ("2021-08-12", "Between 6 and 9 August the insurgents took six towns.", "2021-08-06/2021-08-09"),
        ("2018-03-10", "The town was shelled from Aug. 19 to 28, the monitor said.", "2017-08-19/2017-08-28"),
        ("2010-09-01", "In the first six months of 2010 the mission counted 1,271 dead.", "2010-01/2010-06"),
        ("2023-07-12", "Soldiers retook Tougouri in the first half of the year.", "2023-01/2023-06"),
        ("2015-07-29", "Israel seized the heights during the 1967 war.", "1967"),
        ("2008-07-16", "Both were captured in the 2006 Lebanon War.", "2006"),
        ("2025-04-11", "Two years ago the gangs held half of the capital.", "2023"),
        ("2014-08-29", "Two months ago the army held Luhansk.", "2014-06"),
        ("2022-09-12", "The brigade lost 40 men in the past 24 hours.", "2022-09-11/2022-09-12"),
        ("2025-12-21", "The rebels took 12 villages in the past month.", "2025-11-21/2025-12-21"),
    ];
    for (published, text, edtf) in told {
        assert_eq!(dates(Some(published), text), [Some(edtf.to_owned())], "{text}");
    }
}

#[test]
fn dates_by_the_dates_before_them() {
    let days = |published, text| dates(published, text).into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>();
    let taken = "On 3 May 1986 Iraq took Mehran. The next day it took the hills, and two weeks later it lost both.";
    assert_eq!(days(None, taken), ["1986-05-03", "1986-05-04", "1986-05-18"]);
    let same = "The army entered Goma on 20 November 2012. On the same day it left Sake, and it was back by the 23rd.";
    assert_eq!(days(Some("2012-12-01"), same), ["2012-11-20", "2012-11-20", "2012-11-23"]);
    let account =
        "On 12 October 2016 the front moved. On 3 November 2016 Bashiqa fell. On 16 December the town was held.";
    assert_eq!(days(Some("2023-07-01"), account), ["2016-10-12", "2016-11-03", "2016-12-16"]);
}

#[test]
fn what_is_no_date_stays_none() {
    for text in [
        "They held the line on the 38th parallel.",
        "The 1st battalion went by the 2nd brigade's camp.",
        "The 2006 people who fled are back.",
    ] {
        assert_eq!(dates(Some("2020-05-05"), text), Vec::<Option<String>>::new(), "{text}");
    }
}
