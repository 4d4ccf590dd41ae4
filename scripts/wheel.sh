#!/usr/bin/env bash
# The wheel for Python, in dist/: scripts/wheel.sh [VENV] [maturin's options]. `--profile dev` builds in less time what reads more slowly.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv-python}
shift || true
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
[ -x "$venv/bin/maturin" ] || "$venv/bin/pip" install --quiet maturin==1.16.0
[ $# -gt 0 ] || set -- --release
# One folder of what was built, with the rest of the project: the crates below are the same.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
rm -f dist/salient_record-*.whl
"$venv/bin/maturin" build --quiet --locked --manifest-path crates/salient-python/Cargo.toml --out dist "$@"
du -h dist/salient_record-*.whl
