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
    println!("cargo::rerun-if-changed=src/region/translit.rs");
    let table = std::fs::read_to_string("regions/admin1.tsv").expect("the table of divisions");
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let mut index: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        for (_, cell) in head.iter().zip(&cells).filter(|(column, _)| !PLAIN.contains(column)) {
            for name in cell.split('|').filter(|name| !name.is_empty()) {
                for key in [translit::key(name), translit::bare(name)] {
                    index.entry(key).or_default().insert(cells[0]);
                }
            }
        }
    }
    index.remove("");
    let lines = index.iter().map(|(key, codes)| {
        let codes: Vec<&str> = codes.iter().copied().collect();
        format!("{key}\t{}\n", codes.join(","))
    });
    let out = std::env::var_os("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("names.tsv"), lines.collect::<String>()).expect("the folder is there");
}
