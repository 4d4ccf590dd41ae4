"""Arrow in, Arrow out."""

import json
import multiprocessing
import subprocess
import sys

import pyarrow as pa
import pytest
import salient

TEXTS = [
    "On Friday, rebels captured the town of Tadef, Syria, the army said.",
    "Kyiv still controls over 420 square kilometers (261 square kilometers).",
    "The choir sang until late, and the baker stayed open.",
    None,
    "Министерство обороны заявило о взятии села под городом.",
]


def batch(**more):
    return pa.RecordBatch.from_pydict({"name": [f"{n}.txt" for n in range(5)], "text": TEXTS, "published": ["2025-01-17"] * 5, **more})


def test_a_batch_gives_a_batch_with_the_same_claims_as_text_by_text():
    out = salient.extract_batch(batch())
    assert isinstance(out, pa.RecordBatch)
    assert out.schema.equals(pa.schema(salient.claims_schema()))
    for number in range(3):
        alone = salient.extract(TEXTS[number], name=f"{number}.txt", published="2025-01-17")
        lines = [line for line in out.to_pylist() if line["row"] == number and line["problem"] is None]
        for line in lines:
            line["restated"], line["spans"] = json.loads(line["restated"]), json.loads(line["spans"])
            del line["row"], line["problem"]
        assert lines == alone
    assert sum(len(salient.extract(t)) for t in TEXTS[:2]) > 1


def test_every_key_of_a_claim_and_of_a_finding_has_its_column():
    beside = {"document", "row", "problem"}
    assert set(salient.claims_schema().names) == set(salient.Claim.__annotations__) | beside
    assert set(salient.findings_schema().names) == set(salient.Finding.__annotations__) | beside | {"fix"}


def test_what_is_not_read_is_a_line_of_its_own():
    problems = {line["document"]: line["problem"] for line in salient.extract_batch(batch()).to_pylist() if line["problem"]}
    assert problems["3.txt"] == "3.txt: not read: there is no text"
    assert "only English is read" in problems["4.txt"]
    assert set(problems) == {"3.txt", "4.txt"}


def test_a_day_that_is_none_is_told():
    odd = pa.RecordBatch.from_pydict({"text": [TEXTS[0]], "published": ["last week"]})
    assert any("YYYY-MM-DD" in (line["problem"] or "") for line in salient.extract_batch(odd).to_pylist())


def test_findings():
    out = salient.check_batch(batch(), only=["unit-mismatch"])
    [line] = [line for line in out.to_pylist() if line["problem"] is None]
    assert (line["document"], line["rule"], line["expected"]) == ("1.txt", "unit-mismatch", "162 square miles")
    assert json.loads(line["related"])[0]["label"] == "restated here"


def test_a_stream_gives_a_stream_that_is_read_as_it_is_asked_for():
    taken = []

    def batches():
        for number in range(4):
            taken.append(number)
            yield batch()

    reader = salient.extract_batch(pa.RecordBatchReader.from_batches(batch().schema, batches()))
    assert isinstance(reader, pa.RecordBatchReader) and taken == []
    assert reader.read_next_batch().equals(salient.extract_batch(batch())) and taken == [0]
    assert reader.read_all().num_rows == 3 * salient.extract_batch(batch()).num_rows


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_texts_of_any_kind_of_column(kind):
    column = pa.array(TEXTS, pa.string()).cast(kind)
    given = pa.RecordBatch.from_arrays([column], names=["body"])
    assert salient.extract_batch(given, text="body").num_rows == salient.extract_batch(batch(), published="published").num_rows


def test_days_and_numbers_are_written_out():
    import datetime

    given = batch(day=[datetime.date(2025, 1, 17)] * 5, id=[10, 11, 12, 13, 14])
    out = salient.extract_batch(given, name="id", published="day").to_pylist()
    assert out[0]["document"] == "10" and out[0]["as_of"] == "2025-01-17"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: salient.extract_batch(batch(), text="body"), "there are name, text, published"),
        (lambda: salient.extract_batch(batch(), name="id"), "name="),
        (lambda: salient.extract_batch(TEXTS), "no Arrow data"),
        (lambda: salient.extract_batch(batch(), threads=0), "threads=0"),
        (lambda: salient.check_batch(pa.table({"text": [["a"]]})).read_all(), "no text"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(call, words):
    with pytest.raises((salient.ArgumentError, pa.ArrowInvalid), match=words):
        call()


def test_pandas_and_polars_are_one_line_away():
    pd, pl, duckdb = (pytest.importorskip(name) for name in ("pandas", "polars", "duckdb"))
    many = salient.extract_batch(batch()).num_rows
    assert len(salient.extract_batch(batch()).to_pandas()) == many
    assert len(pl.DataFrame(salient.extract_batch(pl.DataFrame(batch())))) == many
    assert len(pd.DataFrame(salient.extract(TEXTS[0]))) == len(salient.extract(TEXTS[0]))
    claims = salient.extract_batch(duckdb.sql("from (values ('Rebels captured Tadef, Syria, the army said.')) t(text)")).read_all()
    assert duckdb.sql("select predicate from claims").fetchall() == [("gained",)]


def test_without_pyarrow_the_interface_is_the_same():
    code = """
import sys; sys.modules["pyarrow"] = None
import salient, polars as pl
frame = pl.DataFrame({"text": ["Rebels captured the town of Tadef, Syria, the army said."]})
out = salient.extract_batch(frame)
assert "arro3" in type(out).__module__, type(out)
print(pl.DataFrame(out)["place"][0])
"""
    pytest.importorskip("polars")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "Tadef\n"


def in_child(_):
    return salient.extract_batch(batch()).num_rows


def test_a_forked_process_has_threads_of_its_own():
    many = in_child(None)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(in_child, range(4)).get(timeout=120) == [many] * 4
