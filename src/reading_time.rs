//! How long a text takes to read: a span, from how fast people read its language.

use article::reading_speed::{Span, span};

pub use article::reading_speed::characters;

use crate::format::number;
use crate::messages::t_count;

/// The time as it is said: `3–4 minutes to read`, `1 minute to read`, `17–22 hours to read`.
pub fn said(characters: u32, language: Option<&str>) -> String {
    let (fast, slow, unit) = match span(characters, language) {
        Span::Minutes(fast, slow) => (fast, slow, t_count("{count} minute to read", "{count} minutes to read")),
        // There are two at least.
        Span::Hours(fast, slow) => (fast, slow, t_count("{count} hours to read", "{count} hours to read")),
    };
    let mut text = number(fast);
    if fast != slow {
        text.push('–');
        text.push_str(&number(slow));
    }
    unit.with(slow, &[("count", &text)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_minute_is_not_many() {
        assert_eq!(said(1, None), "1 minute to read");
        assert_eq!(said(950, None), "1–2 minutes to read");
        assert_eq!(said(1800, None), "2–3 minutes to read");
        assert_eq!(said(2400, Some("fi")), "3 minutes to read");
    }

    // "1,049–1,334 minutes to read" is nothing that one can picture.
    #[test]
    fn a_book_takes_hours() {
        assert_eq!(said(131_495, None), "119–152 minutes to read");
        assert_eq!(said(132_600, None), "2–3 hours to read");
        assert_eq!(said(1_159_145, Some("en")), "17–22 hours to read");
        assert_eq!(said(u32::MAX, Some("de")), "71,156–85,831 hours to read");
    }
}
