//! What this archive is, how to search it, and the keys.

use leptos::prelude::*;
use reader::format;
use reader::labels::{self, FIELD_EXAMPLES};
use reader::route::{Location, facet_href};
use search::Query;

use super::front::archive_title;
use crate::components::KeyTable;
use crate::components::live::{live, live_view, when};
use crate::state::{Library, Navigation, Searching, name_page};

/// Each way to search, with an address that tries it.
const SYNTAX: [(&str, &str); 4] = [
    (
        "budget vote",
        "articles with both words; where there are few, those with most or any of them, and the page says so",
    ),
    ("\"bank of japan\"", "the words in this order"),
    ("budget -tax", "without articles that have the word tax"),
    ("econom*", "words that begin so; the last word counts as begun while you type"),
];

/// The archive's sources and terms, the search syntax, the keys.
#[component]
pub fn AboutPage() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let library = expect_context::<Library>();
    let title = Signal::derive(move || archive_title(library));
    name_page(move || "About – ".to_owned() + &title.get());
    Effect::new(move |_| navigation.view_has_changed());
    let example = |(words, what): (&'static str, &'static str)| {
        let href = Location::results(Query { text: words.to_owned(), ..Query::default() }).href();
        view! { <div><dt><a href=href><code>{words}</code></a></dt><dd>{what}</dd></div> }
    };
    view! {
        <article class="about">
            <h1 tabindex="-1" dir="auto">"About " {live(move || title.get())}</h1>
            <Contents library/>
            <h2>"Search"</h2>
            <p>"Results appear as you type. Capitals and accents do not matter."</p>
            <dl class="syntax">
                {SYNTAX.map(example).into_iter().collect_view()}
                {FIELD_EXAMPLES.map(example).into_iter().collect_view()}
            </dl>
            <p>
                "The filters narrow the results: values of one filter widen each other, different filters narrow each other, "
                "and − leaves a value out. The address always holds the whole search: keep it or send it."
            </p>
            <h2>"Keys"</h2>
            <KeyTable/>
            <h2>"Privacy"</h2>
            <p>"This page asks nothing of any other host, sets no cookies and keeps no record of what you read. The theme you choose stays in this browser."</p>
        </article>
    }
}

/// How much there is, from when and from whom.
#[component]
fn Contents(library: Library) -> impl IntoView {
    let searching = expect_context::<Searching>();
    let line = |label: &'static str, text: String| view! { <div><dt>{label}</dt><dd dir="auto">{text}</dd></div> };
    let counts = move || {
        library.manifest().with(|manifest| {
            let manifest = manifest.ready()?;
            let facets = manifest
                .facets
                .iter()
                .map(|facet| labels::facet(&facet.name).to_owned() + ": " + &format::number(facet.values));
            Some(view! {
                {line("Articles", format::number(manifest.articles))}
                {format::span(manifest.from.as_deref(), manifest.to.as_deref()).map(|span| line("Published", span))}
                {line("Different values", facets.collect::<Vec<_>>().join(", "))}
                {line("Days are counted in", manifest.time_zone.clone())}
                {manifest.terms.clone().map(|terms| line("Terms", terms))}
            })
        })
    };
    // As many sources as can be had at once; the front page asks for fewer.
    searching.detail_facets(true, None);
    on_cleanup(move || searching.detail_facets(false, None));
    let sources = Memo::new(move |_| {
        searching.shown().with(|shown| {
            let facets = shown.as_ref().map(|shown| shown.answer.facets.as_slice()).unwrap_or_default();
            facets.iter().find(|facet| facet.facet == "publisher").map(|facet| facet.values.clone()).unwrap_or_default()
        })
    });
    let source = |value: String, count: u32| {
        let href = facet_href("publisher", &value);
        view! { <li><a href=href dir="auto">{value}</a> " (" {format::articles(count)} ")"</li> }
    };
    view! {
        <dl class="contents">{live_view(counts)}</dl>
        <Show when=when(move || !sources.read().is_empty())>
            <h2>"Sources"</h2>
            <ul class="sources">
                <For each=move || sources.get() key=|value| (value.value.clone(), value.count) let(value)>
                    {source(value.value, value.count)}
                </For>
            </ul>
        </Show>
    }
}
