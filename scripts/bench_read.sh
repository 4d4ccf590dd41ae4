#!/usr/bin/env bash
# Speed, size and memory of reading; beside the same encoder in torch where training's environment is there.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet -p salient-cli
cargo build --release --quiet -p salient --example view
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 scripts/bench_read.py "$work" ./target/release/salient crates/salient-net/weights/reader.bin training
