//! The panel of filters: articles over time, the dates, and every facet that has values.

use std::rc::Rc;

use article::{FacetEntry, Manifest};
use reader::messages::t;
use reader::record::{LIST, LISTS, asks_for_lists};
use reader::results::{FEW_VALUES, MANY_VALUES, chips, choice, choose, shown_values};
use search::{FacetCounts, FacetFind, Period, Query};

use super::read_listed::read_listed;
use crate::components::{DateRange, Facet, FacetChange, FacetList, FilterPanel, Histogram, Range, facet_more};
use crate::signal::{Held, leaving, on_change};
use crate::state::{Navigation, State, keep_focus, lower, move_focus_to, once_painted, step_focus};
use crate::view::{Element, View, el, switch};

/// Facets that are open at first: those by which a newcomer sees what the archive is about.
const OPEN_FACETS: usize = 4;

/// The bars of the histogram.
const BARS: &str = ".histogram button";

/// The panel, once the manifest says what there is to filter by.
pub fn filters(state: State) -> FilterPanel {
    let State { navigation, library, searching, .. } = state;
    let narrowing = Narrowing::of(navigation);
    let (active, in_dates) = (narrowing.clone(), narrowing.clone());
    let all = switch(
        move || library.manifest(),
        move |manifest| manifest.map(|manifest| facets(state, &manifest, &narrowing)),
    );
    FilterPanel {
        active: Box::new(move || active.with(|query| chips(query).len())),
        on_enter: Rc::new(move || {
            searching.prepare();
            searching.count_lists();
        }),
        is_counting: Box::new(move || {
            searching.with(|shown| !shown.is_counted).unwrap_or_default() && searching.failure().is_none()
        }),
        children: View::many(vec![dates(state, in_dates).into(), all]),
    }
}

/// What the query has beside its words. It is held apart, so that some hundred values and bars have nothing to do with each
/// letter that is typed.
#[derive(Clone)]
struct Narrowing(Rc<Held<Query>>);

impl Narrowing {
    /// That of the address, which is followed for as long as the view that is being made is there.
    fn of(navigation: Navigation) -> Self {
        let wordless = |query: &Query| Query {
            filters: query.filters.clone(),
            from: query.from,
            to: query.to,
            ..Query::default()
        };
        let held = Rc::new(Held::new(wordless(&navigation.present().query)));
        let followed = held.clone();
        on_change(
            move || navigation.with(|location| wordless(&location.query)),
            move |query| {
                if followed.with_untracked(|before| before != query) {
                    followed.set(query.clone());
                }
            },
        );
        Self(held)
    }

    /// Reads and follows it, as a query for no words.
    fn with<T>(&self, read: impl FnOnce(&Query) -> T) -> T {
        self.0.with(read)
    }
}

/// The histogram and the range, which show and set the same.
fn dates(state: State, narrowing: Narrowing) -> Element {
    let State { navigation, searching, .. } = state;
    let range = Rc::new(move || narrowing.with(|query| (query.from, query.to)));
    let set = move |(from, to): Range| navigation.choose(|query| (query.from, query.to) = (from, to));
    // A second press on the period that is on takes it off.
    let choose_period = move |period: Period| {
        let query = navigation.present().query;
        let on = (Some(period), Some(period));
        set(if (query.from, query.to) == on { (None, None) } else { on });
    };
    let histogram = Histogram {
        answer: Rc::new(move || searching.with(|shown| shown.answer.clone())),
        range: range.clone(),
        on_choose: Rc::new(choose_period),
        on_step: Rc::new(|forward| step_focus(BARS, forward)),
    };
    el("section.dates").label(t("Dates")).child(histogram).child(DateRange { range, on_change: Rc::new(set) })
}

/// One facet at a time lists many values or is searched in, as its counts are asked of the worker.
#[derive(Clone)]
struct Detail {
    expanded: Held<Option<String>>,
    find: Held<String>,
}

/// One disclosure a facet.
fn facets(state: State, manifest: &Manifest, narrowing: &Narrowing) -> View {
    let searching = state.searching;
    let detail = Detail { expanded: Held::new(None), find: Held::new(String::new()) };
    let facet = |(at, facet): (usize, &FacetEntry)| {
        let beside = (facet.name == LIST).then(|| read_listed(state));
        View::many(vec![one_facet(state, facet, at < OPEN_FACETS, detail.clone(), narrowing).into(), beside.into()])
    };
    // Of no use before something was read or saved.
    let is_listed = state.lists.has_any() || asks_for_lists(&state.navigation.present().query);
    let lists = FacetEntry { name: LIST.to_owned(), values: LISTS.len() as u32 };
    let mut shown: Vec<&FacetEntry> = Vec::new();
    shown.extend(is_listed.then_some(&lists));
    shown.extend(&manifest.facets);
    let all: View = shown.into_iter().enumerate().map(facet).collect();
    View::many(vec![all])
        // Values that are on move to the top when the answer comes.
        .keep(keep_focus(move || searching.track()))
        // Who comes back finds the facets closed again, so the counts must not stay restricted either.
        .keep(leaving(move || searching.detail_facets(false, None)))
}

fn one_facet(state: State, facet: &FacetEntry, open: bool, detail: Detail, narrowing: &Narrowing) -> Facet {
    let State { navigation, searching, library, .. } = state;
    let name: Rc<str> = facet.name.as_str().into();
    let is_expanded = {
        let (name, expanded) = (name.clone(), detail.expanded.clone());
        Rc::new(move || expanded.with(|expanded| expanded.as_deref() == Some(&*name)))
    };
    let list = {
        let (name, is_expanded, narrowing) = (name.clone(), is_expanded.clone(), narrowing.clone());
        move || {
            let limit = if is_expanded() { MANY_VALUES } else { FEW_VALUES };
            let listed = |counts: &FacetCounts| {
                let values = narrowing.with(|query| shown_values(counts, query, limit, lower));
                let more = counts.more || counts.values.len() > FEW_VALUES as usize;
                FacetList { values: values.into_iter().map(|value| value.value).collect(), more, known: true }
            };
            let list = with_counts(state, &name, listed);
            // Before they are counted they are known all the same: the lists, and what the manifest tells of all articles.
            let uncounted = || match (&*name == LIST, library.front()) {
                (true, _) => FacetList { values: LISTS.map(str::to_owned).to_vec(), ..FacetList::default() },
                (false, Some(front)) => {
                    front.facets.iter().find(|counts| counts.facet == *name).map(listed).unwrap_or_default()
                }
                (false, None) => FacetList::default(),
            };
            list.unwrap_or_else(uncounted)
        }
    };
    let count = {
        let name = name.clone();
        move |value: &str| {
            with_counts(state, &name, |counts| {
                counts.values.iter().find(|counted| counted.value == value).map_or(0, |counted| counted.count)
            })
        }
    };
    let choice = {
        let (name, narrowing) = (name.clone(), narrowing.clone());
        move |value: &str| narrowing.with(|query| choice(query, &name, value, lower))
    };
    let find = detail.find.clone();
    let change = {
        let name = name.clone();
        move |change: FacetChange| {
            match change {
                FacetChange::Choose(value, choice) => {
                    return navigation.choose(|query| choose(query, &name, &value, choice, lower));
                }
                FacetChange::Expand(many) => {
                    detail.expanded.set(many.then(|| name.to_string()));
                    detail.find.set(String::new());
                    let button = facet_more(&name);
                    once_painted(move || move_focus_to(&button));
                }
                FacetChange::Find(text) => detail.find.set(text),
            }
            let text = detail.find.get_untracked();
            let looked_for = (!text.is_empty()).then(|| FacetFind { facet: name.to_string(), text });
            searching.detail_facets(detail.expanded.with_untracked(Option::is_some), looked_for);
        }
    };
    Facet {
        name: facet.name.clone(),
        open,
        list: Rc::new(list),
        count: Rc::new(count),
        choice: Rc::new(choice),
        expanded: is_expanded,
        find: Rc::new(move || find.get()),
        on_change: Rc::new(change),
    }
}

/// Reads and follows a facet's counts in the answer that is shown, where they are known.
fn with_counts<T>(state: State, facet: &str, read: impl FnOnce(&FacetCounts) -> T) -> Option<T> {
    if facet == LIST && !state.lists.are_placed() {
        return None;
    }
    state.searching.with(|shown| shown.answer.facets.iter().find(|counts| counts.facet == facet).map(read)).flatten()
}
