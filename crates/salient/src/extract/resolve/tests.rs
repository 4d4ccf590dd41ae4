//! Sightings made by hand, in several wars: what must come of them.

use crate::extract::reader::{Link, Predicate, Sighting, Span, View};
use crate::extract::{Claim, Document};
use crate::read::{Meta, plain};

/// A sighting told by words of the text; an empty one is none.
struct Told<'a> {
    word: &'a str,
    predicate: Predicate,
    actor: &'a str,
    place: &'a str,
    says: &'a str,
    side: &'a str,
}

fn words(text: &str, view: &View, wanted: &str) -> Option<(usize, usize)> {
    let from = text.find(wanted).filter(|_| !wanted.is_empty())?;
    let to = from + wanted.len();
    let inside = |w: &crate::extract::reader::view::Word| from <= w.start as usize && w.end as usize <= to;
    Some((view.words.iter().position(inside)?, view.words.iter().rposition(inside)?))
}

fn link(word: Option<usize>, elsewhere: bool) -> Link {
    let absent = f32::from(u8::from(word.is_none() && !elsewhere));
    Link {
        words: word.map(|w| (w, 1.0)).into_iter().collect(),
        none: absent,
        elsewhere: f32::from(u8::from(elsewhere)),
    }
}

fn span(found: Option<(usize, usize)>) -> Span {
    Span { start: link(found.map(|f| f.0), false), end: link(found.map(|f| f.1), false) }
}

fn read(text: &str, told: &[Told]) -> Vec<String> {
    claims(text, told, "").iter().map(line).collect()
}

/// The claims of sightings that point at a date, or at the day of publication.
fn claims(text: &str, told: &[Told], date: &str) -> Vec<Claim> {
    let meta = Meta { published: Some("2025-01-17".to_owned()), ..Meta::default() };
    let article = plain("t", text.to_owned(), meta);
    let document = Document::new(&article);
    let view = View::new(&document);
    let find = |wanted: &str| words(&article.text, &view, wanted);
    let sighted = told.iter().map(|t| Sighting {
        word: find(t.word).map_or(0, |w| w.0),
        predicate: t.predicate,
        p: 1.0,
        extent: [1.0, 0.0, 0.0],
        deny: 0.0,
        actor: link(find(t.actor).map(|w| w.1), false),
        side: link(find(t.side).map(|w| w.1), t.side == "other"),
        date: link(find(date).map(|w| w.1), date.is_empty()),
        trigger: link(None, false),
        place: span(find(t.place)),
        asserter: span(find(t.says)),
    });
    let sighted: Vec<Sighting> = sighted.collect();
    super::claims(&document, &view, &sighted).into_iter().map(|r| r.claim).collect()
}

fn line(c: &Claim) -> String {
    let text = |t: &Option<String>| t.clone().unwrap_or_else(|| "-".to_owned());
    format!(
        "{} {} @{} {} by {} ({})",
        c.predicate,
        text(&c.actor),
        text(&c.place),
        c.low.unwrap_or(-1.0),
        text(&c.asserter),
        c.side.as_ref().map_or("-", crate::extract::Side::as_str)
    )
}

fn killed<'a>(word: &'a str, actor: &'a str, place: &'a str, says: &'a str, side: &'a str) -> Told<'a> {
    Told { word, predicate: Predicate::Killed, actor, place, says, side }
}

#[test]
fn titles_never_cut_a_name() {
    let text = "Lt. Gen. Tariq Mehmood said on Monday that 14 Pakistani soldiers were killed in Bannu.";
    assert_eq!(
        read(text, &[killed("14", "Pakistani", "Bannu", "Lt. Gen. Tariq Mehmood", "Pakistani")]),
        ["killed PK @Bannu 14 by Tariq Mehmood (PK)"]
    );
    let text = "Gen. Mark A. Milley arrived. Milley said 12 American soldiers were killed in Kabul.";
    assert_eq!(
        read(text, &[killed("12", "American", "Kabul", "Milley", "American")]),
        ["killed US @Kabul 12 by Mark A. Milley (US)"]
    );
}

#[test]
fn victims_are_their_states() {
    let text = "A Russian drone attack on Odesa killed 3 people, Ukrainian officials said.";
    assert_eq!(
        read(text, &[killed("3", "people", "Odesa", "Ukrainian officials", "Ukrainian")]),
        ["killed UA @Odesa 3 by Ukrainian officials (UA)"]
    );
}

#[test]
fn a_body_speaks_for_its_own_side() {
    let text =
        "Volodymyr Zelensky was in Paris. The Russian General Staff said 40 of its soldiers were killed in Sudzha.";
    assert_eq!(
        read(text, &[killed("40", "its", "Sudzha", "The Russian General Staff", "Russian")]),
        ["killed RU @Sudzha 40 by Russian General Staff (RU)"]
    );
}

#[test]
fn rebels_are_whom_the_document_tells() {
    let text = "Syrian rebels met in Idlib on Friday. The rebels captured Saraqib, activists said.";
    let told = Told {
        word: "Saraqib",
        predicate: Predicate::Gained,
        actor: "The rebels",
        place: "Saraqib",
        says: "activists",
        side: "other",
    };
    assert_eq!(read(text, &[told]), ["gained Syrian opposition @Saraqib -1 by activists (other)"]);
    let text = "M23 rebels advanced in Congo. The rebels took Goma, residents said.";
    let told = Told {
        word: "Goma",
        predicate: Predicate::Gained,
        actor: "The rebels",
        place: "Goma",
        says: "residents",
        side: "other",
    };
    assert_eq!(read(text, &[told]), ["gained M23 @Goma -1 by residents (other)"]);
}

#[test]
fn a_denial_copies_what_is_denied() {
    let text = "Azerbaijan said 120 Armenian soldiers were killed. Armenia denied the claim.";
    assert_eq!(
        read(text, &[killed("120", "Armenian", "", "Azerbaijan", "Azerbaijan")]),
        ["killed AM @- 120 by Azerbaijan (AZ)", "killed AM @- 120 by Armenia (AM)"]
    );
}

#[test]
fn the_same_twice_is_one() {
    let text = "Taliban seize Kunduz\n\nTaliban fighters seized Kunduz on Sunday.";
    let told = |word: &'static str, actor: &'static str| Told {
        word,
        predicate: Predicate::Gained,
        actor,
        place: "Kunduz",
        says: "",
        side: "",
    };
    assert_eq!(
        read(text, &[told("Kunduz", "Taliban"), told("Kunduz", "Taliban fighters")]),
        ["gained Taliban @Kunduz -1 by - (-)"]
    );
}

#[test]
fn since_and_until_make_stretches() {
    for (text, date, expected) in [
        ("The army said rebels had taken 12 villages on 4 January.", "4 January", "2025-01-04"),
        ("The army said rebels had taken 12 villages since 4 January.", "4 January", "2025-01-04/2025-01-17"),
        ("Chad has lost 12 soldiers since November, when it crossed the border.", "November", "2024-11"),
        ("Chad has lost 12 soldiers since the end of 2023.", "2023", "2023/2025-01-17"),
        ("From 4 June to 30 September 2024 Kyiv recovered 12 villages.", "4 June", "2024-06-04/2024-09-30"),
        ("Between May and July 2024 the Houthis seized 12 villages.", "July 2024", "2024-05/2024-07"),
        (
            "In May 2016 it began. In October 2016 Misratans took a street. On 3 November they took 12 villages.",
            "3 November",
            "2016-11-03",
        ),
        (
            "In May 2016 it began. On 20 December 2016 Sirte fell. On 3 January 12 villages were taken.",
            "3 January",
            "2017-01-03",
        ),
        ("On 2 January 2025 Kyiv spoke. On 3 December Moscow took 12 villages.", "3 December", "2024-12-03"),
        ("On 4 January and 6 January the junta burnt 12 villages.", "6 January", "2025-01-06"),
    ] {
        let told = Told { word: "12", predicate: Predicate::Gained, actor: "", place: "", says: "", side: "" };
        let found = claims(text, &[told], date).remove(0).as_of;
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_peoples_fighters_are_the_band_of_the_soil() {
    for (text, actor, expected) in [
        (
            "MOSUL, Iraq - Kurdish forces recaptured Zummar on Sunday, Iraqi officials said.",
            "Kurdish forces",
            "Peshmerga",
        ),
        ("KOBANI, Syria - Kurdish fighters captured 12 villages on Sunday.", "Kurdish fighters", "YPG"),
        ("TRIPOLI, Libya - Turkish-backed forces took 12 villages.", "Turkish-backed forces", "GNA"),
        ("AFRIN, Syria - Turkish-backed forces took 12 villages.", "Turkish-backed forces", "SNA"),
        ("SARAJEVO, Bosnia - Serb forces took 12 villages.", "Serb forces", "Bosnian Serbs"),
        ("BELGRADE, Serbia - Serb police took 12 villages.", "Serb police", "RS"),
        ("KISMAYO, Somalia - On Friday al-Shabaab took 12 villages.", "al-Shabaab", "Al-Shabaab"),
        ("BASRA, Iraq - Iranian Revolutionary Guards took 12 villages.", "Guards", "IR"),
    ] {
        let word = if text.contains("12") { "12" } else { "Zummar" };
        let place = if text.contains("Zummar") { "Zummar" } else { "" };
        let told = Told { word, predicate: Predicate::Gained, actor, place, says: "", side: "" };
        let found = claims(text, &[told], "").remove(0).actor;
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_state_has_the_code_of_its_day() {
    for (text, date, expected) in [
        ("In February 1989 Soviet troops gave up 12 villages.", "February 1989", "SU"),
        ("In March 2022 Russian troops gave up 12 villages.", "March 2022", "RU"),
        ("In July 1998 Serbian police gave up 12 villages.", "July 1998", "YU"),
        ("In July 2008 Serbian police gave up 12 villages.", "July 2008", "RS"),
    ] {
        let actor = if text.contains("police") { "police" } else { "troops" };
        let told = Told { word: "12", predicate: Predicate::Lost, actor, place: "", says: "", side: "" };
        let found = claims(text, &[told], date).remove(0).actor;
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_national_total_does_not_lie_where_the_paragraph_before_was() {
    for (text, number, predicate, pointed, place) in [
        (
            "Troops pushed on in Kharkiv region.\n\nRussia took almost 4,500 square kilometers of territory in Ukraine in 2024.",
            "4,500",
            Predicate::Gained,
            "Kharkiv region",
            Some("Ukraine"),
        ),
        (
            "Fighting went on in Kharkiv region.\n\nOverall, Russian troops took 240 square kilometers in July.",
            "240",
            Predicate::Gained,
            "Kharkiv region",
            None,
        ),
        (
            "The army fought for Bago.\n\nThe rebels took 300 square miles across the country.",
            "300",
            Predicate::Gained,
            "Bago",
            None,
        ),
        (
            "Sudan fought on in Darfur.\n\nThe paramilitaries hold 40 percent of the country.",
            "40",
            Predicate::Holds,
            "the country",
            Some("Sudan"),
        ),
        (
            "Troops pushed on in Kharkiv region.\n\nThey took 40 square kilometers in May.",
            "40",
            Predicate::Gained,
            "Kharkiv region",
            Some("Kharkiv region"),
        ),
        (
            "Troops fought in Tigray.\n\nThey took 40 square kilometers in Ethiopia's Amhara region.",
            "40",
            Predicate::Gained,
            "Amhara region",
            Some("Amhara region"),
        ),
        ("A strike hit Sumy.\n\nIn all, 17 people were killed.", "17", Predicate::Killed, "Sumy", Some("Sumy")),
    ] {
        let told = Told { word: number, predicate, actor: "", place: pointed, says: "", side: "" };
        let found: Vec<Option<String>> = claims(text, &[told], "").into_iter().map(|c| c.place).collect();
        assert_eq!(found, [place.map(str::to_owned)], "{text}");
    }
}
