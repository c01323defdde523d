//! Windows of rows and sentences about results, each family through one door.

use search::Totals;

use super::*;

#[test]
fn the_archive_holds_the_answer_that_the_front_page_shows() {
    let front = search::SearchOptions::front();
    assert_eq!((front.limit, front.facet_limit), (PAGE, FEW_VALUES + 1));
}

#[track_caller]
fn rows(above: f64, total: u32, expected: Range<u32>) {
    assert_eq!(window(above, 800.0, 100.0, total, OVERSCAN), expected);
}

#[test]
fn the_window_holds_what_is_in_view_and_a_few_rows_around() {
    rows(0.0, 1000, 0..14);
    rows(5000.0, 1000, 44..64);
    rows(99_600.0, 1000, 990..1000);
    assert_eq!(window(5000.0, 800.0, 100.0, 1000, 0), 50..58);
}

#[test]
fn a_list_below_the_view_or_shorter_than_it_has_no_more_rows_than_there_are() {
    rows(-400.0, 1000, 0..10);
    rows(-4000.0, 1000, 0..6);
    rows(0.0, 3, 0..3);
    rows(0.0, 0, 0..0);
    rows(1e9, 10, 10..10);
}

#[test]
fn a_row_that_was_never_measured_does_no_harm() {
    assert_eq!(window(0.0, 800.0, 0.0, 5, OVERSCAN), 0..5);
    assert_eq!(window(f64::NAN, f64::NAN, f64::NAN, 5, OVERSCAN), 0..5);
}

#[test]
fn pages_are_those_that_hold_the_rows() {
    assert_eq!(pages(&(0..14)), 0..1);
    assert_eq!(pages(&(44..64)), 0..2);
    assert_eq!(pages(&(100..150)), 2..3);
    assert_eq!(pages(&(7..7)), 0..0);
}

fn answer(total: u32, matched: Matched, totals: [u32; 3]) -> Answer {
    let [all, most, any] = totals;
    Answer { total, clauses: 2, matched, totals: Totals { all, most, any }, ..Answer::default() }
}

#[track_caller]
fn says(answer: &Answer, text: &str, expected: &str) {
    let filters = vec![Filter { facet: "places".into(), value: "japan".into(), exclude: false }];
    assert_eq!(summary(answer, &Query { text: text.into(), filters, ..Query::default() }), expected);
}

#[test]
fn the_summary_says_which_set_it_is() {
    says(&answer(1234, Matched::All, [1234; 3]), "budget", "1,234 articles match all words.");
    says(&answer(1, Matched::All, [1; 3]), "budget", "1 article matches all words.");
    says(&answer(1234, Matched::All, [1234; 3]), " ", "1,234 articles match the filters.");
    says(&Answer { clauses: 0, ..answer(12, Matched::All, [12; 3]) }, "place:japan", "12 articles match.");
    says(&answer(0, Matched::Any, [0; 3]), "xyzzy", "No articles match.");
    says(
        &answer(37, Matched::Most, [0, 37, 90]),
        "a b c d e",
        "No article has all words; showing 37 articles with at least three quarters of the words.",
    );
    says(
        &answer(90, Matched::Any, [3, 5, 90]),
        "a b",
        "Only 3 articles have all words; showing 90 articles with any of the words.",
    );
}

#[test]
fn the_wider_and_the_stricter_sets_stand_beside() {
    let said = |answer: Answer| beside(&answer).unwrap_or_default();
    assert_eq!(said(answer(37, Matched::Most, [0, 37, 90])), "Also: 90 articles with any of the words.");
    assert_eq!(
        said(answer(90, Matched::Any, [0, 5, 90])),
        "Also: 5 articles with at least three quarters of the words."
    );
    assert_eq!(said(answer(90, Matched::All, [90; 3])), "");
    assert_eq!(said(answer(37, Matched::All, [37, 37, 90])), "Also: 90 articles with any of the words.");
}

#[test]
fn what_was_looked_for_instead_and_what_was_left_out_is_said() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let found = Answer { also: words(&["wheat", "wheel"]), ignored: words(&["place:"]), ..Answer::default() };
    let said = "Also looked for: wheat, wheel. Left out of the search: place:.";
    assert_eq!(remarks(&found).as_deref(), Some(said));
    assert_eq!(remarks(&Answer::default()), None);
}

#[test]
fn a_value_is_chosen_excluded_and_left_whatever_its_case() {
    let mut query = Query::default();
    choose(&mut query, "places", "Japan", Choice::Chosen, str::to_lowercase);
    assert_eq!(choice(&query, "places", "japan", str::to_lowercase), Choice::Chosen);
    assert_eq!(choice(&query, "people", "japan", str::to_lowercase), Choice::Open);
    choose(&mut query, "places", "japan", Choice::Excluded, str::to_lowercase);
    assert_eq!(choice(&query, "places", "JAPAN", str::to_lowercase), Choice::Excluded);
    assert_eq!(query.filters.len(), 1);
    choose(&mut query, "places", "japan", Choice::Open, str::to_lowercase);
    assert!(is_empty(&query));
}

#[test]
fn values_that_are_on_come_first_and_stay_when_the_list_is_short() {
    let values = ["usa", "uk", "japan", "brazil"].map(|value| ValueCount { value: value.into(), count: 1 }).to_vec();
    let counts = FacetCounts { facet: "places".into(), values, more: false };
    let mut query = Query::default();
    choose(&mut query, "places", "brazil", Choice::Chosen, str::to_lowercase);
    let shown = |limit| {
        shown_values(&counts, &query, limit, str::to_lowercase).into_iter().map(|value| value.value).collect::<Vec<_>>()
    };
    assert_eq!(shown(2), ["brazil", "usa"]);
    assert_eq!(shown(9), ["brazil", "usa", "uk", "japan"]);
}

#[test]
fn each_chip_takes_away_what_it_names() {
    let mut query = Query { from: "1987-03".parse().ok(), ..Query::default() };
    choose(&mut query, "places", "japan", Choice::Excluded, str::to_lowercase);
    let chips = chips(&query);
    let said: Vec<String> = chips.iter().map(|chip| chip.label() + ": " + &chip.text()).collect();
    assert_eq!(said, ["not Places: japan", "Date: since March 1987"]);
    chips.iter().for_each(|chip| chip.remove_from(&mut query));
    assert!(is_empty(&query));
}
