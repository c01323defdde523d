//! JSON as plain fields, for programs that must stay small.
//!
//! What serde derives for a type is fast and says exactly what is wrong where, and is compiled anew for each type. Here one
//! reader serves all types: the text becomes a tree of [`Value`]s, from which the types take their fields by name. What
//! does not fit is remembered and told once, at the end, so that reading itself has no exits.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value in JSON.
#[derive(Debug, Default)]
pub enum Value {
    /// `null`, and any number that is no whole number from 0 on, for no field has such.
    #[default]
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(u64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object's fields, in the order in which they stand there.
    Fields(Vec<(String, Value)>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Flag(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Value::Fields(fields))
    }
}

/// A field that is missing where it must be, or holds what it should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit(&'static str);

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the field ")?;
        formatter.write_str(self.0)?;
        formatter.write_str(" is missing or does not hold what it should")
    }
}

impl std::error::Error for Unfit {}

/// The fields of an object, to be taken by name. Those that nobody takes are passed over, those taken twice are gone.
#[derive(Debug)]
pub struct Fields<'a> {
    found: Vec<(String, Value)>,
    fault: &'a Cell<Option<&'static str>>,
}

/// Reads a value with `take`, and fails where any field below did not fit.
pub fn read<T>(value: Value, take: impl FnOnce(&mut Fields) -> T) -> Result<T, Unfit> {
    let fault = Cell::new(None);
    let read = take(&mut Fields { found: vec![(String::new(), value)], fault: &fault });
    fault.get().map_or(Ok(read), |field| Err(Unfit(field)))
}

/// The whole of what [`read`] reads, where it is no object itself.
pub const ALL: &str = "";

impl Fields<'_> {
    /// The value of a field, as it stands there.
    pub fn value(&mut self, name: &'static str) -> Value {
        let found = self.found.iter_mut().find(|(found, _)| found == name);
        found.map(|(_, value)| std::mem::take(value)).unwrap_or_default()
    }

    /// Remembers that a field does not fit.
    pub fn fault(&self, name: &'static str) {
        self.fault.set(self.fault.get().or(Some(name)));
    }

    /// A text, where there is one.
    pub fn text_if(&mut self, name: &'static str) -> Option<String> {
        match self.value(name) {
            Value::Text(text) => Some(text),
            Value::Nothing => None,
            _ => {
                self.fault(name);
                None
            }
        }
    }

    /// A text that is empty where there is none.
    pub fn text_or_empty(&mut self, name: &'static str) -> String {
        self.text_if(name).unwrap_or_default()
    }

    /// A text that must be there.
    pub fn text(&mut self, name: &'static str) -> String {
        self.text_if(name).unwrap_or_else(|| {
            self.fault(name);
            String::new()
        })
    }

    /// A whole number, where there is one.
    pub fn number_if(&mut self, name: &'static str) -> Option<u64> {
        match self.value(name) {
            Value::Number(number) => Some(number),
            Value::Nothing => None,
            _ => {
                self.fault(name);
                None
            }
        }
    }

    /// A whole number below 2³² that must be there.
    pub fn number(&mut self, name: &'static str) -> u32 {
        self.number_if(name).and_then(|number| u32::try_from(number).ok()).unwrap_or_else(|| {
            self.fault(name);
            0
        })
    }

    /// Whether something holds; it does not where nothing is said.
    pub fn flag(&mut self, name: &'static str) -> bool {
        match self.value(name) {
            Value::Flag(flag) => flag,
            Value::Nothing => false,
            _ => {
                self.fault(name);
                false
            }
        }
    }

    /// The items of a list; none where there is no list.
    pub fn values(&mut self, name: &'static str) -> Vec<Value> {
        match self.value(name) {
            Value::List(items) => items,
            Value::Nothing => Vec::new(),
            _ => {
                self.fault(name);
                Vec::new()
            }
        }
    }

    /// An object that must be there.
    pub fn one<T>(&mut self, name: &'static str, take: impl FnOnce(&mut Fields) -> T) -> T {
        let value = self.value(name);
        take(&mut self.within(name, value))
    }

    /// The objects of a list; none where there is no list.
    pub fn many<T>(&mut self, name: &'static str, take: impl Fn(&mut Fields) -> T) -> Vec<T> {
        let values = self.values(name);
        values.into_iter().map(|value| take(&mut self.within(name, value))).collect()
    }

    /// The fields of an object that a field or a list of this name holds.
    pub fn within(&self, name: &'static str, value: Value) -> Self {
        let found = match value {
            Value::Fields(found) => found,
            _ => {
                self.fault(name);
                Vec::new()
            }
        };
        Self { found, fault: self.fault }
    }

    /// The names and values of all fields that were not taken.
    pub fn rest(&mut self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.found)
    }
}
