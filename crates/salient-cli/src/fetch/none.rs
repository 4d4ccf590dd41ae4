//! In a build without the feature `fetch`: every address is left out, with the reason.

use std::time::Duration;

/// A visitor of web sites that stays at home.
pub(crate) struct Fetcher;

/// What came from an address.
pub(crate) struct Page {
    /// The address after redirects.
    pub(crate) url: String,
    /// The body, unpacked.
    pub(crate) body: Vec<u8>,
    /// The encoding that the server names.
    pub(crate) charset: Option<String>,
}

impl Fetcher {
    pub(crate) fn new(_pause: Duration, _most: u64, _named: Vec<String>) -> Self {
        Self
    }

    #[allow(clippy::unused_self, reason = "as in a build that fetches")]
    pub(crate) fn get(&mut self, url: &str) -> Result<Page, String> {
        Err(format!(
            "{url}: this build has no fetching: save the page and name the file, or build with the feature `fetch`"
        ))
    }
}

/// No host is asked, so none is named.
pub(crate) fn authority(_url: &str) -> Option<String> {
    None
}
