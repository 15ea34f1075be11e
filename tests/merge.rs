//! Two branches that both add to a corpus, merged by Git.

use std::{
    env, fs,
    path::Path,
    process::{Command, Output},
};

/// Runs a program in a folder, where `stance` is found as an installed program is.
fn run(program: &str, folder: &Path, arguments: &[&str]) -> Output {
    let stance = Path::new(env!("CARGO_BIN_EXE_stance")).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(stance.to_owned()).chain(env::split_paths(&path));
    let mut command = Command::new(program);
    let command = command.args(arguments).current_dir(folder);
    let command = command.env("PATH", env::join_paths(path).unwrap()).env_remove("STANCE_FILE");
    let identity =
        ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"];
    command.envs(identity.map(|name| (name, "ada@example.org"))).output().unwrap()
}

/// The same of a program that must succeed; what it prints.
fn done(program: &str, folder: &Path, arguments: &[&str]) -> String {
    let output = run(program, folder, arguments);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {errors}{shown}");
    shown
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    done("git", folder, arguments)
}

fn stance(folder: &Path, arguments: &[&str]) -> String {
    done("stance", folder, &[arguments, &["--today", "2024-03-01"]].concat())
}

fn has_git() -> bool {
    Command::new("git").arg("--version").output().is_ok()
}

/// A repository with an empty corpus.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q", "-b", "main"]);
    stance(folder.path(), &["init", "--empty"]);
    commit(folder.path(), "empty");
    folder
}

fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", message]);
}

/// Adds a table and a statement, of somebody's own, on a branch of its own.
fn add(folder: &Path, name: &str) {
    git(folder, &["checkout", "-q", "-b", name, "main"]);
    let quote = "a rather long quotation, which could be written on a second line of the record ";
    let table = format!(
        "holder,verb,target,on,source,quote\n{name} Moor,supports,The plan,2024-01-02,{name}-paper,\"{}\"\n",
        quote.repeat(3).trim_end()
    );
    fs::write(folder.join("table.csv"), table).unwrap();
    stance(folder, &["import", "csv", "table.csv", "-o", "data/corpus.ron"]);
    fs::remove_file(folder.join("table.csv")).unwrap();
    let (holder, source) = (format!("{name} Moor"), format!("{name}-paper"));
    let ends = ["add", "--holder", &holder, "--stance", "Praises", "--target", "The plan"];
    stance(folder, &[&ends[..], &["--source", &source, "--on", "2024-01-03"]].concat());
    commit(folder, name);
    git(folder, &["checkout", "-q", "main"]);
}

#[test]
fn git_keeps_what_both_branches_add() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    let names = ["Zoe", "Ada", "Ben", "Cy"];
    for name in names {
        add(folder, name);
    }
    git(folder, &["merge", "-q", "Zoe"]);
    git(folder, &["merge", "-q", "--no-edit", "Ada"]);
    git(folder, &["merge", "-q", "--no-edit", "Ben"]);
    // A rebase merges, too.
    git(folder, &["checkout", "-q", "Cy"]);
    git(folder, &["rebase", "-q", "main"]);
    stance(folder, &["check", "--strict"]);
    let statements = stance(folder, &["statements", "-O", "csv"]);
    for name in names {
        assert_eq!(statements.matches(&format!(",{name} Moor,")).count(), 2, "{statements}");
    }
    // Every record stands on one line.
    let text = fs::read_to_string(folder.join("data/corpus.ron")).unwrap();
    let records = text.lines().filter(|line| line.trim_start().starts_with('('));
    assert!(records.clone().all(|line| line.ends_with("),")), "{text}");
    assert_eq!(records.count(), 5 + 4 + 8, "{text}");
}

#[test]
fn what_both_branches_change_is_a_conflict() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    let corpus = folder.join("data/corpus.ron");
    let entities = |records: &str| {
        let text = format!("Corpus(\n    entities: [\n{records}    ],\n)\n");
        fs::write(&corpus, text).unwrap();
        commit(folder, "change");
    };
    let ann = |name: &str| format!("        (id: \"ann\", kind: Person, name: \"{name}\"),\n");
    let conflict = |base: &str, ours: &str, theirs: &str| {
        git(folder, &["checkout", "-q", "-B", "ours", "main"]);
        entities(base);
        git(folder, &["checkout", "-q", "-B", "theirs"]);
        entities(theirs);
        git(folder, &["checkout", "-q", "ours"]);
        entities(ours);
        let merged = run("git", folder, &["merge", "-q", "--no-edit", "theirs"]);
        assert!(!merged.status.success());
        let text = fs::read_to_string(&corpus).unwrap();
        git(folder, &["reset", "-q", "--hard"]);
        (text, String::from_utf8_lossy(&merged.stderr).into_owned())
    };
    let (text, _) = conflict(&ann("Ann"), &ann("Anna"), &ann("Anne"));
    assert!(text.contains("<<<<<<< ours\n") && text.contains("name: \"Anne\""), "{text}");
    // Two records of one id are no merge.
    let (text, errors) = conflict("", &ann("Anna"), &ann("Anne"));
    assert!(text.contains("<<<<<<< ours\n") && text.contains("name: \"Anna\""), "{text}");
    assert!(
        errors.contains("duplicate-id") && errors.contains("--> data/corpus.ron:4:"),
        "{errors}"
    );
}

#[test]
fn a_clone_learns_of_it_by_init_git() {
    if !has_git() {
        return;
    }
    let from = repository();
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["clone", "-q", from.path().to_str().unwrap(), "clone"]);
    let clone = folder.path().join("clone");
    let driver = || run("git", &clone, &["config", "merge.stance.driver"]).stdout;
    assert_eq!(driver(), b"");
    stance(&clone, &["init", "--git"]);
    assert_eq!(driver(), b"stance join %O %A %B %P\n");
    assert_eq!(git(&clone, &["status", "--porcelain"]), "");
    assert!(!run("stance", &clone, &["init"]).status.success());
}
