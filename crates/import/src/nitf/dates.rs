//! Dates in NITF: `norm="20240514T063000+0200"`, with a time and a zone or without.

/// A date as the model reads it; a day with a zone is that day.
pub fn date(norm: &str) -> String {
    let norm = norm.trim();
    let (day, rest) = norm.split_at_checked(8).unwrap_or((norm, ""));
    let is_day = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let is_zone = rest.is_empty() || rest == "Z" || rest.starts_with(['+', '-']);
    match (day.get(..4), day.get(4..6), day.get(6..)) {
        (Some(year), Some(month), Some(number)) if is_day && is_zone => format!("{year}-{month}-{number}"),
        _ => norm.to_owned(),
    }
}

/// A date that holds an article back. Where it names no time zone it is taken in the one, of all on earth, in which it holds
/// longest: a guess could publish hours too early.
pub fn cautious(norm: &str, zone: Zone) -> String {
    let date = date(norm);
    let time = date.split_once('T').map(|(_, time)| time);
    match time {
        Some(time) if !time.ends_with(['Z', 'z']) && !time.contains(['+', '-']) => {
            format!("{date}{}", if date.contains(':') { zone.offset() } else { zone.compact_offset() })
        }
        _ => date,
    }
}

/// The zones at both ends of a day.
#[derive(Clone, Copy)]
pub enum Zone {
    /// Where a day ends last: for what must not be published before.
    Last,
    /// Where a day begins first: for what must not be published after.
    First,
}

impl Zone {
    fn offset(self) -> &'static str {
        match self {
            Self::Last => "-12:00",
            Self::First => "+14:00",
        }
    }

    fn compact_offset(self) -> &'static str {
        match self {
            Self::Last => "-1200",
            Self::First => "+1400",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Reading, read_date};

    #[test]
    fn norms_are_dates_of_the_model() {
        for (norm, expected) in [
            ("20240514", "2024-05-14"),
            ("20080219+0100", "2008-02-19"),
            ("20240514Z", "2024-05-14"),
            ("20240514T063000+0200", "20240514T063000+0200"),
            ("2024-05-14", "2024-05-14"),
            ("soon", "soon"),
            ("", ""),
        ] {
            assert_eq!(date(norm), expected);
        }
    }

    #[test]
    fn what_holds_back_without_a_zone_holds_longest() {
        for (norm, zone, expected) in [
            ("20240514T063000", Zone::Last, "2024-05-14T06:30:00-12:00"),
            ("2024-05-14T06:30:00", Zone::First, "2024-05-14T06:30:00+14:00"),
            ("20240514T063000Z", Zone::Last, "2024-05-14T06:30:00Z"),
            ("20240514T063000-0500", Zone::Last, "2024-05-14T06:30:00-05:00"),
        ] {
            let cautious = cautious(norm, zone);
            let read = match read_date(&cautious) {
                Reading::AsGiven => cautious.clone(),
                Reading::Means(meant) => meant,
                other => format!("{other:?}"),
            };
            assert_eq!(read, expected, "{cautious}");
        }
    }
}
