//! Makes the index of the regions' names: the key of each name in every language, and the codes that it stands for.
//! The keys are those of `src/region/translit.rs`, worked out here once instead of at every start.

#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "a build script reads and writes files")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[path = "src/region/translit.rs"]
#[allow(dead_code, unreachable_pub, reason = "the index needs only the keys")]
mod translit;

/// Columns that are not names.
const PLAIN: [&str; 6] = ["code", "country", "geonames", "wikidata", "lon", "lat"];

fn main() {
    println!("cargo::rerun-if-changed=regions/admin1.tsv");
    println!("cargo::rerun-if-changed=regions/areas.tsv");
    println!("cargo::rerun-if-changed=regions/countries.tsv");
    println!("cargo::rerun-if-changed=src/region/translit.rs");
    write("regions/admin1.tsv", "names.tsv", |name| vec![translit::key(name), translit::bare(name)]);
    write("regions/countries.tsv", "states.tsv", |name| vec![translit::key(name)]);
    write("regions/areas.tsv", "areas.tsv", |name| vec![translit::key(name)]);
}

/// Writes the index of a table's names: each key with the codes that it stands for, in order of key.
fn write(table: &str, index: &str, keys: fn(&str) -> Vec<String>) {
    let table = std::fs::read_to_string(table).expect("a table of names");
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        for (_, cell) in head.iter().zip(&cells).filter(|(column, _)| !PLAIN.contains(column)) {
            for key in cell.split('|').filter(|name| !name.is_empty()).flat_map(keys) {
                found.entry(key).or_default().insert(cells[0]);
            }
        }
    }
    found.remove("");
    let lines = found.iter().map(|(key, codes)| {
        let codes: Vec<&str> = codes.iter().copied().collect();
        format!("{key}\t{}\n", codes.join(","))
    });
    let out = std::env::var_os("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join(index), lines.collect::<String>()).expect("the folder is there");
}
