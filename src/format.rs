//! Numbers and dates as people read them.

use search::{Period, Unit};

/// The months' names, the first of the year first.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A whole number with its thousands set apart: `21,578`.
pub fn number(value: u32) -> String {
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

/// A number from 0 on with up to four digits behind the point, for the stylesheet: `0.3333`. The language's own printing
/// of fractions would be a twentieth of the page's program.
pub fn decimal(value: f64) -> String {
    let parts = (value * 10_000.0).round() as u64;
    let fraction = (10_000 + parts % 10_000).to_string();
    (parts / 10_000).to_string() + "." + fraction.strip_prefix('1').unwrap_or_default()
}

/// `no articles`, `1 article`, `1,234 articles`.
pub fn articles(count: u32) -> String {
    match count {
        0 => "no articles".to_owned(),
        1 => "1 article".to_owned(),
        _ => number(count) + " articles",
    }
}

/// `1 paragraph`, `12 paragraphs`.
pub fn paragraphs(count: u32) -> String {
    number(count) + if count == 1 { " paragraph" } else { " paragraphs" }
}

/// A year, month or day as it is said: `1987`, `February 1987`, `26 February 1987`.
pub fn period(period: Period) -> String {
    let (year, month, day) = period.parts();
    let month = month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    let mut text = String::new();
    if let Some(day) = day {
        text.push_str(&day.to_string());
        text.push(' ');
    }
    if let Some(month) = month {
        text.push_str(month);
        text.push(' ');
    }
    text.push_str(&year.to_string());
    text
}

/// A date as the model keeps it, `1987-02-26` or `1987-02-26T15:01:01Z`, as it is said. What is no date stays as it is.
pub fn date(text: &str) -> String {
    match text.get(..10).unwrap_or(text).parse() {
        Ok(day) => period(day),
        Err(_) => text.to_owned(),
    }
}

/// The span of two days: `26 February 1987 to 19 October 1987`; one day where both are the same.
pub fn span(from: Option<&str>, to: Option<&str>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(date(from)),
        (Some(from), Some(to)) => Some(date(from) + " to " + &date(to)),
        (Some(one), None) | (None, Some(one)) => Some(date(one)),
        (None, None) => None,
    }
}

/// A range that a query asks for: `March 1987`, `March 1987 to April 1987`, `since March 1987`, `until April 1987`.
pub fn range(from: Option<Period>, to: Option<Period>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(period(from)),
        (Some(from), Some(to)) => Some(period(from) + " to " + &period(to)),
        (Some(from), None) => Some("since ".to_owned() + &period(from)),
        (None, Some(to)) => Some("until ".to_owned() + &period(to)),
        (None, None) => None,
    }
}

/// What one bar of the histogram stands for.
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Year => "year",
        Unit::Month => "month",
        Unit::Day => "day",
    }
}

/// A label that fits below a bar: `1987`, `Mar`, `9`.
pub fn short_period(period: Period) -> String {
    match period.parts() {
        (_, _, Some(day)) => day.to_string(),
        (_, Some(month), None) => {
            MONTHS.get(usize::from(month).wrapping_sub(1)).map_or("", |name| &name[..3]).to_owned()
        }
        (year, None, None) => year.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let said: Vec<String> = [0, 12, 123, 1234, 21578, 1_000_000].into_iter().map(number).collect();
        assert_eq!(said, ["0", "12", "123", "1,234", "21,578", "1,000,000"]);
    }

    #[test]
    fn fractions_keep_four_digits() {
        let said: Vec<String> = [0.0, 1.0 / 3.0, 1.0, 152.1875, 9_000_000.5].into_iter().map(decimal).collect();
        assert_eq!(said, ["0.0000", "0.3333", "1.0000", "152.1875", "9000000.5000"]);
    }

    #[test]
    fn one_article_is_not_many() {
        assert_eq!([articles(0), articles(1), articles(1234)], ["no articles", "1 article", "1,234 articles"]);
    }

    #[test]
    fn dates_are_said_as_far_as_they_go() {
        assert_eq!(date("1987-02-26"), "26 February 1987");
        assert_eq!(date("1987-02-26T15:01:01.79Z"), "26 February 1987");
        assert_eq!(date("1987-02"), "February 1987");
        assert_eq!(date("1987"), "1987");
        assert_eq!(date("last week"), "last week");
        assert_eq!(date("наступного тижня"), "наступного тижня");
    }

    #[test]
    fn ranges_name_both_ends_once() {
        let march = Some("1987-03".parse().unwrap());
        let april = Some("1987-04".parse().unwrap());
        assert_eq!(range(march, march).unwrap(), "March 1987");
        assert_eq!(range(march, april).unwrap(), "March 1987 to April 1987");
        assert_eq!(range(march, None).unwrap(), "since March 1987");
        assert_eq!(range(None, april).unwrap(), "until April 1987");
        assert_eq!(range(None, None), None);
        assert_eq!(span(Some("1987-02-26"), Some("1987-02-26")).unwrap(), "26 February 1987");
    }
}
