//! What users of the library see: no more than is listed, and the same answers as the commands give.
//!
//! Run with `BLESS=1` to write `surface.txt` anew, and review the diff.

use serde_json::{Value, json};
use stancegraph::{
    Filter, Format, SceneOptions, Story, View,
    answers::{
        self, Among, Answer, AnswerTable, Basis, Budget, Count, CountOptions, Form, Listed,
        Measure, Mode, NetworkOptions, OneModeRow, Row, Stances, TwoModeRow, Walk, Weighing,
    },
    export,
};
use std::{collections::BTreeSet, env, fs, path::Path};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

/// Whether rustdoc leaves it out.
fn is_hidden(attributes: &[syn::Attribute]) -> bool {
    let is_cfg = |it: &syn::Attribute| it.path().is_ident("cfg");
    let hides = |it: &syn::Attribute| {
        it.path().is_ident("doc")
            && it.parse_args::<syn::Ident>().is_ok_and(|word| word == "hidden")
    };
    attributes.iter().any(|it| is_cfg(it) || hides(it))
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// The names that a `use` brings.
fn names(tree: &syn::UseTree, found: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => names(&path.tree, found),
        syn::UseTree::Name(name) => drop(found.insert(name.ident.to_string())),
        syn::UseTree::Rename(rename) => drop(found.insert(rename.rename.to_string())),
        syn::UseTree::Glob(_) => panic!("what `*` brings is not listed"),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, found)),
    }
}

/// What a file shows: the modules, and what is passed on or defined there.
fn shown(file: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |attributes: &[_], visibility: &_, word: &str, name: &syn::Ident| {
        if is_public(visibility) && !is_hidden(attributes) {
            found.insert(format!("{word}{name}"));
        }
    };
    let mut passed_on = BTreeSet::new();
    for item in syn::parse_file(&read(file)).unwrap().items {
        match item {
            syn::Item::Use(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => {
                names(&it.tree, &mut passed_on);
            }
            syn::Item::Mod(it) => add(&it.attrs, &it.vis, "mod ", &it.ident),
            syn::Item::Fn(it) => add(&it.attrs, &it.vis, "", &it.sig.ident),
            syn::Item::Struct(it) => add(&it.attrs, &it.vis, "", &it.ident),
            syn::Item::Enum(it) => add(&it.attrs, &it.vis, "", &it.ident),
            syn::Item::Trait(it) => add(&it.attrs, &it.vis, "", &it.ident),
            syn::Item::Type(it) => add(&it.attrs, &it.vis, "", &it.ident),
            syn::Item::Const(it) => add(&it.attrs, &it.vis, "", &it.ident),
            _ => {}
        }
    }
    found.extend(passed_on);
    found
}

/// The signatures of a file's methods, and of its functions that are among those, on one line each.
fn signatures(file: &str, functions: &BTreeSet<String>) -> BTreeSet<String> {
    let text = read(file);
    let is_shown = |at: &usize| {
        let name = text[*at..].trim_start_matches("pub fn ").split(['(', '<']).next().unwrap();
        text[..*at].ends_with(' ') || functions.contains(name)
    };
    let signature = |at: usize| {
        let all = &text[at..];
        let signature = &all[..all.find(" {\n").unwrap()];
        let words: Vec<&str> = signature.split_whitespace().collect();
        words.join(" ").replace("( ", "(").replace(", )", ")")
    };
    text.match_indices("pub fn ").map(|(at, _)| at).filter(is_shown).map(signature).collect()
}

#[test]
fn the_surface_is_as_listed() {
    let mut list = Vec::new();
    let mut add = |heading: &str, lines: BTreeSet<String>| {
        list.push(heading.to_owned());
        list.extend(lines.into_iter().map(|line| format!("    {line}")));
    };
    add("stancegraph", shown("src/lib.rs"));
    add("stancegraph::answers", shown("src/answers.rs"));
    add("stancegraph::model", shown("src/model/mod.rs"));
    add(
        "functions of Story and answers",
        &signatures("src/answers.rs", &shown("src/answers.rs"))
            | &signatures("src/cli/story.rs", &shown("src/lib.rs")),
    );
    let list = list.join("\n") + "\n";
    let file = root().join("tests/surface.txt");
    if env::var_os("BLESS").is_some() {
        fs::write(&file, &list).unwrap();
    }
    let listed = fs::read_to_string(&file).unwrap_or_default();
    let [listed, found] = [&listed, &list].map(|text| text.lines().collect::<BTreeSet<_>>());
    let more: Vec<_> = found.difference(&listed).collect();
    let less: Vec<_> = listed.difference(&found).collect();
    assert!(
        more.is_empty() && less.is_empty(),
        "what users see has changed: {more:#?} are new, {less:#?} are gone; if that is meant, run with BLESS=1 and tell \
         it in CHANGELOG.md"
    );
}

/// Compares a typed answer with that of the command, whose name is returned.
fn assert_same<R: Row>(story: &Story, answer: &Answer<'_, R>, arguments: &[&str]) -> &'static str {
    let [asked, typed] =
        [story.ask(answer.command, arguments).unwrap().table.unwrap(), answer.table().unwrap()];
    let shown = format!("{} {arguments:?}", answer.command);
    assert!(asked.n_rows() > 0, "{shown}: the test says nothing");
    assert_eq!(typed.row_type, asked.row_type, "{shown}");
    assert_eq!(typed.summary, asked.summary, "{shown}");
    let columns = |table: &AnswerTable| -> Vec<_> {
        table.batches.iter().map(|batch| batch.columns().to_vec()).collect()
    };
    assert_eq!(columns(&typed), columns(&asked), "{shown}");
    assert_eq!(typed.columns.fields(), asked.columns.fields(), "{shown}");
    let [typed, asked] = [typed.view, asked.view];
    assert_eq!(
        (typed.begin, typed.end, typed.known_by),
        (asked.begin, asked.end, asked.known_by),
        "{shown}"
    );
    answer.command
}

#[test]
fn answers_are_those_of_the_commands() {
    const FLAGS: [&str; 2] = ["--as-of=2018-05-01", "--known-by=2018-12-31"];
    let story = Story::open([root().join("data")]).unwrap();
    let view = story.view(FLAGS).unwrap();
    let [west, legend, trump] =
        ["Kanye West", "john-legend", "Trump"].map(|name| story.graph().find_entity(name).unwrap());
    let mut compared = BTreeSet::new();
    macro_rules! same {
        ($answer:expr $(, $argument:literal)*) => {{
            let arguments: Vec<&str> = [$($argument),*].into_iter().chain(FLAGS).collect();
            compared.insert(assert_same(&story, &$answer, &arguments));
        }};
    }
    let budget = Budget::unlimited();
    same!(answers::stats(&view));
    same!(answers::entities(&view, None));
    same!(answers::entities(&view, Some("west")), "west");
    same!(answers::statements(&view));
    same!(answers::timeline(&view, Some(west), Some(trump)), "kanye-west", "donald-trump");
    same!(answers::show(&view, west, &budget), "kanye-west");
    same!(answers::who(&view, Stances::Any, trump), "any", "donald-trump");
    same!(answers::whom(&view, west, Stances::Supports), "kanye-west", "supports");
    same!(answers::ties(&view, Stances::Supports), "supports");
    same!(answers::switches(&view, None, &Among::default()));
    let written = "target:donald-trump or target:hillary-clinton".to_owned();
    let filter = Some(Filter::parse_of_targets(&written, story.graph()).unwrap());
    let among = Among { filter, written: Some(written) };
    same!(
        answers::switches(&view, None, &among),
        "--among=target:donald-trump or target:hillary-clinton"
    );
    let before = story.view(["--as-of=2018-04-24", FLAGS[1]]).unwrap();
    same!(answers::diff(&before, &view), "2018-04-24", "2018-05-01");
    let teigen = story.graph().find_entity("chrissy-teigen").unwrap();
    same!(answers::path(&view, [teigen, trump], Walk::Directed), "chrissy-teigen", "donald-trump");
    same!(answers::common(&view, [west, legend]), "kanye-west", "john-legend");
    same!(answers::why(&view, legend, west, &budget), "john-legend", "kanye-west");
    same!(
        answers::balance(&view, Weighing::Strength, Listed::All, &budget),
        "--weighted",
        "--all-triangles"
    );
    same!(answers::triad_census(&view), "--census");
    same!(
        answers::camps(&view, &Basis::default(), Count::Auto, 7, &budget),
        "--k=auto",
        "--seed=7"
    );
    same!(answers::polarization(&view, &CountOptions::default(), &budget));
    same!(answers::rank(&view, Measure::Net), "--by=net");
    same!(answers::motifs(&view, 10), "--within=10");
    same!(answers::motif_instances(&view, 30), "--list");
    let options = NetworkOptions::default();
    same!(answers::network::<OneModeRow<'_>>(&view, &options, None).unwrap());
    let options = NetworkOptions { mode: Mode::Twomode, ..options };
    same!(
        answers::network::<TwoModeRow<'_>>(&view, &options, Some(west)).unwrap(),
        "--mode=twomode",
        "--of=kanye-west"
    );
    let verbs = answers::verbs(story.graph(), Some("slams"));
    compared.insert(assert_same(&story, &verbs, &["slams"]));

    // In the shipped story nobody changes sides towards the same target.
    let primary = Story::open([root().join("tests/fixtures/primary")]).unwrap();
    let view = primary.view::<&str>([]).unwrap();
    let shifts = answers::shifts(&view, None);
    compared.insert(assert_same(&primary, &shifts, &[]));
    let holder = shifts.rows[0].holder;
    let entity = primary.graph().find_entity(holder).unwrap();
    assert_same(&primary, &answers::shifts(&view, Some(entity)), &[holder]);
    assert_same(&primary, &answers::shift_counts(&view, None), &["--count"]);

    let catalogue = stancegraph::cli::catalogue();
    let commands = catalogue.as_array().unwrap().iter();
    let answering: BTreeSet<&str> = commands
        .filter(|command| command["group"] != "Export")
        .map(|command| command["name"].as_str().unwrap())
        .collect();
    assert_eq!(compared, answering, "every command that answers has its function");
}

#[test]
fn a_view_is_told_as_the_command_tells_it() {
    let story = Story::open([root().join("data")]).unwrap();
    for flags in [
        &[][..],
        &["--period=2018-04"],
        &["--begin=2018-04-24", "--definite", "--claims"],
        &["--end=2018-04-26T12:00", "--resolve=sum", "--known-by=2018-05-01"],
        &["--period=2018-04-25T10:00..2018-04-26"],
    ] {
        let typed = answers::stats(&story.view(flags).unwrap()).view;
        let asked = story.ask("stats", flags).unwrap().table.unwrap().view;
        assert_eq!(typed, asked, "{flags:?}");
    }
    let view = story.view(["--where=holder-kind:person"]).unwrap();
    assert_eq!(answers::stats(&view).view.r#where.as_deref(), Some("by people"));
    let refused = |flag: &str| story.view([flag]).unwrap_err().to_string();
    assert!(refused("--as-of=soon").contains("soon"));
    assert!(refused("--where=holder:nobody").contains("nobody"));
    assert!(refused("--every=month").contains("--every"));
}

#[test]
fn exports_are_those_of_the_command() {
    let story = Story::open([root().join("data")]).unwrap();
    let view: View<'_> = story.view(["--as-of=2018-04-26"]).unwrap();
    for format in
        [Format::Dot, Format::GraphMl, Format::Gexf, Format::Csv, Format::Jsonl, Format::Cypher]
    {
        let asked = story.ask("export", [format.word(), "--as-of=2018-04-26"]).unwrap();
        assert_eq!(
            export(&view, format, &SceneOptions::default()).unwrap(),
            asked.bytes,
            "{format}"
        );
    }
}

#[test]
fn faults_are_told() {
    let folder = root().join("tests/fixtures/faulty");
    assert!(
        matches!(Story::open([&folder]).unwrap_err(), stancegraph::AskError::Data { findings, .. } if !findings.is_empty())
    );
    let story = Story::open_leniently([&folder]).unwrap();
    assert!(story.messages().contains("left out"), "{}", story.messages());
    let mut written = Vec::new();
    let view = story.view::<&str>([]).unwrap();
    answers::statements(&view).write(Form::Json, 100, &mut written).unwrap();
    let answer: Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(answer["command"], json!("statements"));
}
