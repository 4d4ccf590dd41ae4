#!/bin/sh
# Uses an installed program as a newcomer would, and fails where anything is not as it should be: dist_use.sh PREFIX.
set -eu
prefix=$1
work=$(mktemp -d)
cd "$work"
trap 'rm -rf "$work"' EXIT
fail() { echo "smoke test: $*" >&2; exit 1; }
# The exit code of a command, whatever it is.
code() { "$@" > out 2> err && echo 0 || echo $?; }

salient --version | grep -q '^salient [0-9]' || fail "no version"
[ "$(code salient demo --no-serve)" = 0 ] || fail "the demo ends with an error: $(cat err)"
grep -q 'error\[unit-mismatch\]' out || fail "the demo finds nothing"
salient demo --write briefs 2> /dev/null
[ "$(code salient check briefs)" = 1 ] || fail "findings in the briefs do not make the exit code 1"
[ "$(code salient check no-such-file.txt)" = 2 ] || fail "a missing file does not make the exit code 2"
echo 'Rebels took 12 square kilometers near Tadef, the army said on Monday.' > clean.txt
[ "$(code salient check --published 2016-12-13 clean.txt)" = 0 ] || fail "a clean text has findings: $(cat out err)"
salient extract --format csv --published 2016-12-13 clean.txt | grep -q Tadef || fail "a claim is not found"
[ "$(code salient record add briefs --ledger l.gpkg)" = 0 ] || fail "the briefs are not recorded: $(cat err)"
[ "$(code salient record verify --ledger l.gpkg)" = 0 ] || fail "the ledger does not hold: $(cat err)"
salient compare --ledger l.gpkg --case kursk-2024 > out || fail "nothing to compare"
salient compare --ledger l.gpkg --case kursk-2024 --format png --output c.png
[ "$(head -c 4 c.png | tail -c 3)" = PNG ] || fail "the chart is no picture"
[ "$(code salient record add https://127.0.0.1:1/story --private --ledger l.gpkg)" = 2 ] || fail "fetching from nowhere is no error"
[ "$(code salient claims --ledger postgres://nobody@127.0.0.1:1/none)" = 2 ] || fail "a server that is not there is no error"
if grep -q 'this build has no' err; then fail "a part is missing: $(cat err)"; fi
for page in salient salient-check salient-record-add; do
  find "$prefix/share/man/man1" -name "$page.1*" | grep -q . || fail "no manual page $page"
done
for file in bash-completion/completions/salient fish/vendor_completions.d/salient.fish; do
  grep -q salient "$prefix/share/$file" || fail "no completion $file"
done
find "$prefix/share/zsh" -name _salient | grep -q . || fail "no completion for zsh"
echo "smoke test: all well"
