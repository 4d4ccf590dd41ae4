#!/usr/bin/env bash
# Scores `salient extract` against gold claims and keeps the figures in docs/accuracy.md.
set -euo pipefail
cd "$(dirname "$0")/.."
gold=${1:-../shared/eval}
if [ ! -d "$gold" ]; then
  echo "skipped: no gold texts at $gold"
  exit 0
fi
cargo build --release --quiet -p salient-cli
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
{
  echo "# Accuracy"
  echo
  echo "Claims of \`salient extract\` against the gold texts of the evaluation, by its own \`score.py\`: *found* (same number and"
  echo "kind, or same predicate and place), *core* (predicate, actor, place, polarity right), *full* (hedge or extent, asserter and"
  echo "side right too). Measured on $(date -u +%F) at commit $(git rev-parse --short HEAD), by \`make eval\`, at the default"
  echo "\`--min-confidence\`. \`dev\` and \`dev-rewritten\` were not learnt from and nothing is tuned on them. \`seeds\` **is** learnt from: its"
  echo "figures say only that what the product was conceived from is read. The figures that count are those of the fold, below."
  for set in seeds dev dev-rewritten; do
    [ -d "$gold/$set" ] || continue
    ./target/release/salient extract --quiet --format ndjson "$gold/$set"/*.txt > "$out/$set.ndjson"
    printf '\n## %s\n\n```text\n' "$set"
    python3 "$gold/score.py" "$gold/$set" "$out/$set.ndjson"
    printf '```\n'
  done
  echo
  cat training/fold-6.md
} | tee docs/accuracy.md
