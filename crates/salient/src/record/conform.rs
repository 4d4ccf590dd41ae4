//! What every ledger must do: one suite, run against each store.

use super::{Batch, Error, Id, Kind, Ledger, Text, body, verify};

/// A claim of a made-up article, for stores to keep.
fn sample(number: usize) -> Batch {
    let text =
        Text::new(&format!("Forces took {number} villages near Town{number}, the ministry said. Ünïcode: Суджа."));
    let mut batch = Batch::at(&format!("2025-01-17T10:00:{:02}Z", number % 60));
    let article = body::Article {
        text: text.hash.clone(),
        title: Some(format!("Title {number}")),
        published: Some("2025-01-17".into()),
        url: None,
        publisher: None,
        byline: None,
        agency: None,
        corrects: None,
    };
    let id = batch.add(Kind::Article, &article);
    let name = format!("{number}.txt");
    batch.add(Kind::Received, &body::Received { article: id, name, sha256: text.hash.clone() });
    batch.texts.push(text);
    batch
}

fn must(what: &str, holds: bool) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(Error(format!("conformance: {what}"))) }
}

/// Runs the suite on an empty ledger.
///
/// # Errors
/// Names the first thing that the ledger does not do.
///
/// ```
/// salient::record::conform::suite(&mut salient::record::Memory::default()).unwrap();
/// ```
pub fn suite(ledger: &mut dyn Ledger) -> Result<(), Error> {
    must("a new ledger is empty", ledger.head()? == (0, String::new()))?;
    for number in 0..20 {
        let done = ledger.append(&sample(number))?;
        must("new entries are counted", (done.new, done.known) == (2, 0))?;
    }
    let head = ledger.head()?;
    let again = ledger.append(&sample(7))?;
    must("what is known is not added again", (again.new, again.known) == (0, 2) && ledger.head()? == head)?;
    twice_in_one(ledger)?;
    reading(ledger)?;
    searching(ledger)?;
    geometry(ledger)?;
    let proof = verify(ledger)?;
    must(&format!("it verifies: {:?}", proof.problems), proof.problems.is_empty())?;
    must("verification counts texts", proof.texts == 22)
}

fn twice_in_one(ledger: &mut dyn Ledger) -> Result<(), Error> {
    let mut batch = sample(20);
    batch.extend(sample(20));
    batch.extend(sample(21));
    let done = ledger.append(&batch)?;
    must("an entry that stands twice in a batch is added once", (done.new, done.known) == (4, 2))
}

fn reading(ledger: &dyn Ledger) -> Result<(), Error> {
    let batch = sample(3);
    let (kind, id, content) = &batch.entries[0];
    let entry = ledger.get(id)?.ok_or_else(|| Error("conformance: an entry is found by its id".into()))?;
    must("an entry comes back as it was", entry.kind == *kind && entry.body == *content)?;
    must("an entry knows when it was recorded", entry.recorded == "2025-01-17T10:00:03Z")?;
    must("an unknown id is nothing", ledger.get(&Id("00".into()))?.is_none())?;
    let (mut all, mut articles) = (Vec::new(), 0);
    ledger.scan(None, &mut |e| {
        all.push(e.seq);
        Ok(())
    })?;
    ledger.scan(Some(Kind::Article), &mut |_| {
        articles += 1;
        // A scan may ask the ledger.
        ledger.text("00").map(|_| ())
    })?;
    must("a scan goes in order, without a gap", all == (1..=44).collect::<Vec<u64>>() && articles == 22)?;
    let stop = ledger.scan(None, &mut |_| Err(Error("stop".into())));
    must("a scan can be stopped", stop.is_err())
}

fn searching(ledger: &dyn Ledger) -> Result<(), Error> {
    let text = &sample(5).texts[0];
    must("a text is found by its hash", ledger.text(&text.hash)?.as_deref() == Some(text.text.as_str()))?;
    must("an unknown text is nothing", ledger.text("00")?.is_none())?;
    must("words are found", ledger.search("town5 villages", 10)? == [text.hash.clone()])?;
    must("any script is found", ledger.search("суджа", 100)?.len() == 22)?;
    must("odd searches find nothing and do no harm", ledger.search("\"(* OR NEAR(", 10)?.is_empty())?;
    let mut sketches = 0;
    ledger.sketches(&mut |hash, sketch| {
        sketches += usize::from(hash != text.hash || sketch == text.sketch);
        Ok(())
    })?;
    must("every text has its sketch", sketches == 22)
}

fn geometry(ledger: &mut dyn Ledger) -> Result<(), Error> {
    let shape = salient_map::Shape::rectangle(salient_map::Bounds::new(35.0, 51.0, 35.5, 51.25));
    let wkb = salient_map::shape::to_wkb(&shape);
    let hash = super::entry::sha256(&wkb)[..32].to_owned();
    let mut batch = Batch::at("2025-01-18T00:00:00Z");
    batch.shapes.push((hash.clone(), wkb.clone()));
    batch.shapes.push((hash.clone(), wkb.clone()));
    ledger.append(&batch)?;
    must("a geometry is kept byte for byte", ledger.shape(&hash)?.as_deref() == Some(wkb.as_slice()))?;
    must("an unknown geometry is nothing", ledger.shape("00")?.is_none())
}
