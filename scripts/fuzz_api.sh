#!/usr/bin/env bash
# Hostile clients: Schemathesis on the described API, then by plain sockets what it does not try: slow and idle clients, huge
# bodies, odd paths and days. Ends with 1 where a server error is found, or a client harms another. Other things that
# Schemathesis finds are told, no more. EXAMPLES is the number for each operation, SALIENT a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv-server} examples=${EXAMPLES:-200}
[ -n "${SALIENT:-}" ] || cargo build --release --quiet -p salient-cli
salient=${SALIENT:-target/release/salient}
if [ ! -x "$venv/bin/schemathesis" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet schemathesis==4.32.5 || echo "Schemathesis could not be installed; it is left out"
fi
work=$(mktemp -d)
"$salient" demo --addr 127.0.0.1:0 --rate 0 --log off > /dev/null 2> "$work/err" &
pid=$!
trap 'kill "$pid" 2> /dev/null || true; wait; rm -rf "$work"' EXIT
until at=$(grep -om1 'http://[0-9.:]*' "$work/err"); do
  kill -0 "$pid" 2> /dev/null || { cat "$work/err" >&2; exit 1; }
  sleep 0.2
done
failed=0
if [ -x "$venv/bin/schemathesis" ]; then
  schemathesis=$(realpath "$venv/bin/schemathesis")
  # It leaves files where it is started.
  (cd "$work" && "$schemathesis" run "$at/api/openapi.json" --phases examples,coverage,fuzzing --checks all \
    --max-examples "$examples" --generation-deterministic --continue-on-failure --warnings off --no-color \
    --report ndjson --report-ndjson-path report.ndjson > told) || true
  python3 - "$work/report.ndjson" <<'PY' || failed=1
import collections, json, sys
tried, told, broken = 0, {}, []
for line in open(sys.argv[1]):
    (kind, event), = json.loads(line).items()
    if kind == "NonFatalError":
        broken.append(f"{event['label']}: {event['value']['message']}")
    recorder = event.get("recorder") or {}
    tried += len(recorder.get("cases", {}))
    for case, checks in recorder.get("checks", {}).items():
        for check in checks:
            if check["status"] != "failure":
                continue
            failure = check["failure_info"]["failure"]
            asked = recorder["cases"][case]["value"]
            if check["name"] == "not_a_server_error":
                broken.append(f"{recorder['label']} {json.dumps(asked)[:1000]}: {failure['message']}")
            told.setdefault((failure["title"], recorder["label"]), failure["message"].split("\n")[0])
print(f"Schemathesis: {tried} requests, {len(broken)} server errors; besides, as information:")
for (title, label), first in sorted(told.items()):
    print(f"  {title}: {label}: {first[:100]}")
for text in broken:
    print(f"FAILED: {text}")
sys.exit(bool(broken) or not tried)
PY
fi
python3 - "${at#http://}" "$pid" <<'PY' || failed=1
import concurrent.futures, json, os, re, socket, sys, time, urllib.parse
host, port = sys.argv[1].split(":")
failed = []

def connect():
    return socket.create_connection((host, int(port)), timeout=60)

def head(path, method="GET", more="", name=None):
    return f"{method} {path} HTTP/1.1\r\nHost: {name or host}\r\nConnection: close\r\n{more}\r\n".encode()

def send(data):
    """What comes back, as status and body; 0 where nothing does. A server that has heard enough need not take the rest."""
    with connect() as s:
        try:
            s.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass
        out = b""
        try:
            while part := s.recv(1 << 16):
                out += part
        except ConnectionResetError:
            pass
    found = re.match(rb"HTTP/1\.1 (\d+)", out)
    return int(found[1]) if found else 0, out.partition(b"\r\n\r\n")[2]

def post(path, body, kind="text/plain"):
    return send(head(path, "POST", f"Content-Length: {len(body)}\r\nContent-Type: {kind}\r\n") + body)

def check(name, good, told=""):
    print(f"  {'ok' if good else 'FAILED'}: {name}{': ' + str(told) if told != '' else ''}")
    if not good:
        failed.append(name)

def prompt(name, most=1):
    """A page that is not in memory, asked for by somebody else meanwhile."""
    begun = time.monotonic()
    status, _ = send(head(f"/claims?text={time.time_ns()}"))
    took = time.monotonic() - begun
    check(name, status == 200 and took < most, f"{status} in {took:.3f} s")

print("Slow, idle and huge:")
def slow(drip):
    """Half a head and then nothing, or a byte each second: how long the server bears with it."""
    begun = time.monotonic()
    with connect() as s:
        s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: ")
        s.settimeout(1)
        while (took := time.monotonic() - begun) < 40:
            try:
                if drip:
                    s.sendall(b"a")
                if not s.recv(1 << 16):
                    break
            except TimeoutError:
                pass
            except (BrokenPipeError, ConnectionResetError):
                break
    return took

with concurrent.futures.ThreadPoolExecutor(20) as pool:
    all = [pool.submit(slow, n % 2) for n in range(20)]
    time.sleep(1)
    prompt("a request beside 20 half heads")
    longest = max(one.result() for one in all)
check("a half head is cut off within 15 s", longest <= 15, f"{longest:.1f} s")
begun = time.monotonic()
status, _ = send(head("/api/check", "POST", "Content-Length: 1000\r\n") + b"half a bo")
check("half a body is the client's fault", 400 <= status < 500 or status == 0, f"{status} after {time.monotonic() - begun:.1f} s")
idle = [connect() for _ in range(300)]
prompt("a request beside 300 idle connections")
for one in idle:
    one.close()
huge = b"a" * (10 << 20)
seen = [post("/api/check", huge)[0] for _ in range(5)]
check("10 MB are refused", set(seen) == {413}, seen)
chunks = b"".join(b"10000\r\n" + b"a" * 65536 + b"\r\n" for _ in range(160)) + b"0\r\n\r\n"
seen = [send(head("/api/check", "POST", "Transfer-Encoding: chunked\r\n") + chunks)[0] for _ in range(5)]
check("10 MB in pieces are refused", set(seen) == {413}, seen)

print("Bodies:")
deep = 200_000
for name, kind, body in [
    ("no UTF-8", "text/plain", bytes(range(256)) * 100),
    ("zeros", "text/plain", bytes(100_000)),
    ("a long number", "text/plain", b"9" * 1_000_000 + b" square kilometers"),
    ("deep HTML", "text/html", b"<div>" * deep),
    ("deep JSON", "application/json", b"[" * deep),
    ("a large text of claims", "text/plain", b"Ukraine controls about 500 square kilometers in the Kursk region, Oleksandr Syrskyi said on Monday.\n" * 19_000),
    ("one long word", "text/plain", b"a" * 1_900_000),
    ("brackets", "text/plain", b"(" * 1_900_000),
    ("numbers", "text/plain", b"1,000 " * 300_000),
]:
    for path in ["/api/check", "/check"]:
        if path == "/check":
            kind, body = "application/x-www-form-urlencoded", b"text=" + urllib.parse.quote_plus(body).encode()[:2_000_000]
        begun = time.monotonic()
        status, back = post(path, body, kind)
        took = time.monotonic() - begun
        check(f"{name} to {path}", 200 <= status < 500, f"{status} in {took:.2f} s" + ("" if status == 200 else f", {back[:80]!r}"))

print("Paths:")
days = ["0000-00-00", "99999-01-01", "-2025-01-01", "9999-12-31", "-009999-01-01", "2025-02-30", "%F0%9F%92%A9", "2025-02-20%00", "1000-01-01", ""]
asked = ["/", "/api/accounts", "/api/accounts/history", "/compare/kursk-2024", "/case/kursk-2024.json", "/embed/kursk-2024/chart", "/embed/kursk-2024/map",
         "/picture/kursk-2024/map.svg", "/picture/kursk-2024/map.png", "/picture/kursk-2024/chart.png", "/api/frames"]
paths = [f"{p}?{k}={d}" for p in asked for d in days for k in ("on", "from")]
paths += [f"{p}?in={v}&holder={v}&map={v}&case={v}" for p in asked for v in ("%F0%9F%92%A9", "%00", "..%2f..", "%27;--", "%FF")]
paths += [f"{p}?{q}" for p in ("/claims", "/articles", "/findings", "/api/claims", "/api/claims.csv", "/api/articles", "/api/areas", "/claims.json")
          for q in ("text=%22", "text=%22%20OR", "text=*", "text=NEAR(", "text=%00", "text=a%27b", "offset=4294967295", "offset=-1", "limit=0", "limit=4294967295",
                    "limit=99999999999999999999", "from=9999-12-31&to=1000-01-01", "place=%F0%9F%92%A9", "speaker=%00", "rule=%00", "a=1&a=2", "%FF=%FF", "&&&=")]
paths += [f"/ogc/collections/{c}/items?{q}" for c in ("claims", "control", "%00") for q in ("bbox=nan,nan,nan,nan", "bbox=1e308,-1e308,1e308,1e308", "bbox=180,0,-180,1",
          "datetime=-009999-01-01", "datetime=9999-12-31T23:59:60Z/..", "datetime=%F0%9F%92%A9%F0%9F%92%A9%F0%9F%92%A9", "datetime=/", "limit=0", "offset=4294967295")]
paths += ["/assets/../../etc/passwd", "/assets/x/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/article/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/..//etc/passwd",
          "/case/%00", "/case/%FF", "/claim/%FF", "/api/claims/%FF", "/article/%F0%9F%92%A9", "/article/aaaaa%C3%A9", "/claim/%C3%A9%C3%A9%C3%A9", "/claim/<script>alert(1)</script>",
          "/claim/%3Cscript%3Ealert(1)%3C/script%3E", "/speaker/%3Cscript%3E", "/speaker/%00", "/rule/..", "/rule/%2e", "/picture/kursk-2024/..%2f..%2fetc%2fpasswd",
          "/picture/%00/%00", "/embed/kursk-2024/%00", "/api/maps/%00/%00", "/api/maps/schematic/99999-01-01", "/" + "a" * 10_000, "/?on=" + "a" * 10_000, "/" + "a" * 100_000, "*", "a"]
odd, counts = [], {}
for path in paths:
    for method in ("GET", "HEAD"):
        status, body = send(head(path, method))
        counts[status] = counts.get(status, 0) + 1
        if not (200 <= status < 500) or b"root:" in body or b"<script>alert" in body:
            odd.append(path)
            print(f"  FAILED: {method} {path[:120]}: {status} {body[:200]!r}")
check(f"{2 * len(paths)} requests of odd paths and days", not odd, counts)

print("One client and the next:")
send(head("/rules?head", "HEAD"))
_, body = send(head("/rules?head"))
check("HEAD before GET", len(body) > 1000, f"{len(body)} bytes")
for path in ["/", "/data", "/findings.atom", "/claims.json", "/ogc", "/ogc/collections", "/ogc/collections/claims/items?limit=3", "/embed/kursk-2024/chart"]:
    path += ("&" if "?" in path else "?") + "host"
    send(head(path, name="evil.example"))
    status, body = send(head(path))
    check(f"a name told by one client is not in the next one's {path}", b"evil.example" not in body, status)
# Last, since a server that does not bear it is of no use for some time. No two sentences are the same: what is worked out for
# one sentence, and then for each pair of them, shows here.
claims = "".join(f"Ukraine controls about {n % 1400} square kilometers ({n % 700} square miles) in the Kursk region, Oleksandr Syrskyi said on Monday.\n" for n in range(380)).encode()
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    all = [pool.submit(post, "/api/check?case=kursk-2024", claims) for _ in range(4)]
    time.sleep(0.5)
    prompt(f"a request beside 4 texts of {len(claims) // 1000} kB full of claims", 5)
    seen = [one.result()[0] for one in all]
check("those texts are checked", max(seen) < 500, seen)
with open(f"/proc/{sys.argv[2]}/status") as f:
    print("  memory:", " ".join(re.findall(r"Vm(?:HWM|RSS):.*", f.read())).replace("\t", " "))
sys.exit(bool(failed))
PY
[ "$failed" = 0 ] && echo "none of it did harm"
exit "$failed"
