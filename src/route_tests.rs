//! Addresses that a reader may have typed, bookmarked or been sent, and that whatever is printed is read again the same.

use super::*;

#[track_caller]
fn check(search: &str, printed: &str) {
    assert_eq!(Location::parse(search).href(), printed);
}

#[test]
fn the_front_page_has_the_bare_address() {
    check("", "./");
    check("?", "./");
    assert!(Location::parse("").is_front());
    assert!(!Location::parse("?sort=newest").is_front());
    assert!(!Location::parse("?places=japan").is_front());
}

#[test]
fn a_query_is_printed_as_the_design_has_it() {
    check(
        "?q=budget+vote&places=japan&places=uk&-places=usa&from=1987-03&to=1987-04&sort=newest",
        "./?q=budget+vote&places=japan&places=uk&-places=usa&from=1987-03&to=1987-04&sort=newest",
    );
}

#[test]
fn the_readers_lists_are_filters() {
    check("?list=saved&-list=read", "./?list=saved&-list=read");
    check("?list=nonsense&list=", "./");
}

#[test]
fn the_order_of_parameters_does_not_matter() {
    check("?sort=oldest&places=japan&q=x", "./?q=x&places=japan&sort=oldest");
}

#[test]
fn views_and_articles_keep_the_query() {
    check("?article=a-b-c&q=x", "./?article=a-b-c&q=x");
    check("?view=about&places=uk", "./?view=about&places=uk");
    assert_eq!(Location::parse("?view=voices").view, View::Unknown("voices".to_owned()));
}

#[test]
fn both_ways_of_writing_a_space_are_read() {
    check("?q=a+b%20c", "./?q=a+b+c");
}

#[test]
fn what_is_malformed_is_passed_over() {
    check("?from=yesterday&to=1987-13&sort=best&color=red&places=&q", "./");
    check("?places=uk&places=uk", "./?places=uk");
    check("?q=100%&x", "./?q=100%25");
    check("?q=%ff%4", "./?q=%EF%BF%BD%254");
}

#[track_caller]
fn check_passage(passage: &Passage, parameter: &str, fragment: &str) {
    assert_eq!(passage.parameter(), parameter);
    assert_eq!(passage.fragment(), ["#:~:text=", fragment].concat());
    assert_eq!(&Passage::parse(parameter), passage);
    let href = ["./?article=a-b&passage=", parameter].concat();
    assert_eq!(passage.location("a-b").href(), href);
    check(href.trim_start_matches("./"), &href);
}

fn passage([prefix, start, end, suffix]: [&str; 4]) -> Passage {
    let [prefix, start, end, suffix] = [prefix, start, end, suffix].map(str::to_owned);
    Passage { prefix, start, end, suffix, length: 0 }
}

#[test]
fn a_passage_is_printed_as_a_text_fragment_and_read_again() {
    check_passage(&passage(["", "the new harbour", "", ""]), "the+new+harbour", "the%20new%20harbour");
    check_passage(&passage(["a", "b c", "d", "e"]), "a-,b+c,d,-e", "a-,b%20c,d,-e");
    check_passage(&passage(["", "b", "", "e"]), "b,-e", "b,-e");
    let long = Passage { length: 420, ..passage(["a", "b", "d", "e"]) };
    check_passage(&long, "a-,b,-420-,d,-e", "a-,b,d,-e");
    // What has a meaning in a directive or in an address is encoded, and so is a full stop, which would be taken for the end
    // of a sentence that the address stands in.
    check_passage(
        &passage(["", "R&D, a-b + 5 % #1.", "", ""]),
        "R%26D%2C+a%2Db+%2B+5+%25+%231%2E",
        "R%26D%2C%20a%2Db%20%2B%205%20%25%20%231%2E",
    );
    check_passage(
        &passage(["", "Zürich", "日本", ""]),
        "Z%C3%BCrich,%E6%97%A5%E6%9C%AC",
        "Z%C3%BCrich,%E6%97%A5%E6%9C%AC",
    );
}

#[test]
fn what_is_no_passage_is_taken_for_its_words() {
    assert_eq!(Passage::parse("a,b,c,d,e"), passage(["", "a,b,c,d,e", "", ""]));
    assert_eq!(Passage::parse("-,-"), passage(["", "-", "", ""]));
    assert_eq!(Passage::parse(""), Passage::default());
    check("?article=a&passage=<script>%zz&q=x", "./?article=a&passage=%3Cscript%3E%zz&q=x");
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    fn views() -> impl Strategy<Value = View> {
        prop_oneof![
            Just(View::Results),
            Just(View::About),
            Just(View::Notebook),
            any::<String>().prop_map(View::Article),
            any::<String>()
                .prop_filter("a view that there is", |name| name != "about" && name != "notebook")
                .prop_map(View::Unknown),
        ]
    }

    fn filters() -> impl Strategy<Value = Vec<Filter>> {
        let filter = (0..FACETS.len(), "\\PC{1,8}", any::<bool>()).prop_map(|(facet, value, exclude)| Filter {
            facet: FACETS[facet].to_owned(),
            value,
            exclude,
        });
        proptest::collection::vec(filter, 0..6).prop_map(|filters| {
            let mut once: Vec<Filter> = Vec::new();
            for filter in filters {
                if !once.contains(&filter) {
                    once.push(filter);
                }
            }
            once
        })
    }

    fn periods() -> impl Strategy<Value = Option<search::Period>> {
        proptest::option::of((0u16..=9999, 1u8..=12, 1u8..=28, 0..3).prop_map(|(year, month, day, depth)| {
            let text = match depth {
                0 => format!("{year:04}"),
                1 => format!("{year:04}-{month:02}"),
                _ => format!("{year:04}-{month:02}-{day:02}"),
            };
            text.parse().unwrap_or(search::Period::year(year))
        }))
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(
            view in views(), text in any::<String>(), filters in filters(), from in periods(), to in periods(), sort in 0..3,
            only in any::<String>(), raw in any::<String>(),
        ) {
            let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest][sort as usize];
            let passage = Passage { start: raw, ..Passage::default() }.parameter();
            let location = Location { view, query: Query { text, filters, from, to, sort }, only, passage };
            prop_assert_eq!(Location::parse(location.href().strip_prefix("./").unwrap_or_default()), location);
        }

        #[test]
        fn every_passage_is_read_as_it_was_printed(
            prefix in any::<String>(), start in ".+", end in any::<String>(), suffix in any::<String>(),
            length in any::<usize>()
        ) {
            // A passage whose words are all there has no length of its own.
            let length = if end.is_empty() { 0 } else { length };
            let passage = Passage { prefix, start, end, suffix, length };
            let location = passage.location("a-b");
            let read = Location::parse(location.href().strip_prefix("./").unwrap_or_default());
            prop_assert_eq!(Passage::parse(&read.passage), passage.clone());
            // Nothing of it may end the parameter or the fragment, or be taken for a part of the directive's grammar.
            let fragment = passage.fragment();
            let directive = fragment.strip_prefix("#:~:text=").unwrap_or_default();
            prop_assert!(directive.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_~*:%,-".contains(&byte)));
        }

        #[test]
        fn no_address_makes_it_panic(search in any::<String>()) {
            let location = Location::parse(&search);
            prop_assert_eq!(Location::parse(location.href().strip_prefix("./").unwrap_or_default()), location);
        }
    }
}

#[test]
fn about_shows_how_addresses_are_written() {
    // In other languages the tree is the same, which tidy sees to.
    fn links<'a>(tree: &'a serde_json::Value, found: &mut Vec<(&'a str, &'a str)>) {
        match tree {
            serde_json::Value::Array(parts) => {
                if let (Some(href), Some(words)) =
                    (parts[1]["href"].as_str(), parts.last().and_then(|code| code[2].as_str()))
                {
                    found.push((href, words));
                }
                parts.iter().for_each(|part| links(part, found));
            }
            serde_json::Value::Object(parts) => parts.values().for_each(|part| links(part, found)),
            _ => {}
        }
    }
    let tree = serde_json::from_str(include_str!("../public/about/en.json")).unwrap_or_default();
    let mut found = Vec::new();
    links(&tree, &mut found);
    assert_eq!(found.len(), 9);
    for (href, words) in found {
        let query = Query { text: words.to_owned(), ..Query::default() };
        assert_eq!(Location::results(query).href(), href);
    }
}
