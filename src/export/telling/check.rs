//! What is wrong with how a story is told, each with its place and the remedy.

use super::{
    Telling,
    contrast::{Color, LEAST},
    state::{Mistake, mistakes, unknown_entity},
    style::{DARK, Faint, LIGHT, Shades, Theme, faces},
};
use crate::{
    corpus::{Code, Diagnostic, Place, Severity, Towards, value_at},
    graph::TemporalGraph,
};
use Towards::{Field, Item};
use std::ops::Range;

pub(super) fn findings(telling: &Telling, text: &str, graph: &TemporalGraph) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, step) in telling.steps.iter().enumerate() {
        let way = |field| value_at(text, &[Field("steps"), Item(index), Field(field)]);
        for Mistake { part, code, message, help } in mistakes(&step.at, graph) {
            let place = part_at(text, way("at"), &part);
            let message = format!("step {}: {message}", index + 1);
            found.push(Diagnostic::error(code, Place::new(0, &place), message).help(help));
        }
        if step.say.trim().is_empty() {
            let message = format!("step {}: a step has a sentence", index + 1);
            found.push(Diagnostic::error(Code::BadValue, Place::new(0, &way("say")), message));
        }
    }
    let mut name = |id: &str, way: &[Towards<'_>]| {
        if let Some((code, message, help)) = unknown_entity(id, graph) {
            let place = Place::new(0, &value_at(text, way));
            found.push(Diagnostic::error(code, place, message).help(help));
        }
    };
    for (index, pin) in telling.layout.pinned.iter().enumerate() {
        name(&pin.entity, &[Field("layout"), Field("pinned"), Item(index), Field("entity")]);
    }
    for (index, id) in telling.layout.hidden.iter().enumerate() {
        name(id, &[Field("layout"), Field("hidden"), Item(index)]);
    }
    for (index, pin) in telling.layout.pinned.iter().enumerate() {
        if !(pin.x.is_finite() && pin.y.is_finite()) {
            let way = [Field("layout"), Field("pinned"), Item(index)];
            let message = "a place has two numbers";
            let place = Place::new(0, &value_at(text, &way));
            found.push(Diagnostic::error(Code::BadValue, place, message));
        }
    }
    for (theme, shades) in [(LIGHT, &telling.style.colours), (DARK, &telling.style.dark)] {
        colors(theme, shades, text, &mut found);
    }
    typefaces(telling, text, &mut found);
    found.sort_by_key(|finding| (finding.place, finding.severity));
    found
}

/// The place of a part of a written text; the whole text where the part is written in another way.
fn part_at(text: &str, whole: Range<usize>, part: &str) -> Range<usize> {
    let written = text.get(whole.clone()).unwrap_or_default();
    match written.find(part) {
        Some(at) => whole.start + at..whole.start + at + part.len(),
        None => whole,
    }
}

fn colors(theme: Theme, shades: &Shades, text: &str, found: &mut Vec<Diagnostic>) {
    let place =
        |name| Place::new(0, &value_at(text, &[Field("style"), Field(theme.field), Field(name)]));
    for (name, color) in shades.named() {
        let Some(color) = color.filter(|color| Color::parse(color).is_none()) else { continue };
        let message = format!("`{color}` is no colour");
        let help = "write it as #0068a5: red, green and blue, two hexadecimal digits each";
        let finding = Diagnostic::error(Code::BadValue, place(name), message);
        found.push(finding.help(help.to_owned()));
    }
    for Faint { name, color, contrast, better } in theme.faint(shades) {
        let message = format!(
            "`{name}` is hard to read: {} has a contrast of {:.1}:1 to the paper, and text needs {LEAST}:1",
            color.css(),
            // So that none that is told is told to be enough.
            (contrast * 10.0).floor() / 10.0
        );
        let help = better.map(|better| {
            let contrast = better.css();
            format!("{contrast} can be read")
        });
        let mut finding = Diagnostic::error(Code::BadValue, place(name), message).help(help);
        finding.severity = Severity::Warning;
        found.push(finding);
    }
}

fn typefaces(telling: &Telling, text: &str, found: &mut Vec<Diagnostic>) {
    let fonts = &telling.style.fonts;
    for (name, list) in [("text", &fonts.text), ("headings", &fonts.headings)] {
        let Some(list) = list.as_deref().filter(|list| faces(list).is_none()) else { continue };
        let place = value_at(text, &[Field("style"), Field("fonts"), Field(name)]);
        let message = format!("`{list}` are no names of typefaces");
        let help = "write names with commas between them: \"Inter, Arial\"; the page loads no font";
        let finding = Diagnostic::error(Code::BadValue, Place::new(0, &place), message);
        found.push(finding.help(help.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{TextFile, read_texts};
    use proptest::prelude::*;

    fn graph() -> TemporalGraph {
        let text = r#"Corpus(
            entities: [(id: "ann", kind: Person, name: "Ann"), (id: "toll", kind: Topic, name: "Toll")],
            sources: [(id: "s", kind: Post, published: "2020-01-02")],
            statements: [(id: "one", holder: "ann", stance: "opposes", target: "toll", source: "s")],
        )"#;
        let reading = read_texts(vec![TextFile { path: "c.ron".into(), text: text.to_owned() }]);
        TemporalGraph::new(reading.corpus)
    }

    /// The findings of a file, each with what it is about.
    fn found(text: &str) -> Vec<(String, String)> {
        let (_, telling) = Telling::parse(text).unwrap();
        let about = |finding: &Diagnostic| text[finding.place.range()].to_owned();
        let findings = telling.check(text, &graph());
        findings.iter().map(|finding| (about(finding), finding.message.clone())).collect()
    }

    proptest! {
        #[test]
        fn whatever_a_file_says_is_shown_at_a_place_in_it(pieces in proptest::collection::vec(
            prop::sample::select(vec![
                "Story(", "steps: [", "(at: \"", "day=", "2018-13", "&view=", "entity=", "é", "%C3", "\\u{e9}", "frame=1,,", "\", say: \"",
                "\")", "r#\"", "\"#", "]", ",", "layout: (pinned: [(entity: \"", "\", x: 1, y: NaN)]", "hidden: [\"", "style: (colours: (for: \"",
                "#00", "\")", ")", "fonts: (text: \"", "a;}", "/*", "//", "\n",
            ]), 0..14,
        ), steps in proptest::collection::vec("[a-z#&=%é.,+-]{0,12}", 0..4)) {
            let step = |at: &String| format!("(at: \"{at}\", say: \"é\"),");
            let sound = format!("Story(steps: [{}])", steps.iter().map(step).collect::<String>());
            for text in [pieces.concat(), sound] {
                let findings = match Telling::parse(&text) {
                    Ok((_, telling)) => telling.check(&text, &graph()),
                    Err(finding) => vec![*finding],
                };
                for finding in findings {
                    prop_assert!(text.get(finding.place.range()).is_some(), "{} {:?}", text, finding);
                }
            }
        }
    }

    #[test]
    fn a_mistake_is_shown_where_it_is() {
        let step = |at: &str| found(&format!("Story(steps: [\n (at: \"{at}\", say: \"x\"),\n])"));
        for sound in [
            "",
            "#embed=&day=2020-01-02&view=lanes&entity=ann&camps=0&camera=1,-2.5,1e0",
            "holder=ann&target=toll&statement=one&source=s&verb=opposes&without=topic&without=mixed",
            "evidence=shifts&frame=1,2,3,4&theme=dark&pace=0.5&axis=calendar&definite=1",
        ] {
            assert_eq!(step(sound), [], "{sound}");
        }
        for (at, part, message) in [
            ("day=2020-13-01", "day=2020-13-01", "step 1: `2020-13-01` is no day"),
            ("day=2020-01-02&entity=anne", "entity=anne", "step 1: unknown entity `anne`"),
            ("veiw=ties", "veiw=ties", "step 1: no state of the page has `veiw`"),
            ("view=tie", "view=tie", "step 1: `view` cannot be `tie`"),
            (
                "holder=ann",
                "holder=ann",
                "step 1: a tie has a `holder` and a `target`, and one of them is not there",
            ),
            (
                "holder=toll&target=ann",
                "holder=toll",
                "step 1: no statement is by `toll` about `ann`",
            ),
            ("statement=two", "statement=two", "step 1: no statement has the id `two`"),
            ("evidence=source.t", "evidence=source.t", "step 1: unknown source `t`"),
            ("evidence=what", "evidence=what", "step 1: `what` is no number of the page"),
            (
                "camera=1,2",
                "camera=1,2",
                "step 1: `camera` has 3 numbers, with commas between them",
            ),
            (
                "camera=1,2,inf",
                "camera=1,2,inf",
                "step 1: `camera` has 3 numbers, with commas between them",
            ),
        ] {
            assert_eq!(step(at), [(part.to_owned(), message.to_owned())]);
        }
        assert_eq!(
            found(
                "Story(layout: (pinned: [(entity: \"bo\", x: 1, y: 2)], hidden: [\"toll\", \"cy\"]))"
            ),
            [("\"bo\"", "unknown entity `bo`"), ("\"cy\"", "unknown entity `cy`")]
                .map(|(at, message)| (at.to_owned(), message.to_owned()))
        );
    }

    #[test]
    fn faint_colours_are_told_and_wrong_ones_refused() {
        let text =
            "Story(style: (colours: (for: \"#88ccff\", ink: \"red\"), fonts: (text: \"url(x)\")))";
        let (_, telling) = Telling::parse(text).unwrap();
        let findings = telling.check(text, &graph());
        let told: Vec<(&str, &str)> = findings
            .iter()
            .map(|finding| (finding.severity.word(), &text[finding.place.range()]))
            .collect();
        assert_eq!(
            told,
            [("warning", "\"#88ccff\""), ("error", "\"red\""), ("error", "\"url(x)\"")]
        );
        assert!(findings[0].message.contains("1.6:1"), "{findings:?}");
        // What becomes faint on another paper is told, too.
        let text = "Story(style: (colours: (paper: \"#808080\")))";
        let (_, telling) = Telling::parse(text).unwrap();
        let told = telling.check(text, &graph());
        assert!(
            told.iter().any(|finding| finding.message.starts_with("`neither` is hard to read"))
        );
    }
}
