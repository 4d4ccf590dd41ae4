#!/usr/bin/env bash
# The server beside the peers in the same run, all on loopback: the first screen beside nginx with the same bytes, /api/check
# beside the program's own bulk rate, the table of claims beside Datasette on the same ledger. wrk, which asks, works on the same
# cores as the one that answers: read the ratios, not the rates.
# SECONDS_EACH is the length of the loads of the first screen, BULK the lines of the bulk rate, ARTICLES the size of the ledger
# of claims, SALIENT a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv-server} each=${SECONDS_EACH:-60} bulk=${BULK:-20000} articles=${ARTICLES:-2000}
seeds=../shared/eval/seeds maps=../shared/maps/deepstate
[ -n "${SALIENT:-}" ] || cargo build --release --quiet -p salient-cli
salient=${SALIENT:-target/release/salient}
if ! (for tool in nginx wrk curl; do command -v $tool > /dev/null || exit 1; done); then
  [ "$(id -u)" = 0 ] || { echo "skipped: needs nginx, wrk and curl"; exit 0; }
  apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light wrk curl > /dev/null
fi
if [ ! -x "$venv/bin/datasette" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet datasette==0.65.5 || echo "Datasette could not be installed; it is left out"
fi
work=$(mktemp -d) started=() gzip=(-H 'Accept-Encoding: gzip')
chmod 755 "$work"
stop() { kill "${started[@]}" 2> /dev/null || true; wait; started=(); }
trap 'stop; rm -rf "$work"' EXIT

# A server on a ledger: sets `at`, its address, `pid`, and how many seconds it took to be `up`.
serve() {
  local begun
  begun=$(date +%s.%N)
  : > "$work/serve.err"
  "$salient" serve --ledger "$1" --case kursk-2024 --addr 127.0.0.1:0 --rate 0 --log off 2> "$work/serve.err" &
  pid=$!
  started+=("$pid")
  until at=$(grep -om1 'http://[0-9.:]*' "$work/serve.err"); do
    kill -0 "$pid" 2> /dev/null || { cat "$work/serve.err" >&2; exit 1; }
    sleep 0.1
  done
  up=$(since "$begun")
}
since() { echo "$1 $(date +%s.%N)" | awk '{ printf "%.2f", $2 - $1 }'; }
free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
# Waits for a peer, and keeps its answer in a file.
ready() {
  for _ in $(seq 100); do
    curl -sf "${gzip[@]}" "$1" -o "$2" && return
    sleep 0.2
  done
  echo "$1 does not answer" >&2
  return 1
}
memory() { awk -v what="$1:" '$1 == what { printf "%.0f", $2 / 1000 }' "/proc/$pid/status"; }
# Requests a second, the 99th percentile in ms, and answers that were no success or never came.
load() {
  wrk -t2 --latency --timeout 10s "$@" > "$work/wrk"
  awk '
    $1 == "99%" { p = $2 + 0; if ($2 ~ /us$/) p /= 1000; else if ($2 !~ /ms$/) p *= $2 ~ /m$/ ? 60000 : 1000 }
    /Requests\/sec/ { rate = $2 }
    /Non-2xx/ { errors += $NF }
    /Socket errors/ { gsub(",", ""); errors += $4 + $6 + $8 + $10 }
    END { printf "%.1f %.2f %d\n", rate, p, errors }' "$work/wrk"
}
# The lines of several loads as one: rates and percentiles averaged, errors summed.
mean() { awk '{ r += $1; p += $2; e += $3 } END { printf "%.1f %.2f %d\n", r / NR, p / NR, e }'; }
over() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
row() { printf '  %-42s %12s %10s %8s\n' "$@"; }

# 1. The first screen, beside nginx with the same gzipped bytes in a file.
if [ -d "$seeds" ] && [ -d "$maps" ]; then
  texts=("$seeds"/*.txt) ground=("$maps"/*.geojson)
else
  "$salient" demo --write "$work/demo" > /dev/null
  texts=("$work"/demo/*.txt) ground=()
fi
"$salient" record add "${texts[@]}" "${ground[@]}" --case kursk-2024 --ledger "$work/first.gpkg" -q
serve "$work/first.gpkg"
mkdir "$work/static"
curl -sSf "${gzip[@]}" "$at/" -o "$work/static/page.gz"
port=$(free)
cat > "$work/nginx.conf" <<CONF
$([ "$(id -u)" != 0 ] || echo 'user root;')
worker_processes 2;
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=10;
  keepalive_requests 1000000000;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server {
    listen 127.0.0.1:$port backlog=1024;
    root $work/static;
    location / { types {} default_type "text/html; charset=utf-8"; add_header Content-Encoding gzip; try_files /page.gz =404; }
  }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/nginx.log" &
started+=($!)
ready "http://127.0.0.1:$port/" "$work/served.gz"
cmp "$work/served.gz" "$work/static/page.gz"
half=$(((each + 1) / 2))
rss=("$(memory VmRSS)")
for _ in 1 2; do
  load -c200 -d"${half}s" "${gzip[@]}" "http://127.0.0.1:$port/" >> "$work/nginx.loads"
  load -c200 -d"${half}s" "${gzip[@]}" "$at/" >> "$work/salient.loads"
  rss+=("$(memory VmRSS)")
done
read -r rate1 p1 errors1 < <(mean < "$work/nginx.loads")
read -r rate2 p2 errors2 < <(mean < "$work/salient.loads")
printf 'The first screen: %s bytes gzipped, 200 connections, 2 x %s s each\n' "$(wc -c < "$work/static/page.gz")" "$half"
row "" requests/s "p99, ms" errors
row nginx "$rate1" "$p1" "$errors1"
row salient "$rate2" "$p2" "$errors2"
row "nginx / salient; p99 salient / nginx" "$(over "$rate1" "$rate2")" "$(over "$p2" "$p1")" ""
printf '  memory of salient: %s MB at the start, %s in the middle, %s at the end, %s at most\n' "${rss[@]}" "$(memory VmHWM)"
stop

# 2. /api/check, beside the program on the same text as lines.
python3 - "$work/text" "$work/lines" "$bulk" "${texts[@]}" <<'PY'
import itertools, json, sys
text, lines, count, *files = sys.argv[1:]
paragraphs = [p for f in files for p in open(f, encoding="utf-8").read().split("\n") if p.strip()]
whole = ""
for p in itertools.cycle(paragraphs):
    if len((whole + p).encode()) > 5000:
        break
    whole += p + "\n\n"
open(text, "w", encoding="utf-8").write(whole)
with open(lines, "w", encoding="utf-8") as out:
    for n in range(int(count)):
        out.write(json.dumps({"name": f"a{n}", "text": whole}, ensure_ascii=False) + "\n")
PY
size=$(wc -c < "$work/text")
begun=$(date +%s.%N)
"$salient" check --input ndjson --format ndjson --fail-on never -q - < "$work/lines" > /dev/null
rate1=$(over "$((size * bulk))" "$(since "$begun")e6")
serve "$work/first.gpkg"
read -r requests p2 errors2 < <(TEXT="$work/text" load -c16 -d10s -s scripts/bench_check.lua "$at/api/check")
rate2=$(awk -v r="$requests" -v size="$size" 'BEGIN { printf "%.2f", r * size / 1e6 }')
stop
printf '\n/api/check: a text of %s bytes, 16 connections; %s lines of it as NDJSON\n' "$size" "$bulk"
row "" "MB/s" "p99, ms" errors
row "salient check" "$rate1" "" ""
row "/api/check" "$rate2" "$p2" "$errors2"
row "bulk / api" "$(over "$rate1" "$rate2")" "" ""

# 3. A hundred claims as JSON, beside Datasette on the same ledger. Both answer without gzip.
python3 - "$articles" > "$work/articles.ndjson" <<'PY'
import datetime, json, random, sys
R = random.Random(1)
days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
for n in range(int(sys.argv[1])):
    day = datetime.date(2024, 8, 12) + datetime.timedelta(R.randrange(260))
    said = day - datetime.timedelta(1)
    who, side = R.choice([("Oleksandr Syrskyi", "Ukrainian"), ("DeepState", "Ukrainian"), ("Valery Gerasimov", "Russian")])
    text = f"{side} forces control about {R.randrange(20, 1400)} square kilometers in the Kursk region, {who} said on {days[said.weekday()]}.\n"
    if R.random() < 0.5:
        text += f"They took {R.randrange(2, 90)} square kilometers in the past week, the report {n} said.\n"
    print(json.dumps({"name": f"a{n}", "text": text, "published": str(day), "title": f"Report {n}", "url": f"https://example.org/{n}"}))
PY
"$salient" record add "$work/articles.ndjson" --case kursk-2024 --ledger "$work/big.gpkg" -q
serve "$work/big.gpkg"
ours=("/api/claims?limit=100" "/api/claims?limit=100&offset={r}&new={n}")
theirs=("/big/claims.json?_size=100&_shape=objects" "/big/claims.json?_size=100&_shape=objects&low__gte={r}")
names=("one question" "another each time")
printf '\nClaims: 100 of %s as JSON, 20 connections, 10 s each\n' "$(curl -sSf "$at/api/claims?limit=1" | grep -om1 '"total":[0-9]*' | cut -d: -f2)"
row "" requests/s "p99, ms" errors
peer=""
if [ -x "$venv/bin/datasette" ]; then
  # At its best: the file does not change, and no facets are suggested.
  port=$(free)
  "$venv/bin/datasette" serve -i "$work/big.gpkg" -p "$port" --setting suggest_facets off > "$work/datasette.log" 2>&1 &
  started+=($!)
  peer=http://127.0.0.1:$port
  ready "$peer${theirs[0]}" "$work/theirs.json"
fi
for n in 0 1; do
  read -r rate2 p2 errors2 < <(QUERY=${ours[n]} load -c20 -d10s -s scripts/bench_claims.lua "$at")
  row "salient, ${names[n]}" "$rate2" "$p2" "$errors2"
  [ -n "$peer" ] || continue
  read -r rate1 p1 errors1 < <(QUERY=${theirs[n]} load -c20 -d10s -s scripts/bench_claims.lua "$peer")
  row "Datasette, ${names[n]}" "$rate1" "$p1" "$errors1"
  row "salient / Datasette; p99 the other way" "$(over "$rate2" "$rate1")" "$(over "$p1" "$p2")" ""
done
printf '  salient: up after %s s; memory %s MB, %s at most\n' "$up" "$(memory VmRSS)" "$(memory VmHWM)"
