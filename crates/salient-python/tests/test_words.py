"""The examples in docstrings and in the documents run, and the stub says what is there."""

import doctest
import inspect
import pathlib

import pytest
import salient

ROOT = pathlib.Path(__file__).parents[3]
NAMED = {name: getattr(salient, name) for name in salient.__all__ if callable(getattr(salient, name))}
WITH_EXAMPLES = ["check", "extract", "extract_batch", "check_batch", "rules", "Atlas", "Ledger"]
FLAGS = doctest.ELLIPSIS


def run(text, name):
    # The marks around code are no output.
    text = "\n".join("" if line.startswith("```") else line for line in text.splitlines())
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert test.examples, f"{name} has no example"
    told = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.append)
    assert not told, "".join(told)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_of_docstrings(name):
    run(inspect.cleandoc(NAMED[name].__doc__), name)


def test_examples_of_the_package():
    run(salient.__doc__, "salient")


def test_everything_has_a_docstring():
    bare = [name for name, it in NAMED.items() if not (it.__doc__ or "").strip()]
    for kind in (salient.Atlas, salient.Ledger):
        public = (m for m in vars(kind) if not m.startswith("_"))
        bare += [f"{kind.__name__}.{m}" for m in public if not getattr(kind, m).__doc__]
    assert bare == []


@pytest.mark.parametrize("name", ["python.md", "scale.md"])
def test_examples_of_the_documents(name, tmp_path, monkeypatch):
    for engine in ("polars", "duckdb", "pandas"):
        pytest.importorskip(engine)
    monkeypatch.chdir(tmp_path)
    run((ROOT / "docs" / name).read_text(), name)
