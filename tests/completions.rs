//! Completion as a shell asks for it.

use std::{
    env, fs,
    path::Path,
    process::{Command, Output},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The path on which `stance` is found as an installed program is.
fn path() -> std::ffi::OsString {
    let stance = Path::new(env!("CARGO_BIN_EXE_stance")).parent().unwrap();
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(stance.to_owned()).chain(env::split_paths(&path))).unwrap()
}

fn run(command: &mut Command) -> String {
    let command = command.current_dir(ROOT).env("PATH", path()).env("STANCE_FILE", "");
    let Output { stdout, stderr, status } = command.output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// What the program offers for the last of some words, as fish asks: a line each, with help behind a tab.
fn offered(words: &[&str]) -> String {
    let words = [&["--", "stance"], words].concat();
    run(Command::new(env!("CARGO_BIN_EXE_stance")).args(words).env("COMPLETE", "fish"))
}

/// The same as bash has it, where the words may be parted at colons.
fn replied(words: &[&str]) -> Option<String> {
    let is_there = Command::new("bash").args(["-c", "[[ ${BASH_VERSINFO[0]} -ge 4 ]]"]).status();
    if !is_there.is_ok_and(|status| status.success()) {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("script");
    let text = run(Command::new(env!("CARGO_BIN_EXE_stance")).args(["completions", "bash"]));
    fs::write(&script, text).unwrap();
    let asked = "source \"$0\"; COMP_WORDS=(stance \"$@\"); COMP_CWORD=$#; COMP_TYPE=9; last=\"${@: -1}\"; \
                 [[ $last == : ]] && last=; _clap_complete_stance stance \"$last\" x; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Some(run(Command::new("bash").args(["--norc", "-c", asked]).arg(&script).args(words)))
}

#[test]
fn names_of_the_corpus_are_offered() {
    let harbour = ["-f", "tests/fixtures/harbour"];
    let in_harbour = |words: &[&str]| offered(&[&words[..1], &harbour[..], &words[1..]].concat());
    assert_eq!(in_harbour(&["who", "any", "ana"]), "ana-ruiz\tAna Ruiz, politician\n");
    // By a name or an alias, whatever its accents.
    assert_eq!(in_harbour(&["show", "HAN"]), "zoë-han\tZoë Han, person\n");
    assert_eq!(in_harbour(&["add", "--source", "gaz"]).lines().count(), 2);
    assert!(
        in_harbour(&["add", "--stance", "sympa"])
            .starts_with("sympathizes-with\tpositive: feels with it")
    );
    assert!(in_harbour(&["rename", "post"]).starts_with("post-1\n"));
    assert_eq!(in_harbour(&["who", "crit"]), "criticizes\n");
    // Without a corpus there are verbs, and nothing is said of a corpus that is not there.
    assert!(offered(&["verbs", "sympa", "-f", "nowhere.ron"]).is_empty());
    assert!(offered(&["verbs", "-f", "nowhere.ron", "sympa"]).starts_with("sympathizes-with\t"));
    assert_eq!(offered(&["show", "-f", "tests/fixtures/faulty", "an"]), "ann\tAnn, person\n");
}

#[test]
fn terms_of_filters_are_offered() {
    let term = |typed: &str| offered(&["stats", "-f", "tests/fixtures/harbour", "--where", typed]);
    assert_eq!(term("holder"), "holder:\nholder-kind:\nholder-attr.\n");
    assert_eq!(term("not (holder-kind:pers"), "not (holder-kind:person\n");
    assert_eq!(
        term("verb:thanks or target:ana"),
        "verb:thanks or target:ana-ruiz\tAna Ruiz, politician\n"
    );
    let attributes = "tests/cli/attributes.out/council.ron";
    let term = |typed: &str| offered(&["stats", "-f", attributes, "--where", typed]);
    assert_eq!(term("attr.w"), "attr.ward:\n");
    assert_eq!(term("attr.party:har"), "attr.party:\"Harbour List\"\n");
    assert_eq!(term("source-attr.sec"), "source-attr.section:\n");
}

#[test]
fn bash_is_answered() {
    let harbour = ["stats", "-f", "tests/fixtures/harbour", "--where"];
    let asked = |words: &[&str]| replied(&[&harbour[..], words].concat());
    let Some(reply) = replied(&["who", "-f", "tests/fixtures/harbour", "any", "ana"]) else {
        return;
    };
    assert_eq!(reply, "ana-ruiz\n");
    // Colons part words, unless they stand in quotation marks.
    assert_eq!(asked(&["holder", ":", "ana"]).unwrap(), "ana-ruiz\n");
    assert_eq!(asked(&["holder-kind", ":"]).unwrap().lines().next(), Some("person"));
    assert_eq!(asked(&["holder-k"]).unwrap(), "holder-kind:\n");
    assert_eq!(
        replied(&["show", "--as-of", "2018", "-f", "data", "kanye"]).unwrap(),
        "kanye-west\n"
    );
}
