//! Every dependency has a licence that `deny.toml` allows. `cargo deny check` holds more; this needs no network.
//!
//! What is only built on other systems may not be there, and is not looked at.

use serde_json::Value;
use std::{env, fs, path::Path, process::Command};

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    let text = fs::read_to_string(path).unwrap();
    let list = text.split_once("\nallow = [").unwrap().1.split_once(']').unwrap().0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met by licences that pass: `AND` binds more tightly than `OR`, and `/` is an
/// old way to write the latter.
fn is_met(expression: &str, passes: &dyn Fn(&str) -> bool) -> bool {
    let expression = expression.trim();
    let alternatives = parts(expression, &[" OR ", "/"]);
    if alternatives.len() > 1 {
        return alternatives.iter().any(|part| is_met(part, passes));
    }
    let all = parts(expression, &[" AND "]);
    if all.len() > 1 {
        return all.iter().all(|part| is_met(part, passes));
    }
    match expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => is_met(inner, passes),
        None => passes(expression),
    }
}

/// The parts of an expression between separators outside of parentheses.
fn parts<'e>(expression: &'e str, separators: &[&str]) -> Vec<&'e str> {
    let (mut parts, mut begin, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in expression.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        let separator = separators.iter().find(|word| expression[at..].starts_with(**word));
        if let Some(separator) = separator.filter(|_| depth == 0) {
            parts.push(&expression[begin..at]);
            begin = at + separator.len();
        }
    }
    parts.push(&expression[begin..]);
    parts
}

#[test]
fn expressions_are_understood() {
    let passes = |licence: &str| ["MIT", "ISC"].contains(&licence);
    for met in
        ["MIT", "GPL-3.0 OR MIT", "(GPL-3.0 OR ISC) AND MIT", "GPL-3.0/MIT", "GPL-3.0 AND X OR ISC"]
    {
        assert!(is_met(met, &passes), "{met}");
    }
    for unmet in ["GPL-3.0", "MIT AND GPL-3.0", "MIT AND (GPL-3.0 OR X)", "MIT WITH exception", ""]
    {
        assert!(!is_met(unmet, &passes), "{unmet}");
    }
}

#[test]
fn every_dependency_is_permissive() {
    let compiler = Command::new("rustc").arg("-vV").output().unwrap();
    let compiler = String::from_utf8(compiler.stdout).unwrap();
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50, "{} packages", packages.len());
    let allowed = allowed();
    let passes = |licence: &str| allowed.iter().any(|other| other == licence);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_met(licence, &passes), "{}: `{licence}` is not allowed", package["name"]);
    }
}
