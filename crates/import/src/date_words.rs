//! Dates as newspapers print them: "Monday, September 12, 2016 at 10:30 a.m. GMT".

use jiff::civil::Date;

/// What printed words say as a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// A full date, or an RFC 3339 date-time where a time and a known zone are printed.
    Date(String),
    /// Two days could be meant: 03/04/2016.
    Ambiguous,
    /// No date, or more than a date.
    None,
}

/// Month names of English, German, French and Spanish; three letters and more are enough where a dot or nothing follows.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero"],
    &["february", "feb", "februar", "février", "févr", "febrero"],
    &["march", "mar", "märz", "mars", "marzo"],
    &["april", "apr", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "julio"],
    &["august", "aug", "août", "agosto"],
    &["september", "sep", "sept", "septembre", "septiembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "diciembre"],
];

/// Days of the week in the same languages, in full.
const WEEKDAYS: [&str; 21] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
];

/// Days of the week cut short, and words that stand between a day and a time.
const PASSED_OVER: [&str; 15] =
    ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "at", "on", "um", "uhr", "de"];

/// Zones with one meaning, in hours from UTC. IST, BST and others name several places.
const ZONES: [(&str, i8); 14] = [
    ("gmt", 0),
    ("utc", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("cet", 1),
    ("cest", 2),
    ("jst", 9),
];

/// Whether a word is the name of a day of the week, in full.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word.to_lowercase().as_str())
}

/// The number of a month by its name, from 1.
pub fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}

#[derive(Default)]
struct Parts {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    hour: Option<i8>,
    minute: i8,
    zone: Option<i8>,
}

/// Reads a text that is a date and nothing else.
pub fn read_words(text: &str) -> Words {
    let plain =
        text.to_lowercase().replace([',', '|', '(', ')', '•', '·'], " ").replace("a.m.", "am").replace("p.m.", "pm");
    let mut parts = Parts::default();
    for word in plain.split_whitespace() {
        let bare = word.trim_end_matches(['.', ':']);
        if matches!(word, "-" | "–" | "—") || PASSED_OVER.contains(&bare) || is_weekday(bare) {
            continue;
        }
        match parts.take(word) {
            Taken::Yes => {}
            Taken::Ambiguous => return Words::Ambiguous,
            Taken::No => return Words::None,
        }
    }
    parts.print().map_or(Words::None, Words::Date)
}

enum Taken {
    Yes,
    Ambiguous,
    No,
}

impl Parts {
    fn take(&mut self, word: &str) -> Taken {
        let taken = match word {
            "am" | "pm" => self.half_of_day(word == "pm"),
            _ => {
                if let Some(numbers) = numbers_in(word, &['/', '-']) {
                    return self.numeric(&numbers);
                }
                self.month_word(word)
                    || self.dotted(word)
                    || self.time(word)
                    || self.day_or_year(word)
                    || self.zone_word(word)
            }
        };
        if taken { Taken::Yes } else { Taken::No }
    }

    fn half_of_day(&mut self, afternoon: bool) -> bool {
        let Some(hour) = self.hour.filter(|hour| (1..=12).contains(hour)) else { return false };
        self.hour = Some(hour % 12 + if afternoon { 12 } else { 0 });
        true
    }

    /// 2016-09-12, 2016/09/12, and 12/09/2016 or 09/12/2016 where only one of them can be.
    fn numeric(&mut self, numbers: &[i16]) -> Taken {
        let [first, second, third] = numbers else { return Taken::No };
        let (year, month, day) = match (first, second, third) {
            (year, month, day) if *year > 1000 => (year, month, day),
            (same, other, year) if same == other => (year, same, other),
            (day, month, year) if *day > 12 => (year, month, day),
            (month, day, year) if *day > 12 => (year, month, day),
            (_, _, year) if *year > 1000 => return Taken::Ambiguous,
            _ => return Taken::No,
        };
        if self.set_date(*year, *month, *day) { Taken::Yes } else { Taken::No }
    }

    /// 12.09.2016: the day stands first wherever dates are written with dots.
    fn dotted(&mut self, word: &str) -> bool {
        match numbers_in(word, &['.']).as_deref() {
            Some([day, month, year]) => self.set_date(*year, *month, *day),
            _ => false,
        }
    }

    fn set_date(&mut self, year: i16, month: i16, day: i16) -> bool {
        let free = self.year.is_none() && self.month.is_none() && self.day.is_none();
        self.year = Some(year);
        self.month = i8::try_from(month).ok();
        self.day = i8::try_from(day).ok();
        free && self.month.is_some() && self.day.is_some()
    }

    fn month_word(&mut self, word: &str) -> bool {
        let month = month_of(word);
        month.is_some() && self.month.replace(month.unwrap_or_default()).is_none()
    }

    /// 10:30, 10.30am, 10am, 10h30.
    fn time(&mut self, word: &str) -> bool {
        let half = ["am", "pm"].into_iter().find(|half| word.ends_with(half));
        let digits = half.map_or(word, |half| &word[..word.len() - half.len()]);
        let Some(numbers) = numbers_in(digits, &[':', 'h'])
            .or_else(|| half.and_then(|_| numbers_in(digits, &['.'])))
            .or_else(|| half.and_then(|_| digits.parse().ok().map(|hour| vec![hour])))
        else {
            return false;
        };
        let (hour, minute) = (numbers[0], numbers.get(1).copied().unwrap_or(0));
        if self.hour.is_some() || !(0..24).contains(&hour) || !(0..60).contains(&minute) || numbers.len() > 3 {
            return false;
        }
        self.hour = i8::try_from(hour).ok();
        self.minute = i8::try_from(minute).unwrap_or_default();
        half.is_none_or(|half| self.half_of_day(half == "pm"))
    }

    fn day_or_year(&mut self, word: &str) -> bool {
        let digits =
            ["st", "nd", "rd", "th", "er", "."].into_iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        match digits.len() {
            1 | 2 if self.day.is_none() => {
                self.day = digits.parse().ok();
                true
            }
            4 if self.year.is_none() => {
                self.year = digits.parse().ok();
                true
            }
            _ => false,
        }
    }

    fn zone_word(&mut self, word: &str) -> bool {
        let known = ZONES.iter().find(|(name, _)| *name == word);
        self.zone = self.zone.or(known.map(|(_, hours)| *hours));
        // A zone that is not known leaves the day, which is true in any.
        self.hour.is_some() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    }

    fn print(&self) -> Option<String> {
        let date = Date::new(self.year.filter(|year| (1600..2200).contains(year))?, self.month?, self.day?).ok()?;
        Some(match (self.hour, self.zone) {
            (Some(hour), Some(0)) => format!("{date}T{hour:02}:{:02}:00Z", self.minute),
            (Some(hour), Some(zone)) => format!("{date}T{hour:02}:{:02}:00{zone:+03}:00", self.minute),
            _ => date.to_string(),
        })
    }
}

/// Two or three numbers between such signs.
fn numbers_in(word: &str, signs: &[char]) -> Option<Vec<i16>> {
    let numbers: Vec<i16> = word.split(signs).map(|number| number.parse().ok()).collect::<Option<_>>()?;
    (2..=3).contains(&numbers.len()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read_words(text), Words::Date(expected.to_owned()), "{text}");
    }

    #[test]
    fn printed_dates_are_read() {
        check("12 September 2016", "2016-09-12");
        check("September 12, 2016", "2016-09-12");
        check("Monday, Sept. 12th, 2016", "2016-09-12");
        check("12. September 2016", "2016-09-12");
        check("12 septembre 2016", "2016-09-12");
        check("12 Sep 2016, 10:30 GMT", "2016-09-12T10:30:00Z");
        check("Sept 12, 2016 at 1:30 p.m. EDT", "2016-09-12T13:30:00-04:00");
        check("12 Sep 2016 12.05am UTC", "2016-09-12T00:05:00Z");
        check("2016-09-12", "2016-09-12");
        check("13/09/2016", "2016-09-13");
        check("09/13/2016", "2016-09-13");
        check("04/04/2016", "2016-04-04");
        check("12.09.2016", "2016-09-12");
    }

    #[test]
    fn a_time_in_no_known_zone_leaves_the_day() {
        check("12 Sep 2016 10:30 BST", "2016-09-12");
        check("12 Sep 2016 10:30", "2016-09-12");
    }

    #[test]
    fn two_meanings_are_no_meaning() {
        assert_eq!(read_words("03/04/2016"), Words::Ambiguous);
    }

    #[test]
    fn more_or_less_than_a_date_is_none() {
        for text in [
            "",
            "May",
            "12 May",
            "May 2016",
            "31 February 2016",
            "On 12 May 2016 he said",
            "1 2 2016",
            "12 May 2016 2017",
            "2016",
            "99/99/2016",
            "at on",
        ] {
            assert_eq!(read_words(text), Words::None, "{text}");
        }
    }
}
