//! How long a text takes to read: a span, from how fast people read its language.

pub use article::reading_speed::{characters, minutes};

use crate::format::number;
use crate::messages::t_count;

/// The time as it is said: `3–4 minutes to read`, `1 minute to read`.
pub fn said(characters: u32, language: Option<&str>) -> String {
    let (fast, slow) = minutes(characters, language);
    let mut text = number(fast);
    if fast != slow {
        text.push('–');
        text.push_str(&number(slow));
    }
    t_count("{count} minute to read", "{count} minutes to read").with(slow, &[("count", &text)])
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
        assert_eq!(said(u32::MAX, Some("de")), "4,269,352–5,149,841 minutes to read");
    }
}
