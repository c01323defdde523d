//! The front page and the results, which are one view: what one types turns the one into the other.

use leptos::prelude::*;
use reader::format;
use reader::results::{Chip, beside, chips, clear_filters, summary};
use reader::route::Location;
use search::Query;

use super::filters::Filters;
use super::newest::Newest;
use super::results::Results;
use crate::components::live::{live, when};
use crate::components::{Chips, SortSelect, StatusLine};
use crate::state::{Library, Loading, Navigation, Searching, move_focus, name_page};

/// Where the results are.
const RESULTS: &str = "#results";

/// What this archive is, what is in it, and what matches.
#[component]
pub fn FrontPage() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let searching = expect_context::<Searching>();
    let library = expect_context::<Library>();
    let location = navigation.location();
    let is_front = Memo::new(move |_| location.with(Location::is_front));
    let shown = searching.shown();
    let title = Signal::derive(move || archive_title(library));

    let heading = Memo::new(move |_| match location.with(heading_of) {
        Some(heading) => heading,
        None => title.get(),
    });
    name_page(move || {
        let (heading, title) = (heading.get(), title.get());
        if heading == title { title } else { heading + " – " + &title }
    });
    let status = move || {
        shown.with(|shown| shown.as_ref().map(|shown| summary(&shown.answer, &shown.query)).unwrap_or_default())
    };
    let also = move || {
        shown.with(|shown| {
            let Some(shown) = shown else { return String::new() };
            let ignored = &shown.answer.ignored;
            let left_out =
                (!ignored.is_empty()).then(|| "Not understood and left out: ".to_owned() + &ignored.join(", ") + ".");
            [beside(&shown.answer), left_out].into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    };
    // The chip that had the focus goes; whoever uses the keyboard goes on from the results.
    let narrow_less = move |change: &dyn Fn(&mut Query)| {
        navigation.choose(change);
        move_focus(RESULTS);
    };
    let on_chips = Memo::new(move |_| location.with(|location| chips(&location.query)));
    let answered = move || shown.with(|shown| shown.as_ref().map(|shown| shown.number.to_string()));
    view! {
        <div class="front-layout">
            <header class="front-header" class:visually-hidden=live(move || !is_front.get())>
                <h1 tabindex="-1" dir="auto">{live(move || heading.get())}</h1>
                <p class="front-summary">{live(move || archive_summary(library))}</p>
            </header>
            <Filters/>
            <section class="results" id="results" tabindex="-1" aria-label="Articles" data-answered=live(answered)>
                <div class="results-bar">
                    <StatusLine summary=Signal::derive(status) beside=Signal::derive(also)/>
                    <Show when=when(move || !is_front.get())>
                        <SortSelect
                            sort=Signal::derive(move || location.with(|location| location.query.sort))
                            on_choose=move |sort| navigation.choose(|query| query.sort = sort)
                        />
                    </Show>
                </div>
                <Chips
                    chips=on_chips
                    on_remove=move |chip: Chip| narrow_less(&|query| chip.remove_from(query))
                    on_clear=move |()| narrow_less(&clear_filters)
                />
                <Show when=when(move || is_front.get()) fallback=|| view! { <Results/> }>
                    <Newest/>
                </Show>
            </section>
        </div>
    }
}

/// The archive's name: empty while it is on its way, the program's where it does not come.
pub fn archive_title(library: Library) -> String {
    library.manifest().with(|manifest| match manifest {
        Loading::Ready(manifest) => manifest.title.clone(),
        Loading::Waiting => String::new(),
        Loading::Failed(_) => "Broadsheet".to_owned(),
    })
}

/// How much is in it, and from when.
fn archive_summary(library: Library) -> String {
    library.manifest().with(|manifest| {
        let Some(manifest) = manifest.ready() else { return String::new() };
        let count = match manifest.articles {
            0 => "This archive holds no articles yet.".to_owned(),
            count => format::articles(count),
        };
        match format::span(manifest.from.as_deref(), manifest.to.as_deref()) {
            Some(span) => count + ", " + &span,
            None => count,
        }
    })
}

/// What the results are of; nothing on the front page.
fn heading_of(location: &Location) -> Option<String> {
    if location.is_front() {
        return None;
    }
    let words = location.query.text.trim();
    let chips = chips(&location.query).iter().map(|chip| chip.text()).collect::<Vec<_>>().join(", ");
    Some(match (words, chips.as_str()) {
        ("", "") => "All articles".to_owned(),
        ("", chips) => chips.to_owned(),
        (words, "") => "“".to_owned() + words + "”",
        (words, chips) => "“".to_owned() + words + "”, " + chips,
    })
}
