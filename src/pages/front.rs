//! The front page and the results, which are one view: what one types turns the one into the other.

use std::rc::Rc;

use reader::format;
use reader::messages::t;
use reader::results::{beside, chips, clear_filters, remarks, summary};
use reader::route::Location;
use search::Query;

use super::filters::filters;
use super::newest::newest;
use super::results::results;
use crate::components::{Chips, SortSelect, StatusLine};
use crate::state::{Library, Navigation, State, move_focus, name_page_at_rest};
use crate::view::{View, el, live, switch, when};

/// Where the results are.
const RESULTS: &str = "#results";

/// What this archive is, what is in it, and what matches.
pub fn front_page(state: State) -> View {
    let State { navigation, library, searching, .. } = state;
    let is_front = move || navigation.with(Location::is_front);
    let heading = move || navigation.with(heading_of).unwrap_or_else(|| archive_title(library));
    name_page_at_rest(move || {
        let (heading, title) = (heading(), archive_title(library));
        if heading == title { title } else { titled(&heading, library) }
    });
    let answered = move || searching.with(|shown| shown.is_counted.then(|| shown.number.to_string())).flatten();
    el("div.front-layout")
        .child(
            el("header.front-header")
                .live_class("visually-hidden", move || !is_front())
                .child(el("h1").attr("tabindex", "-1").auto().child(live(heading)))
                .child(el("p.front-summary").child(live(move || archive_summary(library)))),
        )
        .child(filters(state))
        .child(
            el("section.results")
                .attr("id", "results")
                .attr("tabindex", "-1")
                .label(t("Articles"))
                .live_attr_if("data-answered", answered)
                .child(el("div.results-bar").child(status_line(state)).child(when(
                    move || !is_front(),
                    move || SortSelect {
                        sort: Box::new(move || navigation.with(|location| location.query.sort)),
                        on_choose: Box::new(move |sort| navigation.choose(|query| query.sort = sort)),
                    },
                )))
                .child(active_filters(state))
                .child(switch(is_front, move |is_front| if is_front { newest(state) } else { results(state) })),
        )
        .into()
}

fn status_line(state: State) -> StatusLine {
    let searching = state.searching;
    let also = move || {
        searching.with(|shown| {
            let said = [remarks(&shown.answer), beside(&shown.answer)];
            said.into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    };
    StatusLine {
        summary: Box::new(move || searching.with(|shown| summary(&shown.answer, &shown.query)).unwrap_or_default()),
        beside: Box::new(move || also().unwrap_or_default()),
    }
}

fn active_filters(state: State) -> Chips {
    let navigation = state.navigation;
    Chips {
        chips: Rc::new(move || navigation.with(|location| chips(&location.query))),
        on_remove: Rc::new(move |chip| narrow_less(navigation, &|query| chip.remove_from(query))),
        on_clear: Rc::new(move || narrow_less(navigation, &clear_filters)),
    }
}

/// Takes filters away, at the wish of a control that goes with them: whoever uses the keyboard goes on from the results.
pub fn narrow_less(navigation: Navigation, change: &dyn Fn(&mut Query)) {
    navigation.choose(change);
    move_focus(RESULTS);
}

/// The archive's name: empty while it is on its way, the program's where it does not come.
pub fn archive_title(library: Library) -> String {
    match library.manifest() {
        Some(manifest) => manifest.title.clone(),
        None if library.is_waiting() => String::new(),
        None => "Broadsheet".to_owned(),
    }
}

/// What the tab of a view is called.
pub fn titled(view: &str, library: Library) -> String {
    [view, &archive_title(library)].join(" – ")
}

/// How much is in it, and from when.
fn archive_summary(library: Library) -> String {
    let Some(manifest) = library.manifest() else { return String::new() };
    let count = match manifest.articles {
        0 => t("This archive holds no articles yet.").into(),
        count => format::articles(count),
    };
    match format::span(manifest.from.as_deref(), manifest.to.as_deref()) {
        Some(span) => t("{articles}, {span}").with(&[("articles", &count), ("span", &span)]),
        None => count,
    }
}

/// What the results are of; nothing on the front page.
fn heading_of(location: &Location) -> Option<String> {
    if location.is_front() {
        return None;
    }
    let words = location.query.text.trim();
    let mut parts: Vec<String> = chips(&location.query).iter().map(|chip| chip.text()).collect();
    if !words.is_empty() {
        parts.insert(0, t("“{words}”").with(&[("words", words)]));
    }
    Some(if parts.is_empty() { t("All articles").into() } else { format::list(&parts) })
}
