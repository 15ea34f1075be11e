//! Names in files of proposals, and in the list of coded texts.

use crate::corpus::Renamed;
use serde_json::Value;

/// The text of a file of JSON lines in which an id has become another one, where it holds it; all other lines stay byte for byte.
pub fn renamed_lines(text: &str, kind: Renamed, [old, new]: [&str; 2]) -> Option<String> {
    let mut is_other = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let ended = line.trim_end_matches(['\n', '\r']);
        let mut value = match serde_json::from_str::<Value>(ended) {
            Ok(value) if ended.contains(old) => value,
            _ => return line.to_owned(),
        };
        if !rename(&mut value, "", kind, [old, new]) {
            return line.to_owned();
        }
        is_other = true;
        format!("{value}{}", line.get(ended.len()..).unwrap_or_default())
    });
    let text: String = lines.collect();
    is_other.then_some(text)
}

/// Renames in a value of a field; whether there was something.
fn rename(value: &mut Value, field: &str, kind: Renamed, [old, new]: [&str; 2]) -> bool {
    let fields: &[&str] = match kind {
        Renamed::Entity => &["entity", "holder", "target", "about", "claimed_by"],
        Renamed::Source => &["source", "text"],
        Renamed::Verb => &["stance"],
    };
    match value {
        Value::String(id) if id == old && fields.contains(&field) => {
            new.clone_into(id);
            true
        }
        Value::Array(items) => {
            // Each of them, not only the first.
            let renamed = items
                .iter_mut()
                .filter_map(|item| rename(item, field, kind, [old, new]).then_some(()));
            renamed.count() > 0
        }
        // What a text says of somebody is no id: it stands in an object with the entity.
        Value::Object(members) => {
            let is_words = members.contains_key("entity") || members.contains_key("name");
            let members = members.iter_mut().filter(|(field, _)| !is_words || *field != "text");
            let renamed = members
                .filter_map(|(field, value)| rename(value, field, kind, [old, new]).then_some(()));
            renamed.count() > 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_of_a_kind_change() {
        let text = "{\"article\":{\"source\":\"a\"}}\r\n\
            {\"proposal\":{ \"id\":\"a\",\"holder\":{\"entity\":\"b\",\"name\":\"a\",\"text\":\"a\"}}}\n\
            {\"decision\":{\"changes\":{\"target\":\"a\",\"about\":[\"b\",\"a\"],\"stance\":\"a\"}}}\nno json: a";
        let renamed = |kind| renamed_lines(text, kind, ["a", "x"]);
        assert_eq!(
            renamed(Renamed::Source),
            Some(text.replace("{\"source\":\"a\"}", "{\"source\":\"x\"}"))
        );
        assert_eq!(
            renamed(Renamed::Entity),
            Some(text.replace(
                "\"target\":\"a\",\"about\":[\"b\",\"a\"]",
                "\"target\":\"x\",\"about\":[\"b\",\"x\"]"
            ))
        );
        assert_eq!(
            renamed(Renamed::Verb),
            Some(text.replace("\"stance\":\"a\"", "\"stance\":\"x\""))
        );
        assert_eq!(renamed_lines(text, Renamed::Verb, ["b", "x"]), None);
    }
}
