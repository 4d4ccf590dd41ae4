//! KMZ: an archive of KML files that link to each other. Links within the archive are followed; links to elsewhere are named, for
//! nothing is fetched.
//!
//! A KMZ may not unpack to more than half a gigabyte.

use super::kml::{self, Placemark};
use std::collections::{BTreeSet, VecDeque};
use std::io::{Cursor, Read};

/// What a KML or KMZ file holds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The placemarks, of linked files too.
    pub(crate) marks: Vec<Placemark>,
    /// Links that were not followed.
    pub(crate) unread: Vec<String>,
}

/// No map is larger.
const MOST: u64 = 512 << 20;
/// The folder in which one system's archiver keeps what is no file.
const SHADOW: &str = "__MACOSX";
/// The file that is read first where an archive has it.
const FIRST: &str = "doc.kml";
/// Archives within archives, at most.
const DEEPEST: usize = 4;

/// The placemarks of a KML text, or of a KMZ and of what it links to within itself.
pub(crate) fn read(bytes: &[u8]) -> Result<Found, String> {
    let mut found = Found::default();
    let mut left = MOST;
    take(bytes, 0, &mut left, &mut found)?;
    Ok(found)
}

fn take(bytes: &[u8], depth: usize, left: &mut u64, found: &mut Found) -> Result<(), String> {
    if bytes.starts_with(b"PK") {
        return archive(bytes, depth, left, found);
    }
    let document = kml::read(bytes)?;
    found.marks.extend(document.marks);
    found.unread.extend(document.links);
    Ok(())
}

fn archive(bytes: &[u8], depth: usize, left: &mut u64, found: &mut Found) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("archives nested deeper than {DEEPEST}"));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
    let names: Vec<String> = names.filter(|name| !shadow(name)).collect();
    let first = first(&names).ok_or("a KMZ without a .kml file in it")?;
    let (mut seen, mut open) = (BTreeSet::from([first.clone()]), VecDeque::from([first]));
    while let Some(name) = open.pop_front() {
        let bytes = unpack(&mut archive, &name, left)?;
        if bytes.starts_with(b"PK") {
            take(&bytes, depth + 1, left, found).map_err(|e| format!("{name}: {e}"))?;
            continue;
        }
        let document = kml::read(&bytes).map_err(|e| format!("{name}: {e}"))?;
        found.marks.extend(document.marks);
        for link in document.links {
            match within(&name, &link, &names) {
                None => found.unread.push(link),
                Some(inside) if seen.insert(inside.clone()) => open.push_back(inside),
                Some(_) => {}
            }
        }
    }
    Ok(())
}

/// Files that only look like part of the map.
fn shadow(name: &str) -> bool {
    name.split('/').any(|part| part == SHADOW || part.starts_with("._"))
}

/// The file to begin with: the root document, else the first KML file that lies least deep.
fn first(names: &[String]) -> Option<String> {
    let kml = names.iter().filter(|n| n.to_lowercase().ends_with(".kml"));
    let rank = |name: &&String| (name.matches('/').count(), !name.to_lowercase().ends_with(FIRST));
    kml.min_by_key(rank).cloned()
}

/// The file of an archive that a link in one of its files leads to.
fn within(from: &str, link: &str, names: &[String]) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default().replace("%20", " ");
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            name => parts.push(name),
        }
    }
    let wanted = parts.join("/");
    names.iter().find(|name| name.eq_ignore_ascii_case(&wanted)).cloned()
}

fn unpack(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str, left: &mut u64) -> Result<Vec<u8>, String> {
    let entry = archive.by_name(name).map_err(|e| format!("{name}: {e}"))?;
    let mut out = Vec::new();
    entry.take(*left + 1).read_to_end(&mut out).map_err(|e| format!("{name}: {e}"))?;
    *left = left.checked_sub(out.len() as u64).ok_or_else(|| format!("{name}: unpacks to more than {MOST} bytes"))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{first, read, shadow, within};
    use std::io::{Cursor, Write};

    fn kml(inside: &str) -> String {
        format!("<kml><Document>{inside}</Document></kml>")
    }

    fn link(href: &str) -> String {
        format!("<NetworkLink><Link><href>{href}</href></Link></NetworkLink>")
    }

    const POLYGON: &str = "<Placemark><styleUrl>#poly-A52714-1</styleUrl><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>";

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("starts");
            zip.write_all(bytes).expect("writes");
        }
        zip.finish().expect("ends").into_inner()
    }

    #[test]
    fn links_within_are_followed_once_and_others_are_named() {
        let root = kml(&[link("layers/a.kml"), link("https://example.org/live.kml"), link("inner.kmz")].concat());
        let layer = kml(&[POLYGON, &link("../doc.kml"), &link("b.kml")].concat());
        let inner = zip(&[("doc.kml", kml(POLYGON).as_bytes())]);
        let bytes = zip(&[
            ("__MACOSX/._doc.kml", b"\x00\x05\x16\x07"),
            ("doc.kml", root.as_bytes()),
            ("layers/a.kml", layer.as_bytes()),
            ("layers/b.kml", kml(POLYGON).as_bytes()),
            ("inner.kmz", &inner),
        ]);
        let found = read(&bytes).expect("reads");
        assert_eq!((found.marks.len(), found.unread), (3, vec!["https://example.org/live.kml".to_owned()]));
    }

    #[test]
    fn a_bare_kml_file_names_its_links() {
        let found = read(kml(&link("a.kml")).as_bytes()).expect("reads");
        assert_eq!((found.marks.len(), found.unread), (0, vec!["a.kml".to_owned()]));
    }

    #[test]
    fn names() {
        let all = ["b/doc.kml", "a.kml"].map(str::to_owned);
        assert_eq!(first(&all).as_deref(), Some("a.kml"));
        assert_eq!(within("b/doc.kml", "../a.kml", &all).as_deref(), Some("a.kml"));
        assert_eq!(within("doc.kml", "https://example.org/a.kml", &all), None);
        assert!(shadow("__MACOSX/doc.kml") && shadow("a/._b.kml") && !shadow("a/b.kml"));
    }
}
