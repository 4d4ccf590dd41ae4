//! One text as it came: out of a file, a feed, a web archive, a channel's export.

use super::{Article, Format, Meta, bytes, html, plain};

/// A text that has not been read yet.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// The path, address or number it came under.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is known beside the text.
    pub meta: Meta,
    /// Its form, where that is known.
    pub format: Option<Format>,
}

impl Received {
    /// A piece of a page, as feeds carry it.
    pub fn fragment(name: &str, body: &str, meta: Meta) -> Self {
        let page = body.contains('<') && body.contains('>');
        let format = if page { Format::Html } else { Format::Text };
        let bytes = if page { format!("<html><body><article>{body}</article></body></html>") } else { body.to_owned() };
        Self { name: name.to_owned(), bytes: bytes.into_bytes(), meta, format: Some(format) }
    }

    /// Reads it. Never fails: what could not be read is in the article's problems.
    pub fn article(&self) -> Article {
        let (text, problems) = super::encoding::decode(&self.bytes);
        let mut article = match self.format {
            None => return bytes(&self.name, &self.bytes, self.meta.clone()),
            Some(Format::Html) => html::read(&self.name, &text, self.meta.clone()),
            Some(Format::Markdown) => super::markdown::read(&self.name, text.into_owned(), self.meta.clone()),
            Some(Format::Text) => plain(&self.name, text.into_owned(), self.meta.clone()),
        };
        article.problems.extend(problems);
        article
    }
}
