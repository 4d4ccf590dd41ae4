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
    /// The encoding that its server named.
    pub charset: Option<String>,
}

/// The encoding that a `Content-Type` names.
///
/// ```
/// use salient::read::received::charset;
/// assert_eq!(charset("text/html; charset=\"windows-1251\"").as_deref(), Some("windows-1251"));
/// assert_eq!(charset("text/html"), None);
/// ```
pub fn charset(kind: &str) -> Option<String> {
    let parts = kind.split(';').filter_map(|part| part.trim().split_once('='));
    let named = parts.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("charset"))?.1;
    Some(named.trim_matches(['"', '\'', ' ']).to_owned())
}

impl Received {
    /// A piece of a page, as feeds carry it.
    pub fn fragment(name: &str, body: &str, meta: Meta) -> Self {
        let page = body.contains('<') && body.contains('>');
        let format = if page { Format::Html } else { Format::Text };
        let bytes = if page { format!("<html><body><article>{body}</article></body></html>") } else { body.to_owned() };
        Self { name: name.to_owned(), bytes: bytes.into_bytes(), meta, format: Some(format), charset: None }
    }

    /// Reads it. Never fails: what could not be read is in the article's problems.
    pub fn article(&self) -> Article {
        let named = self.charset.as_deref().and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
        if let Some(encoding) = named.filter(|e| *e != encoding_rs::UTF_8) {
            let bytes = encoding.decode(&self.bytes).0.into_owned().into_bytes();
            return Self { bytes, charset: None, ..self.clone() }.article();
        }
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
