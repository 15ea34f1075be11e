//! Items of a list in a text: put in, taken out and moved, with the comments beside them; the rest stays, byte for byte.

use super::whole;
use crate::corpus::{
    edit::{member_ranges, whole_lines},
    syntax::outline::{Outline, after_trivia},
};
use std::ops::Range;

/// The text with an item before the one at `index`, which is there.
pub(super) fn put_in(text: &str, list: &Outline, index: usize, item: &str) -> Option<String> {
    let next = whole(list.members.get(index)?);
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = line_start(text, next.start);
    let indent = text.get(line..next.start)?;
    let (at, new) = if indent.trim().is_empty() {
        (above_comments(text, line), format!("{indent}{item},{newline}"))
    } else {
        (next.start, format!("{item}, "))
    };
    Some([text.get(..at)?, &new, text.get(at..)?].concat())
}

/// The text without an item. Comments stay.
pub(super) fn taken_out(text: &str, list: &Outline, index: usize) -> Option<String> {
    let own = whole(list.members.get(index)?).start;
    let mut ranges = member_ranges(text, list, index);
    if let Some(range) = ranges.iter_mut().find(|range| range.start == own) {
        *range = whole_lines(text, range);
    }
    let mut text = text.to_owned();
    for range in ranges.into_iter().rev() {
        text.replace_range(range, "");
    }
    Some(text)
}

/// The text with an item moved to another place among the others.
///
/// Where each item has lines of its own, it moves with the comments above it and behind it; else the items change places
/// and comments stay.
pub(super) fn moved(text: &str, list: &Outline, from: usize, to: usize) -> Option<String> {
    let mut order: Vec<usize> = (0..list.members.len()).collect();
    if from >= order.len() || to >= order.len() {
        return None;
    }
    let item = order.remove(from);
    order.insert(to, item);
    // A comma behind the last item makes all of them alike.
    let last = list.members.last()?.value.end;
    let has_comma = text.get(after_trivia(text, last)..)?.starts_with(',');
    let with_comma = if has_comma {
        text.to_owned()
    } else {
        [text.get(..last)?, ",", text.get(last..)?].concat()
    };
    if let Some(blocks) = blocks(&with_comma, list) {
        return rearranged(&with_comma, &blocks, &order);
    }
    let places: Vec<Range<usize>> = list.members.iter().map(whole).collect();
    rearranged(text, &places, &order)
}

/// The text in which each place has what another one had.
fn rearranged(text: &str, places: &[Range<usize>], order: &[usize]) -> Option<String> {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (place, from) in places.iter().zip(order) {
        new.push_str(text.get(at..place.start)?);
        new.push_str(text.get(places.get(*from)?.clone())?);
        at = place.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

/// The lines of each item with the comments above it, if no two share a line. Every item has a comma behind it.
fn blocks(text: &str, list: &Outline) -> Option<Vec<Range<usize>>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for member in &list.members {
        let own = whole(member);
        let line = line_start(text, own.start);
        if !text.get(line..own.start)?.trim().is_empty() {
            return None;
        }
        let comma = after_trivia(text, own.end);
        let end = comma + text.get(comma..)?.find('\n')? + 1;
        let behind = text.get(comma + 1..end)?.trim();
        if !behind.is_empty() && !behind.starts_with("//") {
            return None;
        }
        let start =
            above_comments(text, line).max(blocks.last().map_or(list.open + 1, |it| it.end));
        blocks.push(start..end);
    }
    Some(blocks)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The start of the comment lines right above a line.
fn above_comments(text: &str, line: usize) -> usize {
    let mut at = line;
    while at > 0 {
        let above = line_start(text, at - 1);
        if !text.get(above..at).is_some_and(|line| line.trim_start().starts_with("//")) {
            break;
        }
        at = above;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::syntax::outline::outline;

    fn list(text: &str) -> Outline {
        outline(text, 0).unwrap()
    }

    #[test]
    fn an_item_is_put_in_above_the_comments_of_the_next() {
        let text = "[\n  // one\n  (1),\n  // two\n  (2), // end\n]";
        assert_eq!(
            put_in(text, &list(text), 1, "(x)").unwrap(),
            "[\n  // one\n  (1),\n  (x),\n  // two\n  (2), // end\n]"
        );
        assert_eq!(put_in("[(1), (2)]", &list("[(1), (2)]"), 0, "(x)").unwrap(), "[(x), (1), (2)]");
        assert_eq!(put_in("[]", &list("[]"), 0, "(x)"), None);
    }

    #[test]
    fn an_item_moves_with_its_comments() {
        let text = "[\n  // one\n  (1), // after one\n  (2),\n  /* three */ (3)\n]";
        // Here a comment stands before an item on its line: the items change places.
        assert_eq!(
            moved(text, &list(text), 2, 0).unwrap(),
            "[\n  // one\n  (3), // after one\n  (1),\n  /* three */ (2)\n]"
        );
        let text = text.replace("/* three */ (3)", "(3) // after three");
        assert_eq!(
            moved(&text, &list(&text), 0, 2).unwrap(),
            "[\n  (2),\n  (3), // after three\n  // one\n  (1), // after one\n]"
        );
        assert_eq!(
            moved(&text, &list(&text), 2, 0).unwrap(),
            "[\n  (3), // after three\n  // one\n  (1), // after one\n  (2),\n]"
        );
        assert_eq!(moved("[(1), (2)]", &list("[(1), (2)]"), 1, 0).unwrap(), "[(2), (1)]");
        assert_eq!(moved("[(1)]", &list("[(1)]"), 0, 1), None);
    }

    #[test]
    fn an_item_goes_and_comments_stay() {
        let text = "[\n  // one\n  (1),\n  (2), // two\n]";
        assert_eq!(taken_out(text, &list(text), 0).unwrap(), "[\n  // one\n  (2), // two\n]");
        assert_eq!(taken_out("[(1), (2)]", &list("[(1), (2)]"), 1).unwrap(), "[(1)]");
    }
}
