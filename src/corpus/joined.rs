//! Several names in one cell of a table: `Ada Moor; "Harbour; North"`.

/// Joins names with semicolons. A name that holds one, or a quotation mark or white space at an end, stands in quotation
/// marks, of which those inside are doubled.
pub(crate) fn joined<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted = |name: &str| {
        if name.is_empty() || name.contains([';', '"']) || name.trim() != name {
            format!("\"{}\"", name.replace('"', "\"\""))
        } else {
            name.to_owned()
        }
    };
    names.into_iter().map(quoted).collect::<Vec<_>>().join("; ")
}

/// Parts what [`joined`] has joined. A quotation mark that nothing closes is part of a name.
pub(crate) fn parted(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (name, after) = match quoted(rest) {
            Some((name, after)) => (name, after),
            None => {
                let (name, after) = rest.split_once(';').unwrap_or((rest, ""));
                (name.trim_end().to_owned(), after)
            }
        };
        names.push(name);
        rest = after.trim_start();
    }
    names
}

/// A name in quotation marks at the beginning of a text, and what follows the semicolon after it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let (before, after) = rest.split_once('"')?;
        name.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                name.push('"');
                rest = more;
            }
            None => {
                let after = after.trim_start();
                let next = if after.is_empty() { Some(after) } else { after.strip_prefix(';') };
                return Some((name, next?));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_as_people_write_them_are_parted() {
        assert_eq!(parted("Ada Moor; Bo ;Cy"), ["Ada Moor", "Bo", "Cy"]);
        assert_eq!(parted("the \"Iron\" Lady; \"a;b\""), ["the \"Iron\" Lady", "a;b"]);
        assert_eq!(parted("\"open; Bo"), ["\"open", "Bo"]);
        assert_eq!(parted("\"a\" b; c"), ["\"a\" b", "c"]);
        assert_eq!(joined(["Ada", "a \"b\"; c", " d"]), "Ada; \"a \"\"b\"\"; c\"; \" d\"");
    }

    proptest! {
        #[test]
        fn what_is_joined_is_parted(names in prop::collection::vec("[a;\" \n]{0,4}|\\PC{0,6}", 0..5)) {
            let cell = joined(names.iter().map(String::as_str));
            prop_assert_eq!(parted(&cell), names);
        }
    }
}
