//! Writes any number of synthetic statements as CSV: `--statements N --seed S`, with `--times` at times of day.
//!
//! They resemble an event feed: few holders and targets have most of the statements, a pair mostly
//! keeps its sign and sometimes shifts, over fifteen years, with a short quote each, and some names
//! and quotes that break careless readers. The same seed gives the same bytes on every machine,
//! because only integers and products are used.

use clap::Parser;
use std::io::{self, BufWriter};

/// Made-up statements as CSV on standard output.
#[derive(Parser)]
struct Arguments {
    /// How many statements.
    #[arg(long, value_name = "N")]
    statements: u64,
    /// Which of all possible stories.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Whether each is at a time of its day, else only on that day; all else is the same.
    #[arg(long)]
    times: bool,
}

/// 2005-01-01 to 2019-12-31.
const FIRST_DAY: i64 = 12_784;
const DAYS: u64 = 15 * 365;
const FAVOUR: [&str; 4] = ["supports", "praises", "endorses", "defends"];
const OPPOSE: [&str; 4] = ["opposes", "criticizes", "condemns", "accuses"];
const OUTLETS: u64 = 60;
/// One name in this many, and one quote, is hostile.
const HOSTILE: u64 = 97;
const HOSTILE_NAMES: [&str; 8] =
    ["Smith, \"Bob\"", "=1+1", "O'Neil\nJr.", "محمد", "李小龍", "🤖 Bot", "<b>Bold</b>", "a;b|c"];
const HOSTILE_QUOTES: [&str; 6] = [
    "she said \"no\", twice",
    "line one\nline two",
    "]]> -- </script>",
    "שלום עולם",
    "100 % 🙃",
    "tab\there",
];
const FIRST: [&str; 16] = [
    "Ada", "Bruno", "Chen", "Dora", "Emeka", "Farah", "Goran", "Hana", "Ivo", "Jun", "Kofi",
    "Lena", "Milo", "Nadia", "Omar", "Petra",
];
const LAST: [&str; 16] = [
    "Abara", "Berg", "Costa", "Dietz", "Eriksen", "Fofana", "Grau", "Horvat", "Ito", "Jansen",
    "Kaya", "Lund", "Mori", "Novak", "Okoye", "Prado",
];
const WORDS: [&str; 64] = [
    "we", "stand", "with", "the", "plan", "and", "will", "never", "accept", "this", "deal", "it",
    "is", "time", "to", "act", "their", "record", "speaks", "for", "itself", "nobody", "asked",
    "people", "deserve", "better", "a", "great", "leader", "who", "keeps", "promises", "wrong",
    "on", "taxes", "right", "about", "schools", "water", "roads", "I", "cannot", "vote", "them",
    "again", "honest", "work", "matters", "more", "than", "words", "no", "one", "should", "trust",
    "these", "numbers", "today", "our", "city", "thanks", "you", "enough", "now",
];

/// `SplitMix64` (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    fn below(&mut self, end: u64) -> u64 {
        scale(self.next(), end)
    }
}

fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// A number below `end` from 64 random bits.
fn scale(bits: u64, end: u64) -> u64 {
    u64::try_from((u128::from(bits) * u128::from(end)) >> 64).unwrap_or_default()
}

/// A number below `end` whose density falls as its power −2/3: the cube of an even one.
fn skewed(bits: u64, end: u64) -> u64 {
    scale(scale(scale(bits, bits), bits), end)
}

fn pick<'w>(words: &[&'w str], bits: u64) -> &'w str {
    let at = usize::try_from(scale(bits, words.len() as u64)).unwrap_or_default();
    words.get(at).copied().unwrap_or_default()
}

/// The name of an entity: the same number, the same name, and no other's.
fn name(entity: u64) -> String {
    let bits = mix(entity ^ 0xA5A5);
    if entity % HOSTILE == HOSTILE - 1 {
        return format!("{} {entity}", pick(&HOSTILE_NAMES, bits));
    }
    format!("{} {} {entity}", pick(&FIRST, bits), pick(&LAST, mix(bits)))
}

fn quote(random: &mut Random) -> String {
    if random.below(HOSTILE) == 0 {
        return pick(&HOSTILE_QUOTES, random.next()).to_owned();
    }
    let n_words = 4 + random.below(9);
    let words: Vec<&str> = (0..n_words).map(|_| pick(&WORDS, random.next())).collect();
    words.join(" ")
}

/// Year, month and day (H. Hinnant, `civil_from_days`).
fn date(day: i64) -> String {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + i64::from(month <= 2))
}

/// A second of a day as hours, minutes and seconds.
fn time(second: u64) -> String {
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

/// Whether a pair's stance is in favour on a day: a sign of its own, which one pair in eight
/// changes on a day of its own, and which one statement in thirty-two belies.
fn is_in_favour(pair: u64, day: u64, random: &mut Random) -> bool {
    let bits = mix(pair ^ 0x5EED);
    let begins = bits & 3 != 0;
    let turns = bits & 0b11100 == 0 && day > scale(mix(bits), DAYS);
    begins ^ turns ^ (random.below(32) == 0)
}

fn main() -> io::Result<()> {
    let Arguments { statements, seed, times } = Arguments::parse();
    let n_entities = (statements / 100).max(20);
    let n_pairs = (statements / 2).max(10);
    let mut random = Random(mix(seed));
    let mut clock = Random(mix(seed ^ 0xC10C));
    let mut out = csv::Writer::from_writer(BufWriter::with_capacity(1 << 20, io::stdout().lock()));
    out.write_record(["holder", "verb", "target", "date", "source", "quote"])?;
    for _ in 0..statements {
        let bits = random.next();
        let pair = scale(scale(bits, bits), n_pairs) ^ mix(seed);
        let holder = skewed(mix(pair), n_entities);
        let other = skewed(mix(pair ^ 0x7A26), n_entities);
        let target = if other == holder { (other + 1) % n_entities } else { other };
        let day = random.below(DAYS);
        let verbs = if is_in_favour(pair, day, &mut random) { FAVOUR } else { OPPOSE };
        let verb = pick(&verbs, mix(random.next()));
        let said = date(FIRST_DAY + i64::try_from(day).unwrap_or_default());
        let outlet = skewed(random.next(), OUTLETS);
        let source = format!("outlet-{outlet}-{said}");
        let quote = quote(&mut random);
        let said = if times { format!("{said}T{}Z", time(clock.below(86_400))) } else { said };
        out.write_record([&name(holder), verb, &name(target), &said, &source, &quote])?;
    }
    out.flush()
}
