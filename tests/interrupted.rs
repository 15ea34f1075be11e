//! Programs that are interrupted or killed leave nothing behind, and harm no other.
#![cfg(unix)]

use std::{
    fs::{self, File},
    io::Write,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const HEADER: &str = "holder,target,verb,on,source\n";

fn rows(n: usize) -> String {
    let row = |at: usize| format!("Ada {},Bor {},opposes,2010-01-02,s{at}\n", at % 97, at % 89);
    HEADER.chars().chain((0..n).flat_map(|at| row(at).chars().collect::<Vec<_>>())).collect()
}

fn stance(folder: &Path) -> Command {
    let mut stance = Command::new(env!("CARGO_BIN_EXE_stance"));
    stance.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    stance
}

fn signal(child: &Child, name: &str) {
    let killed = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(killed.is_ok());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

fn is_there_soon(mut is_there: impl FnMut() -> bool) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(30) {
        if is_there() {
            return true;
        }
        sleep(Duration::from_millis(5));
    }
    false
}

/// Every signal that ends programs, at many moments of writing text and stores.
#[test]
fn interrupted_imports_leave_nothing() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), rows(4000)).unwrap();
    let mut n_interrupted = 0;
    for (at, name) in ["INT", "TERM", "HUP"].into_iter().cycle().take(36).enumerate() {
        let file = ["b.ron", "b.stance"][at / 3 % 2];
        let import = ["import", "csv", "a.csv", "-o", file];
        let mut child = stance(folder.path()).args(import).spawn().unwrap();
        sleep(Duration::from_millis(20 * (at as u64 / 3)));
        signal(&child, name);
        let status = child.wait().unwrap();
        n_interrupted += usize::from(status.code() == Some(130));
        let _ = fs::remove_file(folder.path().join(file));
        assert_eq!(names(folder.path()), ["a.csv"], "{name} after {} ms: {status}", 20 * (at / 3));
    }
    assert!(n_interrupted > 3, "{n_interrupted}");
}

#[test]
fn what_killed_programs_left_is_removed_and_what_others_write_is_not() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), rows(3)).unwrap();
    for file in ["b.ron", "b.stance"] {
        fs::write(folder.path().join(".stance-left"), "half of it").unwrap();
        let other = File::create(folder.path().join(".stance-other")).unwrap();
        other.lock().unwrap();
        let import = ["import", "csv", "a.csv", "-o", file];
        assert!(stance(folder.path()).args(import).status().unwrap().success());
        assert!(!folder.path().join(".stance-left").exists(), "{file}");
        assert!(folder.path().join(".stance-other").exists(), "{file}");
    }
}

/// Two programs that write into one folder at once.
#[test]
fn programs_side_by_side_do_not_remove_each_others_files() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), rows(50)).unwrap();
    for round in 0..5 {
        let spawn = |at: usize| {
            let file = format!("{round}-{at}.{}", ["ron", "stance"][at % 2]);
            stance(folder.path()).args(["import", "csv", "a.csv", "-o", &file]).spawn().unwrap()
        };
        for mut child in (0..6).map(spawn).collect::<Vec<_>>() {
            assert!(child.wait().unwrap().success());
        }
    }
    assert_eq!(names(folder.path()).len(), 31);
}

/// As shells run jobs in the background, which are terminated nevertheless.
#[cfg(target_os = "linux")]
#[test]
fn a_job_in_the_background_is_terminated_only() {
    let folder = TempDir::new().unwrap();
    let program = env!("CARGO_BIN_EXE_stance");
    let script = format!("trap '' INT; echo > ready; exec '{program}' import csv - -o b.ron");
    let mut shell = Command::new("sh");
    shell.current_dir(folder.path()).args(["-c", &script]).stdin(Stdio::piped());
    let mut child = shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // Waiting closes a pipe that the child still has, and an import of nothing ends by itself.
    let table = child.stdin.take();
    assert!(is_there_soon(|| folder.path().join("ready").exists()));
    let heeds_term = || {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let bits = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        // Signal 15, in the place of the shell.
        u64::from_str_radix(bits.trim(), 16).unwrap() >> 14 & 1 == 1
    };
    assert!(is_there_soon(heeds_term));
    for _ in 0..10 {
        signal(&child, "INT");
        sleep(Duration::from_millis(20));
    }
    assert!(child.try_wait().unwrap().is_none());
    signal(&child, "TERM");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(table);
    assert_eq!(names(folder.path()), ["ready"]);
}

/// As `nohup` runs it.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_stays_ignored() {
    let folder = TempDir::new().unwrap();
    let program = env!("CARGO_BIN_EXE_stance");
    let script = format!("trap '' HUP; echo > ready; exec '{program}' import csv - -o b.ron");
    let mut shell = Command::new("sh");
    shell.current_dir(folder.path()).args(["-c", &script]).stdin(Stdio::piped());
    let mut child = shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    assert!(is_there_soon(|| folder.path().join("ready").exists()));
    for _ in 0..10 {
        signal(&child, "HUP");
        sleep(Duration::from_millis(20));
    }
    child.stdin.take().unwrap().write_all(rows(3).as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(folder.path().join("b.ron").exists());
}

/// Graphviz ends with the program that started it.
#[test]
fn children_are_killed_too() {
    let folder = TempDir::new().unwrap();
    let dot = folder.path().join("dot");
    fs::write(&dot, "#!/bin/sh\necho $$ > started\nmv started pid\nexec sleep 60\n").unwrap();
    fs::set_permissions(&dot, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.path().join("a.csv"), rows(3)).unwrap();
    assert!(
        stance(folder.path())
            .args(["import", "csv", "a.csv", "-o", "b.ron"])
            .status()
            .unwrap()
            .success()
    );
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let export = ["export", "svg", "-f", "b.ron", "-o", "b.svg"];
    for (name, code) in [("TERM", Some(130)), ("KILL", None)] {
        let mut child = stance(folder.path()).env("PATH", &path).args(export).spawn().unwrap();
        let pid = folder.path().join("pid");
        assert!(is_there_soon(|| pid.exists()));
        // A kill in the moment before anything watches over the child is not what is tested.
        sleep(Duration::from_secs(1));
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), code, "{name}");
        let dot = fs::read_to_string(&pid).unwrap();
        fs::remove_file(pid).unwrap();
        let has_ended = || {
            let state = Command::new("ps").args(["-o", "stat=", "-p", dot.trim()]).output();
            let state = state.unwrap().stdout;
            state.is_empty() || state.starts_with(b"Z")
        };
        assert!(is_there_soon(has_ended), "{name}");
    }
}
