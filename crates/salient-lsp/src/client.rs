//! What a client says of itself when it begins.

use crate::lines::Encoding;
use crate::uri;
use gen_lsp_types::{InitializeParams, PositionEncodingKind, WorkspaceFolders};
use serde_json::Value;
use std::path::PathBuf;

/// What a client can.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    /// What its columns count.
    pub(crate) encoding: Encoding,
    /// It asks for diagnostics, so that none are sent unasked.
    pub(crate) pulls: bool,
    /// It can be told to ask for diagnostics again.
    pub(crate) refreshes: bool,
    /// It shows passages that a diagnostic rests on.
    pub(crate) related: bool,
    /// It takes edits with the version of the text that they are for.
    pub(crate) versions: bool,
    /// It makes files that an edit asks for.
    pub(crate) creates: bool,
    /// It opens a file that it is told to show.
    pub(crate) shows: bool,
    /// It tells of files that change on the disk.
    pub(crate) watches: bool,
    /// It asked for semantic tokens.
    pub(crate) tokens: bool,
    /// The folders that it works in.
    pub(crate) folders: Vec<PathBuf>,
}

impl Client {
    /// Reads what it says. What it does not say it cannot.
    #[allow(deprecated, reason = "older clients tell their folder by rootUri alone")]
    pub(crate) fn new(params: &InitializeParams, raw: &Value) -> Self {
        let can =
            |path: &str| raw.pointer(&format!("/capabilities/{path}")).and_then(Value::as_bool).unwrap_or_default();
        let listed = |path: &str, word: &str| {
            let list = raw.pointer(&format!("/capabilities/{path}")).and_then(Value::as_array);
            list.is_some_and(|all| all.iter().any(|w| w == word))
        };
        let given = match params.workspace_folders_initialize_params.workspace_folders.as_ref() {
            Some(WorkspaceFolders::WorkspaceFolderList(list)) => list.iter().map(|f| &f.uri).collect(),
            _ => Vec::new(),
        };
        Self {
            encoding: encoding(params),
            pulls: raw.pointer("/capabilities/textDocument/diagnostic").is_some_and(Value::is_object),
            refreshes: can("workspace/diagnostics/refreshSupport"),
            related: can("textDocument/publishDiagnostics/relatedInformation")
                || can("textDocument/diagnostic/relatedInformation"),
            versions: can("workspace/workspaceEdit/documentChanges"),
            creates: listed("workspace/workspaceEdit/resourceOperations", "create"),
            shows: can("window/showDocument/support"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            tokens: raw.pointer("/initializationOptions/semanticTokens").and_then(Value::as_bool).unwrap_or_default(),
            folders: given.into_iter().chain(&params.root_uri).filter_map(uri::path).collect(),
        }
    }
}

/// UTF-8 where the client can count it, which needs no counting; else UTF-16, which every client can.
fn encoding(params: &InitializeParams) -> Encoding {
    let offered =
        params.capabilities.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    let has = |kind: PositionEncodingKind| offered.contains(&kind);
    match (has(PositionEncodingKind::UTF8), has(PositionEncodingKind::UTF16), has(PositionEncodingKind::UTF32)) {
        (true, ..) => Encoding::Utf8,
        (false, false, true) => Encoding::Utf32,
        _ => Encoding::Utf16,
    }
}
