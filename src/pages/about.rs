//! What this archive is, how to search it, and the keys.

use reader::format;
use reader::labels::{self, FIELD_EXAMPLES};
use reader::route::{Location, facet_href};
use search::{Query, ValueCount};

use super::front::archive_title;
use crate::components::KeyTable;
use crate::signal::{Held, effect, leaving};
use crate::state::{Reading, State, name_page};
use crate::view::{Element, View, button, el, live, switch};

/// Each way to search, with an address that tries it.
const SYNTAX: [(&str, &str); 5] = [
    (
        "budget vote",
        "articles with both words; where there are few, those with most or any of them, and the page says so",
    ),
    ("\"bank of japan\"", "the words in this order, as they are written"),
    ("budget OR tax", "either of the words; parentheses hold together: (income tax) OR budget"),
    ("budget -tax", "without articles that have the word tax"),
    ("econom*", "words that begin so; the last word counts as begun while you type"),
];

/// The archive's sources and terms, the search syntax, the keys.
pub fn about_page(state: State) -> View {
    let State { navigation, library, .. } = state;
    name_page(move || "About – ".to_owned() + &archive_title(library));
    effect(move || navigation.view_has_changed());
    let example = |(words, what): &(&str, &str)| {
        let href = Location::results(Query { text: (*words).to_owned(), ..Query::default() }).href();
        definition(el("a").attr("href", &href).child(el("code").child(*words)), el("dd").child(*what))
    };
    let heading = |text: &'static str| el("h2").child(text);
    let paragraph = |text: &'static str| el("p").child(text);
    el("article.about")
        .child(
            el("h1")
                .attr("tabindex", "-1")
                .auto()
                .child("About ")
                .child(live(move || archive_title(library))),
        )
        .child(contents(state))
        .child(sources(state))
        .child(heading("Search"))
        .child(paragraph("Results appear as you type. Capitals, accents and the form of a word do not matter."))
        .child(el("dl.syntax").child(SYNTAX.iter().chain(&FIELD_EXAMPLES).map(example).collect::<View>()))
        .child(paragraph(
            "The filters narrow the results: values of one filter widen each other, different filters narrow each other, \
             and − leaves a value out. The address always holds the whole search: keep it or send it.",
        ))
        .child(heading("Keys"))
        .child(KeyTable)
        .child(heading("Privacy"))
        .child(paragraph(
            "This page asks nothing of any other host, sets no cookies and tells nobody what you read. \
             The type and theme you choose, your recent searches, your marks and where you left articles stay in this browser; \
             the search box clears the searches, and the notebook the marks.",
        ))
        .child(forget_places(state))
        .into()
}

/// The button that forgets where articles were left.
fn forget_places(State { library, .. }: State) -> Element {
    let said = Held::new("Forget where I left articles");
    let shown = said.clone();
    let forget = move |_| {
        if let Some(manifest) = library.manifest() {
            Reading::forget_all(&manifest.id);
            said.set("Forgotten");
        }
    };
    el("p").child(button("button").on("click", forget).child(live(move || shown.get().to_owned())))
}

/// A term and what it means.
fn definition(term: impl Into<View>, meaning: Element) -> Element {
    el("div").child(el("dt").child(term)).child(meaning)
}

/// How much there is, and from when.
fn contents(state: State) -> View {
    let line = |label: &str, text: &str| definition(label, el("dd").auto().child(text));
    let State { library, .. } = state;
    let counts = move || library.manifest();
    let list = switch(counts, move |manifest| {
        let manifest = manifest?;
        let facet =
            |facet: &article::FacetEntry| labels::facet(&facet.name).to_owned() + ": " + &format::number(facet.values);
        let facets = manifest.facets.iter().map(facet).collect::<Vec<_>>().join(", ");
        let span = format::span(manifest.from.as_deref(), manifest.to.as_deref());
        let lines = [
            Some(line("Articles", &format::number(manifest.articles))),
            span.map(|span| line("Published", &span)),
            Some(line("Different values", &facets)),
            Some(line("Days are counted in", &manifest.time_zone)),
            manifest.terms.as_ref().map(|terms| line("Terms", terms)),
        ];
        Some(lines.into_iter().flatten().collect::<View>())
    });
    el("dl.contents").child(list).into()
}

/// From whom it is.
fn sources(state: State) -> View {
    let searching = state.searching;
    // As many sources as can be had at once; the front page asks for fewer.
    searching.detail_facets(true, None);
    let counted = move || {
        let counted = searching.with(|shown| {
            let facets = &shown.answer.facets;
            facets.iter().find(|facet| facet.facet == "publisher").map(|facet| facet.values.clone())
        });
        counted.flatten().unwrap_or_default()
    };
    let source = |ValueCount { value, count }: &ValueCount| {
        let link = el("a").attr("href", &facet_href("publisher", value)).auto().child(value);
        el("li").child(link).child(" (").child(format::articles(*count)).child(")")
    };
    let list = switch(counted, move |counted| {
        let list = el("ul.sources").child(counted.iter().map(source).collect::<View>());
        (!counted.is_empty()).then(|| View::many(vec![el("h2").child("Sources").into(), list.into()]))
    });
    list.keep(leaving(move || searching.detail_facets(false, None)))
}
