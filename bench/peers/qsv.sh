#!/bin/sh
# qsv's statistics of one file and its exact duplicates; prints the rows, then the rows that repeat none.
# sh qsv.sh PROGRAM FILE THREADS
set -eu
"$1" stats --everything --jobs "$3" "$2" > /dev/null
"$1" count "$2"
"$1" extdedup "$2" | wc -l | awk '{ print $1 - 1 }'
