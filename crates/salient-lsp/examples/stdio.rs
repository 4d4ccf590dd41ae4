//! The server alone over standard input and output, without the rest of `salient`: for trying it in an editor.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(u8::from(salient_lsp::stdio() == salient_lsp::Ended::Abrupt))
}
