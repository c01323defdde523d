//! The browser's `Intl`: what the reader's language makes of numbers, dates and names. What formats is made once for each
//! style, as making one takes longer than drawing a row of a list.

use std::cell::Cell;

use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{language, property};

/// What is made of a value: a class of `Intl`, its method, and its options.
#[derive(Clone, Copy)]
enum Style {
    Number,
    Category,
    LanguageName,
    Year,
    Month,
    Day,
    Moment,
}

type Options = &'static [(&'static str, &'static str)];

/// Archives count by the Gregorian calendar, and so do the filters: another one in the lists would not fit them.
const GREGORIAN: (&str, &str) = ("calendar", "gregory");

/// A day is the same day everywhere.
const EVERYWHERE: (&str, &str) = ("timeZone", "UTC");

impl Style {
    fn parts(self) -> (&'static str, &'static str, Options) {
        match self {
            Self::Number => ("NumberFormat", "format", &[]),
            Self::Category => ("PluralRules", "select", &[]),
            Self::LanguageName => ("DisplayNames", "of", &[("type", "language")]),
            Self::Year => ("DateTimeFormat", "format", &[GREGORIAN, EVERYWHERE, ("year", "numeric")]),
            Self::Month => {
                ("DateTimeFormat", "format", &[GREGORIAN, EVERYWHERE, ("year", "numeric"), ("month", "long")])
            }
            Self::Day => ("DateTimeFormat", "format", &[GREGORIAN, EVERYWHERE, ("dateStyle", "long")]),
            Self::Moment => ("DateTimeFormat", "format", &[GREGORIAN, ("dateStyle", "long"), ("timeStyle", "short")]),
        }
    }
}

/// What formats, and its method.
type Formatter = (JsValue, Function);

/// How many styles there are.
const STYLES: usize = Style::Moment as usize + 1;

thread_local! {
    /// Those that were made, each at its style's place: made once and never freed.
    static MADE: [Cell<Option<&'static Formatter>>; STYLES] = const { [const { Cell::new(None) }; STYLES] };
}

/// The plural category (CLDR) of a count: `one`, `few`, `other`, …
pub fn category(count: u32) -> String {
    say(Style::Category, &count.into()).unwrap_or_default()
}

/// A whole number.
pub fn number(value: u32) -> String {
    say(Style::Number, &value.into()).unwrap_or_else(|| value.to_string())
}

/// A number with a fraction; `None` where the browser knows no numbers of languages.
pub fn fraction(value: f64) -> Option<String> {
    say(Style::Number, &value.into())
}

/// A year, month or day (`2016`, `2016-09`, `2016-09-12`), or a moment (RFC 3339), that in the reader's time zone; `None` where the
/// browser cannot read it.
pub fn date(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    // Browsers read other writings too, each its own.
    if !bytes.get(..4)?.iter().all(u8::is_ascii_digit) || bytes.get(4).is_some_and(|byte| *byte != b'-') {
        return None;
    }
    let style = match bytes.len() {
        4 => Style::Year,
        5..8 => Style::Month,
        8..11 => Style::Day,
        _ => Style::Moment,
    };
    say(style, &Date::new(&JsValue::from_str(text)))
}

/// What a language is called, by its tag (BCP 47).
pub fn language_name(tag: &str) -> Option<String> {
    say(Style::LanguageName, &JsValue::from_str(tag))
}

/// `None` where the browser does not know such a style, or the value has none: what is no date is refused by an error.
fn say(style: Style, value: &JsValue) -> Option<String> {
    let (object, method) = MADE.with(|made| {
        let made = made.get(style as usize)?;
        if made.get().is_none() {
            made.set(Some(Box::leak(Box::new(make(style)?))));
        }
        made.get()
    })?;
    method.call1(object, value).ok()?.as_string()
}

fn make(style: Style) -> Option<Formatter> {
    let (class, method, chosen) = style.parts();
    let intl = property(&js_sys::global(), "Intl")?;
    let class: Function = property(&intl, class)?.dyn_into().ok()?;
    let options = Object::new();
    for (name, value) in chosen {
        Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)).ok();
    }
    let arguments = Array::of2(&JsValue::from_str(&language::tag()), &options);
    let object = Reflect::construct(&class, &arguments).ok()?;
    let method = property(&object, method)?.dyn_into().ok()?;
    Some((object, method))
}
