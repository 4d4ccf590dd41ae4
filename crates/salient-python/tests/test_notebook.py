"""The notebook runs, and ends in a chart."""

import pathlib

import pytest

NOTEBOOK = pathlib.Path(__file__).parents[3] / "examples" / "claims_against_maps.ipynb"


def test_the_notebook_runs_to_its_chart():
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("matplotlib")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "it is kept without outputs"
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": NOTEBOOK.parent}}).execute()
    outputs = [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]
    charts = [out for out in outputs if "image/png" in out.get("data", {})]
    assert len(charts) == 1 and len(charts[0]["data"]["image/png"]) > 10_000
    told = "".join(out.get("data", {}).get("text/plain", "") for out in outputs)
    assert "map-differs" in told, "the figure made too large on purpose is found"
