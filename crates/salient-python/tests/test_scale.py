"""The wheel in engines: what they give is what one process gives, byte for byte."""

import hashlib
import importlib.util
import os
import pathlib
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import salient

ROOT = pathlib.Path(__file__).parents[3]
#: How many articles: few here; `SALIENT_ARTICLES=20000` for the measure in docs/scale.md.
MANY = int(os.environ.get("SALIENT_ARTICLES", "100"))


def example(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(table):
    """Of all lines in order of all their columns, without the row within a batch."""
    names = [name for name in table.column_names if name != "row"]
    lines = sorted(repr([line[name] for name in names]) for line in table.select(names).to_pylist())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest(), len(lines)


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scale") / "articles"
    example("articles").write(MANY, folder, files=8)
    return folder


@pytest.fixture(scope="module")
def single(articles):
    found = digest(pa.table(salient.extract_batch(pq.read_table(articles))))
    assert found[1] > MANY / example("articles").ONE_IN, "every tenth article makes claims"
    return found


def test_the_cut_into_batches_changes_nothing(articles, single):
    table = pq.read_table(articles)
    batches = [salient.extract_batch(batch, threads=1) for batch in table.to_batches(max_chunksize=37)]
    assert digest(pa.Table.from_batches(batches)) == single


@pytest.mark.parametrize("mode", ["local", "local-cluster"])
def test_sail_gives_what_one_process_gives(articles, single, mode, tmp_path):
    pytest.importorskip("pysail")
    pytest.importorskip("pyspark")
    # A process of its own: the mode is read once.
    call = [sys.executable, ROOT / "examples" / "spark_extract.py", articles, tmp_path / "claims", "--sail", mode]
    done = subprocess.run(call, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stderr[-4000:]
    assert digest(pq.read_table(tmp_path / "claims")) == single
    assert f"{single[1]} lines, 0 of them problems" in done.stdout


def test_daft_gives_what_one_process_gives(articles, single):
    pytest.importorskip("daft")
    found = example("daft_extract").run(str(articles)).to_arrow()
    assert digest(found) == single
