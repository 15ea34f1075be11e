//! `stance export`.

use super::{
    Context, Failure,
    camps::{CampsOptions, check_size},
    file,
    front::{FrontFlags, ToldByFile},
    network::{CountingOptions, EDGE, EdgeOptions, ListingOptions},
    options::{self, SeriesOptions},
    progress::Progress,
    session::{Question, Session},
    time::Deadline,
};
use crate::{
    analysis::{
        camps::{Basis, Numbers},
        network::{Mode, network},
        series::{Coverage, Period},
    },
    export::{
        Backdrop, Chart, Cluster, Clusters, Colors, Focus, Format, Isolates, Layout, NetworkScene,
        Scene, SceneOptions, escape_formulas,
    },
    model::{Calendar, Day},
    view::{
        View,
        filter::{AttributeKey, Bearer},
    },
};
use clap::Args;
use std::{collections::BTreeSet, path::PathBuf, process::ExitCode};

/// Export the view as a picture, a page, a graph or a table.
///
/// With --every, writes one file for each period: `-o 'story-%Y-%m-%d.dot'` names each by its first day. A page (`html`)
/// is always one file, with charts of these periods.
#[derive(Args)]
#[command(mut_arg("kinds", |kinds| {
    kinds
        .help("With --network, only targets of these kinds; else the kinds of entities that camps are found among")
        .long_help(None)
}))]
pub(crate) struct Arguments {
    /// The format to write.
    #[arg(value_parser = options::words::<Format>(Format::WORDS))]
    format: Format,
    #[command(flatten)]
    scene: SceneFlags,
    /// Draw the entities in boxes, one for each camp, and highlight the ties that contradict them.
    #[arg(long, value_name = "WHAT", value_parser = options::words::<Cluster>(Cluster::WORDS))]
    cluster: Option<Cluster>,
    /// Draw entities in colours by an attribute, with a legend: attr.NAME. For dot, svg, png and mermaid.
    #[arg(long, value_name = "attr.NAME")]
    color_by: Option<AttributeKey>,
    /// What lays out svg and png; Graphviz for up to 150 lines, else forces.
    #[arg(long, value_name = "WHAT", value_parser = options::words::<Layout>(Layout::WORDS))]
    layout: Option<Layout>,
    /// What a chart shows; by default statements.
    #[arg(long, value_name = "WHAT", value_parser = options::words::<Chart>(Chart::WORDS))]
    show: Option<Chart>,
    /// Export the discourse network between actors, from actors to targets, or between targets.
    #[arg(long, value_name = "onemode|twomode|targets", conflicts_with_all = ["focus", "isolates", "cluster"], hide_possible_values = true, value_parser = options::words::<Mode>(Mode::WORDS))]
    network: Option<Mode>,
    #[command(flatten)]
    camps: CampsOptions,
    #[command(flatten)]
    edges: EdgeOptions,
    #[command(flatten)]
    listing: ListingOptions,
    #[command(flatten)]
    counting: CountingOptions,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
    #[command(flatten)]
    sheet: SheetFlags,
}

/// What part of the view to show, and its title.
#[derive(Args)]
pub(super) struct SceneFlags {
    /// Only the ties around this entity: an id, name or alias.
    #[arg(long, value_name = "ENTITY")]
    focus: Option<String>,
    /// How many ties away from the focus to go.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    depth: usize,
    /// Also show entities without a tie.
    #[arg(long)]
    isolates: bool,
    #[command(flatten)]
    front: FrontFlags,
}

impl SceneFlags {
    /// The words around a page.
    pub(super) fn front(&self) -> &FrontFlags {
        &self.front
    }

    /// What the flags mean; `filter` is the view's as it was typed, `told` what stands around a page.
    pub(super) fn options(
        &self,
        session: &Session<'_>,
        filter: Option<String>,
        every: Option<Calendar>,
        basis: Basis,
        told: ToldByFile,
    ) -> Result<SceneOptions, Failure> {
        let ToldByFile { front, telling, .. } = told;
        let focus = session.optional_entity(self.focus.as_ref())?;
        let focus = focus.map(|entity| Focus { entity, depth: self.depth });
        let isolates = if self.isolates { Isolates::Shown } else { Isolates::LeftOut };
        let title = self.front.title().or(front.title.as_ref()).cloned();
        Ok(SceneOptions { title, front, telling, filter, focus, isolates, every, basis })
    }
}

/// What a spreadsheet needs of a table.
#[derive(Args)]
struct SheetFlags {
    /// Begin the table with a byte-order mark, by which spreadsheets know that it is UTF-8.
    #[arg(long)]
    bom: bool,
    /// Put an apostrophe before cells that a spreadsheet would take for formulas: those that begin with =, +, - or @ and are no numbers.
    #[arg(long)]
    escape_formulas: bool,
}

impl SheetFlags {
    /// Refuses flags that do not fit the format.
    fn check(&self, format: Format) -> Result<(), Failure> {
        if (self.bom || self.escape_formulas) && !format.is_csv() {
            let message = format!("--bom and --escape-formulas are for CSV, not for {format}");
            return Err(Failure::Usage(message));
        }
        Ok(())
    }

    /// The file as it is to be written.
    fn picture(&self, bytes: Vec<u8>, mut notes: Vec<String>) -> Picture {
        let (bytes, n_escaped) =
            if self.escape_formulas { escape_formulas(&bytes) } else { (bytes, 0) };
        if n_escaped > 0 {
            let cells =
                if n_escaped == 1 { "1 cell was" } else { &format!("{n_escaped} cells were") };
            notes.push(format!("{cells} given an apostrophe, so that no formula is in the table"));
        }
        let mark = if self.bom { "\u{feff}".as_bytes() } else { &[] };
        Picture { bytes: [mark, &bytes].concat(), notes }
    }
}

/// A file to write, and what is to be known about it.
struct Picture {
    bytes: Vec<u8>,
    notes: Vec<String>,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        context.output.refuse_form("export writes the format that you name")?;
        self.sheet.check(self.format)?;
        self.scene.front().check(self.format)?;
        if self.format.is_binary() && context.output.is_terminal() {
            let format = self.format;
            return Err(Failure::Usage(format!("{format} is a binary format: add -o FILE")));
        }
        if self.color_by.is_some() && !self.format.has_colors() {
            let message =
                format!("--color-by is for dot, svg, png and mermaid, not for {}", self.format);
            return Err(Failure::Usage(message));
        }
        if self.layout.is_some() && !self.format.has_layouts() {
            let message = format!("--layout is for svg and png, not for {}", self.format);
            return Err(Failure::Usage(message));
        }
        if self.show.is_some() && self.format != Format::Chart {
            let message = format!("--show is for chart, not for {}", self.format);
            return Err(Failure::Usage(message));
        }
        self.question.ask(context, |session, view, facts| {
            let series = self.series.series();
            let is_page = matches!(self.format, Format::Html | Format::Chart);
            if is_page && series.is_some_and(|series| series.coverage != Coverage::Each) {
                let message =
                    "charts show each period by itself: leave out --rolling and --expanding";
                return Err(Failure::Usage(message.to_owned()));
            }
            let every = series.map(|series| series.every);
            let basis = self.camps.basis(self.counting.kinds());
            check_size(&view, &basis)?;
            let told = if self.format.has_words() {
                self.scene.front().told(&self.question.paths()?, context)?
            } else {
                ToldByFile::default()
            };
            told.judge(view.graph(), context)?;
            let options = self.scene.options(session, facts.r#where, every, basis, told)?;
            if let Some(series) = series.filter(|_| !is_page) {
                return self.write_series(&series.periods(&view)?, &options, context);
            }
            let pictures = self.pictures(&[&view], &options)?;
            pictures.iter().try_for_each(|Picture { bytes, notes }| {
                context.output.write_bytes(bytes)?;
                for note in notes {
                    context.output.tell(&format!("note: {note}\n"));
                }
                Ok(())
            })
        })
    }

    /// The picture of each view.
    fn pictures<'g>(
        &self,
        views: &[&View<'g>],
        options: &SceneOptions,
    ) -> Result<Vec<Picture>, Failure> {
        let exporter = match (self.layout, self.show) {
            (_, Some(chart)) => chart.exporter(),
            (Some(layout), None) => self.format.laid_out(layout),
            (None, None) => self.format.exporter(),
        };
        let colors = match views.first() {
            Some(view) => self.colors(view)?,
            None => None,
        };
        if let Some(mode) = self.network {
            let edges = self.edges.options(mode, &self.counting);
            let picture = |view: &&View<'_>| {
                self.counting.check_size(view, mode, None, EDGE)?;
                let network = network(view, &edges)?;
                let (title, filter) = (options.title.clone(), options.filter.clone());
                let scene = NetworkScene::new(view, network, title, filter);
                let language = options.front.language.unwrap_or_default();
                let scene = scene.told(language, &options.telling.style);
                let scene = self.listing.of_scene(scene.in_colors(colors.clone()));
                let bytes = self.shown(|| exporter.export_network(&scene))?;
                let notes = exporter.network_notes(&scene, &bytes);
                Ok(self.sheet.picture(bytes, notes))
            };
            return views.iter().map(picture).collect();
        }
        let mut numbers = Numbers::default();
        let scene =
            |view: &&View<'g>| self.scene(view, options, &mut numbers).in_colors(colors.clone());
        let scenes: Vec<Scene<'_>> = views.iter().map(scene).collect();
        let picture = |scene: &Scene<'_>| {
            let bytes = self.shown(|| exporter.export(scene))?;
            let notes = exporter.notes(scene, &bytes);
            Ok(self.sheet.picture(bytes, notes))
        };
        // Boxes move their entities, so each picture with boxes has its own layout.
        if self.cluster.is_some() {
            return scenes.iter().map(picture).collect();
        }
        let backdrop = Backdrop::of(&scenes);
        let before = scenes.into_iter().map(|scene| scene.before(backdrop.clone()));
        before.map(|scene| picture(&scene)).collect()
    }

    /// Says on a terminal that a picture is being drawn, which may take a while.
    fn shown<T>(&self, draw: impl FnOnce() -> T) -> T {
        if self.format.has_layouts() {
            Progress::during("drawing (Ctrl-C stops it)", draw)
        } else {
            draw()
        }
    }

    /// The colours of entities, if they are not those of their kinds.
    fn colors(&self, view: &View<'_>) -> Result<Option<Colors>, Failure> {
        let Some(key) = &self.color_by else { return Ok(None) };
        if key.bearer != Bearer::Either {
            let message = format!("--color-by colours entities: write attr.{}", key.name);
            return Err(Failure::Usage(message));
        }
        let values = key.values(view.graph()).map_err(Failure::Usage)?;
        Ok(Some(Colors::new(view.graph(), values)))
    }

    /// The scene of a view. In a series camps keep their numbers.
    fn scene<'g>(
        &self,
        view: &View<'g>,
        options: &SceneOptions,
        numbers: &mut Numbers,
    ) -> Scene<'g> {
        let scene = Scene::new(view, options);
        match self.cluster {
            None => scene,
            Some(Cluster::Camps) => {
                let (_, mut camps) = self.camps.camps(&Deadline::NEVER, view, &options.basis);
                numbers.renumber(&mut camps);
                scene.in_clusters(Clusters::of_camps(view, &camps))
            }
        }
    }

    /// Writes one picture for each period, all with one layout; writes none when two would have one name.
    fn write_series(
        &self,
        periods: &[Period<'_>],
        options: &SceneOptions,
        context: &Context,
    ) -> Result<(), Failure> {
        let pattern = context.output.path().and_then(|path| path.to_str()).ok_or_else(|| {
            Failure::Usage(
                "--every writes one file for each period: name them with a pattern, such as -o 'story-%Y-%m-%d.dot'"
                    .to_owned(),
            )
        })?;
        let paths: Vec<PathBuf> = periods
            .iter()
            .map(|period| named(pattern, period.span.begin))
            .collect::<Result<_, _>>()?;
        if paths.iter().collect::<BTreeSet<_>>().len() < paths.len() {
            let message = format!(
                "two files would have the same name: put more of %Y, %m and %d into {pattern}"
            );
            return Err(Failure::Usage(message));
        }
        let views: Vec<&View<'_>> = periods.iter().map(|period| &period.view).collect();
        for (Picture { bytes, notes }, path) in self.pictures(&views, options)?.iter().zip(&paths) {
            file::write_whole(path, bytes)?;
            for note in notes {
                context.output.tell(&format!("note: {}: {note}\n", path.display()));
            }
        }
        let n_files = paths.len();
        context
            .output
            .tell(&format!("wrote {n_files} {}\n", if n_files == 1 { "file" } else { "files" }));
        Ok(())
    }
}

/// The name of the picture of a period: `%Y`, `%m` and `%d` are those of its first day.
fn named(pattern: &str, begin: Day) -> Result<PathBuf, Failure> {
    let (year, month, day) = begin.civil();
    let mut parts = pattern.split('%');
    let mut name = parts.next().unwrap_or("").to_owned();
    while let Some(part) = parts.next() {
        let mut rest = part.chars();
        let meaning = match rest.next() {
            Some('Y') => format!("{year:04}"),
            Some('m') => format!("{month:02}"),
            Some('d') => format!("{day:02}"),
            // `%%` is a literal percent sign; splitting has put an empty part between the two.
            None => format!("%{}", parts.next().unwrap_or("")),
            Some(other) => {
                let message = format!(
                    "unknown `%{other}` in {pattern}; use %Y, %m and %d for the period's first day"
                );
                return Err(Failure::Usage(message));
            }
        };
        name = [&name, &meaning, rest.as_str()].concat();
    }
    Ok(name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_first_day() {
        let name = |pattern| named(pattern, Day::from_civil(2018, 4, 5)).ok();
        assert_eq!(name("a-%Y-%m-%d.dot"), Some("a-2018-04-05.dot".into()));
        assert_eq!(name("100%%-%Y"), Some("100%-2018".into()));
        assert_eq!(name("%%%%d"), Some("%%d".into()));
        assert_eq!(name("%H"), None);
    }
}
