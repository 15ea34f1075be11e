//! Nouns of those who act: `a postdoc`, `the developer`, by their endings where no list has them.

use super::super::lexicon::Lexicon;
use super::super::lexicon::words::{Words, words};

/// Nouns that end like one who acts, and are none.
static NOT_AGENTS: Words = words(
    "paper letter matter number order power water river winter summer computer offer murder border corner \
     dinner answer chapter character weather tower theater door floor error factor sector motor mirror \
     terror color labor honor favor harbor newspaper disaster center quarter member september october \
     november december transfer poster register shelter counter cover charter chamber barrier career \
     layer timber rubber lumber copper silver cluster filter master meter monitor rumor tenor trailer \
     thriller banner bumper burger butter danger fever finger flower gender hammer hunger ladder laser \
     leather liver merger pepper plaster prayer pressure printer router server shower shoulder sticker \
     supper temper tender thunder tiger trigger wonder helicopter semester further rather either other \
     another whether over under after never ever however list resist twist mist fist wrist exist insist \
     assist consist committee degree fee coffee tree guarantee knee bee giant plant grant restaurant want \
     covenant warrant moment month human median percent blocker interior exterior prior minor major \
     junior senior superior inferior former latter lower higher greater better bigger smaller larger \
     longer shorter stronger earlier later older younger newer fewer cheaper richer poorer closer wider \
     deeper proper popular similar particular regular nuclear solar clear ticker boiler freezer cooler \
     heater charger scanner container cylinder calendar radar super flyer flier reminder remainder \
     disorder encounter manner slander surrender propeller parser browser compiler folder header buffer \
     kernel pointer reactor tractor detector elevator vector corridor horror vapor flavor behavior \
     endeavor humor armor parlor",
);

/// Endings of nouns of those who act.
const ENDINGS: [&str; 13] = [
    "er", "or", "ist", "ician", "grapher", "man", "woman", "person", "ee", "eer", "doc", "logian",
    "arian",
];

/// Whether a noun is of one who acts, or of several.
pub(crate) fn is_agent(lexicon: &Lexicon, noun: &str) -> bool {
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let many = noun.strip_suffix("men").map(|stem| format!("{stem}man"));
    let known = |word: &str| lexicon.persons.contains(word) || lexicon.groups.contains(word);
    if known(noun) || known(one) {
        return true;
    }
    let one = many.as_deref().unwrap_or(one);
    one.len() > 4
        && ENDINGS.iter().any(|end| one.ends_with(end))
        && !NOT_AGENTS.contains(one)
        && !lexicon.things.contains(one)
        && !lexicon.bodies.contains(one)
}
