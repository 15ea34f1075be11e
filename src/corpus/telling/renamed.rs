//! How a story is told when something of the corpus has another name: ids in steps and in what is arranged.

use super::{
    Change, Pin,
    address::{form_decoded, form_encoded},
    change::{HIDDEN, PINNED, STEPS, changed, position},
    field, list_at, whole,
};
use crate::corpus::{RON, Renamed, append::quoted, syntax::outline::outline};
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// What ids have become.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewNames<'n> {
    pub(crate) kind: Renamed,
    pub(crate) old: &'n str,
    pub(crate) new: &'n str,
    /// The ids of statements that follow from what they say, before and after.
    pub(crate) statements: &'n BTreeMap<String, String>,
}

impl<'n> NewNames<'n> {
    fn of(&self, kind: Renamed, id: &str) -> Option<&'n str> {
        (kind == self.kind && id == self.old && self.old != self.new).then_some(self.new)
    }

    /// The new value of a part of an address of the page, if it has an id that is another now.
    fn value(&self, key: &str, value: &str) -> Option<Cow<'n, str>> {
        match key {
            "entity" | "about" | "holder" | "target" => {
                self.of(Renamed::Entity, value).map(Cow::Borrowed)
            }
            "verb" => self.of(Renamed::Verb, value).map(Cow::Borrowed),
            "source" => self.of(Renamed::Source, value).map(Cow::Borrowed),
            "statement" => self.statements.get(value).map(|id| Cow::Borrowed(id.as_str())),
            "evidence" => {
                let id = self.of(Renamed::Source, value.strip_prefix("source.")?)?;
                Some(Cow::Owned(format!("source.{id}")))
            }
            _ => None,
        }
    }

    /// The address with new ids; parts without one stay as they are written.
    fn address(&self, at: &str) -> String {
        let (mark, parts) = match at.strip_prefix('#') {
            Some(parts) => ("#", parts),
            None => ("", at),
        };
        let decoded = |text: &str| String::from_utf8_lossy(&form_decoded(text)).into_owned();
        let part = |part: &str| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match self.value(&decoded(key), &decoded(value)) {
                Some(new) => format!("{key}={}", form_encoded(&new)),
                None => part.to_owned(),
            }
        };
        let parts: Vec<String> = parts.split('&').map(part).collect();
        format!("{mark}{}", parts.join("&"))
    }
}

/// The text of a file of how a story is told with new ids, if it has one of them; all other bytes stay.
pub(crate) fn renamed_telling(text: &str, names: &NewNames<'_>) -> Option<String> {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let mut new = body.to_owned();
    if names.kind == Renamed::Entity {
        new = without_second(new, names);
    }
    let mut places = places(&new, names);
    places.sort_by_key(|(place, _)| place.start);
    for (place, written) in places.into_iter().rev() {
        new.replace_range(place, &written);
    }
    (new != body).then(|| format!("{mark}{new}"))
}

/// Where two become one, and both are pinned or hidden, what was said of the one that goes is left out.
fn without_second(text: String, names: &NewNames<'_>) -> String {
    let entity = names.old.to_owned();
    let is_pinned = |id: &str| position(&text, &PINNED, |pin: &Pin| pin.entity == id).is_some();
    let is_hidden = |id: &str| position(&text, &HIDDEN, |hidden: &String| hidden == id).is_some();
    let both = |is_there: &dyn Fn(&str) -> bool| {
        names.old != names.new && is_there(names.old) && is_there(names.new)
    };
    let changes = [
        (both(&is_pinned), Change::Unpin { entity: entity.clone() }),
        (both(&is_hidden), Change::Show { entity }),
    ];
    let changes = changes.into_iter().filter(|(is_due, _)| *is_due);
    changes.fold(text, |text, (_, change)| changed(&text, &change).unwrap_or(text))
}

/// Each place with what is to stand there.
fn places(text: &str, names: &NewNames<'_>) -> Vec<(Range<usize>, String)> {
    let items = |way: &[&str]| list_at(text, way).map(|list| list.members).unwrap_or_default();
    let of_field = |way: &[&str], name: &str| -> Vec<Range<usize>> {
        let records = items(way).into_iter().filter_map(|item| outline(text, item.value.start));
        records.filter_map(|record| Some(field(text, &record, name)?.value.clone())).collect()
    };
    let written = |place: &Range<usize>| RON.from_str::<String>(text.get(place.clone())?).ok();
    let entity = |id: &str| names.of(Renamed::Entity, id).map(str::to_owned);
    let mut found = Vec::new();
    let mut look = |places: Vec<Range<usize>>, becomes: &dyn Fn(&str) -> Option<String>| {
        for place in places {
            let new = written(&place).and_then(|old| becomes(&old).filter(|new| *new != old));
            found.extend(new.map(|new| (place, quoted(&new))));
        }
    };
    look(of_field(&STEPS, "at"), &|at| Some(names.address(at)));
    look(of_field(&PINNED, "entity"), &entity);
    look(items(&HIDDEN).iter().map(whole).collect(), &entity);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r##"// ann is told first.
Story(
    page: (title: "ann"),
    steps: [
        (at: "#day=2018-04-21&entity=ann&about=ann&holder=bo", say: "ann"), // ann
        (say: "Two.", /* ann */ at: r"target=ann&verb=hails&source=ann&evidence=source.tw%2Fone&statement=abc"),
    ],
    layout: (
        pinned: [(entity: "ann", x: 1.0, y: 2.0), /* b */ (entity: "bo", x: 3.0, y: 4.0)],
        hidden: ["cy", "ann"], // ann
    ),
)
"##;

    fn renamed(text: &str, kind: Renamed, old: &str, new: &str) -> Option<String> {
        let statements = BTreeMap::from([("abc".to_owned(), "xyz".to_owned())]);
        renamed_telling(text, &NewNames { kind, old, new, statements: &statements })
    }

    #[test]
    fn only_ids_become_others() {
        let followed = FILE.replace("r\"target=ann&", "\"target=ann&").replace("=abc", "=xyz");
        let check = |kind, old, new, expected: String| {
            assert_eq!(renamed(FILE, kind, old, new), Some(expected.clone()));
            let marked = renamed(&format!("\u{feff}{FILE}"), kind, old, new);
            assert_eq!(marked, Some(format!("\u{feff}{expected}")));
        };
        let expected = followed
            .replace("entity=ann&about=ann", "entity=%C3%84+n&about=%C3%84+n")
            .replace("target=ann", "target=%C3%84+n")
            .replace("entity: \"ann\"", "entity: \"Ä n\"")
            .replace("\"cy\", \"ann\"", "\"cy\", \"Ä n\"");
        check(Renamed::Entity, "ann", "Ä n", expected);
        check(Renamed::Source, "tw/one", "t", followed.replace("source.tw%2Fone", "source.t"));
        check(Renamed::Source, "ann", "t", followed.replace("source=ann", "source=t"));
        check(Renamed::Verb, "hails", "praises", followed.replace("verb=hails", "verb=praises"));
    }

    #[test]
    fn what_names_nothing_stays() {
        let none = BTreeMap::new();
        let names = NewNames { kind: Renamed::Entity, old: "di", new: "ed", statements: &none };
        for text in [FILE, "", "Story(", "what", "Story(steps: 3)", "Story(layout: (hidden: [3]))"]
        {
            assert_eq!(renamed_telling(text, &names), None, "{text}");
        }
    }

    #[test]
    fn two_that_become_one_are_arranged_once() {
        let text = FILE.replace("\"cy\", ", "\"bo\", ");
        let merged = renamed(&text, Renamed::Entity, "ann", "bo").unwrap();
        assert!(merged.contains("pinned: [/* b */ (entity: \"bo\", x: 3.0, y: 4.0)]"), "{merged}");
        assert!(merged.contains("hidden: [\"bo\"], // ann"), "{merged}");
        assert!(merged.contains("entity=bo&about=bo&holder=bo"), "{merged}");
    }
}
