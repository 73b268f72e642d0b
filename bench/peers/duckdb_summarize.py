"""DuckDB's SUMMARIZE of one file, and on request its exact duplicate count; prints the counts as JSON."""

import argparse
import json

import duckdb

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("file")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--duplicates", action="store_true", help="count rows that repeat an earlier one as well")
arguments = parser.parse_args()

connection = duckdb.connect(config={"threads": arguments.threads})
reader = "read_json" if arguments.file.endswith(".ndjson") else "read_csv"
source = f"{reader}(?, ignore_errors = false)"
summary = connection.execute(f"SUMMARIZE SELECT * FROM {source}", [arguments.file])
count = [column[0] for column in summary.description].index("count")
answer = {"rows": max(row[count] for row in summary.fetchall())}
if arguments.duplicates:
    query = f"SELECT count(*) - count(DISTINCT hash(t)) FROM {source} AS t"
    answer["exact_duplicates"] = connection.execute(query, [arguments.file]).fetchone()[0]
print(json.dumps(answer))
