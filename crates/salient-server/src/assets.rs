//! The files beside the pages, in the program. Their addresses carry a hash of what they hold, so they can be kept for ever.

use crate::error::Problem;
use crate::pipeline::body;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::sync::LazyLock;

const STYLE: &str = include_str!("../../../web/salient.css");
const SCRIPT: &str = include_str!("../../../web/salient.js");
const ICON: &str = include_str!("../../../web/icon.svg");

static HASH: LazyLock<String> =
    LazyLock::new(|| salient::record::sha256([STYLE, SCRIPT, ICON].concat().as_bytes())[..10].to_owned());

/// The style sheet's address.
pub(crate) fn style() -> String {
    format!("/assets/{}/salient.css", *HASH)
}

/// The script's address.
pub(crate) fn script() -> String {
    format!("/assets/{}/salient.js", *HASH)
}

/// The icon's address.
pub(crate) fn icon() -> String {
    format!("/assets/{}/icon.svg", *HASH)
}

/// A file by its name.
pub(crate) async fn get(Path((hash, name)): Path<(String, String)>) -> Result<Response, Problem> {
    let (kind, text) = match name.as_str() {
        "salient.css" => ("text/css; charset=utf-8", STYLE),
        "salient.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => return Err(Problem::missing("there is no such file")),
    };
    let mut out = body(kind, text);
    // An address of another version gets this one, and is not kept.
    if hash == *HASH {
        out.headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    }
    Ok(out)
}
