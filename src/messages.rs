//! What the interface says, in the reader's language.
//!
//! The English text stands in the program and is the key to the others, as in gettext: `t("Keys")` is looked up in the catalogue
//! of the reader's language when it is shown, and stays English where that has none. Catalogues are `public/messages/*.json`;
//! the start script fetches the one that is needed, and none for English. docs/TRANSLATING.md says how to write one;
//! `cargo xtask tidy` holds them against the program.

use std::cell::Cell;

use article::fields::Value;

use crate::locale;

thread_local! {
    static CATALOGUE: Cell<&'static [(String, Value)]> = const { Cell::new(&[]) };
}

/// Takes up the catalogue that the reader's language has; once, before anything is shown.
pub fn take_up(catalogue: Value) {
    if let Value::Fields(messages) = catalogue {
        CATALOGUE.set(messages.leak());
    }
}

/// The message that is this text in English. Where it holds `{name}`, a value is put in by [`Message::with`].
pub const fn t(english: &'static str) -> Message {
    Message(english)
}

/// The message that is this in English of one thing, and this of another number of them, which `{count}` stands for.
pub const fn t_count(one: &'static str, other: &'static str) -> Counted {
    Counted(one, other)
}

/// A message without a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Message(&'static str);

impl Message {
    /// The message in English, by which it is known.
    pub const fn english(self) -> &'static str {
        self.0
    }

    /// The message in the reader's language.
    pub fn said(self) -> &'static str {
        match entry(self.0) {
            Some(Value::Text(text)) => text,
            _ => self.0,
        }
    }

    /// The message with values in the place of their `{name}`s.
    pub fn with(self, values: &[(&str, &str)]) -> String {
        filled(self.said(), values, "")
    }
}

impl From<Message> for String {
    fn from(message: Message) -> Self {
        message.said().to_owned()
    }
}

/// A message about a number of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted(&'static str, &'static str);

impl Counted {
    /// The message about so many.
    pub fn of(self, count: u32) -> String {
        self.with(count, &[])
    }

    /// The same with values in the place of their `{name}`s, one for `{count}` too where the number is not said plainly.
    pub fn with(self, count: u32, values: &[(&str, &str)]) -> String {
        let text = match entry(self.1) {
            Some(Value::Fields(forms)) => form(forms, &locale::category(count)).or_else(|| form(forms, "other")),
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let number = locale::number(count);
        filled(text.unwrap_or(if count == 1 { self.0 } else { self.1 }), values, &number)
    }
}

fn entry(english: &str) -> Option<&'static Value> {
    CATALOGUE.get().iter().find(|(known, _)| known == english).map(|(_, said)| said)
}

fn form(forms: &'static [(String, Value)], category: &str) -> Option<&'static str> {
    match forms.iter().find(|(known, _)| known == category) {
        Some((_, Value::Text(text))) => Some(text),
        _ => None,
    }
}

/// A text with its values, and `other` in the place of the name that has none: `{count}`.
fn filled(text: &str, values: &[(&str, &str)], other: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut name: Option<String> = None;
    for character in text.chars() {
        match (character, &mut name) {
            ('{', None) => name = Some(String::new()),
            ('}', Some(whole)) => {
                let value = values.iter().find(|(known, _)| known == whole);
                filled.push_str(value.map_or(other, |(_, value)| value));
                name = None;
            }
            (_, Some(part)) => part.push(character),
            (_, None) => filled.push(character),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The thread's own catalogue: each test has a thread to itself.
    fn speak(catalogue: &str) {
        take_up(serde_json::from_str(catalogue).unwrap_or_default());
    }

    #[test]
    fn without_a_catalogue_english_is_said() {
        assert_eq!(t("Keys").said(), "Keys");
        assert_eq!(t("{at} of {total}").with(&[("at", "4"), ("total", "120")]), "4 of 120");
        let said = [0, 1, 2, 1234].map(|count| t_count("{count} mark", "{count} marks").of(count));
        assert_eq!(said, ["0 marks", "1 mark", "2 marks", "1,234 marks"]);
    }

    #[test]
    fn what_a_catalogue_lacks_is_said_in_english() {
        speak(
            r#"{"Keys":"Tasten","{count} marks":{"one":"{count} Markierung","other":"{count} Markierungen"},"Bad":7}"#,
        );
        assert_eq!((t("Keys").said(), t("Close").said(), t("Bad").said()), ("Tasten", "Close", "Bad"));
        let marks = t_count("{count} mark", "{count} marks");
        assert_eq!((marks.of(1), marks.of(7)), ("1 Markierung".to_owned(), "7 Markierungen".to_owned()));
        assert_eq!(t_count("{count} tag", "{count} tags").of(1), "1 tag");
    }

    #[test]
    fn a_language_without_plural_forms_has_one_text() {
        speak(r#"{"{count} marks":"{count} 处标注"}"#);
        assert_eq!(t_count("{count} mark", "{count} marks").of(1), "1 处标注");
    }

    #[test]
    fn values_take_their_places_in_any_order() {
        speak(r#"{"{at} of {total}":"von {total} {at}"}"#);
        assert_eq!(t("{at} of {total}").with(&[("at", "{total}"), ("total", "120")]), "von 120 {total}");
        assert_eq!(t_count("{count} minute", "{count} minutes").with(4, &[("count", "3–4")]), "3–4 minutes");
    }

    #[test]
    fn what_is_no_catalogue_changes_nothing() {
        for text in ["", "[]", "7", r#"{"Keys":{"one":"a"},"{count} marks":{}}"#] {
            speak(text);
            assert_eq!(t("Keys").said(), "Keys");
            assert_eq!(t_count("{count} mark", "{count} marks").of(2), "2 marks");
            assert_eq!(t("{a").with(&[]), "");
        }
    }
}
