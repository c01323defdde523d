//! Lines that say when, and no more than stands beside that: labels, the minutes that a text takes, a place.

use super::years::{in_order, two_days};
use crate::dates::{Reading, read_date};
use crate::plain_text::date_lines::word_of_label;

/// The longest line of names and dates, in characters.
pub const LONGEST_LINE: usize = 120;

/// What a line says of when.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The days that it says, each with whether it is that of a change.
    pub days: Vec<(String, bool)>,
    /// Whether it names a place or a section too.
    pub has_place: bool,
}

/// Words beside dates that are no text of an article, in lower case, beside those of [labels](word_of_label).
#[rustfmt::skip]
const BESIDE: [&str; 27] = [
    "um", "uhr", "vom", "vor", "ago", "hace", "fa", "geleden", "heure", "heures", "h", "publicación", "las", "los", "a", "hrs", "horas", "hs", "às",
    "há", "alle", "ore", "om", "uur", "kl", "klo", "时间",
];

/// What stands before and between the names of authors.
const BY: [&str; 20] = [
    "by", "and", "von", "und", "par", "et", "por", "y", "di", "e", "door", "en", "av", "og", "och", "af", "text",
    "mit", "with", "autor",
];

/// Whether a word is a time: 14.02, 9:05, 10h15.
fn is_clock(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['.', ':', 'h']).collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(is_number)
}

/// What is counted on such a line.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "min", "mins", "minute", "minutes", "minuten", "minuti", "minutos", "minuto", "minuut", "мин", "דקות", "دقائق", "分", "分钟",
    "read", "reading", "time", "lesezeit", "lesedauer", "lecture", "temps", "lectura", "tiempo", "leitura", "tempo", "lettura", "leestijd", "de", "di",
    "hour", "hours", "stunde", "stunden", "heures", "hora", "horas", "ore", "uur", "day", "days", "tagen", "jours", "días", "dias", "giorni", "dagen",
    "comments", "comment", "kommentare", "commentaires", "comentarios", "comentários",
];

/// What parts a place from a date.
const SIGNS: [char; 8] = ['|', '·', '•', '-', '–', '—', '/', ','];

/// What may stand around a word.
const AROUND: [char; 16] = ['|', '·', '•', '-', '–', '—', '/', ',', '.', ':', '：', ';', '(', ')', '[', ']'];

/// What tells which day is meant by a date of two meanings.
pub struct Certain<'a> {
    /// Days of the article.
    pub days: &'a [String],
    /// Words of names that are known: of its authors and its house.
    pub names: &'a [String],
    /// Its language.
    pub language: Option<&'a str>,
}

/// Reads a line that says when, where it has no words of its own.
pub fn read(text: &str, certain: &Certain) -> Option<Stamp> {
    if text.chars().count() > LONGEST_LINE || !text.contains(char::is_numeric) || text.ends_with(ENDS) {
        return None;
    }
    // These part words whether blanks stand beside them or not.
    let text = text.replace('·', " · ").replace('•', " • ");
    let words: Vec<&str> =
        text.split_inclusive(|sign: char| sign.is_whitespace() || sign == '：').map(str::trim).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let (mut at, mut stamp, mut place, mut is_change) = (0, Stamp::default(), None, false);
    while let Some(word) = words.get(at) {
        if let Some((length, day)) = longest_date(&words[at..], certain) {
            stamp.days.push((day, is_change));
            is_change = false;
            at += length;
            continue;
        }
        let bare = word.trim_matches(AROUND).to_lowercase();
        let label = word_of_label(&bare);
        is_change |= label == Some(true);
        let is_number = bare.bytes().all(|digit| digit.is_ascii_digit());
        let is_counted = |word: Option<&&str>| {
            word.is_some_and(|word| COUNTED.contains(&word.trim_matches(AROUND).to_lowercase().as_str()))
        };
        let is_name = certain.names.contains(&bare) || !certain.names.is_empty() && BY.contains(&bare.as_str());
        if bare.is_empty()
            || label.is_some()
            || BESIDE.contains(&bare.as_str())
            || is_name
            || is_clock(&bare)
            || is_counted(Some(word))
            || is_number && is_counted(words.get(at + 1))
        {
            at += 1;
            continue;
        }
        // One place: before the first date, or the last word.
        let is_first = stamp.days.is_empty() && at == 0;
        let length = if is_first { place_before(&words)? } else { place_behind(&words, at)? };
        if place.replace(at).is_some() {
            return None;
        }
        at += length;
    }
    stamp.has_place = place.is_some();
    (!stamp.days.is_empty()).then_some(stamp)
}

/// What a sentence or a quotation ends with and a line of dates does not.
const ENDS: [char; 6] = ['!', '?', '”', '"', '»', '…'];

/// How many words at the start of a line are the name of a place or a section: one or two, and a sign behind.
fn place_before(words: &[&str]) -> Option<usize> {
    let ends_with_sign = |word: &str| word.ends_with(SIGNS);
    let length = (1..=2).find(|length| {
        words.get(length - 1).is_some_and(|last| ends_with_sign(last))
            || words.get(*length).is_some_and(|next| next.chars().all(|sign| SIGNS.contains(&sign)))
    })?;
    words[..length].iter().all(|word| is_capital(word)).then_some(length)
}

/// The same of a last word, with a sign before it.
fn place_behind(words: &[&str], at: usize) -> Option<usize> {
    let before = words.get(at.checked_sub(1)?)?;
    (at + 1 == words.len() && before.ends_with(SIGNS) && is_capital(words[at])).then_some(1)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The most words of a date: "Monday, 5 March 2024 at 10:30 a.m. GMT".
const MOST_DATE_WORDS: usize = 9;

/// The date that the most words say with which a line begins, as a day. One that may mean two days is none, but where one of them is certain.
fn longest_date(words: &[&str], certain: &Certain) -> Option<(usize, String)> {
    (1..=words.len().min(MOST_DATE_WORDS)).rev().find_map(|length| {
        let text = words[..length].join(" ");
        let text = text.trim_matches(['(', ')', ',', ';', '|', '·', '•', '-', '–', '—', ':']);
        if !text.contains(|sign: char| !sign.is_ascii_digit()) {
            return None;
        }
        let day = match read_date(text) {
            Reading::Ambiguous => {
                let known = two_days(text).into_iter().find(|day| certain.days.contains(day));
                let day = known.or_else(|| in_order(text, certain.language));
                day.filter(|day| is_date_with(text, day))
            }
            _ => day_of(text),
        };
        day.map(|day| (length, day))
    })
}

/// Whether a text is a date, and nothing else, once its day is written so that it means one.
pub fn is_date_with(text: &str, day: &str) -> bool {
    let plain: Vec<&str> =
        text.split_whitespace().map(|word| if two_days(word).is_empty() { word } else { day }).collect();
    day_of(&plain.join(" ")).is_some()
}

/// The day of a date that can be read, as `YYYY-MM-DD`.
pub fn day_of(date: &str) -> Option<String> {
    let meant = match read_date(date) {
        Reading::AsGiven => date.to_owned(),
        Reading::Means(meant) | Reading::MeansInUtc(meant) | Reading::DayOnly(meant) => meant,
        Reading::Ambiguous | Reading::None => return None,
    };
    meant.get(..10).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days as they are said, those of a change with a plus before them, and whether there is a place.
    #[track_caller]
    fn check(line: &str, expected: Option<(&str, bool)>) {
        let days = ["2024-03-05".to_owned()];
        let stamp =
            read(line, &Certain { days: &days, names: &["jane", "doe", "dpa"].map(str::to_owned), language: None });
        let said = stamp.map(|stamp| {
            let days = stamp.days.iter().map(|(day, is_change)| format!("{}{day}", if *is_change { "+" } else { "" }));
            (days.collect::<Vec<_>>().join(" "), stamp.has_place)
        });
        assert_eq!(said, expected.map(|(days, has_place)| (days.to_owned(), has_place)), "{line}");
    }

    #[test]
    fn lines_that_say_when_are_told() {
        let day = "2024-03-05";
        check("Published 5 March 2024", Some((day, false)));
        check("Stand: 05.03.2024, 14:30 Uhr", Some(("+2024-03-05", false)));
        check(
            "Publié le 05 mars 2024 à 17h04, modifié le 06 mars 2024 à 08h11",
            Some(("2024-03-05 +2024-03-06", false)),
        );
        check("05/03/2024 10h15 Atualizado 05/03/2024 12h00", Some(("2024-03-05 +2024-03-05", false)));
        check("4 min read · Mar 5, 2024", Some((day, false)));
        check("5 March 2024 | 12 comments", Some((day, false)));
        check("发布时间：2024-03-05 10:15", Some((day, false)));
        check("5 marzo 2024 | aggiornato alle 14.02", Some((day, false)));
        check("05/03/2024 09h12 Atualizado há 2 horas", Some((day, false)));
        check("Von , Jane Doe und dpa 05.03.2024, 09:12 Uhr Lesedauer: 3 Min.", Some((day, false)));
        check("Skarn - 05 mar 2024 - 19:00 CET", Some((day, true)));
        check("Coast News | 5 March 2024", Some((day, true)));
        check("SKARN, 5 March 2024", Some((day, true)));
        check("Mar 5, 2024, Berlin", Some((day, true)));
    }

    /// Of a headline, a sentence or a caption with a date in it the words went with the date.
    #[test]
    fn lines_with_words_of_their_own_are_texts() {
        for line in [
            "5 March 2024: Skarn harbour reopens",
            "5 March 2024: Harbour Reopens",
            "05/03/2024 Skarn harbour reopens",
            "5 March 2024 – Explosion in Skarn",
            "The port opened on 5 March 2024.",
            "Skarn opened on 5 March 2024",
            "On 5 March 2024 Skarn voted",
            "Skarn, 5 March 2024, Berlin",
            "Spring, 5 March 2024!",
            "ولد في 5 مارس 1950 بالقاهرة",
            "Updated often",
            "Jane Doe saw it on 5 March 2024",
            "12 comments",
        ] {
            check(line, None);
        }
    }
}
