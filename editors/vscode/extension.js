// The checks of Salient in VS Code: starts `salient lsp`, and asks for the reason where a finding is to be ignored.
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

// The command that the server offers for "Ignore … with a reason"; its argument lacks the reason.
const IGNORE = "salient.ignore";

async function withReason(command, args, next) {
  if (command !== IGNORE || args[0]?.reason) {
    return next(command, args);
  }
  const reason = await window.showInputBox({
    prompt: `Why is ${args[0]?.rule} ignored here? The reason goes into salient.toml.`,
    validateInput: (text) => (text.trim() ? undefined : "Say why, for those who come after you."),
  });
  return reason ? next(command, [{ ...args[0], reason: reason.trim() }]) : undefined;
}

function start() {
  const settings = workspace.getConfiguration("salient");
  const server = { command: settings.get("path"), args: ["lsp"] };
  const languages = ["plaintext", "markdown", "html"];
  client = new LanguageClient("salient", "Salient", server, {
    documentSelector: languages.flatMap((language) => ["file", "untitled"].map((scheme) => ({ language, scheme }))),
    initializationOptions: { semanticTokens: settings.get("semanticTokens") },
    middleware: { executeCommand: withReason },
  });
  return client.start();
}

async function restart() {
  await client?.stop();
  await start();
}

exports.activate = async (context) => {
  const changed = (event) => event.affectsConfiguration("salient") && restart();
  context.subscriptions.push(commands.registerCommand("salient.restart", restart));
  context.subscriptions.push(workspace.onDidChangeConfiguration(changed));
  await start();
};

exports.deactivate = () => client?.stop();
