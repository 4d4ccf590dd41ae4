"""The claims of a record in pandas, with the types that they have: python3 frames.py day.gpkg"""

import sys

import geopandas

claims = geopandas.read_file(sys.argv[1], layer="claims")
print(claims.dtypes[["low", "hard_low", "total"]])
assert claims["low"].dtype.kind == "f"
print(claims.groupby(["side", "predicate"])["low"].count())
