//! Dates that do not say all of themselves: a day without its year, 05/03/2024. What is certain of the page tells the rest, or nothing does.

use article::Article;

use super::stamps::is_date_with;
use crate::dates::{Reading, in_year, is_day_without_year, read_date};

/// The day that a date means by what is certain of its article: the address, the day of a change, and how its language writes days.
pub fn date_of(unread: &str, article: &Article) -> Option<String> {
    let addressed = article.url.as_deref().and_then(day_in_address);
    let changed = article.date_modified.as_deref().and_then(|date| date.get(..10));
    let is_said =
        |day: &String| Some(day.as_str()) == changed || addressed.as_ref().is_some_and(|said| day.starts_with(said));
    if read_date(unread) == Reading::Ambiguous {
        let by_language = || in_order(unread, article.language.as_deref());
        let day = two_days(unread).into_iter().find(is_said).or_else(by_language);
        return day.filter(|day| is_date_with(unread, day));
    }
    if !is_day_without_year(unread) {
        return None;
    }
    let years = [addressed.as_deref(), changed].into_iter().flatten().filter_map(|day| day.get(..4)?.parse().ok());
    years.filter_map(|year| in_year(unread, year)).find(is_said)
}

/// The days that 05/03/2024 may mean, first where the month stands first. What stands beside it, such as a time, is passed over.
pub fn two_days(text: &str) -> Vec<String> {
    let days = |word: &str| {
        let numbers: Vec<&str> = word.split(['/', '-']).collect();
        let [one, other, year] = numbers.as_slice() else { return None };
        let numbers: (u32, u32, u32) = (one.parse().ok()?, other.parse().ok()?, year.parse().ok()?);
        let is_whole = one.len() <= 2 && other.len() <= 2 && year.len() == 4;
        let day = |month: u32, day: u32| format!("{:04}-{month:02}-{day:02}", numbers.2);
        is_whole.then(|| vec![day(numbers.0, numbers.1), day(numbers.1, numbers.0)])
    };
    let mut words = text.split(|sign: char| !sign.is_ascii_digit() && !"/-:.".contains(sign));
    words.find_map(|word| days(word.trim_matches(['/', '-', ':', '.']))).unwrap_or_default()
}

/// Languages in which the day stands before the month wherever slashes part them.
const DAY_FIRST: [&str; 28] = [
    "de", "fr", "es", "pt", "it", "nl", "da", "nb", "nn", "no", "fi", "pl", "cs", "sk", "sl", "hr", "sr", "bg", "ro",
    "ru", "uk", "el", "tr", "ar", "he", "id", "vi", "ca",
];

/// Countries that write English and put the day first.
const DAY_FIRST_IN_ENGLISH: [&str; 6] = ["gb", "au", "nz", "ie", "in", "za"];

/// The day that such a date means in a language (Unicode CLDR, short dates), where that has one order.
pub fn in_order(text: &str, language: Option<&str>) -> Option<String> {
    let tag = language?.to_lowercase();
    let (language, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let region = rest.rsplit('-').next().unwrap_or_default();
    let is_day_first = match (language, region) {
        ("en", "us") => false,
        ("en", region) if DAY_FIRST_IN_ENGLISH.contains(&region) => true,
        // In Canada and the United States papers of one language have both orders.
        (language, region) if DAY_FIRST.contains(&language) && !["ca", "us"].contains(&region) => true,
        _ => return None,
    };
    two_days(text).into_iter().nth(usize::from(is_day_first))
}

/// The day or month that an address tells, as papers have it: `/2024/03/05/`, `/2024/03/`, `-2024-03-05`.
fn day_in_address(address: &str) -> Option<String> {
    let numbers: Vec<&str> = address.split(|sign: char| !sign.is_ascii_digit()).collect();
    let is_number =
        |text: &&&str, most: u32| text.len() == 2 && text.parse().is_ok_and(|number: u32| (1..=most).contains(&number));
    numbers.iter().enumerate().find_map(|(at, year)| {
        let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
        let month = numbers.get(at + 1).filter(|month| is_year && is_number(month, 12))?;
        Some(match numbers.get(at + 2).filter(|day| is_number(day, 31)) {
            Some(day) => format!("{year}-{month}-{day}"),
            None => format!("{year}-{month}"),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unread: &str, (url, changed, language): (&str, &str, &str), expected: Option<&str>) {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let article =
            Article { url: given(url), date_modified: given(changed), language: given(language), ..Article::default() };
        assert_eq!(date_of(unread, &article).as_deref(), expected, "{unread} {url} {changed} {language}");
    }

    #[test]
    fn a_year_is_taken_where_it_is_certain() {
        let day = Some("2024-03-05");
        check("March 5", ("https://a.example/2024/03/05/harbour", "", ""), day);
        check("5. März", ("https://a.example/2024/03/harbour-12", "", ""), day);
        check("3月5日", ("", "2024-03-05T10:00:00Z", ""), day);
        // A change in the same year may be one of an older article.
        check("March 5", ("", "2024-04-01", ""), None);
        check("March 5", ("https://a.example/2024/04/harbour", "", ""), None);
        check("March 5", ("https://a.example/2024/harbour", "", ""), None);
        check("March 5", ("", "", ""), None);
    }

    /// Of "10:05, 05/03/2024" the time was read as day and month, and the day as the year.
    #[test]
    fn a_time_beside_a_date_of_two_meanings_is_no_part_of_it() {
        let day = Some("2024-03-05");
        for date in ["10:05, 05/03/2024", "10:05 05/03/2024", "05/03/2024, 10:05", "05-03-2024 10:05", "(05/03/2024)"] {
            check(date, ("", "", "it"), day);
            check(date, ("https://a.example/2024/03/05/", "", ""), day);
        }
        for date in ["05/03/24", "10:05", "10:05 05/03/24"] {
            check(date, ("", "", "it"), None);
        }
    }

    #[test]
    fn of_two_days_that_is_taken_which_is_certain() {
        let day = Some("2024-03-05");
        check("05/03/2024", ("https://a.example/2024-03-05-harbour", "", ""), day);
        check("05/03/2024", ("", "2024-03-05", "en"), day);
        check("05/03/2024", ("", "", "es"), day);
        check("05/03/2024", ("", "", "en-GB"), day);
        check("03/05/2024", ("", "", "en-US"), day);
        for language in ["en", "fr-CA", "zh", ""] {
            check("05/03/2024", ("", "", language), None);
        }
    }
}
