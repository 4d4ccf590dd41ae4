"""Makes a series of daily map snapshots, `<unix seconds>.geojson`, for the map benchmark.

The real samples (`YYYY-MM-DDTHHMM.geojson`) are few and weeks apart, but what is to be measured is an archive with a
snapshot a day, in which most polygons stay as they were from one day to the next. So each day starts from the latest
sample of that day or before (the last sample serves for all days after it). The day a sample comes it is written
unaltered, byte for byte; on the days after it the map changes a little, and the changes add up until the next sample:
- the largest #a52714 polygon by area and 2 to 4 others of FILLS: the same small step for 4 to 8 vertices in a row, such
  that the ring does not cross itself (the real archive has no invalid polygon in this period);
- a tenth of the points: moved a little, and put in another order among themselves.
The text keeps the form of the source (key order, compact separators, 3-D coordinates, numbers as they were printed).

The steps are seeded, so the same samples and seed give the same bytes. The shapes on the days between samples are made
up: they are fit for measuring time and memory, not for any statement about territory. Never commit the output, since
the samples may not be republished.
"""
import argparse
import datetime
import json
import pathlib
import random

FILLS = {"#a52714", "#bcaaa4", "#01579b", "#bdbdbd"}


def step(rng, positions, most):
    """The positions moved alike by at most this many degrees along each axis, at the source's seven decimals."""
    x, y = rng.uniform(-most, most), rng.uniform(-most, most)
    return [[round(p[0] + x, 7), round(p[1] + y, 7), *p[2:]] for p in positions]


def side(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(a, b, c, d):
    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


def twice_area(feature):
    """Twice the planar area of the exterior ring, in square degrees: enough to find the largest polygon."""
    ring = feature["geometry"]["coordinates"][0]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])))


def change_polygon(rng, rings):
    """Moves a few consecutive vertices of the exterior ring, never the first and last one, which must stay equal."""
    last = len(rings[0]) - 1
    holes = [edge for hole in rings[1:] for edge in zip(hole, hole[1:])]
    for _ in range(100):
        count = min(rng.randint(4, 8), last - 1)
        start = rng.randint(1, last - count)
        new = rings[0][:]
        new[start : start + count] = step(rng, new[start : start + count], 0.002)
        edges = list(zip(new, new[1:])) + holes
        near = lambda i, j: abs(i - j) < 2 or abs(i - j) == last - 1 and max(i, j) < last  # edges with a common vertex
        changed = range(start - 1, start + count)
        if not any(cross(*edges[i], *edges[j]) for i in changed for j in range(len(edges)) if not near(i, j)):
            rings[0] = new
            return


def change(rng, features):
    """One day's changes, in place."""
    chosen = [f for f in features if f["geometry"]["type"] == "Polygon" and f["properties"].get("fill") in FILLS]
    largest = max((f for f in chosen if f["properties"]["fill"] == "#a52714"), key=twice_area)
    others = [f for f in chosen if f is not largest]
    for feature in [largest, *rng.sample(others, rng.randint(2, 4))]:
        change_polygon(rng, feature["geometry"]["coordinates"])
    slots = [i for i, f in enumerate(features) if f["geometry"]["type"] == "Point"]
    slots = rng.sample(slots, len(slots) // 10)
    points = [features[i] for i in slots]  # in random order, as sample() gives them
    for slot, point in zip(sorted(slots), points):
        [point["geometry"]["coordinates"]] = step(rng, [point["geometry"]["coordinates"]], 0.0005)
        features[slot] = point


parser = argparse.ArgumentParser(description="Makes a series of daily map snapshots from the samples of a folder.")
parser.add_argument("samples", type=pathlib.Path)
parser.add_argument("out", type=pathlib.Path)
parser.add_argument("--days", type=int, default=302)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
samples = {p.name[:10]: p for p in sorted(options.samples.glob("*.geojson"))}  # the last one of a day
first = datetime.datetime.fromisoformat(min(samples)).replace(hour=23, tzinfo=datetime.timezone.utc)
options.out.mkdir(parents=True, exist_ok=True)
rng, total = random.Random(options.seed), 0
for day in (first + datetime.timedelta(days=n) for n in range(options.days)):
    if sample := samples.get(day.strftime("%Y-%m-%d")):
        snapshot = json.loads(sample.read_bytes())
    else:
        change(rng, snapshot["features"])
    text = json.dumps(snapshot, ensure_ascii=False, separators=(",", ":")).encode()
    total += (options.out / f"{int(day.timestamp())}.geojson").write_bytes(text)
print(f"{options.days} snapshots, {total:,} bytes")
