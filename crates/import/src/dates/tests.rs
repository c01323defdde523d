//! What dates are read, and what is not one.

use super::*;

#[track_caller]
fn means(text: &str, expected: &str) {
    assert_eq!(read_date(text), Reading::Means(expected.to_owned()), "{text}");
}

#[test]
fn what_the_model_wants_is_kept() {
    for text in [
        "2016-09-12",
        "1987-02-26T15:01:01Z",
        "2016-09-12T10:00:00.25+02:00",
        "2016-09-12T10:00:00-00:00",
        "9999-12-31T23:59:59Z",
    ] {
        assert_eq!(read_date(text), Reading::AsGiven, "{text}");
    }
}

#[test]
fn what_means_one_thing_is_read() {
    means("Mon, 12 Sep 2016 10:00:00 +0200", "2016-09-12T10:00:00+02:00");
    means("Mon, 12 Sep 2016 10:00:00 GMT", "2016-09-12T10:00:00Z");
    means("2016-09-12 10:00:00Z", "2016-09-12T10:00:00Z");
    means("2016-09-12 10:00:00 +0200", "2016-09-12T10:00:00+02:00");
    means("2016-09-12T10:00:00-0530", "2016-09-12T10:00:00-05:30");
    means("2016-09-12T10:00:00 -0530", "2016-09-12T10:00:00-05:30");
    means("20160912T100000+0200", "2016-09-12T10:00:00+02:00");
    means("20160912", "2016-09-12");
    means("2016/09/12", "2016-09-12");
    means("1473674400", "2016-09-12T10:00:00Z");
    means("Mon, 12 Sep 2016 10:00:00 Europe/Berlin", "2016-09-12T10:00:00+02:00");
    means("Mon Sep 12 2016 10:00:00 GMT+0000 (Coordinated Universal Time)", "2016-09-12T10:00:00Z");
    means("12 September 2016", "2016-09-12");
    means("September 12, 2016", "2016-09-12");
}

#[test]
fn a_time_without_a_zone_is_told_apart() {
    for text in ["2016-09-12 10:00", "2016-09-12T10:00:00", "20160912100000"] {
        assert_eq!(read_date(text), Reading::MeansInUtc("2016-09-12T10:00:00Z".to_owned()), "{text}");
    }
}

/// What the standard of mail does not know was taken for UTC: a feed's "CEST" was two hours late.
#[test]
fn zones_that_are_words_are_read() {
    means("Mon, 12 Sep 2016 10:00:00 CEST", "2016-09-12T10:00:00+02:00");
    means("Mon, 12 Sep 2016 10:00:00 EDT", "2016-09-12T10:00:00-04:00");
    means("Mon, 12 Sep 2016 10:00:00 AEST", "2016-09-12T10:00:00+10:00");
    means("Mon, 12 Sep 2016 10:00:00 Z", "2016-09-12T10:00:00Z");
    means("Mon, 12 Sep 2016 10:00:00 +0200 (CEST)", "2016-09-12T10:00:00+02:00");
    for zone in ["IST", "BST", "XYZ"] {
        let text = format!("Mon, 12 Sep 2016 10:00:00 {zone}");
        assert_eq!(read_date(&text), Reading::MeansInUtc("2016-09-12T10:00:00Z".to_owned()), "{zone}");
    }
}

/// A zone before a comment or behind a tab was taken for UTC for certain: an embargo until ten in Honolulu ended ten hours early.
#[test]
fn zones_are_found_before_comments_and_behind_tabs() {
    for text in [
        "Tue, 01 Jan 2030 10:00:00 HST (Honolulu)",
        "Tue, 01 Jan 2030 10:00:00\tHST",
        "Tue, 01 Jan 2030 10:00:00 HST\t(+0200)",
    ] {
        let reading = read_date(text);
        assert!(
            matches!(&reading, Reading::MeansInUtc(_))
                || reading == Reading::Means("2030-01-01T10:00:00-10:00".to_owned()),
            "{text}: {reading:?}"
        );
    }
    means("Tue, 01 Jan 2030 10:00:00 CEST (Berlin)", "2030-01-01T10:00:00+02:00");
    means("Tue, 01 Jan 2030 10:00:00\tGMT", "2030-01-01T10:00:00Z");
    means("Tue, 01 Jan 2030 10:00:00\t+0200 (CEST)", "2030-01-01T10:00:00+02:00");
}

/// Of a date with a comment that is not its end no more than the day was read, or nothing.
#[test]
fn comments_may_stand_anywhere_in_a_date_of_mail() {
    for (text, expected) in [
        ("Tue, 01 Jan 2030 10:00:00 (local time) +0200", "2030-01-01T10:00:00+02:00"),
        ("Tue, 01 Jan 2030 10:00:00 (noon (or so)) HST", "2030-01-01T10:00:00-10:00"),
        ("Tue, 01 Jan 2030 (a \\) bracket) 10:00:00 CEST (Berlin)", "2030-01-01T10:00:00+02:00"),
        ("Tue, 01 Jan (New Year) 2030 10:00:00(x)GMT", "2030-01-01T10:00:00Z"),
        ("(sent) Tue, 01 Jan 2030 10:00:00 -0500", "2030-01-01T10:00:00-05:00"),
    ] {
        means(text, expected);
    }
    // A zone in a comment is none that counts.
    let reading = read_date("Tue, 01 Jan 2030 10:00:00 (CEST) XYZ");
    assert_eq!(reading, Reading::MeansInUtc("2030-01-01T10:00:00Z".to_owned()));
}

#[test]
fn a_day_without_a_year_is_known_as_one() {
    for (text, expected) in [
        ("March 5", true),
        ("5. März, 14:30 Uhr", true),
        ("le 29 février", false),
        ("29 février", true),
        ("5.3.", true),
        ("3月5日", true),
        ("March", false),
        ("5", false),
        ("5.3", false),
        ("March 5, 2024", false),
        ("31 June", false),
        ("2 hours ago", false),
    ] {
        assert_eq!(is_day_without_year(text), expected, "{text}");
    }
    assert_eq!(in_year("March 5, 10:30", 2024).as_deref(), Some("2024-03-05"));
    assert_eq!(in_year("29 February", 2023), None);
}

#[test]
fn a_damaged_time_leaves_the_day() {
    assert_eq!(read_date("1987-03-31T605:12:19Z"), Reading::DayOnly("1987-03-31".to_owned()));
    assert_eq!(read_date("1987-02-31T605:12:19Z"), Reading::None);
    // The time was lost where slashes part the day.
    assert_eq!(read_date("2024/03/06 08:30:00"), Reading::MeansInUtc("2024-03-06T08:30:00Z".to_owned()));
}

#[test]
fn what_means_nothing_or_two_things_is_not_read() {
    for text in
        ["", "tomorrow", "2016-02-30", "2016-13-01", "2016", "2016-09", "99999999999", "P1D", "12", "Ünïcödé 12"]
    {
        assert_eq!(read_date(text), Reading::None, "{text}");
    }
    assert_eq!(read_date("03/04/2016"), Reading::Ambiguous);
}

/// Where a year has two digits the first number was taken for a year of antiquity.
#[test]
fn a_year_of_two_digits_is_no_year() {
    for text in ["05/03/24", "24/03/05", "00050324"] {
        assert_eq!(read_date(text), Reading::None, "{text}");
    }
}

/// The offset behind a day that slashes part was passed over, and the time taken for one in UTC.
#[test]
fn an_offset_counts_behind_other_signs_too() {
    means("2024/03/05 08:30:00+09:00", "2024-03-05T08:30:00+09:00");
    means("2024/03/05 08:30:00 -0500", "2024-03-05T08:30:00-05:00");
    means("2024.03.05 08:30 +01:00", "2024-03-05T08:30:00+01:00");
    means("2024/03/05T08:30:00Z", "2024-03-05T08:30:00Z");
    assert_eq!(read_date("2024.03.05 08:30"), Reading::MeansInUtc("2024-03-05T08:30:00Z".to_owned()));
}
