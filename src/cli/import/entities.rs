//! `stance import entities`.

use super::{
    destination::{Destination, DestinationOptions, To, refused},
    table::{self, delimiter},
};
use crate::{
    cli::{Context, Failure, input, options::words},
    import::{
        ColumnMapping, DateForm, ImportReport, Mode, Quotes, decoded,
        entities::{
            EntityField, EntityMode, EntityOptions, EntityTableError, EntityUpdate,
            EntityWriteError, read, update,
        },
    },
    model::{DateOrder, EntityKind},
    report::{Form, entities_json, entities_text, import_text},
};
use clap::Args;
use encoding_rs::Encoding;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Import a table of entities: names for codes, aliases, kinds, Wikidata items, and roles with their dates.
///
/// Columns are known by their headings: id, name, aliases, kind, wikidata, note; role, of, from and until for one role in each row,
/// or roles for all in one cell (`member of Labour 2012..2016; President of the Board 2018..`). An entity may have several rows.
///
/// A row is the entity with its id; else the only one that is called as its id, its name or one of its aliases. An entity of which
/// only a code is known gets its name, and the code becomes an alias. Where anything else differs, what is there stays and the
/// report says so; with --update the table prevails.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Arguments {
    /// The table or workbook, which may be compressed (gzip, Zstandard); `-` is standard input.
    file: PathBuf,
    /// Which columns hold what: id=ccode,name=statenme; #3 is the third.
    #[arg(long, value_name = "FIELD=COLUMN,…", default_value = "", hide_default_value = true)]
    map: ColumnMapping<EntityField>,
    /// What entities are of which the table does not tell the kind; else person.
    #[arg(long, value_name = "KIND", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    kind: Option<EntityKind>,
    /// Leave out entities that are not there.
    #[arg(long)]
    only_known: bool,
    /// What stands between several aliases or roles in one cell; else ; or |.
    #[arg(long, value_name = "DELIMITER")]
    split: Option<String>,
    /// Words that stand for nothing, such as NA.
    #[arg(long, value_name = "WORD,…", value_delimiter = ',')]
    missing: Vec<String>,
    /// The sheet of a workbook, by name or number; else the first that is not empty.
    #[arg(long, value_name = "NAME|N")]
    sheet: Option<String>,
    /// Lines before the headings to pass over.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    skip: usize,
    /// Whether fields may stand in quotation marks; none for files that do not quote.
    #[arg(long, value_name = "double|none", value_parser = words::<Quotes>(Quotes::WORDS))]
    quotes: Option<Quotes>,
    /// How dates are written that are no EDTF: 25.4.2018 is dmy, 4/25/2018 mdy, 2018/4/25 ymd.
    #[arg(long, value_name = "ORDER", value_parser = words::<DateOrder>(DateOrder::WORDS))]
    dates: Option<DateOrder>,
    /// The first year of the hundred that years of two digits mean: with 1930, 29 is 2029 and 30 is 1930.
    #[arg(long, value_name = "YEAR")]
    century: Option<i16>,
    /// The encoding: latin1, windows-1252, utf-16le, …; else as the first bytes look.
    #[arg(long, value_name = "ENCODING", value_parser = input::encoding)]
    encoding: Option<&'static Encoding>,
    /// What stands between fields; else the likeliest in the header.
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// Report what would be read and changed, and write nothing.
    #[arg(long, help_heading = "Destination")]
    dry_run: bool,
    /// Where the table differs from what is there, take what the table says.
    #[arg(long, help_heading = "Destination", conflicts_with = "force")]
    update: bool,
    /// Overwrite what is there, instead of completing it.
    #[arg(long, help_heading = "Destination")]
    force: bool,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let options = DestinationOptions::of_entities(self.dry_run, self.update, self.force);
        let destination = options.resolve(context, &input::stem(&self.file))?;
        let (entries, mut report) = self.read()?;
        let mode = EntityMode {
            mode: if self.update { Mode::Update } else { Mode::Add },
            only_known: self.only_known,
            kind: self.kind.unwrap_or(EntityKind::Person),
        };
        let known = destination.graph()?;
        let update = update(known.as_ref(), &entries, mode, &mut report);
        let output = &context.output;
        output.tell(&import_text(&report, 0));
        output.tell(&entities_text(&update, mode.kind));
        let written = if update.is_empty() || self.dry_run {
            output.tell(if update.is_empty() {
                "nothing is new; nothing was written\n"
            } else {
                "nothing was written\n"
            });
            Vec::new()
        } else {
            write(&update, destination, context)?
        };
        if output.form() == Form::Json {
            let file = self.file.display().to_string();
            context.output.write_json(&entities_json(&file, &report, &update, &written))?;
        }
        let is_nothing = report.rows > 0 && report.statements == 0;
        Ok(if is_nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    fn read(&self) -> Result<(Vec<crate::import::entities::Entry>, ImportReport), Failure> {
        let file = &self.file;
        let unreadable = |error| Failure::file(file, "read", &error);
        let quotes = self.quotes.unwrap_or(Quotes::Double);
        let (opened, notes) = table::open(file, self.sheet.as_deref(), self.delimiter, quotes)?;
        let decoded = decoded(opened.content, self.encoding).map_err(unreadable)?;
        let options = EntityOptions {
            mapping: self.map.clone(),
            missing: self.missing.clone(),
            dates: DateForm { order: self.dates, century: self.century },
            delimiter: self.delimiter,
            skip: self.skip,
            quotes,
            between: self.split.clone(),
        };
        let read = read(decoded.content, &options).map_err(|error| match error {
            EntityTableError::Io(error) => unreadable(error),
            error => Failure::Usage(error.to_string()),
        });
        let (entries, mut report) = read?;
        report.encoding = decoded.found.map(Encoding::name);
        report.notes.extend(notes);
        Ok((entries, report))
    }
}

/// Writes what is new, and gives the files that were written.
fn write(
    entities: &EntityUpdate,
    destination: Destination,
    context: &Context,
) -> Result<Vec<String>, Failure> {
    let (change, store): (_, Option<PathBuf>) = match destination.to {
        To::Nowhere => return Ok(Vec::new()),
        To::Store(path) => (entities.as_store(&path), None),
        To::Addition { path, .. } => (entities.in_store(&path), Some(path)),
        To::Corpus(file) => {
            let (known, path) = file.parts();
            (entities.in_corpus(known, path), None)
        }
    };
    let change = change.map_err(|error| refused(error, context))?;
    let written = change.write().map_err(|error| match error {
        EntityWriteError::File(error) => Failure::from(error),
        EntityWriteError::Store(error) => Failure::from(error),
    })?;
    let shown = |path: &Path| path.display().to_string();
    let files: Vec<String> = written.iter().chain(&store).map(|path| shown(path)).collect();
    context.output.tell(&format!("wrote {}\n", files.join(", ")));
    Ok(files)
}
