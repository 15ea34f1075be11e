//! The paragraphs of a text, and what each of them is.

use super::super::lexicon::Lexicon;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Running text.
    Body,
    /// The headline of the text itself.
    Title,
    /// A headline of another article inside the page: `READ MORE: …`.
    Link,
    /// An address; with the number of a tweet where it has one.
    Address(Option<u64>),
    /// Words of the page that are no text: `Get breaking news`.
    Furniture,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    /// The first byte.
    pub(crate) start: usize,
    /// The byte past the last.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) form: Form,
}

/// Splits a text into paragraphs: its lines, or blocks between blank lines where the lines are broken ones.
pub(crate) fn paragraphs(text: &str, lexicon: &Lexicon) -> Vec<Paragraph> {
    let lines = lines(text);
    let blocks = if is_wrapped(text, &lines) {
        joined(lines)
    } else {
        lines.into_iter().flatten().collect()
    };
    let mut found: Vec<Paragraph> = Vec::with_capacity(blocks.len());
    for (start, end) in blocks {
        let body = text.get(start..end).unwrap_or_default();
        let (skip, form) = form(body, lexicon);
        let first = found.iter().all(|p| p.form == Form::Furniture);
        let early = found.len() < 3 && found.iter().all(|p| p.form != Form::Body);
        let headed = first && is_title(body) || early && is_headline(body);
        let headed = headed || is_heading(body);
        let form = if form == Form::Body && headed { Form::Title } else { form };
        found.push(Paragraph { start: start + skip, end, form });
    }
    found
}

/// The trimmed lines; none for a blank one.
fn lines(text: &str) -> Vec<Option<(usize, usize)>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        found.push((!trimmed.is_empty()).then_some((start, start + trimmed.len())));
        at += line.len();
    }
    found
}

/// Whether most lines that another follows end in the middle of a sentence.
fn is_wrapped(text: &str, lines: &[Option<(usize, usize)>]) -> bool {
    let (mut broken, mut whole) = (0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [Some((start, end)), Some((next, _))] = pair else { continue };
        let line = text.get(*start..*end).unwrap_or_default();
        let follows =
            text.get(*next..).and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase);
        if follows && !line.ends_with(['.', '!', '?', '”', '"', ':', '’', '»']) {
            broken += 1;
        } else {
            whole += 1;
        }
    }
    broken > 2 && broken * 2 > whole
}

/// Lines joined up to the next blank one.
fn joined(lines: Vec<Option<(usize, usize)>>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    for line in lines {
        match (line, found.last_mut()) {
            (Some((_, end)), Some(last)) if open => last.1 = end,
            (Some(span), _) => found.push(span),
            (None, _) => {}
        }
        open = line.is_some();
    }
    found
}

/// The form of a paragraph, and how many bytes of it are a label.
fn form(body: &str, lexicon: &Lexicon) -> (usize, Form) {
    if let Some(form) = address(body) {
        return (0, form);
    }
    let label = body
        .find(':')
        .filter(|at| *at < 40)
        .map(|at| (at, body.get(..at).unwrap_or_default().to_lowercase()));
    if let Some((at, label)) = label
        && lexicon.page_labels.contains(&label)
    {
        let rest = body.get(at + 1..).unwrap_or_default();
        return (at + 1 + (rest.len() - rest.trim_start().len()), Form::Link);
    }
    let plain = body.to_lowercase();
    let plain = plain.trim_end_matches(['.', '!', ':']);
    if lexicon
        .page_words
        .iter()
        .any(|known| plain == known || (plain.len() < 60 && plain.starts_with(known.as_str())))
    {
        return (0, Form::Furniture);
    }
    (dateline(body), Form::Body)
}

/// The length of a dateline: `LONDON (Reuters) - `, `TRENTON – `.
fn dateline(body: &str) -> usize {
    let capitals = body
        .chars()
        .take_while(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\''))
        .filter(|c| c.is_uppercase())
        .count();
    if capitals < 4 {
        return 0;
    }
    let dash = [" - ", " – ", " — ", " -- "]
        .iter()
        .filter_map(|dash| Some((body.find(dash)?, dash.len())))
        .min();
    dash.filter(|(at, _)| *at < 70 && !body.get(..*at).is_some_and(|b| b.contains(['“', '"', ':'])))
        .map_or(0, |(at, length)| at + length)
}

/// Whether a paragraph is an address alone, and the number of the tweet that it leads to.
fn address(body: &str) -> Option<Form> {
    let rest = body.strip_prefix("https://").or_else(|| body.strip_prefix("http://"))?;
    if rest.contains(char::is_whitespace) {
        return None;
    }
    Some(Form::Address(tweet_number(rest)))
}

/// The number of the tweet in an address.
pub(crate) fn tweet_number(address: &str) -> Option<u64> {
    let host = ["twitter.com/", "x.com/", "mobile.twitter.com/", "www.twitter.com/"];
    if !host.iter().any(|host| address.contains(host)) {
        return None;
    }
    let (_, rest) = address.split_once("/status/")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    rest.get(..digits)?.parse().ok()
}

/// Whether the first paragraph is a headline: short, and no sentence of running text.
fn is_title(body: &str) -> bool {
    let ends = body.ends_with(['.', '!', '”', '"', '’', ':']);
    body.chars().take(161).count() <= 160 && (!ends || is_title_case(body))
}

/// Whether a line is set as a headline: in title case, and without the end of a sentence.
fn is_headline(body: &str) -> bool {
    body.len() <= 160 && !body.ends_with(['.', '!', '?', '”', '"', '’', ':']) && is_title_case(body)
}

/// Whether a line is a heading in capitals: `THE LONG LUNCH`, `TODAY`; two words may be a name.
fn is_heading(body: &str) -> bool {
    let words: Vec<&str> = body.split_whitespace().collect();
    let capitals = !body.chars().any(char::is_lowercase)
        && body.chars().filter(|c| c.is_uppercase()).count() > 2;
    let function = |word: &&str| {
        super::super::lexicon::words::is_function(&word.to_lowercase().replace('’', "'"))
    };
    capitals
        && words.len() < 12
        && !body.ends_with(['.', '”', '"', ':'])
        && (words.len() == 1 || words.len() > 4 || words.iter().any(function))
}

/// Whether most longer words of a line begin with a capital.
pub(crate) fn is_title_case(line: &str) -> bool {
    let words =
        line.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let (mut capital, mut all) = (0_usize, 0_usize);
    for word in words.filter(|word| word.chars().nth(3).is_some()) {
        all += 1;
        capital += usize::from(word.chars().next().is_some_and(char::is_uppercase));
    }
    all >= 3 && capital * 10 >= all * 8
}
