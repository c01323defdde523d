//! Days, and the years, months and days that people write, in the proleptic Gregorian calendar.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day, counted from 1970-01-01, without a time zone: who indexes decides in which zone days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// Year, month and day. After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    pub fn civil(self) -> (i32, u8, u8) {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u8;
        let year = (year_of_era + era * 400) as i32 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The day of that date; the caller has checked that it exists. Hinnant's `days_from_civil`.
    fn from_civil(year: i32, month: u8, day: u8) -> Self {
        let year = i64::from(year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self((era * 146_097 + day_of_era - 719_468) as i32)
    }
}

/// A year, a month or a day, as `1987`, `1987-03` or `1987-03-09` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Period {
    /// A year of four digits.
    pub fn year(year: u16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The month in which a day lies; `None` outside the years 0 to 9999.
    pub fn month_of(day: Day) -> Option<Self> {
        let (year, month, _) = day.civil();
        Some(Self { year: year_number(year)?, month: Some(month), day: None })
    }

    /// The year in which a day lies; `None` outside the years 0 to 9999.
    pub fn year_of(day: Day) -> Option<Self> {
        Some(Self::year(year_number(day.civil().0)?))
    }

    /// The day itself; `None` outside the years 0 to 9999.
    pub fn day_of(day: Day) -> Option<Self> {
        let (year, month, day) = day.civil();
        Some(Self { year: year_number(year)?, month: Some(month), day: Some(day) })
    }

    /// The first day of it.
    pub fn first_day(self) -> Day {
        Day::from_civil(i32::from(self.year), self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day of it.
    pub fn last_day(self) -> Day {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in(self.year, month));
        Day::from_civil(i32::from(self.year), month, day)
    }

    /// Its parts: the year, and the month and the day where it has them.
    pub fn parts(self) -> (u16, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }
}

fn year_number(year: i32) -> Option<u16> {
    u16::try_from(year).ok().filter(|year| *year <= 9999)
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What [`Period`] is read from is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a date is a year, a month or a day: 1987, 1987-03 or 1987-03-09")
    }
}

impl std::error::Error for NotAPeriod {}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        if !matches!(text.len(), 4 | 7 | 10) {
            return Err(NotAPeriod);
        }
        let [mut year, mut month, mut day] = [0_u16; 3];
        for (at, byte) in text.bytes().enumerate() {
            let part = match at {
                0..=3 => &mut year,
                5 | 6 => &mut month,
                8 | 9 => &mut day,
                _ if byte == b'-' => continue,
                _ => return Err(NotAPeriod),
            };
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return Err(NotAPeriod);
            }
            *part = *part * 10 + u16::from(digit);
        }
        let month = (text.len() > 4).then_some(month as u8);
        let day = (text.len() > 7).then_some(day as u8);
        let is_real = month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=days_in(year, month.unwrap_or(1))).contains(&day));
        if is_real { Ok(Self { year, month, day }) } else { Err(NotAPeriod) }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(formatter, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(formatter, "-{day:02}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(day in -719_528..2_932_897_i32) {
            let periods = [Period::day_of, Period::month_of, Period::year_of].map(|of| of(Day(day)));
            for period in periods.into_iter().flatten() {
                prop_assert_eq!(period.to_string().parse(), Ok(period));
                prop_assert!(period.first_day() <= Day(day) && Day(day) <= period.last_day());
            }
        }

        #[test]
        fn what_is_read_prints_as_it_was_written(text in "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[-0-9é]{0,11}") {
            if let Ok(period) = text.parse::<Period>() {
                prop_assert_eq!(period.to_string(), text);
            }
        }
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for text in ["1900-02-29", "1987-04-31", "1987-00", "1987-13", "1987-01-00", "1987-1", "19870309", "1987/03/09"]
        {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
        for text in ["2000-02-29", "1988-02-29", "0000", "9999-12-31"] {
            assert!(text.parse::<Period>().is_ok(), "{text}");
        }
    }
}
