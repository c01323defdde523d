//! Reading what sources really write: one value for a list, a string for a name or a paragraph, a number for a string.

use serde::de::{Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, de};
use std::fmt;
use std::marker::PhantomData;

use crate::block::{Block, BlockKind, Span};
use crate::model::Name;

/// A string where a source may write a string, a number, a boolean, `{"name"}`, or a list of these, of which the
/// items are joined by ", ".
#[derive(Default)]
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        let value = value.trim();
        Ok((!value.is_empty()).then(|| value.to_owned()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        while let Some(Text(part)) = sequence.next_element()? {
            parts.extend(part);
        }
        Ok((!parts.is_empty()).then(|| parts.join(", ")))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut name = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => name = map.next_value::<Text>()?.0,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(name)
    }
}

/// A text, or nothing where it is empty.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Text::deserialize(deserializer)?.0)
}

/// A text that may be empty.
pub fn string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Text::deserialize(deserializer)?.0.unwrap_or_default())
}

/// A whole number, which may stand as a string. What is not one is an error.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let Some(digits) = Text::deserialize(deserializer)?.0 else { return Ok(None) };
    digits.parse().map(Some).map_err(|_| D::Error::custom(format!("\"{digits}\" is not a whole number")))
}

/// A list, one item in place of a list, or nothing.
pub fn many<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Many<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Many<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
            formatter.write_str("a list, or one item")
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
            Ok(vec![T::deserialize(de::value::StrDeserializer::new(value))?])
        }

        fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            Ok(vec![T::deserialize(de::value::MapAccessDeserializer::new(map))?])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = sequence.next_element::<Option<T>>()? {
                items.extend(item);
            }
            Ok(items)
        }
    }
    deserializer.deserialize_any(Many(PhantomData))
}

/// One item; of a list the first.
pub fn one<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(many(deserializer)?.into_iter().next())
}

/// A value, or what stands for nothing where it is `null`.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A text in place of an object, as sources write names and paragraphs. Told apart by what stands there and not by trying one
/// after the other, which costs more than reading the rest of the article.
struct TextOr<Full, T> {
    expected: &'static str,
    plain: fn(&str) -> T,
    full: PhantomData<Full>,
}

impl<'de, Full: Deserialize<'de>, T: From<Full>> Visitor<'de> for TextOr<Full, T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Ok((self.plain)(value))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        Full::deserialize(de::value::MapAccessDeserializer::new(map)).map(T::from)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOr::<FullName, Self> {
            expected: "a name or {\"name\"}",
            plain: |name| name.trim().into(),
            full: PhantomData,
        })
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOr::<FullBlock, Self> {
            expected: "a text or {\"kind\", \"text\"}",
            plain: |text| Self::paragraph(text),
            full: PhantomData,
        })
    }
}

/// A name in full.
#[derive(Deserialize)]
struct FullName {
    #[serde(deserialize_with = "string")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    uri: Option<String>,
    #[serde(default, deserialize_with = "text")]
    role: Option<String>,
}

impl From<FullName> for Name {
    fn from(full: FullName) -> Self {
        let FullName { name, uri, role } = full;
        Self { name, uri, role }
    }
}

/// A block in full.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct FullBlock {
    #[serde(deserialize_with = "string")]
    id: String,
    #[serde(deserialize_with = "or_default")]
    kind: BlockKind,
    #[serde(deserialize_with = "or_default")]
    text: String,
    #[serde(deserialize_with = "or_default")]
    spans: Vec<Span>,
    level: Option<u8>,
    #[serde(deserialize_with = "or_default")]
    ordered: bool,
    #[serde(deserialize_with = "or_default")]
    header: bool,
    association: Option<usize>,
}

impl From<FullBlock> for Block {
    fn from(full: FullBlock) -> Self {
        let FullBlock { id, kind, text, spans, level, ordered, header, association } = full;
        Self { id, kind, text, spans, level, ordered, header, association }
    }
}
