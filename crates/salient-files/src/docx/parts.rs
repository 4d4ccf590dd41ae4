//! Which parts a package has: the document, and what it is related to.

use crate::error::Error;
use crate::package::Package;
use crate::xml::{self, What};

/// A relation of a part to another.
#[derive(Clone, Debug)]
struct Relation {
    /// The last word of its type's address.
    kind: String,
    target: String,
}

/// The parts of a document.
pub(crate) struct Parts {
    /// The document itself.
    pub(crate) main: String,
    relations: Vec<Relation>,
    /// The part that lists the document's relations; it may be missing.
    pub(crate) relations_part: String,
}

/// What the content type of a Word document's main part holds.
const WORD: &str = "wordprocessingml";
/// The part that lists the types of all others.
pub(crate) const TYPES: &str = "[Content_Types].xml";
const ROOT: &str = "_rels/.rels";

impl Parts {
    /// Finds the document and its relations.
    pub(crate) fn find(package: &mut Package) -> Result<Self, Error> {
        let root = relations(ROOT, &package.needed(ROOT)?, "")?;
        let main = root.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        let main = main.ok_or_else(|| Error::damaged(format!("{ROOT} names no document")))?;
        let types = package.needed(TYPES)?;
        let kind = content_type(&types, &main)?;
        if !kind.contains(WORD) {
            return Err(Error::Other(format!("a file of Office that is no Word document ({kind})")));
        }
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let relations_part = format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned();
        let related = package.xml(&relations_part)?.unwrap_or_default();
        let relations = if related.is_empty() { Vec::new() } else { relations(&relations_part, &related, folder)? };
        Ok(Self { main, relations, relations_part })
    }

    /// The names of the parts of a kind, in order, each once.
    pub(crate) fn related<'p>(&'p self, kind: &'p str) -> impl Iterator<Item = &'p str> {
        let mut seen = std::collections::HashSet::new();
        let of_kind = self.relations.iter().filter(move |r| r.kind == kind);
        of_kind.map(|r| r.target.as_str()).filter(move |name| seen.insert(*name))
    }
}

fn relations(name: &str, xml: &str, folder: &str) -> Result<Vec<Relation>, Error> {
    let mut out = Vec::new();
    xml::each(name, bare(xml), &mut 0, |met| {
        let What::Start { tag, .. } = met.what else { return Ok(()) };
        let (kind, target) = (xml::attribute(&tag, "Type"), xml::attribute(&tag, "Target"));
        let outside = xml::attribute(&tag, "TargetMode").is_some_and(|mode| mode == "External");
        if let Some((kind, target)) = kind.zip(target).filter(|_| !outside) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            out.push(Relation { kind, target: within(folder, &target) });
        }
        Ok(())
    })?;
    Ok(out)
}

/// A target as a name in the package.
fn within(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|n| !n.is_empty()).collect();
    for name in target.split('/') {
        match name {
            "." | "" => {}
            ".." => _ = path.pop(),
            name => path.push(name),
        }
    }
    path.join("/")
}

/// The type of a part: its own, or that of its ending.
fn content_type(types: &str, part: &str) -> Result<String, Error> {
    let ending = part.rsplit('.').next().unwrap_or_default();
    let (mut own, mut general) = (None, None);
    xml::each(TYPES, bare(types), &mut 0, |met| {
        let What::Start { tag, .. } = met.what else { return Ok(()) };
        let is = |name: &str, wanted: &str| {
            xml::attribute(&tag, name).is_some_and(|v| v.trim_start_matches('/').eq_ignore_ascii_case(wanted))
        };
        if is("PartName", part) {
            own = xml::attribute(&tag, "ContentType");
        } else if is("Extension", ending) {
            general = xml::attribute(&tag, "ContentType");
        }
        Ok(())
    })?;
    Ok(own.or(general).unwrap_or_else(|| "of no type".to_owned()))
}

/// Without the mark of byte order.
pub(crate) fn bare(xml: &str) -> &str {
    xml.strip_prefix('\u{feff}').unwrap_or(xml)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn targets_are_names_in_the_package() {
        assert_eq!(within("word", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(within("word", "/word/comments.xml"), "word/comments.xml");
        assert_eq!(within("word", "../custom/./a.xml"), "custom/a.xml");
        assert_eq!(within("word", "../../../a.xml"), "a.xml");
    }
}
