//! Names: those that the corpus knows, and new ones.

pub(super) mod evidence;
pub(super) mod known;
pub(super) mod learned;
pub(super) mod register;
pub(super) mod runs;
pub(super) mod titles;

use hashbrown::HashSet;

use self::register::{Index, Register};
use self::runs::{Run, begins_sentence, runs};
use super::lexicon::Lexicon;
use super::text::tokens::Tokens;

/// What an actor is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A human being.
    Person,
    /// A party, company, country, outlet.
    Body,
    /// A place, topic, work or event.
    Thing,
    /// A name of which nothing is known.
    Unknown,
}

/// The pronoun that stands for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    /// he
    Male,
    /// she
    Female,
    /// Not known.
    Unknown,
}

/// An entity of the corpus.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its other names and handles.
    pub aliases: Vec<String>,
    /// What it is.
    pub sort: Sort,
    /// Its offices: `President`.
    pub roles: Vec<String>,
}

/// Somebody whom the text names.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// The fullest name.
    pub(crate) name: String,
    /// Its words, in lower case.
    pub(crate) words: Vec<String>,
    /// The entity of the corpus.
    pub(crate) known: Option<usize>,
    /// What it is taken for.
    pub(crate) sort: Sort,
    /// The pronoun.
    pub(crate) gender: Gender,
    /// Whether the pronoun is only guessed from the sound of the name.
    pub(crate) guessed: bool,
    /// Nouns and titles that it goes by.
    pub(crate) roles: Vec<String>,
    /// The bodies whose it is: `United manager`.
    pub(crate) of: Vec<usize>,
}

/// A name where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    /// The first token, with titles.
    pub(crate) first: usize,
    /// The token past the last.
    pub(crate) last: usize,
    /// The actor.
    pub(crate) actor: usize,
    /// Whether only a part of its name stands here.
    pub(crate) partial: bool,
}

/// The names of a text.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Who is named.
    pub(crate) actors: Vec<Actor>,
    /// Where, in order.
    pub(crate) mentions: Vec<Mention>,
}

impl Names {
    /// The name that begins at a token.
    pub(crate) fn at(&self, token: usize) -> Option<&Mention> {
        let at = self.mentions.binary_search_by_key(&token, |mention| mention.first).ok()?;
        self.mentions.get(at)
    }

    /// The actor with an index.
    pub(crate) fn actor(&self, index: usize) -> Option<&Actor> {
        self.actors.get(index)
    }
}

/// Finds the names of a text.
pub(crate) fn names(tokens: &Tokens, known: &[Known], lexicon: &Lexicon) -> Names {
    let lower: HashSet<&str> = (0..tokens.len())
        .map(|at| tokens.at(at))
        .filter(|t| !t.capital)
        .map(|t| t.word.as_str())
        .collect();
    let capital = |at: usize| tokens.at(at).capital && !tokens.at(at).title_case;
    let pair = |at: usize| capital(at + 1) && tokens.at(at + 1).start <= tokens.at(at).end + 1;
    let inside = |at: &usize| capital(*at) && (!begins_sentence(tokens, *at) || pair(*at));
    let mid: HashSet<&str> = (0..tokens.len()).filter(inside).map(|at| tokens.word(at)).collect();
    let index = Index::new(known);
    let runs = runs(tokens, lexicon, &lower, &mid, &index);
    let mut register = Register::new(tokens, known, &index);
    let mut whole: Vec<&Run> = runs.iter().collect();
    whole.sort_by_key(|run| usize::from(run.last - run.name < 3));
    for run in whole {
        if run.last - run.name > 1 || register.known_at(run).is_some() {
            register.enter(run, lexicon);
        }
    }
    register.acronyms(&runs);
    register.initials(&runs);
    for run in &runs {
        let (actor, partial) = register.actor_of(run, lexicon);
        register.learn(actor, run);
        register.names.mentions.push(Mention { first: run.first, last: run.last, actor, partial });
    }
    register.places();
    register.bodies(lexicon);
    register.title_case(lexicon);
    register.topics();
    let mut names = register.names;
    names.mentions.sort_by_key(|mention| (mention.first, usize::MAX - mention.last));
    let mut end = 0;
    names.mentions.retain(|mention| {
        let free = mention.first >= end;
        end = if free { mention.last } else { end };
        free
    });
    names
}
