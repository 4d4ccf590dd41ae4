//! The part that holds the comments, and what tells the package of it.

use super::edit::escaped;
use super::{AUTHOR, Comment, INITIALS};
use crate::docx::parts::{Parts, TYPES, bare};
use crate::error::Error;
use crate::package::Package;
use crate::xml::{self, What};

/// The vocabulary of Word documents, and of the strict form of them.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const STRICT_RELATION: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// Names of relations of our own begin with this.
const RELATION_NAME: &str = "rIdSalientComments";
const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The entries that change beside the document.
pub(super) struct Changes {
    name: String,
    /// The part as it was, or empty but for its root.
    comments: String,
    added: String,
    next: i64,
    space: &'static str,
    others: Vec<(String, String)>,
}

/// The vocabulary that a document is written in.
pub(super) fn space(main: &str) -> &'static str {
    if main.contains(STRICT) { STRICT } else { WORD }
}

impl Changes {
    /// Finds the comments that are there, or makes the part for them.
    pub(super) fn prepare(package: &mut Package, parts: &Parts, main: &str) -> Result<Self, Error> {
        let space = space(main);
        if let Some(name) = parts.related("comments").next().map(str::to_owned)
            && let Some(comments) = package.xml(&name)?
        {
            let next = last(&name, &comments)?.max(last(&parts.main, main)?) + 1;
            return Ok(Self { name, comments, added: String::new(), next, space, others: Vec::new() });
        }
        let folder = parts.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = format!("{folder}/comments.xml").trim_start_matches('/').to_owned();
        let comments = format!("{PROLOGUE}<w:comments xmlns:w=\"{space}\"></w:comments>");
        let mut others = vec![(TYPES.to_owned(), typed(&package.needed(TYPES)?, &name)?)];
        let relations = package.xml(&parts.relations_part)?;
        let relations =
            relations.unwrap_or_else(|| format!("{PROLOGUE}<Relationships xmlns=\"{RELATIONS}\"></Relationships>"));
        let relation = if space == STRICT { STRICT_RELATION } else { RELATION };
        others.push((parts.relations_part.clone(), related(&relations, &name, relation)?));
        Ok(Self { name, comments, added: String::new(), next: last(&parts.main, main)? + 1, space, others })
    }

    /// Adds a comment; its number.
    pub(super) fn add(&mut self, comment: &Comment) -> i64 {
        let id = self.next;
        self.next += 1;
        let space = self.space;
        self.added +=
            &format!("<w:comment xmlns:w=\"{space}\" w:id=\"{id}\" w:author=\"{AUTHOR}\" w:initials=\"{INITIALS}\">");
        for line in &comment.lines {
            self.added += &format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(line));
        }
        self.added += "</w:comment>";
        id
    }

    /// All entries with their new text.
    pub(super) fn entries(self) -> Vec<(String, String)> {
        let comments = within(&self.comments, &self.added).unwrap_or(self.comments);
        let mut all = self.others;
        all.push((self.name, comments));
        all
    }
}

/// The greatest number of a comment.
fn last(name: &str, xml: &str) -> Result<i64, Error> {
    let mut last = -1;
    xml::each(name, bare(xml), &mut 0, |met| {
        let What::Start { tag, .. } = met.what else { return Ok(()) };
        if tag.local_name().into_inner().starts_with("comment") {
            let id = xml::attribute(&tag, "id").and_then(|id| id.parse::<i64>().ok());
            last = last.max(id.unwrap_or(last));
        }
        Ok(())
    })?;
    Ok(last)
}

/// A part with something added at the end of its root.
fn within(xml: &str, added: &str) -> Option<String> {
    let end = xml.rfind("</")?;
    Some(format!("{}{added}{}", &xml[..end], &xml[end..]))
}

fn typed(types: &str, name: &str) -> Result<String, Error> {
    let added = format!("<{}Override PartName=\"/{name}\" ContentType=\"{CONTENT}\"/>", prefix(types));
    within(types, &added).ok_or_else(|| Error::damaged(format!("{TYPES} has no end")))
}

fn related(relations: &str, name: &str, relation: &str) -> Result<String, Error> {
    let prefix = prefix(relations);
    let added = format!("<{prefix}Relationship Id=\"{RELATION_NAME}\" Type=\"{relation}\" Target=\"/{name}\"/>");
    within(relations, &added).ok_or_else(|| Error::damaged("the list of relations has no end"))
}

/// The prefix of a part's root, with its colon.
fn prefix(xml: &str) -> &str {
    let end = xml.rfind("</").map_or("", |at| &xml[at + 2..]);
    end.find(':').map_or("", |at| &end[..=at])
}
