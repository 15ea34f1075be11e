//! The pictures that pages show are those that their commands draw today.
//!
//! Run with `TRYCMD=overwrite` to draw them anew, and look at them. Only words are compared, as each version of Graphviz
//! lays them out in its own way; without Graphviz nothing is tested, unless `STANCE_REQUIRE_GRAPHVIZ` is set.

use super::page::{Page, is_overwriting, root};
use std::{env, fs, path::Path, process::Command};

#[test]
fn shown_pictures_are_current() {
    let is_required = env::var_os("STANCE_REQUIRE_GRAPHVIZ").is_some();
    if !is_required && Command::new("dot").arg("-V").output().is_err() {
        return;
    }
    let mut n_drawn = 0;
    for page in Page::all() {
        for (command, name) in drawn(&page) {
            let shown = root().join("docs").join(name);
            if !page.text.contains(&format!("]({})", Path::new("..").join(name).display())) {
                continue;
            }
            n_drawn += 1;
            let folder = tempfile::tempdir().unwrap();
            page.prepare(folder.path());
            let picture = run(command, folder.path(), name);
            if is_overwriting() {
                fs::write(shown, picture).unwrap();
            } else {
                let old = fs::read_to_string(shown).unwrap();
                assert_eq!(words(&old), words(&picture), "{}: {name}", page.path.display());
            }
        }
    }
    assert!(n_drawn > 0, "no page shows a picture");
}

/// The commands of a page that draw, with the names of what they write.
fn drawn(page: &Page) -> Vec<(&str, &str)> {
    let lines = page.text.lines().filter_map(|line| line.strip_prefix("$ "));
    let drawing = lines.filter(|line| line.starts_with("stance export svg "));
    let name = |line| str::split(line, ' ').skip_while(|word| *word != "-o").nth(1);
    drawing.filter_map(|line| Some((line, name(line)?))).collect()
}

fn run(command: &str, folder: &Path, name: &str) -> String {
    let stance = Path::new(env!("CARGO_BIN_EXE_stance")).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(stance.to_owned()).chain(env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", env::join_paths(path).unwrap())
        .env_remove("STANCE_FILE")
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The words of a picture, sorted.
fn words(picture: &str) -> Vec<&str> {
    let texts = picture.split("<text").skip(1);
    let mut words: Vec<&str> = texts
        .filter_map(|text| text.split_once('>')?.1.split_once("</text>").map(|(words, _)| words))
        .collect();
    words.sort_unstable();
    words
}
