"""Claims out of a table of articles, on Spark: the wheel on every worker, `mapInArrow`, and nothing else.

    python examples/spark_extract.py articles/ claims/                            # the Spark of this session
    python examples/spark_extract.py articles/ claims/ --remote sc://host:15002   # a cluster, by Spark Connect
    python examples/spark_extract.py articles/ claims/ --sail local               # Sail in this process (pip install pysail)
    python examples/spark_extract.py articles/ claims/ --sail local-cluster       # Sail with a driver and workers

`articles/` is Parquet with the columns `text` and, where known, `name`, `published`, `title`, `url`. What could not be read
is a line with a `problem`; how many there are is told at the end.
"""

import argparse
import os
from collections.abc import Iterator

import pyarrow as pa
import salient


def claims(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The claims of each batch. A task has one core, hence one thread."""
    import salient

    for batch in batches:
        yield salient.extract_batch(batch, threads=1)


def session(remote: str | None, sail: str | None):
    """A session of Spark, or of Sail in this process; with what stops it."""
    from pyspark.sql import SparkSession

    if sail:
        # Read when the server starts.
        os.environ["SAIL_MODE"] = sail
        from pysail.spark import SparkConnectServer

        server = SparkConnectServer()
        server.start()
        remote = f"sc://localhost:{server.listening_address[1]}"
    builder = SparkSession.builder
    spark = (builder.remote(remote) if remote else builder.appName("salient")).getOrCreate()

    def stop() -> None:
        # The session first: without its server it would ask again for minutes.
        spark.stop()
        if sail:
            server.stop()

    return spark, stop


def run(spark, articles: str, out: str) -> tuple[int, int]:
    """Reads the articles, writes the claims; how many lines, and how many of them are problems."""
    # `row` counts within a batch, and each engine cuts batches its own way.
    found = spark.read.parquet(articles).mapInArrow(claims, salient.CLAIMS_DDL).drop("row")
    found.write.mode("overwrite").parquet(out)
    written = spark.read.parquet(out)
    return written.count(), written.where("problem is not null").count()


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("articles", help="a folder of Parquet, or an address that Spark reads")
    ask.add_argument("claims", help="where to, as Parquet; what is there is replaced")
    ask.add_argument("--remote", help="the address of a Spark Connect server")
    ask.add_argument("--sail", choices=["local", "local-cluster"], help="Sail in this process")
    given = ask.parse_args()
    spark, stop = session(given.remote, given.sail)
    lines, problems = run(spark, given.articles, given.claims)
    print(f"{lines} lines, {problems} of them problems")
    stop()
