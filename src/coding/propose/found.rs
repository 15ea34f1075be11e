//! What a rule found: who, towards whom, which verb, on what words.

use super::document::Document;
use super::names::Sort;
use super::speech::Speaker;
use super::text::sentences::{Item, Sentence, What};

/// Somebody or something in a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// The actor; none for words without a name.
    pub(crate) actor: Option<usize>,
    /// The name, or the words.
    pub(crate) name: String,
    /// The tokens that stand for it.
    pub(crate) tokens: (usize, usize),
    /// How it was recognised.
    pub(crate) how: &'static str,
}

/// A finding of a rule.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// The holder.
    pub(crate) holder: Party,
    /// The target.
    pub(crate) target: Party,
    /// The verb of the vocabulary.
    pub(crate) verb: String,
    /// Its sign, by the vocabulary.
    pub(crate) sign: Option<crate::coding::proposals::Sign>,
    /// The tokens of the quote.
    pub(crate) span: (usize, usize),
    /// Who claims it of the holder.
    pub(crate) claimed_by: Option<Party>,
    /// Whether it is precise enough to be proposed.
    pub(crate) ready: bool,
    /// How often such a finding is right.
    pub(crate) confidence: f64,
    /// The rule, and the words that it went by.
    pub(crate) why: String,
    /// The sentence.
    pub(crate) sentence: usize,
    /// The item of its verb.
    pub(crate) item: usize,
    /// The quotation that it stands in.
    pub(crate) quotation: Option<usize>,
}

/// Nouns of what somebody does, says or is: a stance towards them is one towards the person.
const OF_THE_PERSON: &[&str] = &[
    "thoughts",
    "help",
    "advice",
    "opinion",
    "opinions",
    "service",
    "patience",
    "concern",
    "tone",
    "words",
    "comments",
    "remarks",
    "leadership",
    "handling",
    "behaviour",
    "behavior",
    "conduct",
    "judgment",
    "judgement",
    "record",
    "character",
    "style",
    "language",
    "performance",
    "re-election",
    "reelection",
    "election",
    "candidacy",
    "bid",
    "campaign",
    "honesty",
    "courage",
    "work",
    "response",
    "treatment",
    "use",
    "management",
    "decision",
    "decisions",
    "actions",
    "action",
    "stance",
    "position",
    "attitude",
    "approach",
    "failure",
    "refusal",
    "arrogance",
    "rhetoric",
    "comment",
    "statement",
    "speech",
    "tweet",
    "tweets",
    "claims",
    "claim",
    "integrity",
    "appointment",
    "nomination",
    "presidency",
    "efforts",
    "effort",
    "choice",
    "call",
    "credibility",
    "motives",
    "competence",
    "fitness",
    "tenure",
    "role",
    "silence",
    "absence",
    "right",
    "view",
    "views",
    "lack",
    "attempt",
    "attempts",
    "dedication",
    "commitment",
    "contribution",
    "bravery",
    "generosity",
    "kindness",
    "skill",
    "talent",
    "ability",
    "side",
];

/// Nouns of what people take sides on.
const TAKEN_SIDES_ON: &[&str] = &[
    "plan",
    "plans",
    "bill",
    "law",
    "policy",
    "policies",
    "deal",
    "proposal",
    "proposals",
    "scheme",
    "project",
    "budget",
    "act",
    "strike",
    "ban",
    "tax",
    "merger",
    "agreement",
    "treaty",
    "reform",
    "reforms",
    "referendum",
    "motion",
    "amendment",
    "measure",
    "measures",
    "vote",
    "tram",
    "bridge",
    "pier",
    "school",
    "hospital",
    "road",
    "park",
    "development",
    "line",
    "decision",
    "ruling",
    "report",
    "war",
    "invasion",
    "sanctions",
    "government",
    "council",
    "party",
    "company",
    "union",
    "club",
    "takeover",
    "closure",
    "expansion",
    "scheme",
    "programme",
    "program",
    "legislation",
    "regulations",
    "move",
    "cuts",
    "pipeline",
    "wind",
    "farm",
    "mine",
    "railway",
    "stadium",
    "campaign",
    "administration",
    "opposition",
    "boycott",
    "initiative",
    "curfew",
    "charter",
    "fund",
    "levy",
    "mandate",
    "pact",
    "bid",
    "station",
    "airport",
    "contract",
    "rule",
    "rules",
    "offer",
    "idea",
    "board",
    "committee",
    "police",
    "bank",
    "ceasefire",
    "accord",
    "verdict",
    "strategy",
    "changes",
];

/// Whether a noun is of what people take sides on.
pub(crate) fn is_taken_sides_on(noun: &str) -> bool {
    TAKEN_SIDES_ON.contains(&noun)
}

impl Document<'_> {
    /// An item as a party; none for a pronoun that stands for nobody.
    pub(crate) fn party(&self, item: &Item) -> Option<Party> {
        let tokens = (item.first, item.last);
        if let Some(actor) = item.actor {
            let how = match item.what {
                What::Pronoun => "pronoun",
                What::Noun => "description",
                _ if self.is_partial(item) => "part of the name",
                _ => "name",
            };
            let name = self.names.actor(actor).map(|a| a.name.clone()).unwrap_or_default();
            return Some(Party { actor: Some(actor), name, tokens, how });
        }
        if let Some((first, last)) = item.words_meant {
            let name = without_determiner(self.shown(first, last)).to_owned();
            return Some(Party { actor: None, name, tokens, how: "pronoun" });
        }
        if item.what != What::Noun {
            return None;
        }
        Some(Party { actor: None, name: self.words_of(item), tokens, how: "words" })
    }

    /// The speaker of a quotation as a party.
    pub(crate) fn speaking(&self, speaker: &Speaker) -> Party {
        let actor = speaker.actor.and_then(|a| self.names.actor(a)).map(|a| a.name.clone());
        let words = || {
            let sentence = self.sentences.get(speaker.sentence)?;
            let item = sentence
                .items
                .iter()
                .find(|i| i.is_phrase() && (i.first, i.last) == speaker.tokens)?;
            // Who was taken for the one described names that one.
            let unresolved = Item { actor: None, ..item.clone() };
            Some(self.party(&unresolved)?.name)
        };
        let shown = || self.shown(speaker.tokens.0, speaker.tokens.1).to_owned();
        let name = actor.or_else(words).unwrap_or_else(shown);
        Party { actor: speaker.actor, name, tokens: speaker.tokens, how: speaker.how }
    }

    fn is_partial(&self, item: &Item) -> bool {
        (item.first..item.last).filter_map(|at| self.names.at(at)).any(|mention| mention.partial)
    }

    /// The words of a noun phrase, the pronoun of its owner spelled out.
    fn words_of(&self, item: &Item) -> String {
        let shown = self.shown(item.first, item.last);
        let owner =
            item.owner.pronoun.as_ref().and(item.owner.actor).and_then(|a| self.names.actor(a));
        match (owner, shown.split_once(' ')) {
            (Some(owner), Some((_, rest))) => format!("{}’s {rest}", owner.name),
            _ => without_determiner(shown).to_owned(),
        }
    }

    /// An item as a target, and whether it is one that can be named for sure.
    pub(crate) fn target(&self, item: &Item) -> Option<(Party, bool)> {
        if item.what == What::Pronoun
            && matches!(
                item.word.as_str(),
                "himself" | "herself" | "themselves" | "itself" | "who" | "which"
            )
        {
            return None;
        }
        let head = Self::head(item);
        let owner = item.owner.actor.filter(|a| self.sort(*a) != Sort::Thing);
        if item.what == What::Noun
            && item.actor.is_none()
            && let Some(owner) = owner
            && OF_THE_PERSON.contains(&head)
        {
            let name = self.names.actor(owner).map(|a| a.name.clone()).unwrap_or_default();
            return Some((
                Party { actor: Some(owner), name, tokens: (item.first, item.last), how: "owner" },
                true,
            ));
        }
        let party = self.party(item)?;
        let kin = matches!(item.owner.pronoun.as_deref(), Some("my" | "our"))
            && party.actor.is_none()
            && self.lexicon.persons.contains(head);
        if kin || head == "friend" {
            return Some((party, false));
        }
        let sure = party.actor.is_some()
            || item.words_meant.is_some()
            || TAKEN_SIDES_ON.contains(&head) && (self.count(head) > 1 || owner.is_some())
            || TAKEN_SIDES_ON.contains(&head) && item.words.len() > 1
            || self.count(head) > 2
                && matches!(item.determiner.as_str(), "the" | "this")
                && !self.lexicon.persons.contains(head)
            || owner.is_some()
                && (item.owner.pronoun.is_none() || self.lexicon.persons.contains(head))
            || super::document::is_body(head);
        Some((party, sure))
    }

    /// The head of a noun phrase: its last word before `of`.
    pub(crate) fn head(item: &Item) -> &str {
        let words =
            item.words.iter().take_while(|w| !matches!(w.as_str(), "of" | "for" | "to" | "at"));
        words.last().map_or(item.word.as_str(), String::as_str)
    }

    /// The tokens from one item to before another.
    pub(crate) fn span(sentence: &Sentence, from: usize, to: usize) -> (usize, usize) {
        let last = to.checked_sub(1).map_or(0, |l| sentence.at(l).last);
        (sentence.at(from).first, last.max(sentence.at(from).last))
    }
}

/// Some words without the article before them.
fn without_determiner(shown: &str) -> &str {
    let plain = shown.split_once(' ').filter(|(first, _)| {
        matches!(
            first.to_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "that" | "these" | "those"
        )
    });
    plain.map_or(shown, |(_, rest)| rest)
}
