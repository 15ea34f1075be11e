//! Hands the arguments to [`stancegraph::cli`] and its exit code to the shell.
#![warn(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

#[global_allocator]
static ALLOCATOR: stancegraph::cli::Allocator = stancegraph::cli::Allocator;

fn main() -> std::process::ExitCode {
    stancegraph::cli::main()
}
