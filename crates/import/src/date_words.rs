//! Dates as newspapers print them: "Monday, September 12, 2016 at 10:30 a.m. GMT".

use jiff::civil::Date;

use crate::months::month_of;

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

/// Days of the week in English, German, French, Spanish, Italian, Portuguese, Dutch, Arabic and Russian, in full.
#[rustfmt::skip]
const WEEKDAYS: [&str; 62] = [
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
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
];

/// Days of the week cut short, and words that stand between a day and a time.
#[rustfmt::skip]
const PASSED_OVER: [&str; 32] = [
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "at", "on", "um", "uhr", "de", "г", "del", "à", "às", "a", "las",
    "alle", "ore", "kl", "den", "of", "the", "em",
    "น", "เวลา", "พ.ศ", "बजे",
];

/// Zones with one meaning, in minutes from UTC. IST, BST, AST and others name several places, and MSK was several in a few years.
#[rustfmt::skip]
const ZONES: [(&str, i16); 41] = [
    ("gmt", 0), ("utc", 0), ("ut", 0), ("z", 0), ("wet", 0), ("west", 60),
    ("est", -300), ("edt", -240), ("cst", -360), ("cdt", -300), ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420),
    ("akst", -540), ("akdt", -480), ("hst", -600), ("nst", -210), ("ndt", -150), ("brt", -180), ("art", -180), ("clt", -240),
    ("cet", 60), ("cest", 120), ("mez", 60), ("mesz", 120), ("eet", 120), ("eest", 180), ("sast", 120),
    ("eat", 180), ("wib", 420), ("hkt", 480), ("sgt", 480), ("awst", 480), ("jst", 540), ("kst", 540),
    ("acst", 570), ("aest", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780),
];

/// The minutes from UTC of a zone that is known by a word, in any case.
pub fn zone_of(word: &str) -> Option<i16> {
    let known = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
    known.map(|(_, minutes)| *minutes)
}

/// Whether a word is the name of a day of the week, in full.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word.to_lowercase().as_str())
}

#[derive(Default)]
struct Parts {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    hour: Option<i8>,
    minute: i8,
    second: i8,
    /// What stands before the time in Korean: whether it is one of the second half of the day.
    afternoon: Option<bool>,
    /// Minutes from UTC.
    zone: Option<i16>,
}

/// Reads a text that is a date and nothing else.
pub fn read_words(text: &str) -> Words {
    let text = with_ascii_digits(text);
    let text = in_east_asia(&text).unwrap_or(text);
    match read_parts(&text) {
        Words::None => match text.split_once(',') {
            // The day of the week in whatever language, as mail and feeds have it: "Вт, 01 Май 2012 10:00:05 +0400".
            // Without a time the word may be a place, or say what the date is of: "Paris, 3 March 2024".
            Some((day, rest)) if rest.contains(':') && day.chars().all(|sign| sign.is_alphabetic() || sign == '.') => {
                read_parts(rest)
            }
            _ => Words::None,
        },
        read => read,
    }
}

fn read_parts(text: &str) -> Words {
    let plain = text
        .to_lowercase()
        .replace([',', '،', '|', '(', ')', '•', '·'], " ")
        .replace("a.m.", "am")
        .replace("p.m.", "pm");
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

/// Digits of other scripts, and of other widths, as those of ASCII.
fn with_ascii_digits(text: &str) -> String {
    let zeros = ['٠', '۰', '०', '０'].map(u32::from);
    let ascii = |sign: char| {
        let value = zeros.iter().filter_map(|zero| u32::from(sign).checked_sub(*zero)).find(|value| *value < 10);
        value.and_then(|value| char::from_digit(value, 10)).unwrap_or(sign)
    };
    text.chars().map(ascii).collect()
}

/// 2012年5月1日 10時30分 as 2012-5-1 10:30, with the signs of Chinese and Japanese, or of Korean.
fn in_east_asia(text: &str) -> Option<String> {
    let marks = [['年', '月', '日'], ['년', '월', '일']];
    let [years, months, days] = marks.into_iter().find(|[years, ..]| text.contains(*years))?;
    let (year, rest) = text.split_once(years)?;
    let (month, rest) = rest.split_once(months)?;
    let (day, rest) = rest.split_once(days)?;
    let time = rest.replace(['時', '时', '点', '시'], ":").replace(['分', '분'], " ");
    let time = time.trim().trim_end_matches(':');
    Some(format!("{}-{}-{} {time}", year.trim(), month.trim(), day.trim()).replace(": ", ":"))
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
            // Arabic cuts its words for the halves of the day to one letter.
            "ص" | "صباحا" | "صباحًا" | "م" | "مساء" | "مساءً" => {
                self.half_of_day(word.starts_with('م'))
            }
            "오전" | "오후" => self.afternoon.replace(word == "오후").is_none(),
            _ => {
                if let Some(numbers) = numbers_in(word, &['/', '-']) {
                    return self.numeric(&numbers);
                }
                self.month_word(word)
                    || self.dotted(word)
                    || self.dashed(word)
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
            (month, day, year) if *day > 12 => return self.taken(in_century(*year), *month, *day),
            (_, _, year) if *year > 1000 => return Taken::Ambiguous,
            _ => return Taken::No,
        };
        self.taken(*year, *month, *day)
    }

    fn taken(&mut self, year: i16, month: i16, day: i16) -> Taken {
        if self.set_date(year, month, day) { Taken::Yes } else { Taken::No }
    }

    /// 12.09.2016, 12.09.16: the day stands first wherever dates are written with dots, but in East Asia: 2016.09.12.
    fn dotted(&mut self, word: &str) -> bool {
        match numbers_in(word.trim_end_matches('.'), &['.']).as_deref() {
            Some([year, month, day]) if *year > 1000 => self.set_date(*year, *month, *day),
            // Of fewer digits it may be the number of a version.
            Some([day, month, year]) if *year > 99 || word.trim_end_matches('.').len() == 8 => {
                self.set_date(in_century(*year), *month, *day)
            }
            _ => false,
        }
    }

    /// 01-May-12, as servers of the web wrote it (RFC 850), and 01-May-2012.
    fn dashed(&mut self, word: &str) -> bool {
        let mut parts = word.split('-');
        let (Some(day), Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        let (Some(month), Ok(day), Ok(short)) = (month_of(month), day.parse(), year.parse()) else {
            return false;
        };
        self.set_date(in_century(short), month.into(), day)
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
        self.second = numbers.get(2).and_then(|second| i8::try_from(*second).ok()).unwrap_or(0).clamp(0, 59);
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
        if self.hour.is_none() {
            return matches!(word, "gmt" | "utc");
        }
        if let Some(minutes) = offset(word) {
            self.zone = Some(minutes);
            return true;
        }
        self.zone = self.zone.or(zone_of(word));
        // A zone that is not known leaves the day, which is true in any.
        word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    }

    fn print(&self) -> Option<String> {
        // Thailand counts from the death of the Buddha.
        let year = self.year.map(|year| if (2400..2743).contains(&year) { year - 543 } else { year });
        let date = Date::new(year.filter(|year| (1600..2200).contains(year))?, self.month?, self.day?).ok()?;
        let (Some(hour), Some(zone)) = (self.hour, self.zone) else { return Some(date.to_string()) };
        let hour = match self.afternoon {
            // Some count on in the afternoon: 오후 22:30.
            Some(afternoon) if hour <= 12 => hour % 12 + if afternoon { 12 } else { 0 },
            _ => hour,
        };
        let zone = match zone {
            0 => "Z".to_owned(),
            zone => format!("{}{:02}:{:02}", if zone < 0 { '-' } else { '+' }, zone.abs() / 60, zone.abs() % 60),
        };
        Some(format!("{date}T{hour:02}:{:02}:{:02}{zone}", self.minute, self.second))
    }
}

/// A year; of two digits the one that mail means by them (RFC 5322, section 4.3).
fn in_century(year: i16) -> i16 {
    match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        _ => year,
    }
}

/// The minutes of `+0200`, `-05:30` and `gmt+2`.
fn offset(word: &str) -> Option<i16> {
    let word = word.strip_prefix("gmt").or(word.strip_prefix("utc")).unwrap_or(word);
    let (sign, digits) =
        word.strip_prefix('+').map(|digits| (1, digits)).or(word.strip_prefix('-').map(|digits| (-1, digits)))?;
    let digits = digits.replace(':', "");
    let is_offset = (1..=4).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    let number: i16 = digits.parse().ok().filter(|_| is_offset)?;
    let (hours, minutes) = if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Two or three numbers between such signs.
fn numbers_in(word: &str, signs: &[char]) -> Option<Vec<i16>> {
    let numbers: Vec<i16> = word.split(signs).map(|number| number.parse().ok()).collect::<Option<_>>()?;
    (2..=3).contains(&numbers.len()).then_some(numbers)
}

#[cfg(test)]
mod tests;
