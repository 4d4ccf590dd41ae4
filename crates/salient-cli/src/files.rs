//! Word, OpenDocument and PDF files among the texts, told by their bytes.

use anyhow::{Result, anyhow};
use salient::read::{Article, Meta, Received};

/// Whether bytes are a file of a kind that is read, though it is no text.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    salient_files::kind(bytes).is_some()
}

/// Reads a file of a kind that is no text; nothing for texts.
pub(crate) fn read(name: &str, bytes: &[u8], meta: &Meta) -> Result<Option<Article>> {
    let Some(kind) = salient_files::kind(bytes) else { return Ok(None) };
    let read = salient_files::read(name, bytes, meta.clone());
    read.map(Some).map_err(|why| anyhow!("{name}: not read: {}; {why}", kind.name()))
}

/// Reads what was received, whatever it is.
pub(crate) fn article(received: &Received) -> Result<Article> {
    let read = read(&received.name, &received.bytes, &received.meta)?;
    Ok(read.unwrap_or_else(|| received.article()))
}
