//! Claims from short texts in our own words: each line is a sentence and what must come out of it.

use salient::extract::claims;
use salient::read::{Meta, plain};

/// "predicate actor place amount by asserter" for each claim.
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
    claims(&plain("t", text.to_owned(), meta)).into_iter().map(line).collect()
}

#[test]
fn ground() {
    assert_eq!(
        read("Rebels captured the towns of Nubbul and Al-Zahraa in Aleppo Governorate, Syria."),
        ["gained Syrian opposition @Nubbul all by ", "gained Syrian opposition @Al-Zahraa all by "]
    );
    assert_eq!(
        read(
            "The ministry of defence of Ukraine says its troops hold nearly 1,300 square kilometers in the Kursk region."
        ),
        ["holds UA @Kursk region nearly 1,300 km² by ministry of defence of Ukraine"]
    );
    assert_eq!(
        read("Congolese troops withdrew from the city of Goma, according to the United Nations."),
        ["lost CD @Goma all by United Nations"]
    );
    assert_eq!(read("Ethiopian forces were driven out of Mekelle."), ["lost ET @Mekelle all by "]);
    assert_eq!(read("Kunduz fell to the Taliban on Sunday."), ["gained Taliban @Kunduz all by "]);
}

#[test]
fn a_part_and_its_whole() {
    let seized = "gained UA @ 1,268 km² by ";
    let all = [
        (
            "Moscow said its army has retaken 64% of the 1,268 square kilometers that Ukraine seized.",
            ["gained RU @ 64 % by Moscow", &format!("{seized}Moscow")],
        ),
        (
            "Russia says it has won back 801 of the 1,268 square kilometers that Ukraine had seized.",
            ["gained RU @ 801 km² by Russia", &format!("{seized}Russia")],
        ),
        (
            "The Russian ministry said 801 of the 1,268 square kilometers seized by Ukraine have been retaken by Russian forces.",
            [&format!("{seized}Russian ministry"), "gained RU @ 801 km² by Russian ministry"],
        ),
        (
            "Rebels captured 12 of the 40 villages held by the Syrian army.",
            ["gained Syrian opposition @ 12 settlements by ", "holds SY @ 40 settlements by "],
        ),
    ];
    for (text, claims) in all {
        assert_eq!(read(text), claims, "{text}");
    }
}

#[test]
fn as_of_a_day() {
    for (text, day) in [
        ("Ukraine holds 510 square kilometers in the Kursk region as of 28 April 2025.", "2025-04-28"),
        ("Rebels held 42 villages in Idlib province as of January 17, 2025, the monitor said.", "2025-01-17"),
        ("As of 3 March 2025, the army controlled 300 square kilometers of Tigray.", "2025-03-03"),
    ] {
        let found = claims(&plain("t", text.to_owned(), Meta::default()));
        assert_eq!(found.iter().map(|c| c.as_of.as_deref()).collect::<Vec<_>>(), [Some(day)], "{text}");
    }
}

#[test]
fn people() {
    assert_eq!(read("At least 47 people were injured in Kharkiv, Ukraine."), ["wounded UA @Kharkiv ≥ 47 persons by "]);
    assert_eq!(read("Israel says it killed 12,000 Hamas fighters."), ["killed Hamas @ 12,000 persons by Israel"]);
    assert_eq!(
        read("The fighting displaced more than 64,000 people in northern Syria, UNHCR said."),
        ["displaced SY @Syria > 64,000 persons by UNHCR"]
    );
}

#[test]
fn what_is_no_claim() {
    for text in [
        "Russia plans to capture the town of Pokrovsk.",
        "Will Ukraine take another 100 settlements?",
        "Ukraine did not capture the town of Sudzha.",
        "The package is worth 425 million dollars.",
        "The fire burned 500 hectares of forest in Greece.",
        "The concert captured the attention of the crowd.",
        "He took the train to London and lost his keys.",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn denials() {
    let found = read("Kyiv denied that its forces had withdrawn from the city of Sudzha.");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("lost UA @Sudzha"), "{found:?}");
}
