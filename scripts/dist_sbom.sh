#!/usr/bin/env bash
# What the program is made of, as CycloneDX: dist_sbom.sh FILE. cargo-cyclonedx writes beside every Cargo.toml of the workspace; only
# the command's, for this machine's kind and all its parts, is kept.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo} pinned=0.5.9
tool=target/tools/bin/cargo-cyclonedx
if [ "$("$tool" cyclonedx --version 2> /dev/null | awk '{ print $2 }')" != $pinned ]; then
  $cargo install --quiet --locked --root target/tools "cargo-cyclonedx@$pinned"
fi
host=$(rustc -vV | awk '$1 == "host:" { print $2 }')
"$tool" cyclonedx --quiet --format json --spec-version 1.5 --target "$host" --override-filename handed-out
mv crates/salient-cli/handed-out.json "$1"
find crates -name handed-out.json -delete
python3 - "$1" "$PWD" <<'PY'
import json, sys
file, here = sys.argv[1:]
text = open(file).read()
bom = json.loads(text)
assert len(bom["components"]) > 100, "few components"
# Where the tree lay when it was built is nobody's matter.
open(file, "w").write(text.replace(f"file://{here}/", "").replace(f"{here}/", ""))
unlicensed = [c["name"] for c in bom["components"] if not c.get("licenses")]
assert not unlicensed, f"no licence is told for {unlicensed}"
print(len(bom["components"]), "components")
PY
