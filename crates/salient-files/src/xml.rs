//! The events of an XML part with the bytes at which they stand, within limits.

use crate::error::Error;
use crate::limits;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::ops::Range;

/// The vocabularies that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// Words of Office Open XML.
    Word,
    /// Alternatives for older programs, in Office Open XML.
    Choice,
    /// Formulas, in Office Open XML.
    Math,
    /// Text of OpenDocument.
    Text,
    /// Tables of OpenDocument.
    Table,
    /// Any other.
    Other,
}

/// The addresses of the vocabularies.
const SPACES: [(&str, Space); 7] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Space::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Space::Word),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Space::Choice),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", Space::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Space::Math),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Space::Text),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Space::Table),
];

/// What an event is.
pub(crate) enum What<'x> {
    /// An element begins; an empty one begins and ends.
    Start { space: Space, tag: BytesStart<'x>, empty: bool },
    /// An element ends.
    End,
    /// Text as it stands: no references in it.
    Text(&'x str),
    /// A character that a reference stands for.
    Char(char),
    /// Anything else.
    Nothing,
}

/// An event and its bytes.
pub(crate) struct Met<'x> {
    pub(crate) what: What<'x>,
    pub(crate) at: Range<usize>,
}

/// Reads a part; elements of all parts are counted in `budget`.
pub(crate) fn each<'x>(
    name: &str,
    xml: &'x str,
    budget: &mut usize,
    mut take: impl FnMut(Met<'x>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut reader = NsReader::from_str(xml);
    let wrong = |why: &dyn std::fmt::Display| Error::damaged(format!("{name}: {why}"));
    let mut depth = 0usize;
    loop {
        let from = reader.buffer_position() as usize;
        let (bound, event) = reader.read_resolved_event().map_err(|e| wrong(&e))?;
        let space = space(&bound);
        let what = match event {
            Event::Eof if depth > 0 => return Err(wrong(&"it breaks off")),
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(wrong(&"it declares a document type")),
            Event::Start(tag) => {
                depth += 1;
                What::Start { space, tag, empty: false }
            }
            Event::Empty(tag) => What::Start { space, tag, empty: true },
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                What::End
            }
            Event::Text(_) => What::Text(&xml[from..reader.buffer_position() as usize]),
            Event::CData(_) => What::Text(cdata(&xml[from..reader.buffer_position() as usize])),
            Event::GeneralRef(named) => What::Char(character(&named).ok_or_else(|| wrong(&format!("&{};", &*named)))?),
            _ => What::Nothing,
        };
        count(&what, depth, budget, name)?;
        take(Met { what, at: from..reader.buffer_position() as usize })?;
    }
}

fn count(what: &What, depth: usize, budget: &mut usize, name: &str) -> Result<(), Error> {
    if depth > limits::DEPTH {
        return Err(Error::more_than(limits::DEPTH, &format!("elements within each other in {name}")));
    }
    if matches!(what, What::Start { .. }) {
        *budget += 1;
    }
    if *budget > limits::ELEMENTS { Err(Error::more_than(limits::ELEMENTS, "elements")) } else { Ok(()) }
}

fn space(bound: &ResolveResult) -> Space {
    let ResolveResult::Bound(found) = bound else { return Space::Other };
    SPACES.iter().find(|(address, _)| *address == found.0).map_or(Space::Other, |(_, space)| *space)
}

fn cdata(raw: &str) -> &str {
    raw.strip_prefix("<![CDATA[").and_then(|r| r.strip_suffix("]]>")).unwrap_or_default()
}

fn character(named: &quick_xml::events::BytesRef) -> Option<char> {
    if let Ok(Some(c)) = named.resolve_char_ref() {
        return Some(c);
    }
    quick_xml::escape::resolve_predefined_entity(named).and_then(|text| text.chars().next())
}

/// An attribute by its local name, whatever its prefix is.
pub(crate) fn attribute(tag: &BytesStart, wanted: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().into_inner() == wanted)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}
