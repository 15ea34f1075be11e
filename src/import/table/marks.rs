//! Where bytes stand that mean something in a table.

/// So many bytes are compared at once.
const BLOCK: usize = 64;
/// The marks of so many bytes are looked for before the first is asked for.
const WINDOW: usize = 1 << 12;
/// As many marks of a block are noted without a look at how many there are.
const USUAL: usize = 4;
/// More marks there cannot be.
const ROOM: usize = WINDOW + USUAL;

/// Finds the places of delimiters, quotes and line ends in some bytes, ascending.
pub(super) struct Marks {
    delimiter: u8,
    /// The begin of the window, and its end.
    from: usize,
    to: usize,
    /// The places of marks behind the begin of the window.
    places: Box<[u16; ROOM]>,
    n_places: usize,
    /// The next of them.
    next: usize,
}

impl Marks {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, from: 0, to: 0, places: Box::new([0; ROOM]), n_places: 0, next: 0 }
    }

    /// From here on, other bytes are looked through.
    pub(super) const fn begin(&mut self) {
        (self.from, self.to, self.n_places, self.next) = (0, 0, 0, 0);
    }

    /// Goes on at a place that is not before those given: marks before it are left out.
    #[inline]
    pub(super) fn skip(&mut self, to: usize, bytes: &[u8]) {
        if to >= self.to {
            return self.find(to, bytes);
        }
        while self.place().is_some_and(|place| place < to) {
            self.next += 1;
        }
    }

    /// The place of the next mark.
    #[inline]
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<usize> {
        loop {
            if let Some(place) = self.place() {
                self.next += 1;
                return Some(place);
            }
            if self.to == bytes.len() {
                return None;
            }
            self.find(self.to, bytes);
        }
    }

    /// The place of the next mark of the window.
    #[inline]
    fn place(&self) -> Option<usize> {
        let places = self.places.get(..self.n_places)?;
        Some(self.from + usize::from(*places.get(self.next)?))
    }

    /// Finds the marks of the window that begins here.
    fn find(&mut self, from: usize, bytes: &[u8]) {
        let window = &bytes[from..bytes.len().min(from + WINDOW)];
        (self.from, self.to, self.next) = (from, from + window.len(), 0);
        self.n_places = 0;
        let (blocks, rest) = window.as_chunks();
        let mut begins = (0..).step_by(BLOCK);
        for (block, begin) in blocks.iter().zip(&mut begins) {
            let bits = bits(block, self.delimiter);
            self.n_places = note(bits, begin, &mut self.places, self.n_places);
        }
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        let bits = bits(&last, self.delimiter) & !(u64::MAX << rest.len());
        let begin = begins.next().unwrap_or_default();
        self.n_places = note(bits, begin, &mut self.places, self.n_places);
    }
}

/// A bit for each byte, set for a mark.
fn bits(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let mut marks = [0; BLOCK];
    for (mark, byte) in marks.iter_mut().zip(block) {
        let is = |meant: u8| u8::from(*byte == meant);
        *mark = is(b'\n') | is(b'\r') | is(b'"') | is(delimiter);
    }
    // Of eight bytes that are 0 or 1, the product has each as a bit of its highest byte.
    let bits =
        |bytes: &[u8; 8]| u64::from_le_bytes(*bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    marks.as_chunks().0.iter().rev().fold(0, |all, bytes| all << 8 | bits(bytes))
}

/// Notes the places of the bits that are set, from place `n` on, and gives where those of the next block go.
#[inline]
fn note(mut bits: u64, begin: u16, places: &mut [u16; ROOM], mut n: usize) -> usize {
    let mut take = |n: usize, bits: u64| {
        if let Some(place) = places.get_mut(n) {
            #[expect(clippy::cast_possible_truncation, reason = "a word has 64 bits")]
            let distance = bits.trailing_zeros() as u16;
            *place = begin + distance;
        }
    };
    // That there are as many is supposed, and what is noted of others is written over: to ask each time takes longer.
    for _ in 0..USUAL {
        take(n, bits);
        n += usize::from(bits != 0);
        bits &= bits.wrapping_sub(1);
    }
    while bits != 0 {
        take(n, bits);
        n += 1;
        bits &= bits - 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_marks_are_found(
            pieces in proptest::collection::vec((prop::sample::select(&b",;\n\r\"ax\x00\x80\xff"[..]), 0..200_usize), 0..300),
            skips in proptest::collection::vec((0..40_usize, 0..3_000_usize), 0..20),
            delimiter in prop::sample::select(&b",;\x00\xff"[..]),
        ) {
            let bytes: Vec<u8> =
                pieces.into_iter().flat_map(|(byte, times)| std::iter::repeat_n(byte, 1 + times / 40)).collect();
            let is_mark = |at: &usize| b"\n\r\"".contains(&bytes[*at]) || bytes[*at] == delimiter;
            let mut expected = (0..bytes.len()).filter(is_mark).peekable();
            let mut marks = Marks::new(delimiter);
            marks.next(&[delimiter; 9]);
            marks.begin();
            for (n_marks, distance) in skips {
                let mut last = 0;
                for _ in 0..n_marks {
                    let mark = marks.next(&bytes);
                    prop_assert_eq!(mark, expected.next());
                    last = mark.unwrap_or(bytes.len());
                }
                let to = (last + distance).min(bytes.len());
                marks.skip(to, &bytes);
                while expected.next_if(|at| *at < to).is_some() {}
            }
            while let Some(mark) = marks.next(&bytes) {
                prop_assert_eq!(Some(mark), expected.next());
            }
            prop_assert_eq!(expected.next(), None);
        }
    }
}
