//! JSON as it stands: fields that stand twice in one object are told, and where they may hold something back neither of them counts.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, json};
use std::fmt;

/// Reads a value; answers too which fields stand twice in an object of it, of which the last is taken.
///
/// # Errors
/// Where it is not JSON.
pub fn value_of(text: &str) -> serde_json::Result<(Value, Vec<String>)> {
    let mut twice = Vec::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Seed(&mut twice).deserialize(&mut json)?;
    json.end()?;
    Ok((value, twice))
}

/// The most fields that are told of one value.
const MOST_TOLD: usize = 5;

struct Seed<'a>(&'a mut Vec<String>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Seed(&mut *self.0))? {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let mut value = map.next_value_seed(Seed(&mut *self.0))?;
            if let Some(before) = fields.get(&name).filter(|before| **before != value) {
                if self.0.len() < MOST_TOLD && !self.0.contains(&name) {
                    self.0.push(name.clone());
                }
                // Of two embargoes nobody knows which one holds, so it is none that can be understood.
                if may_hold_back(&name) {
                    value = json!({ "twice": [before, value] });
                }
            }
            fields.insert(name, value);
        }
        Ok(fields.into())
    }
}

fn may_hold_back(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    ["embargo", "pubstatus", "expir"].iter().any(|word| plain.contains(word))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn what_stands_once_is_read_as_it_is() {
        let text = "{\"a\":[1,-2,2.5,1e300,18446744073709551615,true,null,\"\\u00fc\"],\"b\":{},\"c\":[]}";
        assert_eq!(value_of(text).unwrap(), (serde_json::from_str(text).unwrap(), Vec::new()));
        for text in ["{\"a\":1}x", "", "{\"a\"", "[1,]"] {
            assert!(value_of(text).is_err(), "{text}");
        }
        assert!(value_of(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn what_stands_twice_is_told() {
        let text = "[{\"a\":1,\"a\":2,\"b\":1,\"b\":1},{\"x\":{\"pubStatus\":\"canceled\",\"pubStatus\":\"usable\"}}]";
        let (value, twice) = value_of(text).unwrap();
        assert_eq!(twice, ["a", "pubStatus"]);
        let held = json!({ "twice": ["canceled", "usable"] });
        assert_eq!(value, json!([{ "a": 2, "b": 1 }, { "x": { "pubStatus": held } }]));
    }
}
