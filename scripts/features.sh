#!/usr/bin/env bash
# The command with each of its parts alone, and with none: each builds without a warning, and the one with none says what it lacks. That one
# is built as `make demo` builds it.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}
parts=$($cargo metadata --no-deps --locked --format-version 1 | python3 -c '
import json, sys
command = next(p for p in json.load(sys.stdin)["packages"] if p["name"] == "salient-cli")
print(*command["features"]["default"])')
for part in "" $parts; do
  echo "salient with ${part:-none of its parts}"
  $cargo clippy --quiet --locked -p salient-cli --no-default-features --features "$part" -- -D warnings
done
[ "${1:-}" = lints ] || $cargo test --profile demo --locked -p salient-cli --no-default-features --test lean
