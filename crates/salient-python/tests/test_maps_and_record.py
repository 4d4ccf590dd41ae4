"""Atlas and ledger, on the demo's sketch of a map and briefs of our own."""

import json
import pathlib
import sqlite3

import pytest
import salient

DEMO = pathlib.Path(__file__).parents[2] / "salient-cli" / "record"
MEANING = json.loads((DEMO / "meaning.json").read_text())


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    made = salient.Atlas(tmp_path_factory.mktemp("maps") / "kursk.atlas", create=True)
    assert "kept" in made.add([DEMO / "map.geojson"], meaning=MEANING)
    return made


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    made = salient.Ledger(tmp_path_factory.mktemp("record") / "kursk.gpkg", create=True)
    for path in sorted(DEMO.glob("*.txt")):
        side = json.loads(path.with_suffix(".json").read_text())
        assert made.add(path.read_text(), published=side["published"], title=side["title"], name=path.name) > 1
    return made


def test_areas_are_rows(atlas):
    rows = atlas.area("RU-KRS", holder="UA")
    assert rows and set(rows[0]) == set(salient.Area.__annotations__) - {"period", "maps"}
    assert all(0 <= row["km2"] < 3000 for row in rows) and {row["region"] for row in rows} == {"RU-KRS"}
    assert len(rows) == len(atlas.maps())
    assert atlas.sources == ["schematic"] and atlas.terms()["schematic"]["shareable"] is True


def test_a_series_has_periods(atlas):
    rows = atlas.area("Kursk", holder="UA", by="month", start="2024-08-01", end="2025-12-31")
    assert set(rows[0]) == set(salient.Area.__annotations__)
    assert [row["period"] for row in rows] == sorted(row["period"] for row in rows)


def test_the_change_is_what_the_areas_tell(atlas):
    rows = atlas.area("RU-KRS", holder="UA")
    first, last = rows[0], rows[-1]
    [change] = atlas.change(first["snapshot"][:10], last["snapshot"][:10], "RU-KRS", holder="UA")
    assert set(change) == set(salient.Change.__annotations__)
    assert change["before"] == pytest.approx(first["km2"]) and change["after"] == pytest.approx(last["km2"])
    assert change["net"] == pytest.approx(last["km2"] - first["km2"])


def test_a_box_is_a_region_and_geojson_has_the_same_area(atlas):
    [box] = atlas.area((33.0, 50.0, 37.0, 53.0), holder="UA", start=atlas.maps()[-1]["snapshot"][:10])
    pieces = json.loads(atlas.geojson((33.0, 50.0, 37.0, 53.0), holder="UA"))
    assert sum(f["properties"]["km2"] for f in pieces["features"]) == pytest.approx(box["km2"])


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda a: a.area("Atlantis"), salient.ArgumentError, "Atlantis"),
        (lambda a: a.area(holder="XX"), salient.ArgumentError, "there are UA"),
        (lambda a: a.area(source="isw"), salient.ArgumentError, "schematic"),
        (lambda a: a.area(by="hour"), salient.ArgumentError, "day, week, month"),
        (lambda a: a.area((3, 2, 1, 0)), salient.ArgumentError, "no box"),
        (lambda a: a.change("2025-01-01", "2024-01-01"), salient.ArgumentError, "not before"),
        (lambda a: a.change("1999-01-01", "1999-01-02"), salient.AtlasError, "maps"),
        (lambda a: a.add(["nothing.geojson"], meaning=MEANING), salient.AtlasError, "cannot be read"),
        (lambda a: a.add([DEMO / "map.geojson"]), salient.ArgumentError, "source="),
    ],
)
def test_what_cannot_be_done_says_what_to_do(atlas, call, kind, words):
    before = atlas.area("RU-KRS", holder="UA")
    with pytest.raises(kind, match=words):
        call(atlas)
    assert atlas.area("RU-KRS", holder="UA") == before


def test_a_claim_is_held_against_the_map_of_its_day(atlas):
    day = atlas.maps()[-1]["snapshot"][:10]
    area = atlas.area("RU-KRS", holder="UA")[-1]["km2"]
    text = f"Ukraine controls {4 * area + 400:.0f} square kilometers in the Kursk region, the General Staff said."
    report = salient.check(text, published=day, atlas=atlas, case="kursk-2024")
    assert [f["rule"] for f in report["findings"]] == ["map-differs"]
    assert salient.check(text, published=day)["findings"] == []


def test_claims_of_the_record(ledger):
    said = ledger.claims()
    assert len(said) > 5 and set(said[0]) == set(salient.Said.__annotations__)
    assert {s["side"] for s in ledger.claims(side="ru")} == {"RU"}
    assert 0 < len(ledger.claims(text="General Staff", place="Kursk", case="kursk-2024")) < len(said)
    assert len(ledger.claims(known="2024-09-01")) < len(said)


def test_the_record_is_a_file_for_others(ledger):
    path = repr(ledger).split('"')[1]
    [many] = sqlite3.connect(path).execute("select count(*) from articles").fetchone()
    assert many == len(list(DEMO.glob("*.txt")))


def test_geopandas_is_one_line_away(atlas, ledger):
    geopandas = pytest.importorskip("geopandas")
    ground = geopandas.GeoDataFrame.from_features(json.loads(atlas.geojson("RU-KRS", holder="UA"))["features"], crs="EPSG:4326")
    # Two ways to measure: geodesic, and an equal-area projection.
    assert ground.to_crs("EPSG:6933").area.sum() / 1e6 == pytest.approx(ground["km2"].sum(), rel=0.01)
    claims = geopandas.read_file(repr(ledger).split('"')[1], layer="claims")
    assert len(claims) >= len(ledger.claims())


def test_the_same_text_again_is_nothing_new(ledger):
    path = DEMO / "kursk-november.txt"
    side = json.loads(path.with_suffix(".json").read_text())
    assert ledger.add(path.read_text(), published=side["published"], title=side["title"], name=path.name) == 0


def test_a_text_is_checked_against_the_record(ledger):
    text = "Ukraine controls about 30 square kilometers in the Kursk region, the Ukrainian General Staff said on Saturday."
    against = salient.check(text, published="2024-11-23", ledger=ledger, case="kursk-2024")
    alone = salient.check(text, published="2024-11-23")
    assert alone["findings"] == [] and against["findings"], "a tenth of what the same staff said that day"


def test_what_the_record_cannot_answer_says_what_to_do(ledger):
    with pytest.raises(salient.LedgerError, match="create=True"):
        salient.Ledger("no-such.gpkg")
    with pytest.raises(salient.ArgumentError, match="gained"):
        ledger.claims(predicate="takes")
    with pytest.raises(salient.ArgumentError, match="confirmed"):
        ledger.claims(review="good")
    with pytest.raises(salient.ArgumentError, match="salient.rules"):
        ledger.claims(rule="no-such")
