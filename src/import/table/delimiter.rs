//! What stands between fields.

/// What may stand between fields, the likeliest first.
pub(in crate::import) const DELIMITERS: [u8; 4] = *b",\t;|";

/// The delimiter that stands most often in a header, outside of quotes.
pub(in crate::import) fn likeliest_delimiter(header: &[u8], possible: &[u8]) -> u8 {
    let is_outside = header.iter().scan(true, |is_outside, byte| {
        *is_outside ^= *byte == b'"';
        Some(*is_outside)
    });
    let outside: Vec<u8> =
        header.iter().zip(is_outside).filter(|(_, is)| *is).map(|(byte, _)| *byte).collect();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, &outside).count();
    let likeliest = possible.iter().rev().max_by_key(|&&delimiter| count(delimiter));
    likeliest.copied().unwrap_or(b',')
}
