"""Draws the schematic map of the demo: crates/salient-cli/record/map.geojson.

No map maker's geometry is in it: a foot of six points, set by hand to the nearest twentieth of a degree inside Kursk oblast,
and rays north of it, as long as it takes for the areas below. The areas follow what was reported at the time, roughly; the
shape follows nothing. Run: python3 scripts/schematic.py > crates/salient-cli/record/map.geojson
"""
import json
import math

FOOT = [(34.70, 51.25), (34.90, 51.25), (35.10, 51.25), (35.15, 51.15), (35.25, 51.10), (35.40, 51.10)]
RAYS = [(-0.10, 0.90), (0.00, 1.00), (0.10, 1.05), (0.45, 0.95), (0.75, 0.70), (0.90, 0.35)]
POCKET = [(34.30, 51.30), (34.45, 51.30), (34.40, 51.35), (34.35, 51.35)]
# Day, square kilometres held, square kilometres unclear, whether the western pocket is held.
DAYS = [
    ("2024-08-07", 60, 40, False), ("2024-08-12", 420, 260, False), ("2024-08-19", 870, 395, False), ("2024-08-26", 940, 360, False),
    ("2024-09-05", 960, 300, False), ("2024-10-10", 790, 330, False), ("2024-11-12", 640, 300, False),
    ("2024-12-12", 520, 180, False), ("2025-01-17", 450, 190, False), ("2025-02-20", 430, 170, False),
    ("2025-03-12", 150, 65, True), ("2025-04-16", 30, 40, True), ("2025-04-26", 16, 30, True),
]


def km2(ring):
    shrink = math.cos(math.radians(51.25))
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))
    return abs(twice) / 2 * 111.32 * shrink * 111.25


def tips(length):
    return [(x + dx * length, y + dy * length) for (x, y), (dx, dy) in zip(FOOT, RAYS)]


def length_for(area):
    low, high = 0.0, 3.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if km2(FOOT + tips(middle)[::-1]) < area else (low, middle)
    return low


def feature(day, control, ring):
    ring = [[round(x, 3), round(y, 3)] for x, y in ring]
    geometry = {"type": "Polygon", "coordinates": [ring + ring[:1]]}
    return {"type": "Feature", "properties": {"date": day, "control": control}, "geometry": geometry}


features = []
for day, held, unclear, pocket in DAYS:
    near = length_for(held)
    far = length_for(held + unclear)
    features.append(feature(day, "UA", FOOT + tips(near)[::-1]))
    features.append(feature(day, "unclear", tips(near) + tips(far)[::-1]))
    if pocket:
        features.append(feature(day, "UA", POCKET))
print('{"type":"FeatureCollection","features":[')
print(",\n".join(json.dumps(f, separators=(",", ":")) for f in features))
print("]}")
