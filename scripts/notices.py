"""The licences of what the program is made of, each text once, with the crates that are under it: notices.py SBOM > THIRD-PARTY."""
import json
import pathlib
import subprocess
import sys

NAMES = ("licen", "copying", "copyright", "notice", "unlicense")


def texts(manifest):
    """The licence files beside a manifest, by name."""
    files = sorted(pathlib.Path(manifest).parent.iterdir())
    return [f.read_text(encoding="utf-8", errors="replace").strip() for f in files if f.is_file() and f.name.lower().startswith(NAMES)]


def main(sbom):
    metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--locked", "--format-version", "1"]))
    crates = {(p["name"], p["version"]): p for p in metadata["packages"]}
    under, without = {}, []
    for component in json.load(open(sbom, encoding="utf-8"))["components"]:
        crate = crates[component["name"], component["version"]]
        # What has no source is the project's own.
        if crate["source"] is None:
            continue
        label = f"{crate['name']} {crate['version']} ({crate['license']})"
        found = texts(crate["manifest_path"])
        if not found:
            without.append(f"{label} {crate['repository'] or ''}".strip())
        for text in found:
            under.setdefault(text, []).append(label)
    print("Salient is made with the crates below, under the licences that follow their names.\n")
    if without:
        print("These bring no text of their licence:", *without, sep="\n  ")
    for text, labels in sorted(under.items(), key=lambda one: sorted(one[1])):
        print("\n" + "=" * 78, *sorted(labels), "-" * 78, text, sep="\n")


main(sys.argv[1])
