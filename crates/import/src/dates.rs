//! Dates of the model: RFC 3339 date-times and full dates, kept as given; others read where they mean one thing only.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};
use std::borrow::Cow;

use crate::date_words::{Words, read_words, zone_of};

/// What a text says as a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is as the model wants it.
    AsGiven,
    /// It means this.
    Means(String),
    /// It means this if it is in UTC; it names no zone, or one that may be several.
    MeansInUtc(String),
    /// Its time is damaged; this is its day.
    DayOnly(String),
    /// It may mean two days.
    Ambiguous,
    /// It means no date.
    None,
}

/// Reads a date as sources write it.
pub fn read_date(text: &str) -> Reading {
    let text = text.trim();
    if is_full_date(text) || is_date_time(text) {
        return Reading::AsGiven;
    }
    if text.len() > 100 || !text.contains(char::is_numeric) {
        return Reading::None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() != 8 {
        return read_epoch(text);
    }
    if let Some(bare) = without_comments(text)
        && let Ok(zoned) = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(bare.trim())
    {
        return in_zone(&bare, &zoned);
    }
    let with_hyphens = with_hyphens(text);
    if let Some((instant, offset)) = with_offset(with_hyphens.as_deref().unwrap_or(text)) {
        return Reading::Means(print(&instant.to_zoned_datetime(offset.to_time_zone())));
    }
    // Without a digit at the start jiff could take other forms, such as durations, which these types refuse.
    if let Some(date) = compact_date(text) {
        return Reading::Means(date.to_string());
    }
    let date_time = text.parse::<DateTime>().ok().or_else(|| with_hyphens?.parse().ok());
    if let Some(date_time) = date_time.filter(|when| when.year() >= FIRST_YEAR) {
        return Reading::MeansInUtc(format!("{}Z", date_time.strftime("%Y-%m-%dT%H:%M:%S")));
    }
    if let Some(reading) = in_named_zone(text) {
        return reading;
    }
    let words = match (read_words(text), without_comments(text)) {
        // Scripts say what the zone is called: "GMT+0000 (Coordinated Universal Time)".
        (Words::None, Some(bare)) => read_words(bare.trim()),
        (words, _) => words,
    };
    match words {
        Words::Date(date) => Reading::Means(date),
        Words::Ambiguous => Reading::Ambiguous,
        Words::None => day_only(text).map_or(Reading::None, |day| Reading::DayOnly(day.to_owned())),
    }
}

/// A date and a time as ISO 8601 has them, of one that has other signs in its day: "2024/03/05 08:30:00".
fn with_hyphens(text: &str) -> Option<String> {
    let (day, time) = text.split_at_checked(10)?;
    let is_day = has_shape(day, "0000/00/00") || has_shape(day, "0000.00.00");
    let time =
        time.strip_prefix([' ', 'T']).filter(|time| is_day && time.starts_with(|sign: char| sign.is_ascii_digit()))?;
    Some(format!("{}T{time}", day.replace(['/', '.'], "-")))
}

/// Whether a text would be a date if it named a year: "5 March", "3月5日".
pub fn is_day_without_year(text: &str) -> bool {
    // A leap year has each day.
    read_date(text) == Reading::None && in_year(text, 2000).is_some()
}

/// The date that a text without a year means in one.
pub fn in_year(text: &str, year: i16) -> Option<String> {
    let text = text.trim();
    let behind = if text.ends_with('.') { "" } else { " " };
    [format!("{text}{behind}{year}"), format!("{text} {year}"), format!("{year}年{text}"), format!("{year}년 {text}")]
        .iter()
        .find_map(|dated| match read_date(dated) {
            Reading::Means(date) => Some(date.chars().take(10).collect()),
            _ => None,
        })
}

/// Mail may have comments in brackets wherever it has blanks, one within another (RFC 5322, section 3.2.2). Nothing where one has no end.
fn without_comments(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(['(', ')']) {
        return Some(Cow::Borrowed(text));
    }
    let (mut bare, mut depth, mut is_quoted) = (String::new(), 0_usize, false);
    for sign in text.chars() {
        let was_quoted = std::mem::take(&mut is_quoted);
        match sign {
            _ if was_quoted => {}
            '\\' if depth > 0 => is_quoted = true,
            '(' => {
                depth += 1;
                bare.push(' ');
            }
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => bare.push(sign),
            _ => {}
        }
    }
    (depth == 0).then_some(Cow::Owned(bare))
}

/// A date of mail without comments, whose zone may be a word. The standard has few such words and takes all others for UTC; feeds have
/// many more.
fn in_zone(bare: &str, zoned: &ZonedDateTime) -> Reading {
    let word = bare.split_whitespace().next_back().unwrap_or_default();
    if word.starts_with(['+', '-']) {
        return Reading::Means(print(zoned));
    }
    let offset = zone_of(word).and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok());
    match offset
        .map(|offset| offset.to_timestamp(zoned.datetime()).map(|at| at.to_zoned_datetime(offset.to_time_zone())))
    {
        Some(Ok(zoned)) => Reading::Means(print(&zoned)),
        _ => Reading::MeansInUtc(zoned.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
    }
}

/// A date whose zone is that of a place: "Fri, 31 Mar 2023 20:19:00 America/Los_Angeles".
fn in_named_zone(text: &str) -> Option<Reading> {
    let (date, place) =
        text.rsplit_once(' ').filter(|(_, place)| place.contains('/') && place.starts_with(char::is_alphabetic))?;
    let zone = TimeZone::get(place).ok()?;
    let Reading::Means(meant) = read_date(&[date, " +0000"].concat()) else { return None };
    let Some(time) = meant.strip_suffix('Z') else { return Some(Reading::Means(meant)) };
    Some(Reading::Means(print(&zone.to_zoned_datetime(time.parse::<DateTime>().ok()?).ok()?)))
}

/// Whether a time is given and no more than its day was understood, as the zone is not said: what holds an article back until an
/// hour must not let it go when the day begins.
pub fn has_lost_its_time(given: &str, meant: &str) -> bool {
    let numbers = given.split(|sign: char| !sign.is_numeric()).filter(|number| !number.is_empty()).count();
    let has_half = || ["am", "pm", "a.m", "p.m"].iter().any(|half| given.to_lowercase().contains(half));
    meant.len() == "2016-09-12".len() && (numbers > 3 || numbers == 3 && has_half())
}

/// The day of a date-time whose time is none: "1987-03-31T605:12:19Z" stands in a well-known corpus.
fn day_only(text: &str) -> Option<&str> {
    let (day, time) = text.split_at_checked(10)?;
    (is_full_date(day) && time.starts_with('T') && time[1..].starts_with(|sign: char| sign.is_ascii_digit()))
        .then_some(day)
}

/// Whether a text is `YYYY-MM-DD` and such a day exists.
fn is_full_date(text: &str) -> bool {
    has_shape(text, "0000-00-00") && text.parse::<Date>().is_ok()
}

/// Whether a text is an RFC 3339 date-time with `T` that exists.
fn is_date_time(text: &str) -> bool {
    let Some((second, rest)) = text.split_at_checked(19) else { return false };
    if !has_shape(second, "0000-00-00T00:00:00") {
        return false;
    }
    let fraction = rest.strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count() + 1);
    let zone = &rest[fraction..];
    fraction != 1
        && (zone == "Z" || has_shape(zone, "+00:00") || has_shape(zone, "-00:00"))
        // The last hours that can be written, "never", lie behind the last instant that can be counted.
        && (text.parse::<Timestamp>().is_ok() || second.parse::<DateTime>().is_ok_and(|when| when.year() == 9999))
}

/// Whether a text has digits where the shape has zeros, and else is the same.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, wanted)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted })
}

/// Seconds (ten digits: 2001 to 2286) or milliseconds (thirteen) since 1970; fourteen are a date and a time without a sign between them.
fn read_epoch(digits: &str) -> Reading {
    if let (14, Ok(when)) = (digits.len(), DateTime::strptime("%Y%m%d%H%M%S", digits))
        && when.year() >= FIRST_YEAR
    {
        return Reading::MeansInUtc(format!("{}Z", when.strftime("%Y-%m-%dT%H:%M:%S")));
    }
    let instant = match (digits.len(), digits.parse()) {
        (10, Ok(seconds)) => Timestamp::from_second(seconds),
        (13, Ok(milliseconds)) => Timestamp::from_millisecond(milliseconds),
        _ => return Reading::None,
    };
    instant.map_or(Reading::None, |instant| Reading::Means(instant.to_string()))
}

/// A date-time with its offset in any ISO 8601 form: "2016-09-12 10:00+02", "20160912T100000Z".
fn with_offset(text: &str) -> Option<(Timestamp, Offset)> {
    let instant: Timestamp = text
        .replacen(" +", "+", 1)
        .replacen(" -", "-", 1)
        .replacen(" UTC", "Z", 1)
        .replacen(" GMT", "Z", 1)
        .replacen(" Z", "Z", 1)
        .parse()
        .ok()?;
    let sign = text.rfind(['+', '-']).filter(|at| *at > 10 || text[..*at].contains('T'));
    let offset = sign.and_then(|at| {
        let digits: String = text[at + 1..].chars().filter(char::is_ascii_digit).collect();
        let hours: i32 = digits.get(..2)?.parse().ok()?;
        let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
        let seconds = (hours * 60 + minutes) * 60;
        Offset::from_seconds(if text[at..].starts_with('-') { -seconds } else { seconds }).ok()
    });
    Some((instant, offset.unwrap_or(Offset::UTC)))
}

fn compact_date(text: &str) -> Option<Date> {
    let date = if has_shape(text, "00000000") || has_shape(text, "0000-00-00") {
        text.parse()
    } else {
        Date::strptime("%Y/%m/%d", text)
    };
    // 05/03/24 does not begin with its year.
    date.ok().filter(|date| date.year() >= FIRST_YEAR)
}

/// Before it nothing was printed.
const FIRST_YEAR: i16 = 1400;

fn print(zoned: &ZonedDateTime) -> String {
    if zoned.offset() == Offset::UTC {
        zoned.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    } else {
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

#[cfg(test)]
mod tests;
