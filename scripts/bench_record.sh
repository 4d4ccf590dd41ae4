#!/usr/bin/env bash
# The record: near-duplicates beside datasketch and rensa in the same run, and the cost of recording per article as a ledger grows.
# CPU seconds, user and system. N sets the size of the near-duplicate set, SIZES the ledgers' (a million takes half an hour).
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv-copies}
cargo build --release --quiet -p salient-cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=${N:-20000}
python3 scripts/bench_copies_set.py --clusters $((n * 38 / 100)) --seed 1 --out "$work/set.ndjson"
head -n "$n" "$work/set.ndjson" > "$work/n.ndjson"
size=$(wc -c < "$work/n.ndjson")
for _ in 1 2 3; do
  { RAYON_NUM_THREADS=1 /usr/bin/time -f "%U %S %M" ./target/release/salient record copies --input "$work/n.ndjson" > "$work/pairs.tsv"; } 2>&1 | tail -1
done | sort -n | sed -n 2p | awk -v size="$size" '{ printf "salient, JSON and all: %.1f MB/s of one core, %d MB\n", size / 1e6 / ($1 + $2), $3 / 1000 }'
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet datasketch==2.0.0 rensa==0.5.0 orjson || echo "some peers could not be installed; they are left out"
fi
"$venv/bin/python" scripts/bench_copies_peers.py score "$work/pairs.tsv" "$work/n.ndjson"
"$venv/bin/python" scripts/bench_copies_peers.py run "$work/n.ndjson" "$n" || true
for size in ${SIZES:-10000 100000}; do
  python3 scripts/bench_copies_set.py --clusters $((size * 38 / 100)) --seed 2 --out - | head -n "$size" > "$work/a.ndjson" || true
  /usr/bin/time -f "%U %S %e %M" -o "$work/time" ./target/release/salient record add "$work/a.ndjson" --ledger "$work/l.gpkg" -q
  awk -v n="$size" '{ printf "%d articles: %.2f ms of CPU an article, %.0f s, %d MB\n", n, ($1 + $2) * 1000 / n, $3, $4 / 1000 }' "$work/time"
  rm -f "$work"/l.gpkg*
done
