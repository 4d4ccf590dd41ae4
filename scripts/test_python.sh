#!/usr/bin/env bash
# Lints the crate, installs the wheel of dist/ into an environment of its own, and runs its tests: examples, types, notebook, Sail.
# scripts/test_python.sh [VENV]
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv-python}
crate=crates/salient-python
wheel=$(ls dist/salient_record-*.whl 2> /dev/null) || { echo "no wheel in dist/: run \`make wheel\` first"; exit 2; }
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
cargo fmt --manifest-path $crate/Cargo.toml --check
PYO3_PYTHON=$(command -v python3) cargo clippy --manifest-path $crate/Cargo.toml --locked -- -D warnings
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --requirement $crate/requirements-test.txt
"$venv/bin/pip" install --quiet --force-reinstall --no-deps "$wheel"
# From the tests' own folder, so that the wheel is imported and not the sources.
python=$(cd "$venv" && pwd)/bin/python
(cd $crate/tests && "$python" -m pytest -q -c ../pyproject.toml --rootdir .. .)
"$venv/bin/python" -m mypy --strict $crate/tests/typed.py
"$venv/bin/python" -m mypy.stubtest salient --ignore-missing-stub --ignore-unused-allowlist --allowlist $crate/tests/stubtest.txt
