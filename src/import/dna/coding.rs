//! What the variables of a project mean: who acts, towards what, and how.

use super::{
    DnaError, DnaOptions,
    project::{Coded, Kind, Project, StatementType, Value},
};
use crate::{
    import::{
        Reason,
        values::{Sense, Verbs},
    },
    model::{VerbIndex, Vocabulary},
};
use std::collections::BTreeSet;

/// Variables that are actors where nothing is said, the first that a statement has.
const ACTORS: [&str; 2] = ["organization", "person"];
/// Other ways of writing them, and those that the program does not suggest.
const ALSO: [&str; 4] = ["organisation", "actor", "speaker", "holder"];
/// The variable that is the target where nothing is said.
const CONCEPTS: [&str; 3] = ["concept", "target", "issue"];

/// How the statements of one type are read.
#[derive(Clone, Debug)]
pub(super) struct Coding {
    /// The type.
    pub(super) of_type: usize,
    /// Who acts: the first of these that a statement has.
    pub(super) actors: Vec<usize>,
    /// Towards what.
    pub(super) concept: usize,
    /// How, unless all do the same.
    pub(super) qualifier: Option<usize>,
    kind: Kind,
    verbs: Verbs,
    signs: Signs,
}

/// What agreement, disagreement and the middle of a scale stand for.
#[derive(Clone, Copy, Debug)]
struct Signs {
    positive: VerbIndex,
    negative: VerbIndex,
    neutral: Option<VerbIndex>,
}

fn named(of: &StatementType, name: &str) -> Option<usize> {
    of.variables.iter().position(|variable| variable.name.trim().eq_ignore_ascii_case(name.trim()))
}

/// What each type is coded by, in words.
fn described(types: &[StatementType]) -> String {
    let described = types.iter().map(|of| {
        let names: Vec<&str> = of.variables.iter().map(|variable| variable.name.as_str()).collect();
        format!(
            "`{}` has {}",
            of.label,
            if names.is_empty() { "none".to_owned() } else { names.join(", ") }
        )
    });
    described.collect::<Vec<_>>().join("; ")
}

impl Coding {
    /// How a project is to be read.
    pub(super) fn new(
        project: &Project,
        options: &DnaOptions,
        vocabulary: &Vocabulary,
    ) -> Result<Self, DnaError> {
        let of_type = which_type(project, options)?;
        let of = project.types.get(of_type).ok_or(DnaError::NotDna)?;
        let (actors, concept) = ends(of, options)
            .ok_or_else(|| DnaError::NoEnds { described: described(std::slice::from_ref(of)) })?;
        let verbs = options.values.verbs_or_words(vocabulary)?;
        let qualifier = match &options.qualifier {
            _ if verbs.constant.is_some() => None,
            Some(name) => Some(named(of, name).ok_or_else(|| DnaError::NoVariable {
                name: name.clone(),
                described: described(std::slice::from_ref(of)),
            })?),
            None => {
                let of_kind = |kind| of.variables.iter().position(|variable| variable.kind == kind);
                let found = of_kind(Kind::Binary).or_else(|| of_kind(Kind::Scale));
                Some(found.ok_or_else(|| DnaError::NoQualifier { label: of.label.clone() })?)
            }
        };
        let find = |word: &Option<String>, usual| {
            crate::import::verb(word.as_deref().unwrap_or(usual), vocabulary)
        };
        let neutral = options.neutral.as_deref();
        let signs = Signs {
            positive: find(&options.positive, "supports")?,
            negative: find(&options.negative, "opposes")?,
            neutral: neutral.map(|word| crate::import::verb(word, vocabulary)).transpose()?,
        };
        let kind = qualifier
            .and_then(|at| of.variables.get(at))
            .map_or(Kind::Name, |variable| variable.kind);
        let coding = Self { of_type, actors, concept, qualifier, kind, verbs, signs };
        coding.refuse_one_sided(project)?;
        Ok(coding)
    }

    /// A scale without numbers below zero may go from little to much agreement, or from against to for: nobody knows.
    fn refuse_one_sided(&self, project: &Project) -> Result<(), DnaError> {
        let Some(qualifier) = self.qualifier.filter(|_| self.kind == Kind::Scale) else {
            return Ok(());
        };
        let of_type = project.statements.iter().filter(|coded| coded.of_type == Some(self.of_type));
        let numbers: BTreeSet<i64> = of_type
            .filter_map(|coded| match coded.values.get(&qualifier) {
                Some(Value::Whole(number)) => Some(*number),
                _ => None,
            })
            .filter(|number| self.verbs.of(&number.to_string()).is_none())
            .collect();
        let (Some(&least), Some(&most)) = (numbers.first(), numbers.last()) else { return Ok(()) };
        if least < 0 || (least, most) == (1, 1) {
            return Ok(());
        }
        let name = self.variable(project, qualifier);
        Err(DnaError::OneSided { name, least, most })
    }

    /// What a variable is called.
    pub(super) fn variable(&self, project: &Project, at: usize) -> String {
        let of = project.types.get(self.of_type);
        of.and_then(|of| of.variables.get(at)).map_or_else(String::new, |found| found.name.clone())
    }

    /// Whether the qualifier is a number on a scale.
    pub(super) fn is_scale(&self) -> bool {
        self.kind == Kind::Scale
    }

    /// The verb of a statement; else why it has none, and the value at fault.
    pub(super) fn verb(&self, coded: &Coded) -> Result<VerbIndex, (Reason, Option<String>)> {
        let Some(qualifier) = self.qualifier else {
            return self.verbs.constant.ok_or((Reason::NoVerb, None));
        };
        let value = coded.values.get(&qualifier).ok_or((Reason::NoVerb, None))?;
        let shown = value.shown().ok_or((Reason::NoVerb, None))?;
        match self.verbs.of(&shown) {
            Some(Sense::Verb(verb)) => return Ok(verb),
            Some(Sense::NoStance) => return Err((Reason::NoStance, Some(shown))),
            None => {}
        }
        match value {
            Value::Whole(number) if self.kind == Kind::Binary => {
                Ok(if *number == 0 { self.signs.negative } else { self.signs.positive })
            }
            Value::Whole(number) if *number > 0 => Ok(self.signs.positive),
            Value::Whole(number) if *number < 0 => Ok(self.signs.negative),
            Value::Whole(_) => self.signs.neutral.ok_or((Reason::NoStance, Some(shown))),
            Value::Text(_) => Err((Reason::UnknownVerb, Some(shown))),
        }
    }
}

/// The actors and the concept of a type, as they are named or, if nothing is said, as they are usually called.
fn ends(of: &StatementType, options: &DnaOptions) -> Option<(Vec<usize>, usize)> {
    let is_name = |at: &usize| of.variables.get(*at).is_some_and(|found| found.kind == Kind::Name);
    let actors: Vec<usize> = if options.actors.is_empty() {
        let usual = ACTORS.iter().chain(&ALSO);
        usual.filter_map(|name| named(of, name)).filter(is_name).collect()
    } else {
        options.actors.iter().map(|name| named(of, name)).collect::<Option<_>>()?
    };
    let concept = match &options.concept {
        Some(name) => named(of, name),
        None => CONCEPTS.iter().find_map(|name| named(of, name)).filter(is_name),
    };
    Some((actors, concept?)).filter(|(actors, _)| !actors.is_empty())
}

fn which_type(project: &Project, options: &DnaOptions) -> Result<usize, DnaError> {
    let labels = |types: &[usize]| -> String {
        let of = types.iter().filter_map(|&at| project.types.get(at));
        of.map(|of| format!("`{}`", of.label)).collect::<Vec<_>>().join(", ")
    };
    let all: Vec<usize> = (0..project.types.len()).collect();
    if let Some(label) = &options.statement_type {
        let found =
            project.types.iter().position(|of| of.label.trim().eq_ignore_ascii_case(label.trim()));
        return found.ok_or_else(|| DnaError::NoType { label: label.clone(), known: labels(&all) });
    }
    let is_fit = |at: &usize| project.types.get(*at).is_some_and(|of| ends(of, options).is_some());
    let fitting: Vec<usize> = all.into_iter().filter(is_fit).collect();
    match *fitting.as_slice() {
        [only] => Ok(only),
        [] => Err(DnaError::NoEnds { described: described(&project.types) }),
        _ => Err(DnaError::WhichType { fitting: labels(&fitting) }),
    }
}
