//! What the server says of itself when a client begins.

use crate::client::Client;
use crate::ignore;
use crate::lines::Encoding;
use crate::tokens;
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, DiagnosticOptions, ExecuteCommandOptions, InitializeResult,
    PositionEncodingKind, ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkDoneProgressOptions,
};
use serde_json::{Value, json};

/// The name under which diagnostics are shown.
pub(crate) const NAME: &str = "salient";
/// Files whose change may change what is found: of projects, of baselines, beside texts.
const WATCHED: [&str; 2] = ["**/salient.toml", "**/*.json"];

/// The answer to `initialize`.
pub(crate) fn result(client: &Client) -> InitializeResult {
    let info = ServerInfo { name: NAME.to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    InitializeResult { capabilities: capabilities(client), server_info: Some(info) }
}

fn capabilities(client: &Client) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    let diagnostics = DiagnosticOptions {
        identifier: Some(NAME.to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: false,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::SourceFixAll]),
        ..CodeActionOptions::default()
    };
    let commands =
        ExecuteCommandOptions { commands: vec![ignore::COMMAND.to_owned()], ..ExecuteCommandOptions::default() };
    ServerCapabilities {
        position_encoding: Some(encoding(client.encoding)),
        text_document_sync: Some(sync.into()),
        diagnostic_provider: client.pulls.then(|| diagnostics.into()),
        code_action_provider: Some(actions.into()),
        execute_command_provider: Some(commands),
        hover_provider: Some(true.into()),
        semantic_tokens_provider: client.tokens.then(|| tokens::options().into()),
        ..ServerCapabilities::default()
    }
}

fn encoding(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// Asks the client to tell of files that change on the disk.
pub(crate) fn watch() -> Value {
    let watchers: Vec<Value> = WATCHED.iter().map(|glob| json!({ "globPattern": glob })).collect();
    json!({ "registrations": [{
        "id": "salient-files", "method": "workspace/didChangeWatchedFiles", "registerOptions": { "watchers": watchers },
    }] })
}
