//! The panel of filters: articles over time, the dates, and every facet that has values.

use std::sync::Arc;

use article::{FacetEntry, Manifest};
use leptos::prelude::*;
use reader::results::{chips, choose};
use search::{FacetFind, Period};

use crate::components::live::live_view;
use crate::components::{DateRange, Facet, FacetChange, FilterPanel, Histogram};
use crate::state::{Library, Loading, Navigation, Searching, keep_focus, step_focus};

/// Facets that are open at first: those by which a newcomer sees what the archive is about.
const OPEN_FACETS: usize = 4;

/// The bars of the histogram.
const BARS: &str = ".histogram button";

/// The panel, once the manifest says what there is to filter by.
#[component]
pub fn Filters() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let library = expect_context::<Library>();
    let active = Memo::new(move |_| navigation.location().with(|location| chips(&location.query).len()));
    let manifest = Memo::new(move |_| match &*library.manifest().read() {
        Loading::Ready(manifest) => Some(manifest.clone()),
        _ => None,
    });
    view! {
        <FilterPanel active>
            <Dates/>
            {live_view(move || manifest.get().map(|manifest| view! { <Facets manifest/> }))}
        </FilterPanel>
    }
}

/// The histogram and the range, which show and set the same.
#[component]
fn Dates() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let searching = expect_context::<Searching>();
    let range = Memo::new(move |_| navigation.location().with(|location| (location.query.from, location.query.to)));
    let counts = Memo::new(move |_| {
        searching.shown().with(|shown| shown.as_ref().map(|shown| shown.answer.histogram.clone()).unwrap_or_default())
    });
    let set = move |(from, to): (Option<Period>, Option<Period>)| {
        navigation.choose(|query| (query.from, query.to) = (from, to));
    };
    // A second press on the period that is on takes it off.
    let choose_period = move |period: Period| {
        let on = (Some(period), Some(period));
        set(if range.get_untracked() == on { (None, None) } else { on });
    };
    view! {
        <section class="dates" aria-label="Dates">
            <Histogram counts range on_choose=choose_period on_step=move |forward| step_focus(BARS, forward)/>
            <DateRange range on_change=set/>
        </section>
    }
}

/// One disclosure a facet.
#[component]
fn Facets(manifest: Arc<Manifest>) -> impl IntoView {
    let searching = expect_context::<Searching>();
    // Values that are on move to the top when the answer comes.
    keep_focus(move || searching.shown().track());
    // One facet at a time lists many values or is searched in, as its counts are asked of the worker.
    let expanded = RwSignal::new(None::<String>);
    let find = RwSignal::new(String::new());
    // Who comes back finds the facets closed again, so the counts must not stay restricted either.
    on_cleanup(move || searching.detail_facets(false, None));
    manifest
        .facets
        .iter()
        .enumerate()
        .map(|(at, facet)| view! { <OneFacet facet=facet.clone() open=at < OPEN_FACETS expanded find/> })
        .collect_view()
}

#[component]
fn OneFacet(
    facet: FacetEntry,
    open: bool,
    expanded: RwSignal<Option<String>>,
    find: RwSignal<String>,
) -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let searching = expect_context::<Searching>();
    let FacetEntry { name, values } = facet;
    let key = StoredValue::new(name.clone());
    let counts = Memo::new(move |_| {
        let found = searching.shown().with(|shown| {
            shown.as_ref()?.answer.facets.iter().find(|counts| key.with_value(|name| counts.facet == *name)).cloned()
        });
        found.unwrap_or_default()
    });
    let query = Memo::new(move |_| navigation.location().with(|location| location.query.clone()));
    let is_expanded = Memo::new(move |_| expanded.with(|expanded| expanded.as_ref() == Some(&key.get_value())));
    let ask = move || {
        let text = find.get_untracked();
        let looked_for = (!text.is_empty()).then(|| FacetFind { facet: key.get_value(), text });
        searching.detail_facets(expanded.with_untracked(Option::is_some), looked_for);
    };
    let change = move |change: FacetChange| match change {
        FacetChange::Choose(value, choice) => {
            navigation.choose(|query| choose(query, &key.get_value(), &value, choice));
        }
        FacetChange::Expand(many) => {
            expanded.set(many.then(|| key.get_value()));
            find.set(String::new());
            ask();
        }
        FacetChange::Find(text) => {
            find.set(text);
            ask();
        }
    };
    view! { <Facet name values open counts query expanded=is_expanded find on_change=change/> }
}
