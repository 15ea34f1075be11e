//! The shape of the code: each layer uses only those below it, and no file grows beyond reading.

use std::{fs, path::Path};

/// From the bottom to the top; each may use those before it (ARCHITECTURE.md).
const LAYERS: [&str; 8] =
    ["model", "corpus", "graph", "analysis", "import", "export", "report", "cli"];

/// A file longer than this wants to be two.
const MOST_LINES: usize = 450;

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn source() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn layers_look_only_down() {
    for (position, layer) in LAYERS.iter().enumerate() {
        for file in rust_files(&source().join(layer)) {
            let text = fs::read_to_string(&file).unwrap();
            for above in &LAYERS[position + 1..] {
                let is_used = text.contains(&format!("crate::{above}::"))
                    || text.contains(&format!("    {above}::"));
                let in_group =
                    text.contains("use crate::{") && text.contains(&format!("\n    {above}::"));
                assert!(
                    !is_used && !in_group,
                    "{} uses the layer above it: {above}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_module_is_a_layer() {
    let library = fs::read_to_string(source().join("lib.rs")).unwrap();
    let modules: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(modules.iter().all(|module| LAYERS.contains(module)), "{modules:?}");
    assert_eq!(modules.len(), LAYERS.len());
}

#[test]
fn files_can_be_read_at_one_sitting() {
    for file in rust_files(&source()) {
        let n_lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(n_lines <= MOST_LINES, "{} has {n_lines} lines", file.display());
    }
}

#[test]
fn only_the_command_line_reads_the_clock_and_prints() {
    for file in rust_files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(source()).unwrap().display().to_string();
        assert!(name == "cli/time.rs" || !text.contains("::now()"), "{name} reads the clock");
        assert!(
            name.starts_with("cli") || !text.contains("std::env"),
            "{name} reads the environment"
        );
    }
}
