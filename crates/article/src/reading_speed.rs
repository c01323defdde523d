//! How fast people read, by language.

/// Characters a minute and their standard deviation, by language: Trauzettel-Klosinski and Dietz, "Standardized Assessment
/// of Reading Performance: The New International Reading Speed Texts IReST" (2012), doi:10.1167/iovs.11-8284. Firefox's
/// Reader View reckons with the same table, but has Japanese under `jw` and Slovenian under `sk`.
const SPEEDS: [(&str, u32, u32); 17] = [
    ("en", 987, 118),
    ("ar", 612, 88),
    ("de", 920, 86),
    ("es", 1025, 127),
    ("fi", 1078, 121),
    ("fr", 998, 126),
    ("he", 833, 130),
    ("it", 950, 140),
    ("ja", 357, 56),
    ("nl", 978, 143),
    ("pl", 916, 126),
    ("pt", 913, 145),
    ("ru", 986, 175),
    ("sl", 885, 145),
    ("sv", 917, 156),
    ("tr", 1054, 156),
    ("zh", 255, 29),
];

/// From so many minutes on a time is said in hours: below it an hour more or less is half of it.
const LONG: u32 = 120;

/// What fast and slow readers take for so many characters of a language, as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Whole minutes, begun ones counted.
    Minutes(u32, u32),
    /// Hours, rounded; two at least.
    Hours(u32, u32),
}

/// How long so many characters take, in minutes or, where even fast readers take two hours, in hours.
pub fn span(characters: u32, language: Option<&str>) -> Span {
    let (fast, slow) = minutes(characters, language);
    let hours = |minutes: u32| (minutes + 30) / 60;
    if fast < LONG { Span::Minutes(fast, slow) } else { Span::Hours(hours(fast), hours(slow)) }
}

/// Whole minutes, begun ones counted, that fast and slow readers take for so many characters of a language (BCP 47; only
/// what stands before the first `-` counts). A language that was not measured reads as English, as in Firefox.
fn minutes(characters: u32, language: Option<&str>) -> (u32, u32) {
    let (speed, deviation) = speed(language.unwrap_or_default());
    (characters.div_ceil(speed + deviation), characters.div_ceil(speed - deviation))
}

/// How many characters a minute are read in a language, aloud: so it was measured.
pub fn characters(language: &str) -> u32 {
    speed(language).0
}

fn speed(language: &str) -> (u32, u32) {
    let language = language.split(['-', '_']).next().unwrap_or_default();
    let measured = SPEEDS.iter().find(|(code, ..)| code.eq_ignore_ascii_case(language));
    let (_, speed, deviation) = measured.unwrap_or(&SPEEDS[0]);
    (*speed, *deviation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_speed() {
        // 4,000 characters at 987 ± 118 take 3.6 to 4.6 minutes, at 255 ± 29 14.1 to 17.7.
        assert_eq!(minutes(4000, Some("en")), (4, 5));
        assert_eq!(minutes(4000, Some("zh")), (15, 18));
        assert_eq!(minutes(4000, Some("ZH-Hans")), (15, 18));
        assert_eq!(minutes(4000, Some("ja")), (10, 14));
    }

    // A book of a million characters took "1,049–1,334 minutes to read".
    #[test]
    fn what_takes_long_is_said_in_hours() {
        let of_minutes = |minutes: u32| span(minutes * (987 + 118), Some("en"));
        assert_eq!(of_minutes(119), Span::Minutes(119, 152));
        assert_eq!(of_minutes(120), Span::Hours(2, 3));
        assert_eq!(of_minutes(1049), Span::Hours(17, 22));
        assert_eq!(span(u32::MAX, Some("de")), Span::Hours(71_156, 85_831));
        assert_eq!(span(0, None), Span::Minutes(0, 0));
    }

    #[test]
    fn a_language_that_was_not_measured_reads_as_english() {
        for language in [None, Some("ko"), Some(""), Some("tlh-Latn")] {
            assert_eq!(minutes(4000, language), minutes(4000, Some("en")));
        }
    }
}
