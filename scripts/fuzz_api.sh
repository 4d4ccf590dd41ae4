#!/usr/bin/env bash
# Hostile clients: Schemathesis on the described API, then by plain sockets what it does not try: slow and idle clients, huge
# bodies, odd paths and days. Ends with 1 where a server error is found, or a client harms another. Other things that
# Schemathesis finds are told, no more. EXAMPLES is the number for each operation, SALIENT a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv-server} examples=${EXAMPLES:-200}
[ -n "${SALIENT:-}" ] || cargo build --release --quiet -p salient-cli
salient=${SALIENT:-target/release/salient}
if [ ! -x "$venv/bin/schemathesis" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet schemathesis==4.32.5 || echo "Schemathesis could not be installed; it is left out"
fi
work=$(mktemp -d)
"$salient" demo --addr 127.0.0.1:0 --rate 0 --log off > /dev/null 2> "$work/err" &
pid=$!
trap 'kill "$pid" 2> /dev/null || true; wait; rm -rf "$work"' EXIT
until at=$(grep -om1 'http://[0-9.:]*' "$work/err"); do
  kill -0 "$pid" 2> /dev/null || { cat "$work/err" >&2; exit 1; }
  sleep 0.2
done
failed=0
if [ -x "$venv/bin/schemathesis" ]; then
  schemathesis=$(realpath "$venv/bin/schemathesis")
  # It leaves its files where it is started.
  (cd "$work" && "$schemathesis" run "$at/api/openapi.json" --checks all --max-examples "$examples" --seed 1 \
    --generation-deterministic --continue-on-failure --no-color --warnings off \
    --report ndjson --report-ndjson-path "$work/report.ndjson" > "$work/told" 2>&1) || true
  cat "$work/told"; cp "$work/report.ndjson" /tmp/bs/report.ndjson
fi
