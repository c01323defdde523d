//! Days spread over years, as the synthetic articles are dated.

/// The first year.
const FIRST_YEAR: i64 = 1987;

/// An agency's archive as large as the one that was learnt from holds most of a year.
const ARTICLES_A_YEAR: u64 = 25_000;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: i64,
    month: i64,
    day: i64,
}

impl Day {
    /// The day of an article by its place among all: they follow each other over years, weekends have few.
    pub fn of_article(place: u64, all: u64, chance: f64) -> Self {
        let years = (all / ARTICLES_A_YEAR).clamp(1, 40);
        let days = years as f64 * 365.25;
        let start = days_before(FIRST_YEAR);
        let mut day = start + (place as f64 / all.max(1) as f64 * days) as i64;
        // 1970-01-01 was a Thursday. Of five articles of a weekend four are Friday's.
        let weekday = (day + 3).rem_euclid(7);
        if weekday >= 5 && chance < 0.8 {
            day -= weekday - 4;
        }
        Self::of(day.max(start))
    }

    /// From the days since 1970-01-01, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    fn of(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let in_era = shifted.rem_euclid(146_097);
        let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year + year / 4 - year / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self { year: year + era * 400 + i64::from(month <= 2), month, day }
    }

    /// `1987-02-26`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `Feb 26`, as datelines have it.
    pub fn in_dateline(self) -> String {
        format!("{} {}", MONTHS[(self.month - 1).clamp(0, 11) as usize], self.day)
    }
}

/// Days from 1970-01-01 to the first of January of a year after it.
fn days_before(year: i64) -> i64 {
    let leaps = |year: i64| year / 4 - year / 100 + year / 400;
    365 * (year - 1970) + leaps(year - 1) - leaps(1969)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(Day::of(0).iso(), "1970-01-01");
        assert_eq!(Day::of(11_016).iso(), "2000-02-29");
        assert_eq!(Day::of(days_before(1987)).iso(), "1987-01-01");
        assert_eq!(Day::of(days_before(2001) - 1).in_dateline(), "Dec 31");
    }

    #[test]
    fn a_million_articles_span_forty_years_in_order() {
        let days: Vec<Day> = (0..1_000).map(|place| Day::of_article(place * 1_000, 1_000_000, 0.9)).collect();
        assert!(days.is_sorted());
        assert_eq!((days[0].iso().as_str(), days[999].year), ("1987-01-01", 2026));
    }

    #[test]
    fn weekends_are_quiet() {
        // 1987-01-03 was a Saturday.
        let saturday = |chance| Day::of_article(2, 365, chance).iso();
        assert_eq!([saturday(0.1), saturday(0.9)], ["1987-01-02", "1987-01-03"]);
    }
}
