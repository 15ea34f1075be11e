//! The words around the page as markup, which is there without scripts, too.

use super::{document::escaped, scope::Scope, story::number};
use crate::{
    export::front::FrontMatter, graph::StatementRef, language::Messages, model::Day, view::View,
};
use std::collections::BTreeSet;

/// The parts of the frame that say what the page is.
#[derive(Debug)]
pub(super) struct Around {
    /// What searches and previews show.
    pub(super) meta: String,
    /// Under the title.
    pub(super) standfirst: String,
    /// Before the caption.
    pub(super) byline: String,
    /// The line at the foot.
    pub(super) colophon: String,
    /// All of it, to be read on request and in print.
    pub(super) about: String,
    /// The date of the data, in words.
    pub(super) data_date: Option<String>,
}

impl Around {
    pub(super) fn new(
        title: &str,
        front: &FrontMatter,
        caption: &str,
        view: &View<'_>,
        scope: &Scope,
        messages: &Messages,
    ) -> Self {
        let data_date = data_date(view, scope).map(|day| messages.day(day));
        let contents = contents(view, scope, messages);
        let description = match &front.standfirst {
            Some(standfirst) => standfirst.clone(),
            None => format!("{caption}. {contents}"),
        };
        let lines = lines(front, data_date.as_deref(), messages);
        Self {
            meta: meta(title, front, &description, messages),
            standfirst: paragraph(front.standfirst.as_deref(), "standfirst"),
            byline: front.byline.as_ref().map_or_else(String::new, |byline| {
                format!("<span class=\"byline\">{}</span> ", escaped(byline))
            }),
            colophon: colophon(&lines),
            about: about(title, front, caption, &contents, &lines),
            data_date,
        }
    }
}

/// What is said about the data and their use, each with its word.
fn lines<'m>(
    front: &FrontMatter,
    data_date: Option<&str>,
    messages: &'m Messages,
) -> Vec<(&'m str, String)> {
    [
        ("front.source", front.source_line.as_deref()),
        ("front.data", data_date),
        ("front.credit", front.credit.as_deref()),
        ("front.licence", front.licence.as_deref()),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((messages.text(key), text?.to_owned())))
    .collect()
}

/// The last day by which a statement of the page was known, but no day after today.
fn data_date(view: &View<'_>, scope: &Scope) -> Option<Day> {
    let graph = view.graph();
    let known = scope.statements.iter().map(|&it| graph.statement(it).known());
    let last = known.filter(|day| number(*day).is_some()).max()?;
    Some(last.min(view.frame().today))
}

/// How much the page holds.
fn contents(view: &View<'_>, scope: &Scope, messages: &Messages) -> String {
    let graph = view.graph();
    let statements = scope.statements.iter().map(|&it| graph.statement(it));
    let holders: BTreeSet<_> = statements.clone().map(StatementRef::holder).collect();
    let sources: BTreeSet<_> = statements.map(StatementRef::source).collect();
    let statements = messages.count("n.statements", scope.statements.len(), &[]);
    let actors = messages.count("n.actors", holders.len(), &[]);
    let sources = messages.count("front.sources", sources.len(), &[]);
    let values = [("statements", &*statements), ("actors", &actors), ("sources", &sources)];
    messages.with("front.contents", &values)
}

fn meta(title: &str, front: &FrontMatter, description: &str, messages: &Messages) -> String {
    let author = front.byline.as_ref().map(|byline| ("name", "author", byline.as_str()));
    let rights = front.licence.as_ref().map(|licence| ("name", "copyright", licence.as_str()));
    let always = [
        ("name", "description", description),
        ("property", "og:title", title),
        ("property", "og:description", description),
        ("property", "og:type", "article"),
        ("property", "og:locale", messages.text("front.locale")),
        ("name", "twitter:card", "summary"),
    ];
    let tag = |(key, name, content): (&str, &str, &str)| {
        format!("<meta {key}=\"{name}\" content=\"{}\">\n", escaped(&content.replace('\n', " ")))
    };
    author.into_iter().chain(rights).chain(always).map(tag).collect()
}

fn paragraph(text: Option<&str>, class: &str) -> String {
    text.map_or_else(String::new, |text| {
        format!("<p class=\"{class}\" dir=\"auto\">{}</p>\n", escaped(text))
    })
}

fn colophon(lines: &[(&str, String)]) -> String {
    let part = |(word, text): &(&str, String)| {
        ["<span dir=\"auto\"><strong>", &escaped(word), "</strong> ", &escaped(text), "</span> "]
            .concat()
    };
    lines.iter().map(part).collect()
}

fn about(
    title: &str,
    front: &FrontMatter,
    caption: &str,
    contents: &str,
    lines: &[(&str, String)],
) -> String {
    let notes = front.notes.iter().flat_map(|notes| notes.split("\n\n"));
    let notes: String = notes.map(|notes| paragraph(Some(notes.trim()), "notes")).collect();
    let line = |(word, text): &(&str, String)| {
        ["<dt>", &escaped(word), "<dd dir=\"auto\">", &escaped(text), "\n"].concat()
    };
    let lines: String = lines.iter().map(line).collect();
    let lines = if lines.is_empty() { lines } else { format!("<dl>\n{lines}</dl>\n") };
    [
        format!("<h2 dir=\"auto\">{}</h2>\n", escaped(title)),
        paragraph(front.standfirst.as_deref(), "standfirst"),
        paragraph(front.byline.as_deref(), "byline"),
        paragraph(Some(&format!("{caption}. {contents}")), "contents"),
        notes,
        lines,
    ]
    .concat()
}
