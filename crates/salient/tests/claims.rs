//! Claims from short texts in our own words: each line is a sentence and what should come out of it. A learned reader errs: it is
//! held to a share of them, so that a change that makes it worse is seen. How it reads real texts is in `docs/accuracy.md`.

use salient::extract::claims;
use salient::read::{Meta, plain};

/// "predicate actor place amount by asserter" for each claim that is told by default.
fn read(text: &str) -> Vec<String> {
    let meta = Meta { published: Some("2025-01-17".to_owned()), ..Meta::default() };
    let line = |c: salient::extract::Claim| {
        let amount = salient::publish::table::amount(&c);
        format!(
            "{} {} @{} {amount} by {}",
            c.predicate,
            c.actor.unwrap_or_default(),
            c.place.unwrap_or_default(),
            c.asserter.unwrap_or_default()
        )
    };
    let mut found = claims(&plain("t", text.to_owned(), meta));
    found.retain(|c| c.confidence >= salient::extract::confidence::LEAST);
    found.into_iter().map(line).collect()
}

const READ: [(&str, &[&str]); 14] = [
    (
        "Rebels captured the towns of Nubbul and Al-Zahraa in Aleppo Governorate, Syria.",
        &["gained Syrian opposition @Nubbul all by ", "gained Syrian opposition @Al-Zahraa all by "],
    ),
    (
        "The ministry of defence of Ukraine says its troops hold nearly 1,300 square kilometers in the Kursk region.",
        &["holds UA @Kursk region nearly 1,300 km² by ministry of defence of Ukraine"],
    ),
    (
        "Congolese troops withdrew from the city of Goma, according to the United Nations.",
        &["lost CD @Goma all by United Nations"],
    ),
    ("Ethiopian forces were driven out of Mekelle.", &["lost ET @Mekelle all by "]),
    ("Kunduz fell to the Taliban on Sunday.", &["gained Taliban @Kunduz all by "]),
    (
        "Russia says it has won back 801 of the 1,268 square kilometers that Ukraine had seized.",
        &["gained RU @ 801 km² by Russia", "gained UA @ 1,268 km² by Russia"],
    ),
    ("At least 47 people were injured in Kharkiv, Ukraine.", &["wounded UA @Kharkiv ≥ 47 persons by "]),
    (
        "The fighting displaced more than 64,000 people in northern Syria, UNHCR said.",
        &["displaced SY @northern Syria > 64,000 persons by UNHCR"],
    ),
    ("Russia plans to capture the town of Pokrovsk.", &[]),
    ("Will Ukraine take another 100 settlements?", &[]),
    ("The package is worth 425 million dollars.", &[]),
    ("The fire burned 500 hectares of forest in Greece.", &[]),
    ("The concert captured the attention of the crowd.", &[]),
    ("He took the train to London and lost his keys.", &[]),
];

/// How many of them must be read as they should.
const RIGHT: usize = 12;

#[test]
fn most_sentences_are_read_as_they_should() {
    let wrong: Vec<String> = READ
        .iter()
        .map(|(text, wanted)| (text, wanted, read(text)))
        .filter(|(_, wanted, found)| found != *wanted)
        .map(|(text, _, found)| format!("{text}: {found:?}"))
        .collect();
    assert!(READ.len() - wrong.len() >= RIGHT, "{}", wrong.join("\n"));
}

#[test]
fn a_verb_of_denial_denies() {
    let meta = Meta { published: Some("2025-01-17".to_owned()), ..Meta::default() };
    let text = "Kyiv denied that its forces had withdrawn from the city of Sudzha.";
    let found = claims(&plain("t", text.to_owned(), meta));
    assert!(found.iter().all(|c| c.asserter.is_none() || c.polarity == salient::extract::Polarity::Deny), "{found:?}");
}
