//! Control maps in the record: what a snapshot says, and maps put together again from what is recorded.

use super::body::Snapshot;
use super::view::Known;
use super::{Batch, Error, Kind, Ledger, sha256};
use salient_map::atlas::Terms;
use salient_map::shape::{from_wkb, to_wkb};
use salient_map::{Control, Snapshot as Map, Store};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What a map of an atlas says, in one batch.
pub fn statements(store: &Store, map: &Map) -> Result<Batch, Error> {
    let (atlas, mut batch) = (store.atlas(), Batch::default());
    let mut ground = Vec::new();
    for entry in &map.entries {
        let (id, control) = (atlas.shape(*entry).id.to_string(), atlas.control(*entry));
        let shape = store.shape(entry.shape).map_err(Error::new)?;
        batch.shapes.push((id.clone(), to_wkb(&shape)));
        ground.push((id, control.status.name().to_owned(), control.holder.clone()));
    }
    ground.sort();
    ground.dedup();
    // The map's own digest follows the order of its file's layers; what it says does not.
    let said = serde_json::to_string(&ground).map_err(Error::new)?;
    let terms = &atlas.terms[&map.source];
    batch.add(
        Kind::Snapshot,
        &Snapshot {
            source: map.source.clone(),
            time: map.stamp(),
            digest: sha256(said.as_bytes()),
            title: terms.title.clone(),
            attribution: terms.attribution.clone(),
            licence: terms.licence.clone(),
            shareable: terms.shareable,
            ground,
            aside: map.aside.clone(),
        },
    );
    Ok(batch)
}

/// The maps of a record as an atlas in memory, as far as they are known. What one source published at one time in several
/// files is one map.
pub fn atlas(ledger: &dyn Ledger, known: &Known) -> Result<Store, Error> {
    let (mut store, mut maps) = (Store::default(), BTreeMap::<(String, String), Snapshot>::new());
    ledger.scan(Some(Kind::Snapshot), &mut |entry| {
        let map: Snapshot = entry.read()?;
        let late = known.recorded_by.as_ref().is_some_and(|limit| entry.recorded > *limit);
        let new = known.published_by.as_ref().is_some_and(|limit| map.time.get(..10) > Some(limit.as_str()));
        if late || new {
            return Ok(());
        }
        match maps.entry((map.source.clone(), map.time.clone())) {
            Entry::Vacant(place) => _ = place.insert(map),
            Entry::Occupied(mut place) => {
                let ground = &mut place.get_mut().ground;
                ground.extend(map.ground);
                ground.sort();
                ground.dedup();
            }
        }
        Ok(())
    })?;
    maps.into_values().try_for_each(|map| add(ledger, &mut store, map))?;
    Ok(store)
}

fn add(ledger: &dyn Ledger, store: &mut Store, map: Snapshot) -> Result<(), Error> {
    let mut entries = Vec::new();
    for (hash, status, holder) in map.ground {
        let wkb = ledger.shape(&hash)?.ok_or_else(|| Error(format!("geometry {hash} is missing")))?;
        let shape = from_wkb(&wkb).map_err(|e| Error(format!("geometry {hash}: {e}")))?;
        let control = Control { status: status.parse().map_err(Error::new)?, holder };
        entries.push(store.entry(&shape, &control));
    }
    let Snapshot { source, digest, title, attribution, licence, shareable, aside, .. } = map;
    let time = map.time.parse().map_err(Error::new)?;
    let terms = Terms { title, attribution, licence, shareable };
    store.add(&terms, Map { source, time, file: String::new(), digest, entries, marks: Vec::new(), aside });
    Ok(())
}
