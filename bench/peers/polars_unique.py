"""polars: different values of every column, and exact duplicates, of one file; prints the counts as JSON."""

import argparse
import json
import os

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file")
parser.add_argument("--threads", type=int, default=2)
arguments = parser.parse_args()
os.environ["POLARS_MAX_THREADS"] = str(arguments.threads)

import polars  # noqa: E402 (reads the variable when it is loaded)

if arguments.file.endswith(".ndjson"):
    table = polars.read_ndjson(arguments.file)
else:
    table = polars.read_csv(arguments.file, infer_schema_length=10_000)
different = table.select(polars.all().n_unique()).row(0)
assert len(different) == table.width
print(json.dumps({"rows": table.height, "exact_duplicates": table.height - table.n_unique()}))
