//! Hostile input: findings stay exact, and the program neither crashes nor slows down.

use stancegraph::{
    corpus::{self, Code, Lines, Position, Reading, TextFile},
    graph::TemporalGraph,
    report,
};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn read(text: impl Into<String>) -> Reading {
    let file = TextFile { path: "hostile.ron".into(), text: text.into() };
    let reading = corpus::read_texts(vec![file]);
    for finding in &reading.diagnostics {
        let places = finding.related.iter().map(|(place, _)| place).chain([&finding.place]);
        for place in places {
            let text = &reading.files[place.file].text;
            assert!(text.get(place.range()).is_some(), "not between characters: {finding:?}");
        }
    }
    reading
}

/// Each finding as `line:column code` and what stands there.
fn findings(text: &str) -> Vec<String> {
    let reading = read(text);
    let file = &reading.files[0];
    let lines = Lines::new(&file.text);
    let show = |finding: &corpus::Diagnostic| {
        let Position { line, column } = lines.position(finding.place.start);
        format!("{line}:{column} {} {}", finding.code, &file.text[finding.place.range()])
    };
    reading.diagnostics.iter().map(show).collect()
}

fn stance(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(arguments)
        .env_remove("STANCE_FILE")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn check(folder: &Path, name: &str, content: &[u8]) -> (Option<i32>, String) {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    let output = stance(&["check", "--file", path.to_str().unwrap()]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

const SOUND: &str = r#"Corpus(
    entities: [(id: "a", kind: Person, name: "A"), (id: "b", kind: Topic, name: "B")],
    sources: [(id: "s", kind: Post, published: "2018-04-25")],
    statements: [(holder: "a", stance: "praises", target: "b", source: "s", quote: "good")],
)
"#;

#[test]
fn nothing_in_a_file() {
    assert_eq!(findings(""), ["1:1 syntax "]);
    assert_eq!(findings("\n\n  "), ["3:3 syntax "]);
    assert_eq!(findings("// nothing\n/* at /* all */ */"), ["2:19 syntax "]);
    assert_eq!(findings("/* never closed"), ["1:3 syntax  never closed", "1:16 syntax "]);
    assert_eq!(findings("Corpus()"), [""; 0]);
}

#[test]
fn line_ends_of_every_kind() {
    assert_eq!(findings(&SOUND.replace('\n', "\r\n")), [""; 0]);
    assert_eq!(findings(&SOUND.replace('\n', "\r")), [""; 0]);
    let faulty = SOUND.replace("2018-04-25", "yesterday").replace('\n', "\r\n");
    assert_eq!(findings(&faulty), ["3:48 bad-date \"yesterday\""]);
}

#[test]
fn nul_bytes() {
    assert_eq!(findings(&SOUND.replace("good", "g\0d")), [""; 0]);
    let faults = findings(&SOUND.replace("holder", "\0holder"));
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault.starts_with("4:")), "{faults:?}");
    assert_eq!(findings("\0"), ["1:1 syntax \0"]);
}

#[test]
fn columns_are_characters_whatever_their_width() {
    let fault =
        |before: &str| format!("Corpus(entities: [(id: \"{before}\", kind: Topc, name: \"x\")])");
    for name in ["Zoë", "毛澤東", "שלו", "a\u{301}\u{302}", "👩‍👩‍👧", "\u{202e}x"]
    {
        let column = r#"Corpus(entities: [(id: "", kind: "#.len() + name.chars().count() + 1;
        assert_eq!(findings(&fault(name)), [format!("1:{column} bad-value Topc")], "{name}");
    }
}

#[test]
fn invalid_ron_between_records_is_a_finding() {
    let with = |before: &str, behind: &str| findings(&format!("{before}{SOUND}{behind}"));
    assert_eq!(
        with("#![enable(implicit_some)] // ]\n# ! [enable(/* ] */ unwrap_newtypes,)]", ""),
        [""; 0]
    );
    assert_eq!(with("#![enable(implicit_some, no)]", ""), ["1:26 syntax no"]);
    assert_eq!(with("#!%[enable(implicit_some)]", ""), ["1:1 syntax #"]);
    assert_eq!(with("", "// the end"), [""; 0]);
    assert_eq!(with("", "/* the end"), ["6:3 syntax  the end"]);
    assert_eq!(with("", "/"), ["6:1 syntax /"]);
    assert_eq!(findings("Corpus[]"), ["1:1 syntax C"]);
    assert_eq!(findings("Corpus(entities: [] /* here */ x)"), ["1:32 syntax x"]);
    assert_eq!(findings(&SOUND.replace("sources", "r#sources")), [""; 0]);
    assert_eq!(findings(&SOUND.replace(' ', "\u{200f} ")), [""; 0]);
    assert!(findings(&SOUND.replacen("    ", "\u{a0}", 1))[0].starts_with("2:1 syntax"));
}

#[test]
fn a_name_of_wide_characters_before_a_faulty_record() {
    let faults = findings("Corpus(entities: [毛(id: \"a\")])");
    assert!(faults.iter().any(|fault| fault.starts_with("1:19 ")), "{faults:?}");
}

#[test]
fn a_quote_of_ten_megabytes() {
    let quote = "weiß ".repeat(10_000_000 / 6);
    let reading = read(SOUND.replace("good", &quote));
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.corpus.statements[0].quote.as_deref(), Some(quote.as_str()));
    let graph = TemporalGraph::new(reading.corpus);
    assert_eq!(graph.n_statements(), 1);

    let faulty = read(SOUND.replace("good", &quote).replace("\"b\", source", "\"c\", source"));
    let shown = report::render_diagnostics(&faulty.files, &faulty.diagnostics, 50, 100);
    assert!(!faulty.is_sound() && shown.len() < 10_000, "{} bytes", shown.len());
}

#[test]
fn a_hundred_thousand_brackets() {
    const MANY: usize = 100_000;
    for brackets in ["(", "[", "{", ")", "([", "(]", "])"] {
        let reading = read(format!("Corpus(entities: [{}", brackets.repeat(MANY)));
        assert!(!reading.is_sound());
        report::render_diagnostics(&reading.files, &reading.diagnostics, 50, 100);
    }
    for (open, close) in [("(", ")"), ("[", "]"), ("(", "]"), ("/*", "*/"), ("Some(", ")")] {
        let text = format!("Corpus(entities: [{}{}])", open.repeat(MANY), close.repeat(MANY));
        read(text);
    }
    let nested = format!("{}{}", "[".repeat(MANY), "]".repeat(MANY));
    assert!(!read(SOUND.replace("\"good\"", &nested)).is_sound());
}

#[test]
fn ten_thousand_errors_in_one_file() {
    const MANY: usize = 10_000;
    let faulty = [
        (r#"(holder: "x{}", stance: "hugs{}", target: "y", source: "z{}", on: "soon"),"#, 4),
        (r#"(id: "one", holder: "a", stance: "praises", target: "a", source: "s"),"#, 1),
        (r#"(holder: "a", hodler: "a", stance: "praises"),"#, 3),
        (
            r#"(id: "{}", holder: "a", stance: "praises", target: "b", source: "s", supersedes: "no{}"),"#,
            1,
        ),
        ("(,", 1),
        (")", 1),
        ("(", 1),
        ("(a: 1) ", 1),
        ("\"", 0),
        ("a: 1,", 1),
    ];
    for (record, n_errors) in faulty {
        let records: String =
            (0..MANY).map(|number| record.replace("{}", &number.to_string()) + "\n").collect();
        let reading = read(SOUND.replace("statements: [", &format!("statements: [{records}")));
        let n_found = reading.diagnostics.len();
        assert!(n_found >= n_errors * MANY, "{n_found} findings about {record}");
        report::render_diagnostics(&reading.files, &reading.diagnostics, 50, 100);
        let mut json = Vec::new();
        report::check(&reading, None, 50).write(report::Form::Json, 100, &mut json).unwrap();
    }
}

#[test]
fn many_sections_and_fields() {
    const MANY: usize = 10_000;
    let numbered = |text: &str| -> String {
        (0..MANY).map(|number| text.replace("{}", &number.to_string())).collect()
    };
    let sections = read(format!("Corpus({})", numbered("s{}: [],")));
    assert_eq!(sections.diagnostics.len(), MANY);
    let fields = read(format!("Corpus(entities: [({})])", numbered("f{}: 1,")));
    assert!(fields.diagnostics.len() >= MANY);
    let repeated = read(format!("Corpus(entities: [({})])", "id: \"a\",".repeat(MANY)));
    assert!(repeated.diagnostics.len() >= MANY - 1);
}

#[test]
fn the_command_line_shows_where() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, content: &[u8]| check(folder.path(), name, content);
    let expect = |name: &str, content: &[u8], shown: &[&str]| {
        let (code, output) = check(name, content);
        assert_eq!(code, Some(1), "{name}: {output}");
        for part in shown {
            assert!(output.contains(part), "{name}: {part} is not in\n{output}");
        }
    };
    expect("empty.ron", b"", &["error[syntax]: the file is empty", "empty.ron:1:1", "^"]);
    expect("comments.ron", b"// a\n", &["the file is empty", "comments.ron:2:1"]);
    expect("nul.ron", b"\0", &["nul.ron:1:1", "^"]);
    let latin1 = SOUND.replace("good", "g\u{1}").into_bytes();
    let latin1: Vec<u8> = latin1.iter().map(|byte| if *byte == 1 { 0xe9 } else { *byte }).collect();
    expect(
        "latin1.ron",
        &latin1,
        &["error[not-utf8]", "latin1.ron:4:86", "save the file as UTF-8"],
    );
    expect("brackets.ron", "(".repeat(100_000).as_bytes(), &["error[syntax]", "^"]);

    let bom = [b"\xef\xbb\xbf", SOUND.as_bytes()].concat();
    assert_eq!(check("bom.ron", &bom).0, Some(0));
    assert_eq!(check("crlf.ron", SOUND.replace('\n', "\r\n").as_bytes()).0, Some(0));
    let faulty_bom = String::from_utf8(bom).unwrap().replace("entities", "entites");
    expect(
        "faulty-bom.ron",
        faulty_bom.as_bytes(),
        &["faulty-bom.ron:2:5", "did you mean `entities`?"],
    );
}

#[test]
fn an_unreadable_file_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sound.ron"), SOUND).unwrap();
    let read = || corpus::read(&[folder.path().to_path_buf()]);
    fs::create_dir(folder.path().join("folder.ron")).unwrap();
    assert_eq!(read().diagnostics, []);
    let missing = corpus::read(&[folder.path().join("missing.ron")]);
    assert_eq!(missing.diagnostics[0].code, Code::Unreadable);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.ron")).unwrap();
        std::os::unix::fs::symlink("..", folder.path().join("folder.ron/circle")).unwrap();
        let reading = read();
        let codes: Vec<Code> = reading.diagnostics.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::Unreadable, Code::Unreadable]);
        assert_eq!(reading.corpus.statements.len(), 1);
        let output = stance(&["check", "-f", folder.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8(output.stdout).unwrap().contains("dangling.ron"));
    }
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.ron");
    fs::write(&corpus, SOUND).unwrap();
    let stats = |to: &str| stance(&["stats", "-f", corpus.to_str().unwrap(), "-o", to]);
    let fails = |to: &str| {
        let output = stats(to);
        assert_eq!(output.status.code(), Some(1), "{to}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.starts_with("error: ") && stderr.contains(to), "{stderr}");
        assert!(output.stdout.is_empty());
    };
    fails(folder.path().join("no/such/folder/out.txt").to_str().unwrap());
    fails(folder.path().to_str().unwrap());
    fails(folder.path().join("corpus.ron/out.txt").to_str().unwrap());
    if cfg!(target_os = "linux") {
        fails("/dev/full");
        fails("/proc/out.txt");
    }
    let left: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["corpus.ron"]);
    assert_eq!(fs::read_to_string(&corpus).unwrap(), SOUND);

    let out = folder.path().join("out.txt");
    fs::write(&out, "before").unwrap();
    let faulty = folder.path().join("faulty.ron");
    fs::write(&faulty, SOUND.replace("praises", "hugs")).unwrap();
    let output = stance(&["stats", "-f", faulty.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&out).unwrap(), "before");
    assert_eq!(stats(out.to_str().unwrap()).status.code(), Some(0));
    assert_ne!(fs::read_to_string(&out).unwrap(), "before");
}

/// A full disk behind standard output is reported.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.ron");
    fs::write(&corpus, SOUND).unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(["stats", "-f", corpus.to_str().unwrap()])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot be written"));
}

#[test]
fn a_missing_graphviz_is_reported() {
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(["export", "svg", "-f", "tests/fixtures/harbour"])
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("install the package graphviz"), "{complaint}");
}

/// A damaged `.xls` is reported: neither does the reader's panic come through, nor a chain of sectors without an end.
#[test]
fn damaged_workbooks_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    // A compound file of which sector 0 says what follows each sector, and sector 1 is the list of streams.
    let workbook = |table: u32, after_list: u32| {
        let mut file = vec![0xFF; 512 * 4];
        let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        put(26, &[3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
        put(48, &1_u32.to_le_bytes());
        put(64, &[0; 4]);
        put(76, &table.to_le_bytes());
        put(512 + 4, &after_list.to_le_bytes());
        file
    };
    for (name, bytes) in [("panics", workbook(u32::MAX, 0)), ("circle", workbook(0, 1))] {
        let (path, out) = (folder.path().join("table.xls"), folder.path().join("out.ron"));
        fs::write(&path, bytes).unwrap();
        let output =
            stance(&["import", "csv", path.to_str().unwrap(), "-o", out.to_str().unwrap()]);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(complaint.contains("this workbook cannot be read: it is damaged"), "{complaint}");
        assert!(!complaint.contains("panicked"), "{complaint}");
        assert_eq!((output.status.code(), out.exists()), (Some(1), false), "{name}");
    }
}

/// Thousands who speak of one target agree and disagree in millions of pairs.
#[test]
fn a_network_that_does_not_fit_into_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("crowd.csv");
    let rows = (0..300).map(|at| format!("Person {at},Bridge,supports,2018-04-25,s\n"));
    let rows: String = rows.collect();
    fs::write(&table, format!("holder,target,verb,on,source\n{rows}")).unwrap();
    let corpus = folder.path().join("crowd.stance");
    let [table, corpus] = [&table, &corpus].map(|path| path.to_str().unwrap());
    assert!(stance(&["import", "csv", table, "-o", corpus]).status.success());
    for command in [&["network"][..], &["export", "csv", "--network", "onemode"]] {
        let few = stance(&[command, &["-f", corpus, "--memory", "1M"]].concat());
        let said = String::from_utf8_lossy(&few.stderr);
        assert_eq!(few.status.code(), Some(1), "{command:?}: {said}");
        assert!(few.stdout.is_empty(), "{command:?}");
        // 300 · 299 / 2
        assert!(said.contains("44850 edges"), "{command:?}: {said}");
        let enough = stance(&[command, &["-f", corpus, "--memory", "100M"]].concat());
        assert!(enough.status.success(), "{command:?}");
    }
    let of_one = ["network", "-f", corpus, "--memory", "1M", "--of", "Person 7", "-O", "csv"];
    let of_one = stance(&of_one);
    assert!(of_one.status.success());
    assert_eq!(String::from_utf8(of_one.stdout).unwrap().lines().count(), 1 + 299);
}

/// Of those who take one position only one is compared with others, so that only positions can be too many.
#[test]
fn polarization_compares_positions() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, n_topics: u32| {
        let table = folder.path().join(format!("{name}.csv"));
        let verb = |actor: u32, topic| if actor >> topic & 1 == 0 { "supports" } else { "opposes" };
        let row = |actor, topic| {
            format!("Person {actor},Topic {topic},{},2018-04-25,s\n", verb(actor, topic))
        };
        let rows: String =
            (0..300).flat_map(|actor| (0..n_topics).map(move |topic| row(actor, topic))).collect();
        fs::write(&table, format!("holder,target,verb,on,source\n{rows}")).unwrap();
        let corpus = folder.path().join(format!("{name}.stance"));
        let [table, corpus] = [&table, &corpus].map(|path| path.to_str().unwrap());
        assert!(stance(&["import", "csv", table, "-o", corpus]).status.success());
        stance(&["polarization", "-f", corpus, "--memory", "1M", "-O", "json"])
    };
    // Half of 300 are for the only topic: they and their foes are one and the same position, turned.
    let few = of("few", 1);
    assert!(few.status.success());
    let answer: serde_json::Value = serde_json::from_slice(&few.stdout).unwrap();
    assert_eq!((answer["fit"].as_f64(), answer["exact"].as_bool()), (Some(1.0), Some(true)));
    assert_eq!(
        (answer["actors"].as_u64(), answer["rows"].as_array().unwrap().len()),
        (Some(300), 300)
    );
    // Nobody's position is that of another, or its opposite: all support the last topic.
    let many = of("many", 10);
    let message = String::from_utf8_lossy(&many.stderr);
    assert_eq!(many.status.code(), Some(1), "{message}");
    assert!(message.contains("44850 edges"), "{message}");
}

/// What the system does not give is reported; nothing is aborted.
#[cfg(target_os = "linux")]
#[test]
fn memory_that_is_refused_ends_with_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("long.csv");
    let row = |n: usize| format!("Person {n},supports,Person {},2001-02-03,\"{n:0>300}\"\n", n + 1);
    let rows: String = (0..40_000).map(row).collect();
    fs::write(&table, format!("holder,verb,target,on,quote\n{rows}")).unwrap();
    let limited = |kibibytes: u32| {
        Command::new("sh")
            .args(["-c", &format!("ulimit -v {kibibytes}; exec \"$@\""), "sh"])
            .args([
                env!("CARGO_BIN_EXE_stance"),
                "import",
                "csv",
                "long.csv",
                "-o",
                "long.stance",
                "--force",
            ])
            .current_dir(folder.path())
            .output()
            .unwrap()
    };
    let mut refused = 0;
    // With less, the program cannot begin its threads.
    for kibibytes in (100_000..200_000).step_by(10_000) {
        let output = limited(kibibytes);
        if output.status.code() != Some(0) {
            let message = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{message}");
            assert!(message.contains("error: out of memory: "), "{message}");
            assert!(message.ends_with("or allow the process more memory\n"), "{message}");
            assert!(!folder.path().join("long.stance").exists());
            refused += 1;
        }
    }
    assert!(refused > 0, "more memory than was allowed");
    assert_eq!(limited(4_000_000).status.code(), Some(0));
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "the next run removes what was not finished: {left:?}");
}
