//! What texts of the search box mean.

use proptest::prelude::*;
use search::{ParsedText, Query, lift_filters};

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(ParsedText::parse(text).to_string(), expected);
}

#[track_caller]
fn check_lifted(text: &str, rest: &str, filters: &[&str], range: &str) {
    let lifted = lift_filters(&Query { text: text.to_owned(), ..Query::default() });
    let printed: Vec<String> = lifted
        .filters
        .iter()
        .map(|filter| format!("{}{}={}", if filter.exclude { "-" } else { "" }, filter.facet, filter.value))
        .collect();
    let date = |period: Option<search::Period>| period.map(|period| period.to_string()).unwrap_or_default();
    assert_eq!((lifted.text.as_str(), printed.join(" ").as_str()), (rest, filters.join(" ").as_str()));
    assert_eq!(format!("{}..{}", date(lifted.from), date(lifted.to)), range);
}

#[test]
fn texts_are_printed_as_they_were_meant() {
    check("  oil   prices ", "oil prices ");
    check("“crude oil” -„spot price” x", "\"crude oil\" -\"spot price\" x");
    check("Headline:OPEC PLACE:Japan person:\"Paul Volcker\"", "headline:OPEC places:Japan people:\"Paul Volcker\"");
    check("\"never closed", "\"never closed");
    check("http://example.com 12:30", "http://example.com 12:30");
    check("jap** - \"\" headline: before:soon", "jap* - \"\" headline: before:soon");
}

#[test]
fn filters_are_lifted_and_words_stay() {
    check_lifted("oil place:japan", "oil ", &["places=japan"], "..");
    check_lifted("place:japan oil", "oil", &["places=japan"], "..");
    check_lifted("a -org:\"Bank of Japan\" b", "a b", &["-organisations=Bank of Japan"], "..");
    check_lifted(
        "place:uk place:UK section:World lang:en genre:x source:y subject:z",
        "",
        &["places=uk", "articleSection=World", "language=en", "genres=x", "publisher=y", "subjects=z"],
        "..",
    );
    check_lifted("by:smith headline:x", "by:smith headline:x", &[], "..");
}

#[test]
fn dates_are_lifted_to_the_narrowest_range() {
    check_lifted("after:1987 oil", "oil", &[], "1987..");
    check_lifted("before:1987", "", &[], "..1986");
    check_lifted("before:1987-01", "", &[], "..1986-12");
    check_lifted("before:1987-03-01", "", &[], "..1987-02-28");
    check_lifted("on:1987-03", "", &[], "1987-03..1987-03");
    check_lifted("after:1986 after:1987-02 before:1990 before:1988", "", &[], "1987-02..1987");
    check_lifted("before:soon -after:1987 before:0000", "before:soon -after:1987 before:0000", &[], "..");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_and_parsing_again_gives_the_same(
        text in concat!(
            "(-?(headline:|by:|place:|before:|on:|org:)?(\"|“|)[a-c'&.*:-]{0,4}( [a-c]{0,3})?(\"|”|)(1987|1987-02| |\\*|) ?){0,4}",
            "|\\PC{0,30}"
        )
    ) {
        let parsed = ParsedText::parse(&text);
        let printed = parsed.to_string();
        prop_assert_eq!(&ParsedText::parse(&printed), &parsed, "{:?} printed as {:?}", text, printed);
    }

    #[test]
    fn lifting_twice_is_lifting_once(
        text in "(-?(headline:|place:|before:|on:)?(\"|)[a-c]{0,4}( [a-c]{0,3})?(\"|)(1987| |) ?){0,4}"
    ) {
        let lifted = lift_filters(&Query { text, ..Query::default() });
        prop_assert_eq!(lift_filters(&lifted), lifted);
    }
}
