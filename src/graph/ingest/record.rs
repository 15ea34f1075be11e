//! A statement on its way, as bytes.

use crate::model::{Notation, NotedTime, Time};
use bytes::BytesMut;

/// A statement whose texts have numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) holder: u32,
    pub(super) target: u32,
    pub(super) source: u32,
    pub(super) latest: i32,
    pub(super) earliest: i32,
    pub(super) verb: u16,
    /// The line on which it stands.
    pub(super) line: u32,
    /// How many statements of the same line come before it.
    pub(super) within: u16,
    pub(super) time: Option<NotedTime>,
    /// How long the quote is in its codes, which stand before what else there is.
    pub(super) quote: u32,
    /// How long the payload is.
    pub(super) payload: u32,
}

/// What every record has: five words, the verb, and the length of the quote.
const HEAD: u32 = 24;
/// What follows of a time, in whole seconds.
const CLOCK: u32 = 4;
/// What follows where a record is not as most are: its earliest day, the lengths, its place in the line and its time.
const REST: u32 = 24;
/// In place of the notation, that the text is kept.
const OTHER: u8 = u8::MAX;
/// In place of the notation, that there is no time.
const NONE: u8 = u8::MAX - 1;
/// In place of the length, that there is such a rest.
const UNUSUAL: u32 = 0x7FFF;
/// Beside the length, that a time follows.
const TIMED: u32 = 0x8000;

/// What follows the words that every record has.
enum Tail {
    /// Nothing else.
    None,
    /// A time in whole seconds and its notation, in one word.
    Clock(u32),
    /// Everything.
    Rest,
}

impl Record {
    #[inline]
    fn tail(self) -> Tail {
        let is_usual = self.earliest == self.latest
            && self.payload == self.quote
            && self.within == 0
            && self.quote < UNUSUAL;
        match self.time {
            None if is_usual => Tail::None,
            Some(noted) if is_usual => match noted.time.parts() {
                (second @ ..0x0100_0000, 0) => Tail::Clock(second << 8 | u32::from(number(noted))),
                _ => Tail::Rest,
            },
            _ => Tail::Rest,
        }
    }

    /// How many bytes it takes with its payload.
    #[inline]
    pub(super) fn size(self) -> usize {
        let tail = match self.tail() {
            Tail::None => 0,
            Tail::Clock(_) => CLOCK,
            Tail::Rest => REST,
        };
        (HEAD + tail) as usize + self.payload as usize
    }

    /// Writes it, and its payload in two parts.
    // A call would hand it over in memory, which is waited for.
    #[inline]
    pub(super) fn write(self, payload: [&[u8]; 2], bytes: &mut BytesMut) {
        let tail = self.tail();
        let quote = match tail {
            Tail::None => self.quote,
            Tail::Clock(_) => self.quote | TIMED,
            Tail::Rest => UNUSUAL,
        };
        let words = [
            self.holder,
            self.target,
            self.source,
            self.latest.cast_unsigned(),
            self.line,
            quote << 16 | u32::from(self.verb),
        ];
        bytes.extend_from_slice(words.map(u32::to_le_bytes).as_flattened());
        match tail {
            Tail::None => {}
            Tail::Clock(clock) => bytes.extend_from_slice(&clock.to_le_bytes()),
            Tail::Rest => {
                let (second, nanosecond) = self.time.map_or((0, 0), |noted| noted.time.parts());
                let notation = self.time.map_or(NONE, number);
                let last = u32::from(notation) << 16 | u32::from(self.within);
                let earliest = self.earliest.cast_unsigned();
                let rest = [earliest, self.quote, self.payload, second, nanosecond, last];
                bytes.extend_from_slice(rest.map(u32::to_le_bytes).as_flattened());
            }
        }
        for part in payload {
            if !part.is_empty() {
                bytes.extend_from_slice(part);
            }
        }
    }

    /// The record at the beginning of some bytes, and where its payload begins there.
    #[expect(clippy::cast_possible_truncation, reason = "the halves of a word")]
    #[inline]
    pub(super) fn read(bytes: &[u8]) -> (Self, u32) {
        let [holder, target, source, latest, line, last] = words(bytes);
        let quote = (last >> 16) & !TIMED;
        let usual = Self {
            holder,
            target,
            source,
            latest: latest.cast_signed(),
            earliest: latest.cast_signed(),
            verb: last as u16,
            line,
            within: 0,
            time: None,
            quote,
            payload: quote,
        };
        if last >> 16 & TIMED != 0 {
            let [clock] = words(&bytes[HEAD as usize..]);
            return (Self { time: noted((clock >> 8, 0), clock as u8), ..usual }, HEAD + CLOCK);
        }
        if quote != UNUSUAL {
            return (usual, HEAD);
        }
        let [earliest, quote, payload, second, nanosecond, last] = words(&bytes[HEAD as usize..]);
        let time = noted((second, nanosecond), (last >> 16) as u8);
        let within = last as u16;
        let earliest = earliest.cast_signed();
        (Self { earliest, within, time, quote, payload, ..usual }, HEAD + REST)
    }
}

/// The number of a notation.
fn number(noted: NotedTime) -> u8 {
    noted.notation.map_or(OTHER, Notation::number)
}

/// The time of a day in whole seconds and nanoseconds, with the notation of this number.
fn noted(parts: (u32, u32), notation: u8) -> Option<NotedTime> {
    (notation != NONE).then(|| NotedTime {
        time: Time::of_parts(parts),
        notation: (notation != OTHER).then(|| Notation::numbered(notation)),
    })
}

/// The first words of some bytes.
#[inline]
fn words<const N: usize>(bytes: &[u8]) -> [u32; N] {
    let (words, _) = bytes.as_chunks();
    let words: &[[u8; 4]; N] = words.first_chunk().unwrap_or(&[[0; 4]; N]);
    words.map(u32::from_le_bytes)
}

/// The records of a part, each followed by its payload: where each begins.
pub(super) struct Records<'b> {
    bytes: &'b [u8],
    at: u32,
}

impl<'b> Records<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }
}

impl Iterator for Records<'_> {
    type Item = (Record, u32);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at as usize..).filter(|rest| !rest.is_empty())?;
        let (record, payload) = Record::read(rest);
        let begin = self.at;
        // A part with more than one record is short.
        self.at = self.at.saturating_add(payload).saturating_add(record.payload);
        Some((record, begin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn records_come_back(told in proptest::collection::vec(
            (any::<[u32; 3]>(), any::<[i32; 2]>(), any::<u16>(), 0..70_000_usize, 0..4_usize), 0..6,
        )) {
            let mut bytes = BytesMut::new();
            let mut size: u32 = 0;
            let mut expected = Vec::new();
            for ([holder, target, source], [latest, earliest], verb, quote, extras) in told {
                let earliest = if earliest % 2 == 0 { latest } else { earliest };
                let quote = if quote % 2 == 0 { quote } else { quote % 50 };
                let notation = (verb % 2 == 0).then(|| Notation::numbered(4));
                let time = (extras == 3).then(|| NotedTime { time: Time::of_parts((7, 5)), notation });
                let lengths = [quote, quote + extras].map(|length| u32::try_from(length).unwrap());
                let [quote_length, payload] = lengths;
                let record =
                    Record { holder, target, source, latest, earliest, verb, line: 7, quote: quote_length, payload, within: verb % 3, time };
                expected.push((record, size));
                size += u32::try_from(record.size()).unwrap();
                record.write([&vec![b'q'; quote], &vec![b'e'; extras]], &mut bytes);
            }
            prop_assert_eq!(bytes.len(), size as usize);
            prop_assert_eq!(Records::new(&bytes).collect::<Vec<_>>(), expected);
        }
    }
}
