//! Examples in Python and R, run as they are written; a block of `text` that follows one is what it prints.
//!
//! Python is the one that `STANCE_PYTHON` names, with what `tests/foreign/requirements.txt` lists, as `.ci/run`
//! installs it; without one nothing is tested, unless `STANCE_REQUIRE_FOREIGN` is set. R is tested where `Rscript`
//! is found, with its package igraph and with ours, which is installed for the time of the test.

use super::page::{Page, is_overwriting, root};
use std::{env, ffi::OsString, fs, path::Path, process::Command, sync::Mutex};

#[test]
fn python() {
    let Some(python) = env::var_os("STANCE_PYTHON") else {
        let is_required = env::var_os("STANCE_REQUIRE_FOREIGN").is_some();
        assert!(!is_required, "STANCE_PYTHON names no Python with tests/foreign/requirements.txt");
        return;
    };
    assert!(run_all("python", &python, None) > 0, "no page has an example in Python");
}

#[test]
fn r() {
    if Command::new("Rscript").arg("--version").output().is_ok() {
        let library = tempfile::tempdir().unwrap();
        install(library.path());
        let n_run = run_all("r", &"Rscript".into(), Some(library.path()));
        assert!(n_run > 0, "no page has an example in R");
    }
}

/// Installs our package for R into a library.
fn install(library: &Path) {
    let output = Command::new("R")
        .args(["CMD", "INSTALL", "--no-docs", "--no-test-load", "--library"])
        .arg(library)
        .arg(root().join("r"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs every block of a language, each page's in one folder; how many there were. R has its packages in a library.
fn run_all(language: &str, program: &OsString, library: Option<&Path>) -> usize {
    // One language after the other, as each may write a page anew.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock();
    let mut n_run = 0;
    for page in Page::all() {
        let folder = tempfile::tempdir().unwrap();
        page.prepare(folder.path());
        let blocks: Vec<_> = page.blocks().collect();
        let mut text = page.text.clone();
        for (position, block) in blocks.iter().enumerate() {
            if block.language != language {
                continue;
            }
            n_run += 1;
            let printed = run(program, block.text, folder.path(), library);
            let Some(next) = blocks.get(position + 1).filter(|next| next.language == "text") else {
                continue;
            };
            if is_overwriting() {
                let old = format!("{}\n```\n\n```text\n{}\n```", block.text, next.text);
                let new = format!("{}\n```\n\n```text\n{printed}\n```", block.text);
                text = text.replace(&old, &new);
            } else {
                assert_eq!(printed, next.text, "{}: {}", page.path.display(), block.text);
            }
        }
        page.write(&text);
    }
    n_run
}

/// What a program prints.
fn run(program: &OsString, code: &str, folder: &Path, library: Option<&Path>) -> String {
    let script = folder.join("example");
    fs::write(&script, code).unwrap();
    let stance = Path::new(env!("CARGO_BIN_EXE_stance")).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(stance.to_owned()).chain(env::split_paths(&path));
    let output = Command::new(program)
        .envs(library.map(|library| ("R_LIBS", library)))
        .arg(script)
        .current_dir(folder)
        .env("PATH", env::join_paths(path).unwrap())
        .env("PYTHONUTF8", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("STANCE_FILE", "")
        .output()
        .unwrap();
    let [printed, errors] =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(output.status.success(), "{code}\n{printed}{errors}");
    printed.replace("\r\n", "\n").lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
