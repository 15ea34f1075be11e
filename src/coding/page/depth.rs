//! How deeply the elements of a page are nested, as far as its tags tell.

use memchr::memchr_iter;

/// Elements that end by themselves, or where the next one of their kind begins.
const ENDING: [&str; 26] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "keygen", "li", "link",
    "meta", "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "wbr",
];

/// The greatest number of elements that are open at once. Time linear in the page.
pub(super) fn depth(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut open, mut most) = (0_usize, 0_usize);
    for at in memchr_iter(b'<', bytes) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let (is_end, rest) = match rest.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = rest.get(..length).unwrap_or_default().to_ascii_lowercase();
        if length == 0 || ENDING.iter().any(|ending| ending.as_bytes() == name) {
            continue;
        }
        open = if is_end { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn open_elements_are_counted() {
        assert_eq!(depth("<div><p>a<p>b<br><B>c</B></div><div></div> 1 < 2"), 2);
        assert_eq!(depth(&"<div>".repeat(500)), 500);
        assert_eq!(depth("</b></b><i>"), 1);
        assert_eq!(depth("<"), 0);
    }
}
