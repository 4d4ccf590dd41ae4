//! Word documents (Office Open XML).

mod format;
pub(crate) mod parts;
mod state;
mod walk;

use crate::error::Error;
use crate::package::Package;
use crate::story::Story;
use parts::Parts;
use salient::read::part::{Part, PartKind};
use state::Walk;

/// Reads a document: body, footnotes, endnotes, then what stands above and below the pages.
pub(crate) fn read(bytes: &[u8]) -> Result<Story, Error> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::find(&mut package)?;
    let main = package.needed(&parts.main)?;
    let mut walk = Walk::new(PartKind::Paragraph);
    walk::part(&parts.main, &main, &mut walk)?;
    for (wanted, kind) in [("footnotes", PartKind::Footnote), ("endnotes", PartKind::Endnote)] {
        for name in parts.related(wanted) {
            notes(&mut package, name, kind, &mut walk)?;
        }
    }
    for (wanted, kind) in [("header", PartKind::Header), ("footer", PartKind::Footer)] {
        for (number, name) in (1..).zip(parts.related(wanted)) {
            furniture(&mut package, name, Part::new(kind, number), &mut walk)?;
        }
    }
    Ok(walk.story())
}

/// Notes go in the order in which the text refers to them.
fn notes(package: &mut Package, name: &str, kind: PartKind, main: &mut Walk) -> Result<(), Error> {
    let Some(xml) = package.xml(name)? else {
        main.problem(format!("{name} is named and missing"));
        return Ok(());
    };
    let mut walk = Walk::within(main, kind);
    walk::part(name, &xml, &mut walk)?;
    main.take_notes(walk, kind);
    Ok(())
}

fn furniture(package: &mut Package, name: &str, part: Part, main: &mut Walk) -> Result<(), Error> {
    let Some(xml) = package.xml(name)? else { return Ok(()) };
    let mut walk = Walk::within(main, part.kind);
    walk::part(name, &xml, &mut walk)?;
    main.take_furniture(walk, part);
    Ok(())
}
