//! `salient lsp`

use clap::Args;
#[cfg(feature = "editor")]
use salient_lsp::{Ended, stdio};
use std::process::ExitCode;

#[derive(Args)]
#[command(
    after_help = "An editor starts this command by itself; it speaks the Language Server Protocol over standard input and
output. What a finding weighs, which rules run and what is ignored is read from the nearest salient.toml.

Set up an editor:
  Neovim 0.11   vim.lsp.config('salient', { cmd = { 'salient', 'lsp' }, filetypes = { 'text', 'markdown', 'html' } })
                vim.lsp.enable('salient')
  Helix         languages.toml: [language-server.salient]
                                command = \"salient\"
                                args = [\"lsp\"]
                                [[language]]
                                name = \"markdown\"
                                language-servers = [\"salient\"]
  Emacs         (add-to-list 'eglot-server-programs '((text-mode markdown-mode) . (\"salient\" \"lsp\")))
  VS Code, Zed, Kate, and older Neovim: docs/editors.md and the folder editors/

Exit codes: 0 the editor shut it down, 1 the editor went away without doing so."
)]
pub(crate) struct LspArgs {
    /// Speak over standard input and output: the only way, so that the flag changes nothing
    #[arg(long)]
    stdio: bool,
}

#[cfg(feature = "editor")]
pub(crate) fn run(_args: &LspArgs) -> ExitCode {
    match stdio() {
        Ended::Orderly => ExitCode::SUCCESS,
        Ended::Abrupt => ExitCode::from(1),
    }
}

/// In a build without the feature `editor`.
#[cfg(not(feature = "editor"))]
pub(crate) fn run(_args: &LspArgs) -> ExitCode {
    crate::output::complain("salient: this build has no language server: build with the feature `editor`");
    ExitCode::from(2)
}
