#!/usr/bin/env bash
# Speed beside the peers on the same text in the same run, as ratios of user CPU. Peers go into a virtual environment.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv}
cargo build --release --quiet -p salient-cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./target/release/salient demo --write "$work/briefs" 2> /dev/null
python3 scripts/bench_text.py "$work/briefs" "$work"
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet quantulum3==0.10.0 proselint || echo "some peers could not be installed; they are left out"
fi
if command -v npm > /dev/null; then
  cp scripts/bench_harper.mjs "$work/"
  (cd "$work" && npm install --silent --no-audit --no-fund harper.js@2.10.0 > /dev/null 2>&1) || echo "harper.js could not be installed; it is left out"
fi
python3 scripts/bench_run.py "$work" "$venv/bin/python" ./target/release/salient
