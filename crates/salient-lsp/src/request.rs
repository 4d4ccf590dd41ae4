//! What a client asks.

use crate::answer::Ask;
use crate::client::Client;
use crate::ignore::{self, Wanted};
use crate::server::{Phase, Server};
use crate::start;
use gen_lsp_types::{
    ApplyWorkspaceEditParams, CodeActionParams, DocumentDiagnosticParams, ExecuteCommandParams, HoverParams,
    InitializeParams, SemanticTokensParams, ShowDocumentParams, Uri,
};
use lsp_server::{ErrorCode, Request, RequestId};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a request is refused.
type Refusal = (ErrorCode, String);

impl Server {
    /// Answers a request, at once or when the text that it is about has been checked.
    pub(crate) fn request(&mut self, request: Request) {
        let id = request.id.clone();
        if let Err((code, message)) = self.try_request(request) {
            self.outbox.refuse(id, code, &message);
        }
    }

    fn try_request(&mut self, request: Request) -> Result<(), Refusal> {
        let Request { id, method, params } = request;
        match (method.as_str(), self.phase) {
            ("initialize", Phase::New) => self.initialize(id, params)?,
            (_, Phase::New) => return Err((ErrorCode::ServerNotInitialized, "`initialize` comes first".to_owned())),
            ("initialize", _) => return Err((ErrorCode::InvalidRequest, "`initialize` came already".to_owned())),
            (_, Phase::Closing) => return Err((ErrorCode::InvalidRequest, "`shutdown` came already".to_owned())),
            ("shutdown", _) => {
                self.phase = Phase::Closing;
                self.outbox.answer(id, Value::Null);
            }
            ("workspace/executeCommand", _) => self.command(id, parsed(params)?)?,
            _ => {
                let (uri, ask) = about(&method, params)?;
                self.ask(id, &uri, ask);
            }
        }
        Ok(())
    }

    fn initialize(&mut self, id: RequestId, params: Value) -> Result<(), Refusal> {
        let told: InitializeParams = parsed(params.clone())?;
        self.client = Client::new(&told, &params);
        self.phase = Phase::Serving;
        self.outbox.answer(id, start::result(&self.client));
        Ok(())
    }

    /// Answers from the text as it is now, or when that has been checked.
    fn ask(&mut self, id: RequestId, uri: &Uri, ask: Ask) {
        let Some(text) = self.texts.get(uri) else { return self.outbox.answer(id, ask.closed()) };
        if let Some(checked) = text.enough(&ask, &self.client) {
            return self.outbox.answer(id, ask.answer(checked, text.version, &self.client));
        }
        text.waiting.push((id, ask));
        self.texts.hurry();
    }

    fn command(&mut self, id: RequestId, asked: ExecuteCommandParams) -> Result<(), Refusal> {
        if asked.command != ignore::COMMAND {
            return Err((ErrorCode::InvalidParams, format!("no command is named `{}`", asked.command)));
        }
        let first = asked.arguments.and_then(|all| all.into_iter().next()).unwrap_or_default();
        let wanted: Wanted = parsed(first)?;
        let done = ignore::done(&wanted, &self.client).map_err(|why| (ErrorCode::RequestFailed, why))?;
        let label = Some(format!("Ignore {}", wanted.rule));
        let edit = ApplyWorkspaceEditParams { label, edit: done.edit, metadata: None };
        self.outbox.ask("workspace/applyEdit", edit);
        if let Some(place) = done.lacking.filter(|_| self.client.shows) {
            let (external, take_focus, selection) = (None, Some(true), Some(place));
            self.outbox
                .ask("window/showDocument", ShowDocumentParams { uri: done.file, external, take_focus, selection });
        }
        self.outbox.answer(id, Value::Null);
        Ok(())
    }
}

/// The text that a request is about, and what it wants to know of it.
fn about(method: &str, params: Value) -> Result<(Uri, Ask), Refusal> {
    Ok(match method {
        "textDocument/diagnostic" => {
            let asked: DocumentDiagnosticParams = parsed(params)?;
            (asked.text_document.uri, Ask::Diagnostics(asked.previous_result_id))
        }
        "textDocument/codeAction" => {
            let asked: CodeActionParams = parsed(params)?;
            (asked.text_document.uri.clone(), Ask::Actions(Box::new(asked)))
        }
        "textDocument/hover" => {
            let asked = parsed::<HoverParams>(params)?.text_document_position_params;
            (asked.text_document.uri, Ask::Hover(asked.position))
        }
        "textDocument/semanticTokens/full" => (parsed::<SemanticTokensParams>(params)?.text_document.uri, Ask::Tokens),
        _ => return Err((ErrorCode::MethodNotFound, format!("`{method}` is not served"))),
    })
}

fn parsed<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|e| (ErrorCode::InvalidParams, e.to_string()))
}
