//! Texts in XML.

use quick_xml::{
    escape::escape,
    events::{BytesText, attributes::Attribute},
    name::QName,
};
use std::borrow::Cow;

/// A text in which characters that XML 1.0 does not allow are replaced.
pub(super) fn admitted(text: &str) -> Cow<'_, str> {
    let is_admitted = |c: char| {
        matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    if text.chars().all(is_admitted) {
        return Cow::Borrowed(text);
    }
    let replaced = |c| if is_admitted(c) { c } else { char::REPLACEMENT_CHARACTER };
    Cow::Owned(text.chars().map(replaced).collect())
}

/// What is to be known of texts in a file in which some characters may be replaced, in a sentence.
pub(super) fn replaced<'t>(
    written: &[u8],
    texts: impl Iterator<Item = Cow<'t, str>>,
) -> Option<String> {
    // What is not in the file was not put there, and few files have it.
    let mark = char::REPLACEMENT_CHARACTER.to_string();
    if !written.windows(mark.len()).any(|bytes| bytes == mark.as_bytes()) {
        return None;
    }
    let n = texts.filter(|text| matches!(admitted(text), Cow::Owned(_))).count();
    let texts = if n == 1 { "1 text holds".to_owned() } else { format!("{n} texts hold") };
    (n > 0).then(|| {
        format!("{texts} characters that XML does not allow, such as control characters; U+FFFD stands for each")
    })
}

/// A text as the content of an element. Carriage returns are escaped, else they would be read as line breaks.
pub(super) fn content(text: &str) -> BytesText<'static> {
    BytesText::from_escaped(escape(admitted(text)).replace('\r', "&#13;"))
}

/// A text as the value of an attribute. Line breaks and tabs are escaped, else they would be read as spaces.
pub(super) fn attribute<'a>(name: &'a str, text: &str) -> Attribute<'a> {
    let escaped = escape(admitted(text));
    let kept = escaped.replace('\r', "&#13;").replace('\n', "&#10;").replace('\t', "&#9;");
    Attribute { key: QName(name), value: Cow::Owned(kept) }
}
