//! What is marked in texts, and the passages that are shown.

use proptest::prelude::*;
use search::Highlighter;

/// The text with brackets around what is marked.
#[track_caller]
fn check(query: &str, text: &str, expected: &str) {
    let characters: Vec<char> = text.chars().collect();
    let mut marked = String::new();
    let mut at = 0;
    for range in Highlighter::new(query, true).marks(text) {
        marked.extend(&characters[at..range.start]);
        marked.push('[');
        marked.extend(&characters[range.clone()]);
        marked.push(']');
        at = range.end;
    }
    marked.extend(&characters[at..]);
    assert_eq!(marked, expected);
}

#[track_caller]
fn check_snippet(query: &str, text: &str, max_chars: usize, expected: &str) {
    let parts = Highlighter::new(query, false).snippet(text, max_chars);
    let shown: String =
        parts.into_iter().map(|part| if part.hit { format!("[{}]", part.text) } else { part.text }).collect();
    assert_eq!(shown, expected);
}

#[test]
fn words_prefixes_and_phrases_are_marked() {
    check("oil", "Oil prices, oilfield: OIL", "[Oil] prices, [oilfield]: [OIL]");
    check("oil ", "Oil prices, oilfield: OIL", "[Oil] prices, oilfield: [OIL]");
    check("jap* ", "Japan's and JAPANESE", "[Japan]'s and [JAPANESE]");
    check("\"bank of japan\"", "Bank of Japan; the bank, of Japan.", "[Bank of Japan]; the [bank, of Japan].");
    check("\"bank of j", "Bank of Jordan, bank of England", "[Bank of Jordan], bank of England");
    check("covid-19", "COVID–19 and covid", "[COVID]–[19] and [covid]");
    check("\"covid-19\"", "COVID–19 and covid", "[COVID–19] and covid");
    check("oil OR (gas -coal)", "oil, gas, coal", "[oil], [gas], coal");
    check("zurich u.s", "Zürich 😀 in the U.S.", "[Zürich] 😀 in the [U.S].");
    check("日本", "東日本語", "東[日本]語");
    check("oil place:japan -gas", "oil, gas, japan", "[oil], gas, japan");
    check("\"crude oil\" \"oil price\" ", "crude oil price", "[crude oil price]");
    check("", "nothing", "nothing");
}

#[test]
fn words_of_one_field_are_marked_there_alone() {
    let highlighter = Highlighter::new("headline:oil gas ", false);
    assert_eq!(highlighter.marks("oil gas and gas"), [4..7, 12..15]);
    assert_eq!(highlighter.marks_in("headline", "oil gas"), [0..3, 4..7]);
    assert_eq!(highlighter.marks_in("body", "oil gas and gas"), [4..7, 12..15]);
    assert_eq!(highlighter.snippet_in("headline", "oil", 10)[0].text, "oil");
}

#[test]
fn a_snippet_is_the_passage_with_the_most_words() {
    let text = "Ministers met in Vienna. Oil was not discussed there.\nLater that week OPEC said that oil prices would rise. \
                Nobody else spoke. The meeting ended without a date for another one.";
    check_snippet("opec prices", text, 70, "…Later that week [OPEC] said that oil [prices] would rise.…");
    check_snippet("vienna", text, 40, "Ministers met in [Vienna].…");
    check_snippet("nothing", text, 60, "Ministers met in Vienna. Oil was not discussed there.…");
    check_snippet("another", text, 40, "…without a date for [another] one.");
    check_snippet("oil", "short  oil\n\ntext", 100, "short [oil] text");
    check_snippet("oil", "", 100, "");
}

// Passages were cut behind titles, initials and days as if a sentence ended there, and never at the end marks of Hindi, Urdu and
// Arabic.
#[test]
fn abbreviations_end_no_sentence() {
    let text = "Prices fell again in Vienna. Sen. J. Doe met Dr. Smith on Jan. 3. März told them of oil. Nobody else had heard.";
    check_snippet(
        "oil",
        text,
        130,
        "…Sen. J. Doe met Dr. Smith on Jan. 3. März told them of [oil]. Nobody else had heard.",
    );
    check_snippet("vienna", text, 50, "Prices fell again in [Vienna].…");
    check_snippet("خطة", "قال الرئيس ذلك؟ وأضاف أن خطة جديدة تأتي قريبا.", 40, "…وأضاف أن [خطة] جديدة تأتي قريبا.");
    check_snippet("गेहूँ", "दिल्ली में बैठक हुई। सरकार ने गेहूं खरीदा।", 30, "…सरकार ने [गेहूं] खरीदा।");
    check_snippet(
        "oil",
        "„Es ist genug.“ Das sagte er von oil und Gas am Abend.",
        50,
        "…Das sagte er von [oil] und Gas am Abend.",
    );
}

// A sentence that opens with a quotation mark was no beginning, and one behind a short name or a country no end.
#[test]
fn quotations_begin_sentences_and_short_names_end_them() {
    let text =
        "“We will go,” he said of oil. “We must.” Nobody else had heard of it in the whole of that long evening.";
    check_snippet("oil", text, 80, "“We will go,” he said of [oil]. “We must.”…");
    let text = "It was told by Kim. The minister left the EU. Oil was not spoken of in the whole of the evening.";
    check_snippet("minister", text, 30, "…The [minister] left the EU.…");
}

// A query of thousands of words was marked word by word in every text, which took seconds; the search looks for the first ones.
#[test]
fn no_more_is_marked_than_is_looked_for() {
    let query = "a-".repeat(5_000) + "b";
    assert_eq!(Highlighter::new(&query, false).marks(&"a b ".repeat(10)).len(), 10);
    let highlighter = Highlighter::new(&("(x) ".repeat(70) + "b"), false);
    assert_eq!(highlighter.marks("x b").len(), 1);
}

// A word with a hyphen was not marked where it stands as one.
#[test]
fn what_is_one_word_elsewhere_is_marked() {
    check("cease-fire ", "the ceasefire: cease, fire", "the [ceasefire]: [cease], [fire]");
    check("\"hous* pri*\"", "house prices, housing price", "[house prices], [housing price]");
}

// A companies' kind, September and a quotation with French spaces were taken for ends of sentences, or for none.
#[test]
fn companies_and_french_quotations_are_cut_as_others() {
    let text =
        "Nobody asked. Apple Inc. Chief Tim Cook came on Sept. 3 to speak of oil. Others left the room early on.";
    let shown = "…Apple Inc. Chief Tim Cook came on Sept. 3 to speak of [oil]. Others left the room early on.";
    check_snippet("oil", text, 120, shown);
    let text = "Il a dit «\u{a0}Non.\u{a0}» Elle parle de pétrole avec lui. Personne ne les entend plus.";
    check_snippet("pétrole", text, 50, "…Elle parle de [pétrole] avec lui.…");
    let text = "»Es ist genug.« Das sagte er von oil und Gas am Abend.";
    check_snippet("oil", text, 50, "…Das sagte er von [oil] und Gas am Abend.");
}

// Of a character that was asked for alone the next one was marked, too.
#[test]
fn one_character_of_a_script_without_spaces_is_marked_alone() {
    check("本", "日本語の本", "日[本]語の[本]");
    check("\"LG전\"", "LG전자", "[LG전]자");
    check("น", "ที่นี่", "ที่[นี่]");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_lie_in_order_within_the_text_and_snippets_keep_their_size(
        query in "[a-c\" 日*-]{0,12}", text in "([a-c]{1,4}[ .,\\n日本é]{1,2}){0,40}", most in 0..60_usize
    ) {
        let highlighter = Highlighter::new(&query, true);
        let marks = highlighter.marks(&text);
        prop_assert!(marks.iter().all(|mark| mark.start < mark.end && mark.end <= text.chars().count()));
        prop_assert!(marks.is_sorted_by(|one, next| one.end < next.start));
        let snippet: String = highlighter.snippet(&text, most).into_iter().map(|part| part.text).collect();
        prop_assert!(snippet.chars().count() <= most + 2, "{snippet:?}");
        let inner = snippet.trim_matches('…').trim().to_owned();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(text.contains(&inner), "{inner:?}");
    }
}
