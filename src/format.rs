//! Numbers and dates as people read them.

use search::Period;

use crate::locale;
use crate::messages::{t, t_count};

/// A whole number: `21,578`.
pub fn number(value: u32) -> String {
    locale::number(value)
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
        0 => t("no articles").into(),
        _ => t_count("{count} article", "{count} articles").of(count),
    }
}

/// `1 paragraph`, `12 paragraphs`.
pub fn paragraphs(count: u32) -> String {
    t_count("{count} paragraph", "{count} paragraphs").of(count)
}

/// A year, month or day as it is said: `1987`, `February 1987`, `26 February 1987`.
pub fn period(period: Period) -> String {
    date(&period.to_string())
}

/// A date as the model keeps it, `1987-02-26` or `1987-02-26T15:01:01Z`, as it is said, a moment in the reader's time zone.
/// What is no date stays as it is.
pub fn date(text: &str) -> String {
    locale::date(text).unwrap_or_else(|| text.to_owned())
}

/// The span of two days: `26 February 1987 to 19 October 1987`; one day where both are the same.
pub fn span(from: Option<&str>, to: Option<&str>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(date(from)),
        (Some(from), Some(to)) => Some(between(&date(from), &date(to))),
        (Some(one), None) | (None, Some(one)) => Some(date(one)),
        (None, None) => None,
    }
}

/// A range that a query asks for: `March 1987`, `March 1987 to April 1987`, `since March 1987`, `until April 1987`.
pub fn range(from: Option<Period>, to: Option<Period>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(period(from)),
        (Some(from), Some(to)) => Some(between(&period(from), &period(to))),
        (Some(from), None) => Some(t("since {date}").with(&[("date", &period(from))])),
        (None, Some(to)) => Some(t("until {date}").with(&[("date", &period(to))])),
        (None, None) => None,
    }
}

fn between(from: &str, to: &str) -> String {
    t("{from} to {to}").with(&[("from", from), ("to", to)])
}

/// A place among others: `4 of 1,200`.
pub fn place(at: u32, total: u32) -> String {
    t("{at} of {total}").with(&[("at", &number(at)), ("total", &number(total))])
}

/// Several things in a row: `oil, tax`.
pub fn list(things: &[String]) -> String {
    things.join(t(", ").said())
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
