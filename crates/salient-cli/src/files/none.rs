//! In a build without the feature `documents`: Word, OpenDocument and PDF files are no text, and told so as any other file that is
//! none, with what to do.

use anyhow::Result;
use salient::read::{Article, Meta, Received};

/// Whether bytes are a file of a kind that is read, though it is no text.
pub(crate) fn is_document(_bytes: &[u8]) -> bool {
    false
}

/// Nothing: whoever asks says of bytes that are no text what they are.
#[allow(clippy::unnecessary_wraps, reason = "as in a build that reads documents")]
pub(crate) fn read(_name: &str, _bytes: &[u8], _meta: &Meta) -> Result<Option<Article>> {
    Ok(None)
}

/// Reads what was received.
#[allow(clippy::unnecessary_wraps, reason = "as in a build that reads documents")]
pub(crate) fn article(received: &Received) -> Result<Article> {
    Ok(received.article())
}
