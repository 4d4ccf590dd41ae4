//! Markdown: the text as it stands; the tokenizer passes over link targets and emphasis.

use super::{Article, Meta};

/// Reads a Markdown text. Front matter gives metadata (`title:`, `date:`, `url:`).
pub fn read(name: &str, text: String, meta: Meta) -> Article {
    let own = front_matter(&text);
    let mut article = super::plain(name, text, meta.or(own));
    for block in &mut article.blocks {
        let line = &article.text[block.range.clone()];
        if line.starts_with("---") || line.starts_with("```") || line.starts_with("![") {
            block.kind = super::BlockKind::Furniture;
        }
    }
    article
}

fn front_matter(text: &str) -> Meta {
    let mut meta = Meta::default();
    let Some(body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) else { return meta };
    for line in body.0.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = Some(value.trim().trim_matches('"').to_owned());
        match key.trim() {
            "title" => meta.title = value,
            "date" | "published" => meta.published = value,
            "url" | "canonical" => meta.url = value,
            "author" | "byline" => meta.byline = value,
            _ => {}
        }
    }
    meta
}
