//! What texts of the search box mean.

use proptest::prelude::*;
use search::{ParsedText, Query, Term, lift_filters};

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
fn alternatives_bind_tighter_than_what_stands_beside_them() {
    check_terms("a b OR c d", "a [b | c] d");
    check_terms("a|b||c", "[a | b | c]");
    check_terms("(a b) OR c", "[a b | c]");
    check_terms("(a OR b) OR (c OR d)", "[a | b | c | d]");
    check_terms("(a OR b) (c OR d)", "[a | b] [c | d]");
    check_terms("a AND b OR c AND d", "a [b | c] d");
    check_terms("(a (b OR c)) OR \"d e\"", "[a [b | c] | \"d e\"]");
    check_terms("a or b and c", "a or b and c");
    check_terms("\"OR\" a \"AND\"", "\"OR\" a \"AND\"");
    check_terms("(a)", "a");
    check_terms("(a (b ((c))))", "a b c");
    check_terms("f(x) word(s) (f(x) y)", "f(x) word(s) f(x) y");
    check_terms("a OR(b c)", "[a | b c]");
}

#[test]
fn groups_are_excluded_and_named() {
    check_terms("-(a b)", "-[a b]");
    check_terms("-(a OR b)", "-a -b");
    check_terms("-(a OR (b c)) d", "-a -[b c] d");
    check_terms("-(-a)", "a");
    check_terms("-(-(a b))", "a b");
    check_terms("-(-OR) -(--a)", "\"OR\" \"-a\"");
    check_terms("headline:(a b OR by:c) d", "headline:a [headline:b | by:c] d");
    check_terms("place:(japan OR uk -usa)", "places:japan places:uk -places:usa");
    check_terms("-place:(japan OR uk)", "-places:japan -places:uk");
    check_terms("(oil -price) OR gas", "[oil -price | gas]");
}

#[test]
fn values_of_one_facet_are_alternatives_anyway() {
    check_terms("place:japan OR place:uk oil", "places:japan places:uk oil");
    check_terms("(place:japan | place:uk) OR place:usa", "places:japan places:uk places:usa");
    check_terms("place:japan OR org:opec", "[<places:japan> | <organisations:opec>]");
    check_terms("place:\"el salvador\" OR oil", "[<places:\"el salvador\"> | oil]");
    check_terms("after:1987 OR oil", "[<after:1987> | oil]");
    check_terms("(oil on:1987) OR gas", "[oil <on:1987> | gas]");
    check_terms("oil OR -gas", "[oil | <-gas>]");
    check_terms("oil OR -(gas price)", "[oil | <-(gas price)>]");
    check_terms("-(place:japan oil)", "-[<places:japan> oil]");
    check_terms("-(after:1987)", "<-after:1987>");
}

#[test]
fn what_means_nothing_is_said() {
    check_terms("OR a", "<OR> a");
    check_terms("a OR", "a <OR>");
    check_terms("AND a AND", "<AND> a <AND>");
    check_terms("a OR OR b", "a <OR> <OR> b");
    check_terms("a OR - b", "a <OR> <-> b");
    check_terms("(a OR) b", "[a <OR>] b");
    check_terms("() a -() headline:( )", "<()> a <-()> <headline:()>");
    check_terms("(a b", "<(> a b");
    check_terms("-(a b", "<-(> a b");
    check_terms("a) b", "a <)> b");
    check_terms("a OR (b", "a <OR> <(> b");
    check_terms("1) first 2) second", "1 <)> first 2 <)> second");
    check_terms("((((((((deep))))))))", "deep");
    check_terms("(((((((((deep)))))))))", "<()> deep");
    check_terms("a | Reuters", "[a | Reuters]");
}

#[test]
fn hebrew_acronyms_are_no_quotes() {
    check_terms("צה\"ל דו\"ח", "צה\"ל דו\"ח");
    check_terms("\"דובר צה\"ל\" x", "\"דובר צה\"ל\" x");
}

#[test]
fn dates_are_iso_8601() {
    check_terms("on:1987-03/1987-05", "on:1987-03/1987-05");
    check_terms(
        "on:1987-03-01/15 on:1987-03-01/04-15 on:1987-03/05",
        "on:1987-03-01/1987-03-15 on:1987-03-01/1987-04-15 on:1987-03/1987-05",
    );
    check_terms("on:1987-W12", "on:1987-03-16/1987-03-22");
    check_terms("on:1987-W12/1987-W13 after:1987-W01", "on:1987-03-16/1987-03-29 after:1986-12-29");
    check_terms("before:1987-W12 on:19870309", "before:1987-03-16 on:1987-03-09");
    check_terms("on:2020-W53 on:2021-W53", "on:2020-12-28/2021-01-03 <on:2021-W53>");
    check_terms("on:1987/.. on:../1987-03", "after:1987 before:1987-04");
    check_terms("after:1987/1988 before:1987-03/1987-05 on:1987/1987", "after:1987 before:1987-03 on:1987");
    check_terms(
        "on:1988/1987 on:1987/ on:/ on:1987-13 on:../..",
        "<on:1988/1987> <on:1987/> <on:/> <on:1987-13> <on:../..>",
    );
    check_terms("on:1987-W1 on:1987-W00 on:9999/..", "<on:1987-W1> <on:1987-W00> after:9999");
}

// `after:2026-3-9` and `on:9.3.2026` were left out.
#[test]
fn dates_may_be_written_as_people_write_them() {
    check_terms("on:1987-3 on:1987-3-9 on:1987/3/9 on:1987.3", "on:1987-03 on:1987-03-09 on:1987-03-09 on:1987-03");
    check_terms("on:9.3.1987 after:03.1987 on:1987-3/5", "on:1987-03-09 after:1987-03 on:1987-03/1987-05");
    check_terms("on:1987/1988 on:1987-3-9/1987-3-10", "on:1987/1988 on:1987-03-09/1987-03-10");
    check_terms("on:3/9/1987 on:31.2.1987 on:9.3.87 on:1987-", "<on:3/9/1987> <on:31.2.1987> <on:9.3.87> <on:1987->");
    check_terms("on:.. on:1987-3- on:-1987 on:1.2.3.1987", "<on:..> <on:1987-3-> <on:-1987> <on:1.2.3.1987>");
}

// `kim NOT treaty` looked for the word `not`.
#[test]
fn not_is_a_minus() {
    check_terms("kim NOT treaty", "kim -treaty");
    check_terms("kim AND NOT \"a treaty\" x", "kim -\"a treaty\" x");
    check_terms("kim NOT (a b) NOT(c OR d)", "kim -[a b] -c -d");
    check_terms("kim NOT place:japan NOT headline:x*", "kim -places:japan -headline:x*");
    check_terms("a NOT -b", "a b");
    check_terms("a NOT after:1987", "a <-after:1987>");
    check_terms("headline:(a NOT b)", "headline:a -headline:b");
    check_terms("a OR NOT b", "[a | <-b>]");
    check_terms("(a NOT b) OR c", "[a -b | c]");
    check_terms("a NOT", "a <->");
    check_terms("a NOT OR b NOT & NOT )", "a <-> <OR> b <-> <&> <-> <)>");
    check_terms("NOT NOT a NOT () (b NOT) c", "<-> -a <()> b <-> c");
    check_terms("(((((((((a NOT) NOT) b)))))))", "<()> a <-> <-> b");
    check_terms("a \"NOT\" b -NOT not c", "a \"NOT\" b -NOT not c");
    check_terms("北京 NOT 上海", "北京 -上海");
    check_lifted("oil NOT place:japan gas", "oil gas", &["-places=japan"], "..");
}

// A headline in capitals, as agencies print them, would leave itself out.
#[test]
fn a_headline_in_capitals_leaves_nothing_out() {
    check_terms("FED SAYS IT WILL NOT CUT RATES", "FED SAYS IT WILL not CUT RATES");
    check_terms("FED - IN 2026 - WILL NOT \"CUT RATES\"", "FED <-> IN 2026 <-> WILL not \"CUT RATES\"");
}

// `NATO NOT EU` and `北朝鮮 NOT US` had to have the word `not`.
#[test]
fn names_in_capitals_are_no_headline() {
    check_terms("NATO NOT EU", "NATO -EU");
    check_terms("US UK 2025 2026 NOT EU", "US UK 2025 2026 -EU");
    check_terms("北朝鮮 NOT US", "北朝鮮 -US");
    check_terms("US UK EU UN 北朝鮮 NOT NATO", "US UK EU UN 北朝鮮 -NATO");
    check_terms("US UK OR EU NATO NOT UN", "US [UK | EU] NATO -UN");
    check_terms("US UK (EU NATO) NOT UN", "US UK EU NATO -UN");
    check_terms("US UK EU NATO -UN NOT WTO", "US UK EU NATO -UN -WTO");
    check_terms("US UK EU NATO HEADLINE:UN NOT WTO", "US UK EU NATO headline:UN -WTO");
}

// Without the filter that was lifted, `NOT` was a word or none that had been the other before.
#[test]
fn not_stays_what_it_is_where_filters_are_lifted() {
    check_lifted("ON:2026 NOT 2025", "-2025", &[], "2026..2026");
    check_lifted("PLACE:UK NOT 上海", "-上海", &["places=UK"], "..");
    check_lifted("PLACE:UK NOT TREATY", "-TREATY", &["places=UK"], "..");
    check_lifted("US UK EU UN NOT NATO PLACE:UK", "US UK EU UN -NATO ", &["places=UK"], "..");
}

// Who types Japanese or Chinese types signs that are as wide as letters: fields, groups and what is left out were none.
#[test]
fn wide_signs_are_signs() {
    check_terms("place：日本 －東京", "places:日本 -東京");
    check_terms("（東京　OR　大阪） 電車＊", "[東京 | 大阪] 電車*");
    check_terms("東京｜大阪", "[東京 | 大阪]");
    check_terms("－（a　b） f（x） person：＂金正恩＂", "-[a b] f（x） people:金正恩");
}

// What is copied from a text that runs from right to left has signs which nobody sees: they made words of what filters and leaves out.
#[test]
fn signs_that_cannot_be_seen_hide_no_other() {
    check_terms(
        "\u{200f}-oil \u{feff}place:\u{202a}japan\u{202c} \u{200e}(a OR\u{200f} b)",
        "-oil places:japan [a | b]",
    );
    check_terms("\u{2067}\"crude oil\"\u{2069} on:\u{200e}1987\u{200e}", "\"crude oil\" on:1987");
    check_lifted("place:\u{200b}japan\u{200b}", "", &["places=japan"], "..");
    check_terms("-\u{200f}(a b) NOT\u{200f}c headline:\u{200f}d -\u{200f}-e a*\u{200f}", "-[a b] -c headline:d --e a*");
    // Within a word they stay: Persian joins with one of them.
    check_terms("می\u{200c}خواهد", "می\u{200c}خواهد");
}

#[test]
fn quotation_marks_of_all_languages_make_phrases() {
    let phrase = "\"crude oil\"";
    for text in ["«crude oil»", "»crude oil«", "„crude oil“", "”crude oil”", "‹crude oil›", "“crude oil”"]
    {
        check_terms(&format!("{text} x -{text}"), &format!("{phrase} x -{phrase}"));
        check_terms(&format!("headline:{text}"), &format!("headline:{phrase}"));
    }
    check_terms("東京「タワー 展」『x』", "東京 \"タワー 展\" \"x\"");
    check("place:«El Salvador»", "places:\"El Salvador\"");
    check("«never closed", "\"never closed");
}

// Any mark closed any other: a phrase with a quotation in it fell into three.
#[test]
fn quotation_marks_close_their_own_kind() {
    check("\"он сказал «нет» сегодня\"", "\"он сказал «нет» сегодня\"");
    check("「首相『辞任』表明」", "\"首相『辞任』表明\"");
    check("«il a dit “non”»", "«il a dit “non”»");
    check("„‹a› «b» “ c", "\"‹a› «b» \" c");
    check("「“a” «b»」 x", "‹“a” «b»› x");
    check("«never \"closed", "«never \"closed");
    check("ORG:\"ООО «Газпром»\" org:\"«Газпром»\"", "organisations:\"ООО «Газпром»\" organisations:\"«Газпром»\"");
    check_lifted("org:\"ООО «Газпром»\"", "", &["organisations=ООО «Газпром»"], "..");
    check("«דובר צה\"ל»", "\"דובר צה\"ל\"");
}

// A name in «…» that was being typed behind a field filtered as if it were whole, and nothing was found: the page knew but one kind of
// marks, and now leaves it to this.
#[test]
fn a_text_ends_inside_what_is_in_quotation_marks() {
    for text in ["place:\"El ", "place:«El ", "place:「El ", "“«El» ", "oil", "«oil\"", "צה\"ל"] {
        assert!(ParsedText::parse(text).open, "{text}");
    }
    for text in ["place:\"El\"", "place:«El»", "「El」 ", "“«El»”", "oil ", "oil)", "", " "] {
        assert!(!ParsedText::parse(text).open, "{text}");
    }
}

/// Where the time grew with the square of the length, this would take minutes.
#[test]
fn long_texts_take_no_longer() {
    for pattern in [
        "x(",
        "(",
        "a OR ",
        "(a ",
        "a)",
        "-(a OR b) ",
        "a NOT ",
        "NOT (a) ",
        "a|",
        "\"",
        "headline:(",
        "x(y) ",
        "צ\"",
        "a AND OR ",
    ] {
        let text = pattern.repeat(20_000);
        let parsed = ParsedText::parse(&text);
        assert_eq!(ParsedText::parse(&parsed.to_string()), parsed, "{pattern:?}");
    }
}

/// What a text means, with brackets around alternatives and around what means nothing; and that it is printed so that it
/// means the same.
#[track_caller]
fn check_terms(text: &str, expected: &str) {
    let parsed = ParsedText::parse(text);
    assert_eq!(shown(&parsed.terms), expected);
    assert_eq!(ParsedText::parse(&parsed.to_string()), parsed, "{parsed}");
}

fn shown(terms: &[Term]) -> String {
    let show = |term: &Term| match term {
        Term::Nothing(text) => format!("<{text}>"),
        Term::Either { alternatives, exclude } => {
            let alternatives: Vec<String> = alternatives.iter().map(|terms| shown(terms)).collect();
            format!("{}[{}]", if *exclude { "-" } else { "" }, alternatives.join(" | "))
        }
        term => ParsedText { terms: vec![term.clone()], open: true }.to_string(),
    };
    let closed = |term: &Term| match term {
        Term::Words(words) if words.quoted => show(term) + "\"",
        _ => show(term),
    };
    terms.iter().map(closed).collect::<Vec<_>>().join(" ")
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
    check_lifted("(place:japan OR place:uk) (oil gas)", "oil gas ", &["places=japan", "places=uk"], "..");
    check_lifted("oil AND place:japan", "oil ", &["places=japan"], "..");
    check_lifted("oil OR gas place:japan", "oil OR gas ", &["places=japan"], "..");
    check_lifted("place:japan oil OR gas", "oil OR gas", &["places=japan"], "..");
    check_lifted("(oil OR gas)", "(oil OR gas)", &[], "..");
    check_lifted("oil OR place:japan", "oil OR place:japan", &[], "..");
}

#[test]
fn dates_are_lifted_to_the_narrowest_range() {
    check_lifted("after:1987 oil", "oil", &[], "1987..");
    check_lifted("before:1987", "", &[], "..1986");
    check_lifted("before:1987-01", "", &[], "..1986-12");
    check_lifted("before:1987-03-01", "", &[], "..1987-02-28");
    check_lifted("on:1987-03", "", &[], "1987-03..1987-03");
    check_lifted("on:1987-03/05 oil", "oil", &[], "1987-03..1987-05");
    check_lifted("after:1986 after:1987-02 before:1990 before:1988", "", &[], "1987-02..1987");
    check_lifted("before:soon -after:1987 before:0000", "before:soon -after:1987 before:0000", &[], "..");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_and_parsing_again_gives_the_same(text in text()) {
        let parsed = ParsedText::parse(&text);
        let printed = parsed.to_string();
        prop_assert_eq!(&ParsedText::parse(&printed), &parsed, "{:?} printed as {:?}", text, printed);
        prop_assert_eq!(ParsedText::parse(&printed).to_string(), printed);
    }

    #[test]
    fn lifting_twice_is_lifting_once(text in text()) {
        let lifted = lift_filters(&Query { text, ..Query::default() });
        prop_assert_eq!(lift_filters(&lifted), lifted);
    }
}

/// Texts of all sorts: well-formed ones, heaps of pieces, and any characters.
fn text() -> impl Strategy<Value = String> {
    let value = "[a-c'&.*:-]{0,4}|OR|AND|NOT|1987|1987-02|1987-3-9|1987-03/05|1987-W12|צה\"ל|[a-c]\\([a-c]{0,2}\\)?|[a-c]?\\|[a-c]?";
    let name = "|||headline:|by:|place:|places:|org:|before:|after:|on:";
    let quoted = ("|\"|“|«|‹|「|『", value, "|| [a-c]{0,3}|[\"“«»›』a ]{0,4}", "|\"|”|»|›|」|』")
        .prop_map(|(open, one, two, close)| format!("{open}{one}{two}{close}"));
    let term = ("|-|--", name, prop_oneof![value.boxed(), quoted.boxed()])
        .prop_map(|(minus, name, value)| format!("{minus}{name}{value}"));
    let operator = prop::sample::select(vec![" ", " ", " OR ", " | ", "|", " AND ", " NOT ", "｜", "  ", ""]);
    let group = term.prop_recursive(10, 40, 4, move |inner| {
        let name = "|||headline:|place:";
        let some = prop::collection::vec((inner, operator.clone()), 0..4);
        let brackets = prop::sample::select(vec![("(", ")"), ("(", ")"), ("(", ")"), ("", ""), ("(", ""), ("", ")")]);
        ("||-", name, brackets, some).prop_map(|(minus, name, (open, close), some)| {
            let inner: String = some.into_iter().map(|(term, operator)| term + operator).collect();
            let before = if open.is_empty() { String::new() } else { format!("{minus}{name}") };
            format!("{before}{open}{inner}{close}")
        })
    });
    prop_oneof![
        6 => prop::collection::vec((group, "| | OR "), 0..4).prop_map(|some| some.into_iter().map(|(term, between)| term + &between).collect()),
        2 => "(OR|AND|NOT|\\(|\\)|-|\\||\"|place:| |a|headline:){0,14}",
        1 => "(OR|NOT|（|）|－|｜|「|：|＊|place| |a|A|あ|headline:){0,14}",
        1 => "\\PC{0,30}",
        1 => "[-a \"(:*\u{200f}\u{2069}\u{feff}]{0,8}(OR|place:|)[-a \"(:*\u{200f}\u{2069}\u{feff}]{0,8}",
    ]
}
