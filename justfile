# What there is to run: `just`. Every recipe is one command, which CONTRIBUTING.md lists too.

[private]
default:
    @just --list

# Build the program.
build:
    cargo build

# Run all tests, or one kind: `just test --test sessions`.
test *ARGUMENTS:
    cargo test {{ ARGUMENTS }}

# Write what commands, pages and findings print anew; then read the diff.
accept:
    TRYCMD=overwrite cargo test --test sessions
    BLESS=1 cargo test --test diagnostics --test surface
    git diff --stat

# Everything that a change must pass.
ci:
    .ci/run

# Measure times: core, signed, folder or store.
bench NAME:
    cargo bench --bench {{ NAME }}

# Count instructions, and compare with what is expected.
instructions:
    cargo build --release --locked --bin stance --example generate
    python3 benches/instructions/measure.py

# Try arbitrary input on a target of fuzz/fuzz_targets (needs cargo-fuzz).
fuzz TARGET SECONDS="60":
    mkdir -p fuzz/corpus/{{ TARGET }}
    cargo fuzz run -s none {{ TARGET }} fuzz/corpus/{{ TARGET }} fuzz/seeds/{{ TARGET }} -- -max_total_time={{ SECONDS }}

# Check licences, advisories and sources of dependencies (needs cargo-deny).
deny:
    cargo deny check

# Open the documentation of the library.
doc:
    cargo doc --no-deps --open
