//! Attributes: what somebody wants to know of entities and sources besides the fields that all have.

use serde::{Deserialize, Deserializer, Serialize, de};
use std::{collections::BTreeMap, fmt};

/// Names with values, `{"party": "Labour"}`, sorted by name. Neither is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Attributes(BTreeMap<String, String>);

impl Attributes {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a name, exactly as it is written.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Sets a value, unless the name or the value is blank. Gives the value that was there.
    pub fn insert(&mut self, name: &str, value: &str) -> Option<String> {
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() || value.is_empty() {
            return None;
        }
        self.0.insert(name.to_owned(), value.to_owned())
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        let mut attributes = Self::default();
        for (name, value) in pairs {
            attributes.insert(name, value);
        }
        attributes
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Attributes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("attributes, {\"name\": \"value\"}")
    }

    // A map would keep the last of two values without a word.
    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Attributes, A::Error> {
        let mut attributes = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, String>()? {
            if name.trim().is_empty() {
                return Err(de::Error::custom("an attribute has no name"));
            }
            if value.trim().is_empty() {
                return Err(de::Error::custom(format!("the attribute `{name}` has no value")));
            }
            if attributes.contains_key(&name) {
                return Err(de::Error::custom(format!("the attribute `{name}` has two values")));
            }
            attributes.insert(name, value);
        }
        Ok(Attributes(attributes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_and_double_ones_are_refused() {
        let read =
            |text| serde_json::from_str::<Attributes>(text).map_err(|error| error.to_string());
        let found = read(r#"{"party": "Labour", "home": "NY"}"#);
        let found =
            found.map(|it| it.iter().map(|(name, value)| format!("{name}={value}")).collect());
        assert_eq!(found, Ok(vec!["home=NY".to_owned(), "party=Labour".to_owned()]));
        for (text, fault) in [
            (r#"{"": "x"}"#, "no name"),
            (r#"{"party": " "}"#, "no value"),
            (r#"{"party": "a", "party": "b"}"#, "two values"),
        ] {
            assert!(read(text).is_err_and(|error| error.contains(fault)), "{text}");
        }
    }
}
