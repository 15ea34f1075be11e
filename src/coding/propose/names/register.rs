//! The register of who is named: known entities, new names, and which of them a part of a name means.

use hashbrown::HashMap;

use super::super::lexicon::Lexicon;
use super::super::lexicon::words::is_function;
use super::super::text::tokens::{Kind, Tokens};
use super::runs::Run;
use super::{Actor, Gender, Known, Mention, Names, Sort};

/// Words of the known names, to find the entity.
pub(crate) struct Index {
    pub(crate) by_words: HashMap<String, usize>,
    /// By the first word of what may stand in lower case: topics, works, groups.
    pub(crate) topics: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Index {
    pub(crate) fn new(known: &[Known]) -> Self {
        let mut index = Self { by_words: HashMap::new(), topics: HashMap::new() };
        for (at, entity) in known.iter().enumerate() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let words = split(name);
                index.by_words.entry(words.join(" ")).or_insert(at);
                if let Some((first, rest)) = words.split_first()
                    && entity.sort != Sort::Person
                    && (entity.sort == Sort::Thing || !rest.is_empty())
                {
                    index.topics.entry(first.clone()).or_default().push((rest.to_vec(), at));
                }
            }
        }
        index
            .topics
            .values_mut()
            .for_each(|names| names.sort_by_key(|name| usize::MAX - name.0.len()));
        index
    }

    pub(crate) fn find(&self, words: &str) -> Option<usize> {
        self.by_words
            .get(words.strip_prefix("the ").unwrap_or(words))
            .or_else(|| self.by_words.get(words))
            .copied()
    }
}

/// The words of a name as tokens have them.
pub(crate) fn split(name: &str) -> Vec<String> {
    let plain =
        name.to_lowercase().replace('’', "'").replace("s' ", "s 's ").replace("'s ", " 's ");
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Builds the register of actors.
pub(crate) struct Register<'a> {
    pub(crate) tokens: &'a Tokens,
    pub(crate) known: &'a [Known],
    pub(crate) index: &'a Index,
    pub(crate) names: Names,
    pub(crate) by_words: HashMap<String, usize>,
    pub(crate) by_last: HashMap<String, Vec<usize>>,
    pub(crate) by_first: HashMap<String, Vec<usize>>,
}

impl<'a> Register<'a> {
    /// An empty register.
    pub(crate) fn new(tokens: &'a Tokens, known: &'a [Known], index: &'a Index) -> Self {
        Self {
            tokens,
            known,
            index,
            names: Names::default(),
            by_words: HashMap::new(),
            by_last: HashMap::new(),
            by_first: HashMap::new(),
        }
    }

    pub(crate) fn words(&self, run: &Run) -> Vec<String> {
        (run.name..run.last).map(|at| self.tokens.word(at).to_owned()).collect()
    }

    /// The entity of the corpus that a run names.
    pub(crate) fn known_at(&self, run: &Run) -> Option<usize> {
        let words = self.words(run);
        let whole =
            (run.first..run.last).map(|at| self.tokens.word(at)).collect::<Vec<_>>().join(" ");
        let tail =
            |from: usize| words.get(from..).map(|w| w.join(" ")).filter(|_| words.len() > from + 1);
        self.index.find(&whole).or_else(|| self.index.find(&words.join(" "))).or_else(|| {
            let tail = tail(1)?;
            self.index.find(&tail)
        })
    }

    /// Enters an actor under its names.
    pub(crate) fn enter(&mut self, run: &Run, lexicon: &Lexicon) -> usize {
        let known = self.known_at(run);
        let words = known
            .and_then(|at| self.known.get(at))
            .map_or_else(|| self.words(run), |entity| split(&entity.name));
        let key = known.map_or_else(|| words.join(" "), |at| format!("#{at}"));
        if let Some(&actor) = self.by_words.get(&key) {
            return actor;
        }
        if known.is_none()
            && let Some(actor) = self.longer(&words)
        {
            self.by_words.insert(key, actor);
            return actor;
        }
        let entity = known.and_then(|at| self.known.get(at));
        let platform = lexicon.platforms.contains(&words.join(" "));
        let sort =
            if platform { Sort::Thing } else { entity.map_or(run.sort, |entity| entity.sort) };
        let actor = self.names.actors.len();
        self.by_words.insert(key, actor);
        let mut forms = vec![words.clone()];
        forms.extend(entity.iter().flat_map(|entity| &entity.aliases).map(|alias| split(alias)));
        for form in forms {
            let last = form.last().cloned().unwrap_or_default();
            self.by_last.entry(last).or_default().push(actor);
            if form.len() > 1 && sort != Sort::Thing {
                self.by_first
                    .entry(form.first().cloned().unwrap_or_default())
                    .or_default()
                    .push(actor);
            }
        }
        let given = words.first().map(String::as_str).unwrap_or_default();
        let guessed = run.gender == Gender::Unknown
            && words.len() > 1
            && !lexicon.given_female.contains(given)
            && !lexicon.given_male.contains(given);
        let gender = if run.gender == Gender::Unknown && words.len() > 1 {
            guess(given, lexicon)
        } else {
            run.gender
        };
        let shown = |run: &Run| shown(self.tokens, run.name, run.last);
        let name = entity.map_or_else(|| shown(run), |entity| entity.name.clone());
        let name = if entity.is_none() && words.len() > 1 { without_capitals(&name) } else { name };
        let roles = entity
            .map(|entity| entity.roles.iter().map(|role| role.to_lowercase()).collect())
            .unwrap_or_default();
        self.names.actors.push(Actor {
            name,
            words,
            known,
            sort,
            gender,
            guessed,
            roles,
            of: Vec::new(),
        });
        actor
    }

    /// Somebody entered whose name has all of some words and more: `Ó Riain`, `Hester Calloway`.
    fn longer(&self, words: &[String]) -> Option<usize> {
        let (first, last) = (words.first()?, words.last()?);
        let all = self.by_last.get(last)?.iter().copied();
        all.take(40).find(|actor| {
            self.names.actor(*actor).is_some_and(|a| {
                let ends = a.words.ends_with(words);
                let around = words.len() == 2 && a.words.first() == Some(first);
                a.words.len() > words.len()
                    && words.len() > 1
                    && a.words.len() < words.len() + 3
                    && !matches!(a.sort, Sort::Thing | Sort::Body)
                    && (ends || around)
            })
        })
    }

    /// The actor of a run, and whether only a part of its name is used.
    pub(crate) fn actor_of(&mut self, run: &Run, lexicon: &Lexicon) -> (usize, bool) {
        let words = self.words(run);
        if words.len() > 1 || self.known_at(run).is_some() {
            return (self.enter(run, lexicon), false);
        }
        let word = words.first().cloned().unwrap_or_default();
        if let Some(handle) = word.strip_prefix('@') {
            let is = |a: &Actor| {
                a.words.len() > 1 && a.words.concat() == handle
                    || a.words.iter().any(|w| w == handle)
                    || a.sort == Sort::Person
                        && a.words.len() > 1
                        && a.words
                            .last()
                            .is_some_and(|w| w.len() > 4 && handle.ends_with(w.as_str()))
            };
            if let Some(actor) = self.names.actors.iter().take(500).position(is) {
                return (actor, true);
            }
        }
        let titled = run.sort == Sort::Person;
        let fits = |actor: &usize| {
            self.names.actors.get(*actor).is_some_and(|a| {
                let gender = run.gender == Gender::Unknown
                    || a.gender == Gender::Unknown
                    || a.guessed
                    || a.gender == run.gender;
                gender && (!titled || a.sort != Sort::Thing)
            })
        };
        let pick = |map: &HashMap<String, Vec<usize>>| {
            let all: Vec<usize> = map.get(&word)?.iter().copied().filter(fits).collect();
            let recent = self
                .names
                .mentions
                .iter()
                .rev()
                .take(60)
                .map(|m| m.actor)
                .find(|actor| all.contains(actor));
            recent.or_else(|| all.first().copied())
        };
        if let Some(actor) = pick(&self.by_last).or_else(|| pick(&self.by_first)) {
            return (actor, true);
        }
        (self.enter(run, lexicon), false)
    }

    /// What a name tells about its actor.
    pub(crate) fn learn(&mut self, actor: usize, run: &Run) {
        let Some(actor) = self.names.actors.get_mut(actor) else { return };
        if (actor.gender == Gender::Unknown || actor.guessed) && run.gender != Gender::Unknown {
            actor.gender = run.gender;
            actor.guessed = false;
        }
        if run.sort == Sort::Person && actor.sort == Sort::Unknown {
            actor.sort = Sort::Person;
        }
        for role in &run.roles {
            if !actor.roles.contains(role) {
                actor.roles.push(role.clone());
            }
        }
    }

    /// Names in lines where every word has a capital: only those that the rest of the text or the corpus has.
    pub(crate) fn title_case(&mut self, lexicon: &Lexicon) {
        let mut at = 0;
        while at < self.tokens.len() {
            let token = self.tokens.at(at);
            if !token.title_case || token.kind != Kind::Word {
                at += 1;
                continue;
            }
            let mut last = at + 1;
            for end in (at + 1..=at + 4)
                .rev()
                .filter(|end| self.tokens.at(end - 1).paragraph == token.paragraph)
            {
                let words = (at..end).map(|t| self.tokens.word(t)).collect::<Vec<_>>().join(" ");
                let known = self.index.find(&words).map(|known| {
                    let run = Run {
                        first: at,
                        name: at,
                        last: end,
                        roles: Vec::new(),
                        sort: Sort::Unknown,
                        gender: Gender::Unknown,
                    };
                    (known, run)
                });
                let actor = match known {
                    Some((_, run)) => Some(self.enter(&run, lexicon)),
                    None if end - at > 1 => self.by_words.get(&words).copied(),
                    None if token.capital && !is_function(&words) => {
                        self.by_last.get(&words).and_then(|all| all.first()).copied()
                    }
                    None => None,
                };
                if let Some(actor) = actor {
                    self.names.mentions.push(Mention {
                        first: at,
                        last: end,
                        actor,
                        partial: end - at == 1,
                    });
                    last = end;
                    break;
                }
            }
            at = last;
        }
    }

    /// Topics, works and groups of the corpus, which may stand in lower case.
    pub(crate) fn topics(&mut self) {
        for at in 0..self.tokens.len() {
            let Some(names) = self.index.topics.get(self.tokens.word(at)) else { continue };
            let fits = |rest: &[String]| {
                rest.iter().enumerate().all(|(i, word)| self.tokens.word(at + 1 + i) == word)
            };
            let Some((rest, known)) = names.iter().find(|(rest, _)| fits(rest)) else { continue };
            let (last, known) = (at + 1 + rest.len(), *known);
            let key = format!("#{known}");
            let actor = self.by_words.get(&key).copied().unwrap_or_else(|| {
                let entity = self.known.get(known);
                let name = entity.map(|e| e.name.clone()).unwrap_or_default();
                let sort = entity.map_or(Sort::Thing, |e| e.sort);
                self.names.actors.push(Actor {
                    words: split(&name),
                    name,
                    known: Some(known),
                    sort,
                    gender: Gender::Unknown,
                    guessed: false,
                    roles: Vec::new(),
                    of: Vec::new(),
                });
                self.by_words.insert(key, self.names.actors.len() - 1);
                self.names.actors.len() - 1
            });
            self.names.mentions.push(Mention { first: at, last, actor, partial: false });
        }
    }
}

/// A name as it stands, its words joined.
pub(crate) fn shown(tokens: &Tokens, first: usize, last: usize) -> String {
    let mut name = String::new();
    for at in first..last {
        let token = tokens.at(at);
        if !name.is_empty() && token.kind != Kind::Possessive {
            name.push(' ');
        }
        name.push_str(&token.shown);
    }
    name
}

/// A name that is set in capitals as names are written: `CONSTANCE HALE`.
fn without_capitals(name: &str) -> String {
    let capitals = |word: &str| word.chars().count() > 2 && !word.chars().any(char::is_lowercase);
    if !name.split(' ').all(capitals) {
        return name.to_owned();
    }
    let small = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        first + &letters.as_str().to_lowercase()
    };
    name.split(' ').map(small).collect::<Vec<_>>().join(" ")
}

pub(crate) fn guess(given: &str, lexicon: &Lexicon) -> Gender {
    if lexicon.given_female.contains(given) {
        Gender::Female
    } else if lexicon.given_male.contains(given) {
        Gender::Male
    } else if given.len() > 3 && given.ends_with('a') {
        Gender::Female
    } else {
        Gender::Unknown
    }
}
