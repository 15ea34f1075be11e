//! A synthetic corpus of any size, the same in every run.
//!
//! Holders and targets follow Zipf's law. A pair mostly keeps its sign; some pairs shift once, and a
//! few statements contradict the rest. Dates spread over ten years, some of them uncertain.

#[allow(dead_code, reason = "one of the benches only writes files")]
pub(crate) mod made;
#[allow(dead_code, reason = "only the signed analyses need one")]
pub(crate) mod signed;
mod words;

use self::words::{COMMENTING, NAMES, NEGATIVE, POSITIVE, sentence};
use stancegraph::model::Day;
use std::fmt::Write;

/// The days on which statements are made.
const FIRST_DAY: i64 = 14_610; // 2010-01-01
const N_DAYS: u64 = 3_652;

/// Numbers that look random: splitmix64.
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Whether something happens that does so in `percent` of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of some choices.
    pub(crate) fn choose<'c, T: ?Sized>(&mut self, choices: &[&'c T]) -> &'c T {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap_or(0)]
    }

    /// A number below `bound`, the small ones oftener: the chance of `n` falls as 1 / (n + 1).
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a draw need not be exact"
    )]
    pub(crate) fn zipf(&mut self, bound: u64) -> u64 {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((bound + 1) as f64).powf(uniform) as u64 - 1).min(bound - 1)
    }
}

/// How many entities a corpus of so many statements has.
fn n_entities(n_statements: usize) -> u64 {
    6 * (n_statements as u64).isqrt().max(10)
}

/// The id of an entity.
fn entity_id(entity: u64) -> String {
    let [first, last] = names(entity);
    format!("{}-{}-{entity}", first.to_lowercase(), last.to_lowercase())
}

fn names(entity: u64) -> [&'static str; 2] {
    let mut random = Random(entity);
    [random.choose(&NAMES), random.choose(&NAMES)]
}

/// The files of a corpus: first the entities, then `n_files` with sources and statements.
pub(crate) fn files(n_statements: usize, n_files: usize) -> Vec<(String, String)> {
    let n_entities = n_entities(n_statements);
    let mut files = vec![("entities.ron".to_owned(), entities(n_entities))];
    for file in 0..n_files {
        let from = n_statements * file / n_files;
        let to = n_statements * (file + 1) / n_files;
        let text = Writer::new(file as u64, n_entities).write(from as u64..to as u64);
        files.push((format!("statements/{:04}.ron", file + 1), text));
    }
    files
}

fn entities(n_entities: u64) -> String {
    let mut random = Random(1);
    let mut out = String::from("Corpus(\n    entities: [\n");
    for entity in 0..n_entities {
        let (id, [first, last]) = (entity_id(entity), names(entity));
        let kind = random.choose(&[
            "Person",
            "Politician",
            "Politician",
            "Party",
            "Organization",
            "Topic",
        ]);
        let _ =
            write!(out, "        (id: \"{id}\", kind: {kind}, name: \"{first} {last} {entity}\"");
        if random.chance(30) {
            let _ = write!(out, ", aliases: [\"@{last}{entity}\"]");
        }
        if kind == "Politician" {
            let of = entity_id(random.zipf(n_entities));
            let year = 2000 + random.below(15);
            let _ = write!(
                out,
                ",\n         roles: [(role: \"member\", of: \"{of}\", from: \"{year}\")]"
            );
        }
        out.push_str("),\n");
    }
    out.push_str("    ],\n)\n");
    out
}

/// Writes one file.
struct Writer {
    random: Random,
    n_entities: u64,
    file: u64,
    sources: String,
    statements: String,
    /// The day on which the source in use was published.
    published: i64,
    n_sources: u64,
}

impl Writer {
    fn new(file: u64, n_entities: u64) -> Self {
        let (sources, statements) = (String::new(), String::new());
        Self {
            random: Random(file + 2),
            n_entities,
            file,
            sources,
            statements,
            published: 0,
            n_sources: 0,
        }
    }

    fn write(mut self, numbers: std::ops::Range<u64>) -> String {
        for number in numbers {
            if self.n_sources == 0 || self.random.chance(35) {
                self.source();
            }
            self.statement(number);
        }
        let Self { sources, statements, .. } = self;
        format!(
            "Corpus(\n    sources: [\n{sources}    ],\n    statements: [\n{statements}    ],\n)\n"
        )
    }

    fn source(&mut self) {
        self.n_sources += 1;
        self.published = FIRST_DAY + i64::try_from(self.random.below(N_DAYS)).unwrap_or(0);
        let kind =
            self.random.choose(&["Article", "Article", "Article", "Post", "Speech", "Interview"]);
        let outlet = entity_id(self.random.zipf(self.n_entities));
        let (id, day) = (self.source_id(), Day::from_number(self.published));
        let title = sentence(&mut self.random, 6);
        let _ = writeln!(
            self.sources,
            "        (id: \"{id}\", kind: {kind}, outlet: \"{outlet}\", published: \"{day}\",\n         \
             url: \"https://example.org/{day}/{id}\", title: \"{title}\"),"
        );
    }

    fn source_id(&self) -> String {
        format!("source-{}-{}", self.file + 1, self.n_sources)
    }

    fn statement(&mut self, number: u64) {
        let holder = self.random.zipf(self.n_entities);
        let target = (holder + 1 + self.random.zipf(self.n_entities - 1)) % self.n_entities;
        let said = self.published - i64::try_from(self.random.below(8)).unwrap_or(0);
        let verb = self.verb(holder, target, said);
        self.statements.push_str("        (");
        if self.random.chance(3) {
            let _ = write!(self.statements, "id: \"statement-{number}\", ");
        }
        let (holder, target, date) = (entity_id(holder), entity_id(target), self.date(said));
        let source = self.source_id();
        let _ = write!(
            self.statements,
            "holder: \"{holder}\", stance: \"{verb}\", target: \"{target}\",{date}\n         source: \"{source}\""
        );
        self.rest();
        self.statements.push_str("),\n");
    }

    /// The verb of a statement: the pair's sign on that day, or a word without a sign.
    fn verb(&mut self, holder: u64, target: u64, said: i64) -> &'static str {
        let mut pair = Random(holder.wrapping_mul(0x1_0000_0000).wrapping_add(target));
        let first = pair.chance(60);
        let turns =
            pair.chance(12).then(|| FIRST_DAY + i64::try_from(pair.below(N_DAYS)).unwrap_or(0));
        let has_turned = turns.is_some_and(|day| said >= day);
        let is_exception = self.random.chance(2);
        match self.random.below(100) {
            0..10 => self.random.choose(&COMMENTING),
            10 => "withdraws",
            _ if first ^ has_turned ^ is_exception => self.random.choose(&POSITIVE),
            _ => self.random.choose(&NEGATIVE),
        }
    }

    /// The field `on`, mostly a day.
    fn date(&mut self, said: i64) -> String {
        let (day, before) = (Day::from_number(said), Day::from_number(said - 30));
        let (year, month, _) = day.civil();
        match self.random.below(100) {
            0..20 => String::new(),
            20..28 => format!(" on: \"{year}-{month:02}\","),
            28..31 => format!(" on: \"{day}~\","),
            31..33 => format!(" on: \"{before}/{day}\","),
            33 => format!(" on: \"../{day}\","),
            _ => format!(" on: \"{day}\","),
        }
    }

    /// The fields that not every statement has.
    fn rest(&mut self) {
        if self.random.chance(30) {
            let topic = entity_id(self.random.zipf(self.n_entities));
            let _ = write!(self.statements, ", about: [\"{topic}\"]");
        }
        if self.random.chance(3) {
            let claimant = entity_id(self.random.zipf(self.n_entities));
            let _ = write!(self.statements, ", claimed_by: \"{claimant}\"");
        }
        if self.random.chance(50) {
            let coder = self.random.choose(&["kim", "lee", "ada"]);
            let _ = write!(self.statements, ", coder: \"{coder}\"");
        }
        if self.random.chance(20) {
            let confidence = 0.5 + 0.1 * f64::from(u8::try_from(self.random.below(6)).unwrap_or(0));
            let _ = write!(self.statements, ", confidence: {confidence:.1}");
        }
        if self.random.chance(80) {
            let n_words = 8 + self.random.below(20);
            let quote = sentence(&mut self.random, n_words);
            let _ = write!(self.statements, ",\n         quote: \"{quote}\"");
        }
    }
}
