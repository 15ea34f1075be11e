//! Which language a text is in, by its commonest words.

use super::tokens::{Kind, Tokens};

/// Languages and words that are common in each and in few others.
const PROFILES: [(&str, &[&str]); 12] = [
    (
        "English",
        &[
            "the", "and", "of", "to", "in", "that", "is", "was", "for", "with", "he", "she", "his",
            "her", "said", "on", "by", "from", "not", "it", "you", "this", "have", "has", "be",
            "are", "they", "at", "as", "but", "i", "we", "will", "who", "an",
        ],
    ),
    (
        "German",
        &[
            "der", "die", "und", "das", "den", "nicht", "ist", "von", "mit", "dem", "ein", "eine",
            "sich", "auf", "für", "im", "auch", "es", "er", "sie", "zu", "dass", "als", "wird",
            "wir", "ich", "bei", "hat", "einen", "des",
        ],
    ),
    (
        "French",
        &[
            "le", "la", "les", "des", "et", "une", "un", "est", "que", "pour", "dans", "qui",
            "pas", "sur", "du", "au", "il", "elle", "avec", "ce", "ne", "se", "par", "plus", "son",
            "sa", "nous", "vous", "cette", "sont",
        ],
    ),
    (
        "Spanish",
        &[
            "el", "los", "las", "una", "que", "y", "en", "por", "con", "para", "del", "se", "su",
            "es", "al", "lo", "como", "más", "pero", "sus", "la", "un", "ha", "este", "sobre",
            "también", "fue", "ya",
        ],
    ),
    (
        "Italian",
        &[
            "il", "che", "di", "e", "la", "un", "una", "per", "non", "con", "del", "della", "è",
            "sono", "le", "gli", "nel", "ha", "si", "alla", "dei", "più", "anche", "come", "lo",
            "da", "al", "questo",
        ],
    ),
    (
        "Portuguese",
        &[
            "o", "os", "as", "uma", "um", "que", "de", "do", "da", "em", "para", "com", "não",
            "dos", "no", "na", "por", "mais", "ao", "foi", "se", "ele", "são", "também", "como",
            "seu", "sua", "é",
        ],
    ),
    (
        "Dutch",
        &[
            "de", "het", "een", "van", "en", "dat", "niet", "zijn", "met", "voor", "op", "te",
            "aan", "ook", "er", "maar", "om", "hij", "ze", "bij", "naar", "heeft", "wordt", "uit",
            "door", "over", "ik", "deze",
        ],
    ),
    (
        "Swedish",
        &[
            "och", "att", "det", "som", "en", "ett", "är", "av", "för", "på", "med", "inte", "den",
            "har", "till", "om", "jag", "hon", "han", "var", "från", "men", "de", "så",
        ],
    ),
    (
        "Danish",
        &[
            "og", "det", "at", "en", "den", "til", "er", "som", "på", "de", "med", "han", "af",
            "for", "ikke", "der", "et", "har", "jeg", "hun", "men", "fra", "være", "også",
        ],
    ),
    (
        "Polish",
        &[
            "i", "w", "na", "nie", "się", "z", "do", "to", "że", "jest", "o", "jak", "po", "przez",
            "za", "dla", "od", "ale", "co", "tak", "był", "które", "jego", "są",
        ],
    ),
    (
        "Turkish",
        &[
            "ve", "bir", "bu", "için", "da", "de", "ile", "çok", "olarak", "daha", "olan", "gibi",
            "ne", "ama", "sonra", "kadar", "değil", "var", "dedi", "o",
        ],
    ),
    (
        "Indonesian",
        &[
            "yang", "dan", "di", "itu", "dengan", "untuk", "tidak", "ini", "dari", "dalam", "akan",
            "pada", "juga", "ke", "karena", "tersebut", "adalah", "oleh", "kata", "ada",
        ],
    ),
];

/// The language of a text when it is not English: its name, or `another language`. Short texts pass as English.
pub(crate) fn foreign(tokens: &Tokens) -> Option<&'static str> {
    let words: Vec<&str> = (0..tokens.len().min(4_000))
        .map(|at| tokens.at(at))
        .filter(|t| t.kind == Kind::Word)
        .map(|t| t.word.as_str())
        .collect();
    let letters = words.iter().filter(|w| w.chars().any(char::is_alphabetic)).count();
    if letters < 12 {
        return None;
    }
    let share = |profile: &[&str]| words.iter().filter(|w| profile.contains(w)).count();
    let english = PROFILES.first().map_or(0, |p| share(p.1));
    let best = PROFILES.iter().skip(1).map(|p| (share(p.1), p.0)).max_by_key(|b| b.0)?;
    if best.0 > english && best.0 * 8 >= letters {
        return Some(best.1);
    }
    (english * 25 < letters).then_some("another language")
}
