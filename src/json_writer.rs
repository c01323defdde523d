//! Writes JSON with little code: what serde derives brings along all that can go wrong with files, which no text in memory
//! does. The tests of the modules that use it hold it against what serde writes.

use crate::protocol::BUILD;

/// JSON in the making.
#[derive(Default)]
pub(crate) struct Json {
    text: String,
}

impl Json {
    /// A message of this build; `body` writes what is asked or told.
    pub fn message(number: u32, body: impl FnOnce(&mut Self)) -> String {
        let mut json = Self::default();
        json.object(|json| {
            json.field("build").text(BUILD);
            json.field("number").number(number as usize);
            body(json.field("body"));
        });
        json.text
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// An object; `fields` writes its fields.
    pub fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.text.push('{');
        fields(self);
        self.text.push('}');
    }

    /// A variant that holds something: an object of one field.
    pub fn variant(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.object(|json| {
            json.field(name);
            value(json);
        });
    }

    /// The name of a field, whose value comes next.
    pub fn field(&mut self, name: &str) -> &mut Self {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        self.text(name);
        self.text.push(':');
        self
    }

    /// A list, each item written by `item`.
    pub fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.text.push('[');
        for (at, value) in items.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            item(self, value);
        }
        self.text.push(']');
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.text.extend(['\\', character]),
                '\u{0}'..='\u{1f}' => {
                    let digit = |value: u32| char::from_digit(value & 15, 16).unwrap_or('0');
                    let code = u32::from(character);
                    self.text.push_str("\\u00");
                    self.text.extend([digit(code >> 4), digit(code)]);
                }
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }

    /// What is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// A whole number.
    pub fn number(&mut self, number: usize) {
        self.text.push_str(&number.to_string());
    }

    /// Yes or no.
    pub fn flag(&mut self, flag: bool) {
        self.text.push_str(if flag { "true" } else { "false" });
    }

    /// What stands for nothing.
    pub fn nothing(&mut self) {
        self.text.push_str("null");
    }
}
