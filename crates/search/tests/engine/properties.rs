//! Random small archives and random queries: every answer is the twin's.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use search::{Day, Document, FacetFind, Filter, ParsedText, Query, SearchOptions, Sort, Term, lift_filters};

use crate::archive::{Archive, build, schema};
use crate::twin::Twin;

/// Few words, so that they meet.
const WORDS: [&str; 39] = [
    "oil",
    "Oil's",
    "oils",
    "banking",
    "banks",
    "élus",
    "élu",
    "OPEC",
    "o",
    "Zürich",
    "zurich",
    "U.S.",
    "us",
    "10,000",
    "COVID-19",
    "bank of japan",
    "bank",
    "japan",
    "of",
    "AT&T",
    "الحكومة",
    "وحكومة",
    "حكومة",
    "membaca",
    "dibaca",
    "bacaan",
    "cease fire",
    "ceasefire",
    "ceasefires",
    "10",
    "ממשלה",
    "והממשלה",
    "हिन्दी",
    "हिनहिना",
    "Zuerich",
    "مسئول",
    "مسؤولون",
    "مسوول",
    "رءوس",
];

/// Words that have one meaning, and how many of each list are looked for.
pub const SYNONYMS: [(&[&str], usize); 4] = [
    (&["US", "U.S.", "bank of japan", "Zürich"], 4),
    (&["oil", "OPEC"], 2),
    (&["bank", "covid-19", "élus"], 1),
    (&["covid-1", "japan"], 1),
];

pub const TYPED: [&str; 124] = [
    "bank of japan",
    "us",
    "zurihc",
    "bonk",
    "tanks",
    "oil OR opec",
    "(bank japan) OR \"of japan\"",
    "-(oil OR banks)",
    "-(bank of)",
    "(oil -opec) OR covid-19",
    "-covid-19",
    "oil",
    "oils",
    "oiling",
    "banked",
    "-banks",
    "headline:banks",
    "\"banks\"",
    "elu",
    "oi",
    "o",
    "opec",
    "zürich",
    "z",
    "u.s",
    "10,000",
    "covid-19",
    "covid-1",
    "bank",
    "jap",
    "japan*",
    "b*",
    "\"bank of japan\"",
    "\"of ja*\"",
    "-oil",
    "-opec",
    "-\"of japan\"",
    "headline:oil",
    "by:bank",
    "body:o*",
    "headline:\"bank of\"",
    "-by:us",
    "حكومة",
    "الحكومة",
    "والحكومات",
    "-حكومة",
    "baca",
    "membacakan",
    "bacaan",
    "bankign",
    "-bankign",
    "place:japan",
    "places:USA",
    "-place:uk",
    "subject:\"crude oil\"",
    "-subjects:Grain",
    "place:nowhere",
    "place:jap",
    "genre:none",
    "after:1987",
    "before:1987-03",
    "on:1987-03-02",
    "after:1990-01",
    "before:soon",
    "&",
    "-",
    "place:",
    "\"bank o",
    "\"",
    "“of japan”",
    "japan ",
    "at&t",
    "cease-fire",
    "-cease-fire",
    "headline:cease-fire",
    "10 000",
    "10",
    "و حكومة",
    "\"ban* of ja*\"",
    "\"b* o*",
    "ממשלה",
    "\"ממשלה\"",
    "हिन",
    "हिन*",
    "\"हिन*\"",
    "body:हिन*",
    "bankof",
    "ofjapan",
    "-ofjapan",
    "headline:bankof",
    "zürich OR bankof",
    "oil NOT banks",
    "«of japan»",
    "zü",
    "-zür*",
    "place:zaire",
    "-place:ZAIRE",
    "place:zaíre ",
    "ba*s",
    "-ba*n",
    "headline:ba*s",
    "ba*k*",
    "o*l",
    "\"ba*k of\"",
    "*oil",
    "ba*of",
    "مسؤول",
    "مسئو",
    "\"رؤوس\"",
    "\"مسئو*\"",
    "-مسءول",
    "-headline:\"bank of\"",
    "by:\"bank of ja\"",
    "headline:(oil OR banks)",
    "by:(us -oil)",
    "NOT \"of japan\"",
    "-(oil -opec)",
    "(\"ba*k of\" OR opec) -us",
    "oil AND (banks OR zürich)",
    "japan | \"covid 19\"",
    "on:1988-02-29",
    "after:1988-02-29",
    "on:1987-W01",
    "on:../1988-02",
];

fn text(most: usize) -> impl Strategy<Value = String> {
    vec(select(&WORDS[..]), 0..most).prop_map(|words| words.join(" "))
}

pub fn document() -> impl Strategy<Value = Document> {
    let places = vec(select(&["japan", "Japan", "usa", "uk", "Zaïre", "zaíre"][..]), 0..3);
    let subjects = vec(select(&["crude oil", "Crude Oil", "grain", "money", ""][..]), 0..3);
    // Days within a month, some years, or two centuries, so that all units of the histogram occur.
    let day = option::weighted(0.9, prop_oneof![6200..6230, 5000..7000, 6000..6500, 6630..6640, -40_000..20_000]);
    (text(4), text(3), text(9), text(2), text(2), places, subjects, day).prop_map(
        |(headline, standfirst, body, by, names, places, subjects, day)| Document {
            language: ["en", "fr-CA", "ar", "id"][body.len() % 4].to_owned(),
            fields: vec![headline, by, names, standfirst, body],
            facets: [places, subjects].map(|values| values.into_iter().map(str::to_owned).collect()).to_vec(),
            day: day.map(Day),
        },
    )
}

pub fn documents() -> impl Strategy<Value = Vec<Document>> {
    vec(document(), 0..60).prop_map(|mut documents| {
        documents.sort_by_key(|document| std::cmp::Reverse(document.day));
        documents
    })
}

pub fn query() -> impl Strategy<Value = Query> {
    let facet = select(&["places", "subjects", "genres"][..]);
    let value = select(&["JAPAN", "usa", "crude oil", "money", "grain", "nowhere", "Zaire"][..]);
    let filter = (facet, value, any::<bool>()).prop_map(|(facet, value, exclude)| Filter {
        facet: facet.to_owned(),
        value: value.to_owned(),
        exclude,
    });
    let period = || {
        option::weighted(
            0.2,
            select(
                &["1987", "1987-01", "1986-12-31", "1988-02", "1988-02-29", "1979", "2005", "1900", "0000", "9999"][..],
            ),
        )
    };
    let sort = select(&[Sort::Relevance, Sort::Newest, Sort::Oldest][..]);
    (vec(select(&TYPED[..]), 0..5), vec(filter, 0..3), period(), period(), sort).prop_map(
        |(typed, filters, from, to, sort)| Query {
            text: typed.join(" "),
            filters,
            from: from.map(|from| from.parse().unwrap()),
            to: to.map(|to| to.parse().unwrap()),
            sort,
        },
    )
}

pub fn options() -> impl Strategy<Value = SearchOptions> {
    let find = option::weighted(0.2, (select(&["places", "subjects"][..]), select(&["a", "oi", "U", ""][..])));
    (any::<bool>(), 0..20_u32, 0..30_u32, 0..5_u32, find).prop_map(|(as_typed, offset, limit, facet_limit, find)| {
        SearchOptions {
            as_typed,
            offset,
            limit,
            facet_limit,
            facet_find: find.map(|(facet, text)| FacetFind { facet: facet.to_owned(), text: text.to_owned() }),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_the_twins(
        documents in documents(), asked in vec((query(), options()), 1..12), piece_size in 64_usize..3_000
    ) {
        let archive = Archive::new(&documents, piece_size);
        let twin = Twin::new(schema(), &documents);
        for (query, options) in &asked {
            let answer = archive.search(query, options).unwrap();
            twin.check(query, options, &answer);
            // Committing a value says that it is whole, as a space behind it does.
            let ends_in_value = matches!(ParsedText::parse(&query.text).terms.last(), Some(Term::Facet { .. }));
            let committed = Query { text: query.text.clone() + if ends_in_value { " " } else { "" }, ..query.clone() };
            let answer = archive.search(&committed, options).unwrap();
            let lifted = archive.search(&lift_filters(query), options).unwrap();
            prop_assert_eq!(lifted.hits, answer.hits);
            prop_assert_eq!(lifted.totals, answer.totals);
            prop_assert_eq!(lifted.histogram, answer.histogram);
        }
    }

    #[test]
    fn answers_with_synonyms_are_the_twins(
        documents in documents(), asked in vec((query(), options()), 1..12), piece_size in 64_usize..3_000
    ) {
        let archive = Archive::with_synonyms(&documents, piece_size, &SYNONYMS);
        let twin = Twin::new(schema(), &documents).with_synonyms(&SYNONYMS);
        for (query, options) in &asked {
            twin.check(query, options, &archive.search(query, options).unwrap());
        }
    }

    #[test]
    fn the_root_answers_as_the_pieces_do(documents in documents(), limit in 1..5_u32) {
        // A query for all documents is answered by the root; a filter that excludes nothing is not.
        let archive = Archive::new(&documents, 256);
        let options = SearchOptions { facet_limit: limit, ..SearchOptions::default() };
        let filter = Filter { facet: "genres".to_owned(), value: "none".to_owned(), exclude: true };
        let by_root = archive.search(&Query::default(), &options).unwrap();
        let by_pieces = archive.search(&Query { filters: vec![filter], ..Query::default() }, &options).unwrap();
        prop_assert_eq!(by_root, by_pieces);
    }

    #[test]
    fn the_same_documents_give_the_same_bytes(documents in documents()) {
        prop_assert_eq!(build(schema(), &documents, 512), build(schema(), &documents, 512));
    }
}
