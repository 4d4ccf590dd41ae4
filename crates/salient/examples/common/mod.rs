//! What the examples share: a text with the sidecar beside it.

use salient::read::Article;
use serde_json::Value;
use std::path::Path;

/// The article in a file; `NAME.json` beside it tells its day and title.
pub(crate) fn article(path: &Path) -> Article {
    let text = std::fs::read_to_string(path).expect("a text");
    let beside = std::fs::read(path.with_extension("json")).ok().and_then(|b| serde_json::from_slice(&b).ok());
    let meta: Value = beside.unwrap_or(Value::Null);
    let mut article = salient::read::text(&path.to_string_lossy(), &text);
    article.meta.published = meta["published"].as_str().map(str::to_owned);
    article.meta.title = article.meta.title.take().or_else(|| meta["title"].as_str().map(str::to_owned));
    article
}
