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
            only in any::<String>(),
        ) {
            let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest][sort as usize];
            let location = Location { view, query: Query { text, filters, from, to, sort }, only };
            prop_assert_eq!(Location::parse(location.href().strip_prefix("./").unwrap_or_default()), location);
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
