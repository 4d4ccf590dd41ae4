//! Answers that depend on a text as it is now.

use crate::check::Checked;
use crate::client::Client;
use crate::{action, diagnostic, hover, tokens};
use gen_lsp_types::{CodeActionParams, Position};
use serde_json::{Value, json};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a request wants to know.
pub(crate) enum Ask {
    /// The diagnostics, with the id of the last answer.
    Diagnostics(Option<String>),
    /// What can be done about a range.
    Actions(Box<CodeActionParams>),
    /// What is under the pointer.
    Hover(Position),
    /// The parts of claims.
    Tokens,
}

impl Ask {
    /// The answer, from a text that was checked in its current version.
    pub(crate) fn answer(&self, checked: &Checked, version: i32, client: &Client) -> Value {
        let value = match self {
            Self::Diagnostics(before) => return diagnostics(checked, before.as_deref(), client),
            Self::Actions(asked) => serde_json::to_value(action::all(checked, asked, version, client)),
            Self::Hover(position) => serde_json::to_value(hover::at(checked, *position, client)),
            Self::Tokens => serde_json::to_value(tokens::all(checked, client)),
        };
        value.unwrap_or_default()
    }

    /// The answer about a text that is not open.
    pub(crate) fn closed(&self) -> Value {
        match self {
            Self::Diagnostics(_) => json!({ "kind": "full", "items": [] }),
            _ => Value::Null,
        }
    }
}

/// All diagnostics, or that they are those of the last answer.
fn diagnostics(checked: &Checked, before: Option<&str>, client: &Client) -> Value {
    let items = serde_json::to_value(diagnostic::all(checked, client)).unwrap_or_default();
    let mut hash = DefaultHasher::new();
    items.to_string().hash(&mut hash);
    let id = format!("{:016x}", hash.finish());
    if before == Some(&id) {
        return json!({ "kind": "unchanged", "resultId": id });
    }
    json!({ "kind": "full", "resultId": id, "items": items })
}
