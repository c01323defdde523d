//! Printed words in, dates out.

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
    check("26 Sep 2022 GMT", "2022-09-26");
}

/// Dates of Thailand were none: its months have names of their own, and its years begin with the Buddha's death.
#[test]
fn dates_of_thailand_are_read() {
    check("5 มีนาคม 2567 18:00 น.", "2024-03-05");
    check("5 มี.ค. 2567", "2024-03-05");
    check("5 มกราคม พ.ศ. 2567", "2024-01-05");
}

/// Years of two digits were none, though the day cannot be taken for one.
#[test]
fn years_of_two_digits_are_read_where_they_can_be_nothing_else() {
    check("30.10.23", "2023-10-30");
    check("01.02.99.", "1999-02-01");
    check("10/30/23 21:55:58 +0000", "2023-10-30T21:55:58Z");
    for text in ["1.2.3", "10.2.1", "24/03/05", "05/03/24", "30.13.23"] {
        assert_eq!(read_words(text), Words::None, "{text}");
    }
}

/// Dates of feeds and pages that are not in one of four languages, and those that servers and scripts print, were left out.
#[test]
fn dates_of_other_languages_and_of_programs_are_read() {
    check("Вт, 01 Май 2012 10:00:05 +0400", "2012-05-01T10:00:05+04:00");
    check("Di, 01 Mai 2012 10:00:00 +0200", "2012-05-01T10:00:00+02:00");
    check("mar., 01 mai 2012 10:00:00 -0330", "2012-05-01T10:00:00-03:30");
    check("1 мая 2012 г.", "2012-05-01");
    check("1 de março de 2012", "2012-03-01");
    check("1 maggio 2012", "2012-05-01");
    check("1 maj 2012", "2012-05-01");
    check("1 Mayıs 2012", "2012-05-01");
    check("١ مارس ٢٠٢٤", "2024-03-01");
    check("2012年5月1日", "2012-05-01");
    check("２０１２年５月１日 10時30分", "2012-05-01");
    check("2012년 5월 1일", "2012-05-01");
    check("2012.05.01. 오전 10:30", "2012-05-01");
    check("Tuesday, 01-May-12 10:00:00 GMT", "2012-05-01T10:00:00Z");
    check("01-May-1998", "1998-05-01");
    check("2012-05-01 10:00:00 +0000 UTC", "2012-05-01T10:00:00Z");
    check("Tue May 01 2012 10:00:00 GMT+0200 (CEST)", "2012-05-01T10:00:00+02:00");
    for text in [
        "平成24年5月1日",
        "2012年",
        "5月1日",
        "2012年5月1日市長は述べた",
        "Paris, 2012",
        "01-Foo-12",
        "12 May 2016 10:00 +9900",
    ] {
        assert_eq!(read_words(text), Words::None, "{text}");
    }
}

/// In Arabic a comma of its own stands behind the day of the week, and one letter for each half of the day: such dates were none.
#[test]
fn arabic_days_and_halves_of_the_day_are_read() {
    check("الثلاثاء، 5 مارس 2024", "2024-03-05");
    check("الثلاثاء 5 مارس 2024 09:12 م +0200", "2024-03-05T21:12:00+02:00");
    check("٥ مارس ٢٠٢٤، ٩:١٢ ص GMT", "2024-03-05T09:12:00Z");
}

/// Any word before a comma was taken for a day of the week, and the line was left out as a date.
#[test]
fn a_place_or_a_remark_before_a_date_is_no_day_of_the_week() {
    for text in ["Paris, March 3, 2024", "Berlin, 3. März 2024", "Revised, 3 March 2024", "Wien, 01.05.2012"] {
        assert_eq!(read_words(text), Words::None, "{text}");
    }
    check("Dienstag, 1. Mai 2012", "2012-05-01");
    check("Вт, 01 Май 2012 10:00 MSK", "2012-05-01");
}

/// The Korean word for p.m. was passed over like that for a.m., and the time was twelve hours early.
#[test]
fn korean_halves_of_the_day_are_read() {
    for (time, expected) in [
        ("오후 10:30", "22:30"),
        ("오후 12:30", "12:30"),
        ("오후 22:30", "22:30"),
        ("오전 10:30", "10:30"),
        ("오전 12:30", "00:30"),
    ] {
        check(&format!("2012.05.01 {time} +0900"), &format!("2012-05-01T{expected}:00+09:00"));
    }
    check("2012년 5월 1일 오후 3시 5분 +0900", "2012-05-01T15:05:00+09:00");
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
