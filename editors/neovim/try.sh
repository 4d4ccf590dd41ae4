#!/usr/bin/env bash
# Tries the language server in Neovim without a screen: editors/neovim/try.sh [PATH OF salient]
# Prints "skipped" where there is no Neovim.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
salient=$(realpath "${1:-$(command -v salient || echo "$here/../../target/debug/salient")}")
if ! command -v nvim >/dev/null; then
    echo "skipped: Neovim is not installed (on Debian: apt-get install neovim)"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export XDG_CONFIG_HOME="$folder/config" XDG_STATE_HOME="$folder/state" XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache"
echo "The mill worked for weeks, and the harvest was good." > draft.txt
timeout 120 nvim --headless --clean \
    --cmd "let g:salient_command = ['$salient', 'lsp']" \
    --cmd "filetype on" -c "luafile $here/salient.lua" -c "luafile $here/try.lua"
