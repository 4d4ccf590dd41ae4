//! What a client can do about a finding: write the fix, or ignore it with a reason.

use crate::check::Checked;
use crate::client::Client;
use crate::diagnostic;
use crate::ignore::{self, Wanted};
use crate::points::Points;
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Command, DocumentChange, Edit,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use salient::check::{Finding, Fix};

/// The actions for a range of a text in its current version.
pub(crate) fn all(checked: &Checked, asked: &CodeActionParams, version: i32, client: &Client) -> Vec<CodeAction> {
    let Some((_, report)) = &checked.found else { return Vec::new() };
    let desk = Bench { checked, client, version, points: Points::new(checked.job.lines.text()) };
    let within = checked.job.lines.bytes(asked.range, client.encoding);
    let touched = |f: &&Finding| {
        let here = desk.points.bytes(f.start, f.end);
        here.start <= within.end && within.start <= here.end
    };
    let mut out: Vec<CodeAction> = Vec::new();
    if wants(asked, &CodeActionKind::QuickFix) {
        out.extend(report.findings.iter().filter(touched).flat_map(|f| desk.of(f)));
    }
    if wants(asked, &CodeActionKind::SourceFixAll) {
        out.extend(desk.fix_all(&report.findings));
    }
    out
}

/// Whether a client asks for a kind of actions, by its name or by the name of what it belongs to.
fn wants(asked: &CodeActionParams, kind: &CodeActionKind) -> bool {
    let name = |k: &CodeActionKind| String::from(k.clone());
    let kind = name(kind);
    asked.context.only.as_ref().is_none_or(|only| {
        only.iter()
            .map(name)
            .any(|wanted| kind.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    })
}

/// What every action is made with.
struct Bench<'a> {
    checked: &'a Checked,
    client: &'a Client,
    version: i32,
    points: Points<'a>,
}

impl Bench<'_> {
    fn of(&self, finding: &Finding) -> Vec<CodeAction> {
        let about = diagnostic::finding(self.checked, &self.points, finding, self.client);
        let action = |title: String| CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![about.clone()]),
            ..CodeAction::default()
        };
        let fix = finding.fix.iter().map(|fix| CodeAction {
            is_preferred: Some(true),
            edit: Some(self.edit(vec![self.text_edit(fix)])),
            ..action(format!("Write “{}”", fix.replacement))
        });
        // What has no file can be named in no file of a project.
        let saved = self.checked.job.path.is_some();
        let ways = [
            ("Ignore this finding, with a reason".to_owned(), Some(&finding.quote)),
            (format!("Ignore `{}` in this text, with a reason", finding.rule), None),
        ];
        let ignores = ways.into_iter().filter(|_| saved).map(|(title, quote)| CodeAction {
            command: Some(self.command(&title, finding.rule, quote)),
            ..action(title)
        });
        fix.chain(ignores).collect()
    }

    fn command(&self, title: &str, rule: &str, quote: Option<&String>) -> Command {
        let wanted =
            Wanted { uri: self.checked.job.uri.clone(), rule: rule.to_owned(), quote: quote.cloned(), reason: None };
        Command {
            title: title.to_owned(),
            command: ignore::COMMAND.to_owned(),
            arguments: Some(vec![serde_json::to_value(wanted).unwrap_or_default()]),
            ..Command::default()
        }
    }

    /// All fixes at once, where there is any: of two that overlap the first.
    fn fix_all(&self, findings: &[Finding]) -> Option<CodeAction> {
        let mut fixes: Vec<&Fix> = findings.iter().filter_map(|f| f.fix.as_ref()).collect();
        fixes.sort_by_key(|f| (f.start, f.end));
        let mut end = 0;
        fixes.retain(|fix| {
            fix.start >= end && {
                end = fix.end;
                true
            }
        });
        (!fixes.is_empty()).then(|| CodeAction {
            title: format!("Write all fixes ({})", fixes.len()),
            kind: Some(CodeActionKind::SourceFixAll),
            edit: Some(self.edit(fixes.iter().map(|f| self.text_edit(f)).collect())),
            ..CodeAction::default()
        })
    }

    fn text_edit(&self, fix: &Fix) -> TextEdit {
        let range = diagnostic::range(self.checked, &self.points, fix.start, fix.end, self.client.encoding);
        TextEdit { range, new_text: fix.replacement.clone() }
    }

    fn edit(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        edit(&self.checked.job.uri, Some(self.version), edits, self.client)
    }
}

/// An edit of one text: with its version, where the client can.
pub(crate) fn edit(uri: &Uri, version: Option<i32>, edits: Vec<TextEdit>, client: &Client) -> WorkspaceEdit {
    if !client.versions {
        return WorkspaceEdit { changes: Some([(uri.clone(), edits)].into()), ..WorkspaceEdit::default() };
    }
    WorkspaceEdit { document_changes: Some(vec![change(uri, version, edits)]), ..WorkspaceEdit::default() }
}

/// The same as one step of several.
pub(crate) fn change(uri: &Uri, version: Option<i32>, edits: Vec<TextEdit>) -> DocumentChange {
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version,
        text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
    };
    TextDocumentEdit { text_document, edits: edits.into_iter().map(Edit::from).collect() }.into()
}
