//! Proposals by rules: what must hold of any text, and how much of some articles is found.
//!
//! Each article of `fixtures/proposals` lies beside what it says: its statements, and whose its quotations are. The
//! articles were written before the rules were tried on them; the floors are what the rules reach on them.

mod rules;

use serde::Deserialize;
use stancegraph::{
    coding::{
        proposals::{Named, Proposal, Sign, Status},
        propose::{Knowledge, Known, Lexicon, Sort, propose},
    },
    corpus,
    model::{Effect, Polarity, Vocabulary},
};
use std::{collections::BTreeSet, fs, path::PathBuf, sync::LazyLock};

#[derive(Deserialize)]
struct Gold {
    published: String,
    statements: Vec<Statement>,
    speakers: Vec<Speaker>,
}

#[derive(Deserialize)]
struct Statement {
    holder: String,
    target: String,
    polarity: i8,
    start: usize,
    end: usize,
    date: String,
    claimed_by: Option<String>,
}

#[derive(Deserialize)]
struct Speaker {
    #[serde(rename = "speaker")]
    name: String,
    start: usize,
    end: usize,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/proposals")
}

/// The articles, with what they say.
fn articles() -> Vec<(String, String, Gold)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let article = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let gold = fs::read_to_string(path.with_extension("gold.json")).unwrap();
        (path.display().to_string(), text, serde_json::from_str(&gold).unwrap())
    };
    paths.into_iter().map(article).collect()
}

static VERBS: LazyLock<Vocabulary> = LazyLock::new(|| corpus::read(&[]).corpus.vocabulary);
fn sign_of(effect: Effect) -> Option<Sign> {
    match effect {
        Effect::Expresses(Polarity::Positive) => Some(Sign::Positive),
        Effect::Expresses(Polarity::Negative) => Some(Sign::Negative),
        Effect::Expresses(Polarity::Neutral) => Some(Sign::Neutral),
        _ => None,
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::with([]));

/// The proposals of a text with the verbs of the program.
fn proposals(text: &str, published: &str, entities: &[Known]) -> Vec<Proposal> {
    let verb = |word: &str| Some(sign_of(VERBS.verb(VERBS.find(word)?).effect));
    let knowledge = Knowledge { entities, vocabulary: &verb, lexicon: &LEXICON };
    propose(text, published.parse().ok(), knowledge)
        .map(|found| found.proposals)
        .unwrap_or_default()
}

/// The words of a name that tell it from others.
fn key(name: &str) -> BTreeSet<String> {
    let small = ["the", "a", "of", "to", "his", "her", "its", "s", "mr", "mrs", "ms"];
    let words = name.to_lowercase();
    let words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.filter(|word| !small.contains(word)).map(str::to_owned).collect()
}

fn meet(a: &str, b: &str) -> bool {
    !key(a).is_disjoint(&key(b))
}

fn overlap(proposal: &Proposal, start: usize, end: usize) -> bool {
    proposal.span[0] < end && start < proposal.span[1]
}

fn sign(proposal: &Proposal) -> Option<i8> {
    proposal.polarity.map(|sign| match sign {
        Sign::Positive => 1,
        Sign::Negative => -1,
        Sign::Neutral => 0,
    })
}

/// What must hold of the proposals of any text.
fn check_form(text: &str, proposals: &[Proposal], entities: &[Known]) {
    let chars: Vec<char> = text.chars().collect();
    let mut seen = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let is_known =
        |id: &Option<String>| id.as_ref().is_none_or(|id| entities.iter().any(|e| e.id == *id));
    for proposal in proposals {
        let [start, end] = proposal.span;
        let quote: String = chars[start..end].iter().collect();
        assert_eq!(quote, proposal.quote, "the quote is the text at its place");
        assert!(!quote.is_empty(), "{proposal:?}\n{text}");
        let target = proposal.target.as_ref().map(|target| target.name.clone());
        let claimed = proposal.claimed_by.as_ref().map(|claimed| claimed.name.clone());
        let said =
            (proposal.holder.name.clone(), target.clone(), sign(proposal), proposal.span, claimed);
        assert!(seen.insert(said), "twice: {proposal:?}\n{text}");
        assert!(ids.insert(proposal.id.clone()), "two proposals have one id: {proposal:?}");
        assert!(is_known(&proposal.holder.entity));
        let named = |named: &Named| is_known(&named.entity);
        assert!(proposal.candidates.iter().chain(&proposal.claimed_by).all(named));
        assert!(proposal.target.as_ref().is_none_or(|target| is_known(&target.entity)));
        match proposal.status {
            Status::Ready => assert!(proposal.stance.is_some() && target.is_some()),
            Status::Open => assert!(
                proposal.stance.is_none() && target.is_none() && proposal.polarity.is_none()
            ),
        }
    }
}

/// Whether a ready proposal says a statement of the gold.
fn says(proposal: &Proposal, statement: &Statement) -> bool {
    let target = proposal.target.as_ref().map_or("", |target| target.name.as_str());
    overlap(proposal, statement.start, statement.end)
        && meet(&proposal.holder.name, &statement.holder)
        && meet(target, &statement.target)
        && sign(proposal) == Some(statement.polarity)
        && proposal.claimed_by.is_some() == statement.claimed_by.is_some()
}

/// Whether a proposal offers the holder and the target of a statement.
fn offers(proposal: &Proposal, statement: &Statement) -> bool {
    let who = proposal.claimed_by.as_ref().map_or(&proposal.holder.name, |claimed| &claimed.name);
    let whose = statement.claimed_by.as_ref().unwrap_or(&statement.holder);
    let target = proposal.target.iter().map(|target| &target.name);
    let mut targets = target.chain(proposal.candidates.iter().map(|candidate| &candidate.name));
    overlap(proposal, statement.start, statement.end)
        && meet(who, whose)
        && targets.any(|target| meet(target, &statement.target))
}

#[derive(Default)]
struct Tally {
    ready: usize,
    right: usize,
    dates: usize,
    statements: usize,
    offered: usize,
    speakers: usize,
    found: usize,
    wrong: usize,
}

#[test]
fn articles_of_several_registers_are_read() {
    let mut tally = Tally::default();
    for (path, text, gold) in articles() {
        let proposals = proposals(&text, &gold.published, &[]);
        check_form(&text, &proposals, &[]);
        for proposal in proposals.iter().filter(|proposal| proposal.status == Status::Ready) {
            tally.ready += 1;
            let right = gold.statements.iter().find(|statement| says(proposal, statement));
            tally.right += usize::from(right.is_some());
            tally.dates +=
                usize::from(right.is_some_and(|s| proposal.on.as_deref() == Some(&s.date)));
        }
        for statement in &gold.statements {
            tally.statements += 1;
            tally.offered +=
                usize::from(proposals.iter().any(|proposal| offers(proposal, statement)));
            let own = |proposal: &&Proposal| {
                statement.claimed_by.is_some()
                    && proposal.claimed_by.is_none()
                    && says(proposal, &Statement { claimed_by: None, ..copy(statement) })
            };
            assert!(
                !proposals.iter().any(|p| own(&p)),
                "{path}: a claim is proposed as the holder's own"
            );
        }
        for quotation in &gold.speakers {
            tally.speakers += 1;
            let over: Vec<_> =
                proposals.iter().filter(|p| overlap(p, quotation.start, quotation.end)).collect();
            let is_found = over.iter().any(|p| meet(&p.holder.name, &quotation.name));
            tally.found += usize::from(is_found);
            tally.wrong += usize::from(!is_found && !over.is_empty());
        }
    }
    let Tally { ready, right, dates, statements, offered, speakers, found, wrong } = tally;
    let of = |part: usize, all: usize, percent: usize, what: &str| {
        assert!(100 * part >= percent * all, "{what}: {part} of {all}, {percent} % are wanted");
    };
    of(right, ready, 80, "ready proposals that are right");
    of(dates, right, 90, "dates of right ones");
    of(offered, statements, 80, "statements offered");
    of(found, speakers, 95, "speakers of quotations found");
    of(found, found + wrong, 97, "speakers that are right");
}

fn copy(statement: &Statement) -> Statement {
    let Statement { holder, target, polarity, start, end, date, claimed_by } = statement;
    Statement {
        holder: holder.clone(),
        target: target.clone(),
        polarity: *polarity,
        start: *start,
        end: *end,
        date: date.clone(),
        claimed_by: claimed_by.clone(),
    }
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// Cut, spliced, and with marks put in and taken out: `MUTATED_ARTICLES` says how many.
#[test]
fn whatever_an_article_becomes_its_proposals_have_their_form() {
    let wanted = std::env::var("MUTATED_ARTICLES").ok().and_then(|n| n.parse().ok()).unwrap_or(400);
    let texts: Vec<Vec<char>> =
        articles().into_iter().map(|article| article.1.chars().collect()).collect();
    let marks: Vec<char> = "“”\"'‘’«»„\n. ,:;-—()@#\0\r\u{301}éAa1…\u{feff}*&".chars().collect();
    let entities = [
        known("adaeze-obi", "Adaeze Obi", Sort::Person),
        known("loan", "harbour loan", Sort::Thing),
    ];
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..wanted {
        let text = mutated(&texts, &marks, &mut numbers);
        check_form(&text, &proposals(&text, "2020-02-29", &entities), &entities);
    }
}

fn known(id: &str, name: &str, sort: Sort) -> Known {
    Known { id: id.to_owned(), name: name.to_owned(), aliases: vec![], sort, roles: vec![] }
}

fn mutated(texts: &[Vec<char>], marks: &[char], numbers: &mut Numbers) -> String {
    let text = &texts[numbers.below(texts.len())];
    let from = numbers.below(text.len());
    let to = (from + 20 + numbers.below(900)).min(text.len());
    let mut chars = text[from..to].to_vec();
    for _ in 0..numbers.below(6) {
        let at = numbers.below(chars.len() + 1);
        match numbers.below(5) {
            0 => chars.truncate(at),
            1 => chars.insert(at, marks[numbers.below(marks.len())]),
            2 if at < chars.len() => {
                chars.remove(at);
            }
            3 => {
                let other = &texts[numbers.below(texts.len())];
                let from = numbers.below(other.len());
                let to = (from + numbers.below(90)).min(other.len());
                chars.splice(at..at, other[from..to].iter().copied());
            }
            _ => chars.retain(|c| !at.is_multiple_of(3) || !"“”\"‘".contains(*c)),
        }
    }
    chars.into_iter().collect()
}

#[test]
fn an_article_cut_anywhere_is_read() {
    for (_, text, gold) in articles() {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for end in ends.into_iter().step_by(7) {
            let part = &text[..end];
            check_form(part, &proposals(part, &gold.published, &[]), &[]);
        }
    }
}

#[test]
fn the_same_text_has_the_same_proposals() {
    for (_, text, gold) in articles() {
        let first = proposals(&text, &gold.published, &[]);
        assert_eq!(first, proposals(&text, &gold.published, &[]));
    }
}

#[test]
fn what_somebody_claims_is_not_the_holders_own() {
    let claims = [
        "According to Tomas Reyl, Anders Pohl opposes the school bill.",
        "Anders Pohl opposes the school bill, according to Tomas Reyl.",
        "Tomas Reyl said Anders Pohl opposes the school bill.",
        "Tomas Reyl claimed on Friday that Anders Pohl opposes the school bill.",
        "Tomas Reyl’s spokesman said Anders Pohl opposes the school bill.",
        "“Anders Pohl opposes the school bill,” Tomas Reyl said.",
        "Tomas Reyl told reporters that Anders Pohl opposes the school bill and supports the strike.",
        "A spokesman for Tomas Reyl said Anders Pohl opposes the school bill.",
        "Tomas Reyl believes Anders Pohl opposes the school bill.",
        "Anders Pohl, Tomas Reyl said, opposes the school bill.",
        "Anders Pohl opposes the school bill, Tomas Reyl said on Friday.",
        "Anders Pohl opposes the school bill, said Tomas Reyl.",
        "Anders Pohl opposes the school bill, Tomas Reyl’s spokesman told reporters.",
        "In Tomas Reyl’s view, Anders Pohl opposes the school bill.",
        "Tomas Reyl: Anders Pohl opposes the school bill.",
        "Tomas Reyl denied that Anders Pohl opposes the school bill.",
        "Tomas Reyl mocked the idea that Anders Pohl opposes the school bill.",
        "Tomas Reyl spoke of Anders Pohl’s opposition to the school bill.",
        "Tomas Reyl accused Anders Pohl of opposing the school bill.",
        "Anders Pohl allegedly opposes the school bill.",
        "Anders Pohl is said to oppose the school bill.",
        "It is rumoured that Anders Pohl opposes the school bill.",
        "Tomas Reyl says Lucia Halloran thinks Anders Pohl opposes the school bill.",
        "Tomas Reyl alleged, by way of example, Anders Pohl opposes the school bill.",
        "Tomas Reyl alleged that Anders Pohl had “sold the town” by opposing the school bill.",
    ];
    for claim in claims {
        let own = |p: &&Proposal| {
            p.status == Status::Ready && p.claimed_by.is_none() && p.holder.name.contains("Pohl")
        };
        let proposals =
            proposals(&format!("{claim} The vote on the bill is in May.\n"), "2019-09-20", &[]);
        assert_eq!(proposals.iter().find(own), None, "{claim}");
    }
}

#[test]
fn what_was_not_done_is_not_proposed() {
    let not = [
        "Would Anders Pohl endorse Tomas Reyl?",
        "If Anders Pohl endorsed Tomas Reyl, nobody would be surprised.",
        "Anders Pohl may endorse Tomas Reyl.",
        "Anders Pohl stopped short of endorsing Tomas Reyl.",
        "Anders Pohl did not criticise Tomas Reyl.",
        "Anders Pohl has been urged to endorse Tomas Reyl.",
        "Anders Pohl was expected to praise Tomas Reyl.",
    ];
    for sentence in not {
        let proposals = proposals(
            &format!("{sentence} That was on the day of the vote in the town hall.\n"),
            "2019-09-20",
            &[],
        );
        let ready =
            proposals.iter().find(|p| p.status == Status::Ready && p.holder.name.contains("Pohl"));
        assert_eq!(ready, None, "{sentence}");
    }
}

#[test]
fn another_language_is_refused_by_name() {
    let vocabulary = |_: &str| None;
    let knowledge = Knowledge { entities: &[], vocabulary: &vocabulary, lexicon: &LEXICON };
    let german = "Die Ministerin hat den Vorschlag der Partei nicht gelobt, und sie will das Gesetz nicht mit ihm unterschreiben.";
    assert_eq!(propose(german, None, knowledge), Err("German"));
    let french = "La ministre a dit que le projet de loi est une honte pour le pays et qu’elle ne va pas le signer avec lui.";
    assert_eq!(propose(french, None, knowledge), Err("French"));
}
