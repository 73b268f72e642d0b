# The menu: bare `just` lists it.

_list:
    @just --list --unsorted

# Exactly what CI runs
ready:
    .ci/run

# All tests
test:
    cargo test --workspace

# The kernels' tests on 64-bit ARM, emulated (CONTRIBUTING.md says what that takes)
test-arm *ARGS:
    CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc \
    CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="qemu-aarch64-static -L /usr/aarch64-linux-gnu" \
    cargo test -p dumpscope-records --tests --target aarch64-unknown-linux-gnu {{ARGS}}

# Format every Rust file, also those declared inside macros
fmt:
    git ls-files -z '*.rs' | xargs -0 rustfmt --edition 2024

# Clippy as CI has it, and what no compiler checks
lint:
    cargo clippy --workspace --all-targets -- -D warnings
    cargo xtask tidy

# Make the samples again from their seeds
samples *ARGS:
    cargo xtask samples {{ARGS}}

# Compare with the newline count and with DuckDB on the usual tables: about ten minutes
bench *ARGS:
    bench/run {{ARGS}}

# The same with every peer, 87 million rows (8.5 GB on disk, deleted again), hostile tables, and pipes up to 10^9 rows: hours
bench-all *ARGS:
    bench/run --all --discard {{ARGS}}

# Fit the weights of the verdict to a labelled corpus (--corpus DIR) and write them with their scorecard
calibrate *ARGS:
    cargo run --release -p dumpscope-xtask -- calibrate {{ARGS}}

# Judge every table of a labelled corpus (--corpus DIR) with weights fitted without its family
accuracy *ARGS:
    cargo run --release -p dumpscope-xtask -- accuracy {{ARGS}}

# Build the labelled corpus in a folder: real tables in parts, known generators, mixes (bench/accuracy/CORPUS.md)
corpus DIR *ARGS:
    cargo xtask corpus --out {{DIR}} {{ARGS}}

# Score field types on leak-shaped tables, and on labelled columns where DUMPSCOPE_LABELLED names their folder
accuracy-fields *ARGS:
    cargo xtask accuracy-fields {{ARGS}}

# Hold number checks against python-stdnum, 10 000 made-up values of each and as many damaged ones
stdnum *ARGS:
    cargo xtask stdnum {{ARGS}}

# Count the instructions that one more row takes (needs valgrind and a release build)
instructions *ARGS:
    cargo xtask instructions {{ARGS}}

# Write docs/fields.md again from the registry
fields-doc:
    cargo xtask fields-doc

# Start a field type: its file and its line in the registry
new-field NAME:
    cargo xtask new-field {{NAME}}

# Start an indicator: its file and its line in the registry
new-indicator NAME:
    cargo xtask new-indicator {{NAME}}
