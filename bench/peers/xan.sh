#!/bin/sh
# xan's statistics of one file and its exact duplicates; prints the rows, then the rows that repeat none.
# sh xan.sh PROGRAM FILE THREADS
set -eu
"$1" parallel stats --all --threads "$3" "$2" > /dev/null
"$1" count "$2"
"$1" dedup "$2" | "$1" count
