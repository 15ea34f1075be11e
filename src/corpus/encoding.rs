//! Texts in other encodings, known by their first bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::io::{self, Cursor, Read};

/// So many bytes tell the encoding of a text.
const LOOKED_AT: u64 = 1 << 20;

/// A text as UTF-8, and the encoding that was found where none was said and it is not UTF-8.
pub struct Decoded {
    /// The text; where it was not decoded, bytes may be in it that are not UTF-8.
    pub content: Box<dyn Read + Send>,
    /// What it was found to be.
    pub found: Option<&'static Encoding>,
}

/// A text in an encoding that is given; else in that which its first bytes tell.
pub fn decoded(
    mut input: impl Read + Send + 'static,
    given: Option<&'static Encoding>,
) -> io::Result<Decoded> {
    if let Some(encoding) = given {
        return Ok(Decoded { content: decoding(input, encoding), found: None });
    }
    let mut begin = Vec::new();
    input.by_ref().take(LOOKED_AT).read_to_end(&mut begin)?;
    let encoding = encoding_of(&begin);
    let whole = Cursor::new(begin).chain(input);
    if encoding == UTF_8 {
        return Ok(Decoded { content: Box::new(whole), found: None });
    }
    Ok(Decoded { content: decoding(whole, encoding), found: Some(encoding) })
}

fn decoding(
    input: impl Read + Send + 'static,
    encoding: &'static Encoding,
) -> Box<dyn Read + Send> {
    if encoding == UTF_8 {
        return Box::new(input);
    }
    Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(input))
}

/// The encoding of a text that begins so.
///
/// A byte order mark tells it. Without one, texts of Western letters in UTF-16 have zeros in every second place. What
/// is neither is UTF-8 unless more places are broken than have a letter of several bytes: then it is windows-1252,
/// in which every text can be read, rightly or not.
fn encoding_of(begin: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(begin) {
        return encoding;
    }
    let zeros =
        |first: usize| begin.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // A third of the places is enough, as there may be other letters too.
    let most = begin.len() / 6;
    if even.max(odd) > most && even.min(odd) * 4 < even.max(odd) {
        return if even > odd { UTF_16BE } else { UTF_16LE };
    }
    let (mut broken, mut letters) = (0_usize, 0_usize);
    for part in begin.utf8_chunks() {
        letters += part.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!part.invalid().is_empty());
    }
    // The last letter may be cut in two.
    let is_cut = begin.len() as u64 == LOOKED_AT
        && std::str::from_utf8(begin).is_err_and(|error| error.error_len().is_none());
    if broken - usize::from(is_cut) > letters { WINDOWS_1252 } else { UTF_8 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: Vec<u8>) -> (String, Option<&'static str>) {
        let Decoded { mut content, found } = decoded(Cursor::new(bytes), None).unwrap();
        let mut text = String::new();
        content.read_to_string(&mut text).unwrap();
        (text, found.map(Encoding::name))
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_known_by_their_bytes() {
        let text = "name,Überfahrt\nZoë,€";
        assert_eq!(read(text.into()), (text.to_owned(), None));
        let western = WINDOWS_1252.encode(text).0.into_owned();
        assert_eq!(read(western), (text.to_owned(), Some("windows-1252")));
        assert_eq!(read(utf16(text, u16::to_le_bytes)), (text.to_owned(), Some("UTF-16LE")));
        assert_eq!(read(utf16(text, u16::to_be_bytes)), (text.to_owned(), Some("UTF-16BE")));
        let marked = format!("\u{feff}{text}");
        let (found, encoding) = read(utf16(&marked, u16::to_be_bytes));
        assert_eq!((found.trim_start_matches('\u{feff}'), encoding), (text, Some("UTF-16BE")));
        assert_eq!(read(Vec::new()), (String::new(), None));
    }

    #[test]
    fn a_few_broken_places_leave_a_text_as_it_is() {
        let broken = [b"\xC3\xA9\xC3\xA9\xC3\xA9,", &b"\xE9"[..]].concat();
        assert_eq!(encoding_of(&broken), UTF_8);
    }

    #[test]
    fn letters_may_be_cut_where_the_look_ends() {
        let mut text = "x".repeat(usize::try_from(LOOKED_AT).unwrap() - 1);
        text.push_str("é and so on");
        assert_eq!(read(text.clone().into()), (text, None));
    }

    proptest! {
        #[test]
        fn what_is_utf_8_is_read_as_it_is(text in "[^\0]*") {
            let (found, encoding) = read(text.clone().into());
            prop_assert_eq!((found, encoding), (text, None));
        }

        #[test]
        fn all_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut content = decoded(Cursor::new(bytes), None).unwrap().content;
            let mut read = Vec::new();
            content.read_to_end(&mut read).unwrap();
        }
    }
}
