#!/usr/bin/env bash
# Control maps beside the peers, in the same run: 302 daily maps to a table of dissolved areas by status, as ratios of CPU
# seconds (user and system, medians of three). The series is built from the sample maps beside the project; the peers' jobs
# lie there too. Without them it says so and stops.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv-map} samples=../shared/maps/deepstate peers=../shared/peers/map
[ -d "$samples" ] || { echo "skipped: the sample maps are not beside the project"; exit 0; }
cargo build --release --quiet -p salient-cli
cargo build --release --quiet -p salient-map --example parse
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 scripts/bench_map_series.py "$samples" "$work/series" --days "${DAYS:-302}"

# CPU seconds of a command, the median of three runs, and the peak of its memory in MB.
cpu() {
  for _ in 1 2 3; do
    { /usr/bin/time -f "%U %S %M" "$@" > /dev/null 2> "$work/err"; } || { cat "$work/err" >&2; return 1; }
    tail -1 "$work/err"
  done | awk '{ print $1 + $2, $3 / 1000 }' | sort -n | sed -n 2p
}
ours() {
  rm -rf "$work/atlas"
  ./target/release/salient map import deepstate "$work/series" --atlas "$work/atlas" -q
  ./target/release/salient map area --atlas "$work/atlas" --format csv
}
export -f ours; export work
read -r mine memory < <(cpu bash -c ours)
read -r parse _ < <(cpu ./target/release/examples/parse "$work"/series/*.geojson)
echo "salient, import and table: $mine s CPU, $memory MB"
echo "parsing the JSON alone:    $parse s CPU (salient: $(awk "BEGIN { print $mine / $parse }") times that)"
divisions() { ./target/release/salient map area --atlas "$work/atlas" --format csv "$@"; }
export -f divisions
read -r one _ < <(cpu bash -c 'divisions --in UA-14')
read -r all _ < <(cpu bash -c 'divisions --in UA --by region')
echo "one division: $one s CPU, all of a state: $all s CPU ($(awk "BEGIN { print $all / $one }") times that)"
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet geopandas==1.2.0 pyproj shapely==2.2.0 pyogrio duckdb==1.5.5 duckdb-extension-spatial==1.5.5 \
    || echo "some peers could not be installed; they are left out"
fi
for peer in "geopandas read_file union" "duckdb union"; do
  read -r name arguments <<< "$peer"
  [ -f "$peers/job_$name.py" ] || continue
  # shellcheck disable=SC2086
  if read -r theirs memory < <(cpu "$venv/bin/python" "$peers/job_$name.py" "$work/series" 0 9999999999 "$work/$name.csv" $arguments); then
    echo "$name: $theirs s CPU, $memory MB ($(awk "BEGIN { print $theirs / $mine }") times salient)"
  fi
done
