//! Numbers, dates, plural forms and the names of languages as the reader's language has them: the browser's `Intl`. Natively
//! there is none; English stands in for it, so that what is said can be tested.

pub use article::{direction, is_rtl};

#[cfg(target_arch = "wasm32")]
pub(crate) use crate::browser::intl::{category, date, language_name, number};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use english::{category, date, language_name, number};

#[cfg(not(target_arch = "wasm32"))]
mod english {
    use search::Period;

    use crate::cite::MONTHS;

    pub(crate) fn category(count: u32) -> String {
        if count == 1 { "one" } else { "other" }.to_owned()
    }

    /// `21,578`.
    pub(crate) fn number(value: u32) -> String {
        let digits = value.to_string();
        let mut text = String::with_capacity(digits.len() + 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    /// `1987`, `February 1987`, `26 February 1987`, of a moment its day.
    pub(crate) fn date(text: &str) -> Option<String> {
        let period: Period = text.get(..10).unwrap_or(text).parse().ok()?;
        let (year, month, day) = period.parts();
        let month = month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
        let parts = [day.map(|day| day.to_string()), month.map(|month| (*month).to_owned()), Some(year.to_string())];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    pub(crate) fn language_name(_: &str) -> Option<String> {
        None
    }
}
