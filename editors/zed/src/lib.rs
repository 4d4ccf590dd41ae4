//! The checks of Salient in Zed: tells where the language server is.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Salient;

impl zed::Extension for Salient {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let missing = || "`salient` is not on the PATH: install it, then start the server again".to_owned();
        let command = worktree.which("salient").ok_or_else(missing)?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Salient);
