"""Claims out of a table of articles, on Daft: a function over batches of columns, which gives a list of claims for each text.

    python examples/daft_extract.py articles/ claims/
"""

import sys

import daft
import numpy as np
import pyarrow as pa
import salient

CLAIM = pa.struct(pa.schema(salient.claims_schema()))


@daft.func.batch(return_dtype=daft.DataType.from_arrow_type(pa.list_(CLAIM)))
def claims(name: daft.Series, text: daft.Series, published: daft.Series) -> daft.Series:
    """The claims of each text, as a list; a text without any has an empty one."""
    columns = {"name": name.to_arrow(), "text": text.to_arrow(), "published": published.to_arrow()}
    found = salient.extract_batch(pa.RecordBatch.from_pydict(columns), threads=1)
    ends = np.searchsorted(found.column("row").to_numpy(), np.arange(len(text) + 1))
    return daft.Series.from_arrow(pa.ListArray.from_arrays(pa.array(ends, pa.int32()), found.to_struct_array()))


def run(articles: str) -> daft.DataFrame:
    """A line for each claim, as `salient.extract_batch` gives them."""
    table = daft.read_parquet(articles)
    listed = table.select(claims(table["name"], table["text"], table["published"]).alias("claim")).explode("claim")
    lines = listed.where(daft.col("claim").not_null()).select(daft.col("claim").unnest())
    return lines.where(daft.col("document").not_null())


if __name__ == "__main__":
    run(sys.argv[1]).write_parquet(sys.argv[2])
