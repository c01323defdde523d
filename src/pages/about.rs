//! What this archive is, how to search it, and the keys.

use std::rc::Rc;

use article::fields::Value;
use reader::messages::{Message, t};
use reader::route::facet_href;
use reader::{format, labels};
use search::ValueCount;

use super::front::{archive_title, titled};
use crate::components::{KeyTable, Used, drawn};
use crate::signal::{Held, effect, leaving};
use crate::state::{State, about_text, name_page};
use crate::view::{Element, View, button, el, live, remade, switch};

/// The archive's sources and terms, the search syntax, the keys.
pub fn about_page(state: State) -> View {
    let State { navigation, library, .. } = state;
    name_page(move || titled(t("About").said(), library));
    let text = about_text(library);
    let is_there = {
        let text = text.clone();
        move || text.with(|text| !matches!(text, Value::Nothing)) || library.trouble().is_some()
    };
    effect(move || {
        if is_there() {
            navigation.view_has_changed();
        }
    });
    el("article.about")
        .child(
            el("h1")
                .attr("tabindex", "-1")
                .auto()
                .child(live(move || t("About {archive}").with(&[("archive", &archive_title(library))]))),
        )
        .child(contents(state))
        .child(sources(state))
        .child(part(&text, "search"))
        .child(el("h2").child(t("Keys")))
        .child(KeyTable { key: Rc::new(move |at| state.shortcuts.key(at)) })
        .child(part(&text, "privacy"))
        .child(forget(state))
        .into()
}

/// A part of the text, once that is here.
fn part(text: &Held<Value>, name: &'static str) -> View {
    let text = text.clone();
    let on_use: Rc<dyn Fn(Used)> = Rc::new(|_| {});
    remade(move || {
        text.with(|text| {
            let Value::Fields(parts) = text else { return View::nothing() };
            let part = parts.iter().find(|(found, _)| found == name);
            part.map(|(_, tree)| drawn(tree, &on_use)).into()
        })
    })
}

/// The button that forgets what was read and saved, and where articles were left.
fn forget(State { lists, .. }: State) -> Element {
    let said = Held::new(t("Forget what I read and saved"));
    let shown = said.clone();
    let forget = move |_| {
        lists.forget();
        said.set(t("Forgotten"));
    };
    el("p").child(button("button").on("click", forget).child(live(move || shown.get().into())))
}

/// A term and what it means.
fn definition(term: impl Into<View>, meaning: Element) -> Element {
    el("div").child(el("dt").child(term)).child(meaning)
}

/// How much there is, and from when.
fn contents(state: State) -> View {
    let line = |label: Message, text: &str| definition(label, el("dd").auto().child(text));
    let State { library, .. } = state;
    let counts = move || library.manifest();
    let list = switch(counts, move |manifest| {
        let manifest = manifest?;
        let facet =
            |facet: &article::FacetEntry| labels::with_value(labels::facet(&facet.name), &format::number(facet.values));
        let facets = format::list(&manifest.facets.iter().map(facet).collect::<Vec<_>>());
        let span = format::span(manifest.from.as_deref(), manifest.to.as_deref());
        let lines = [
            Some(line(t("Articles"), &format::number(manifest.articles))),
            span.map(|span| line(t("Published"), &span)),
            Some(line(t("Different values"), &facets)),
            Some(line(t("Days are counted in"), &manifest.time_zone)),
            manifest.terms.as_ref().map(|terms| line(t("Terms"), terms)),
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
        (!counted.is_empty()).then(|| View::many(vec![el("h2").child(t("Sources")).into(), list.into()]))
    });
    list.keep(leaving(move || searching.detail_facets(false, None)))
}
