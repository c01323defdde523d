//! The list of results, and the way out where there is none.

use std::time::Duration;

use leptos::html::Ol;
use leptos::prelude::*;
use reader::results::{Chip, MAX_ROWS, RowContent, chips, window};
use reader::route::Location;
use reader::{format, results};

use crate::components::live::{live, when};
use crate::components::{ResultList, Row, Viewport};
use crate::state::{Library, Navigation, Searching, follow_extent, once_painted};

/// How long scrolling rests before passages are asked for: rows that rush by need none.
const REST: Duration = Duration::from_millis(60);

/// The results of the query.
#[component]
pub fn Results() -> impl IntoView {
    let searching = expect_context::<Searching>();
    let total = Memo::new(move |_| searching.shown().with(|shown| shown.as_ref().map(|shown| shown.answer.total)));
    view! {
        <Show when=when(move || total.get().is_some_and(|total| total > 0))>
            <Rows total=Signal::derive(move || total.get().unwrap_or(0).min(MAX_ROWS))/>
        </Show>
        <Show when=when(move || total.get().is_some_and(|total| total > MAX_ROWS))>
            <p class="result-limit">
                {"These are the first ".to_owned() + &format::number(MAX_ROWS) + ". Narrow the search to see the others."}
            </p>
        </Show>
        <Show when=when(move || total.get() == Some(0))>
            <NoResults/>
        </Show>
    }
}

/// The rows in view.
#[component]
fn Rows(total: Signal<u32>) -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let searching = expect_context::<Searching>();
    let library = expect_context::<Library>();
    let list = NodeRef::<Ol>::new();
    let (extent, measure) = follow_extent(list);
    let viewport = Memo::new(move |_| {
        let extent = extent.get();
        Viewport { rows: window(extent.above, extent.view, extent.row, total.get()), row_height: extent.row }
    });
    let window = Memo::new(move |_| viewport.with(|view| view.rows.clone()));
    let shown = searching.shown();
    let rows = Memo::new(move |_| {
        let shown = shown.get();
        let number = |rank| shown.as_ref().and_then(|shown| shown.number_at(rank));
        window.get().map(|rank| Row { rank, number: number(rank) }).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        shown.track();
        searching.need_rows(&window.read());
    });
    follow_passages(searching, window);
    // Rows have their height once they are in the document and painted.
    Effect::new(move |_| {
        rows.track();
        once_painted(measure);
    });
    Effect::new(move |_| {
        if shown.read().is_some() {
            // Two frames on: the first measures the rows, and with them the list's height.
            once_painted(move || navigation.view_is_there());
        }
    });
    let content = move |number: Option<u32>| number.map_or(RowContent::Waiting, |number| library.content(number));
    let passage = move |number: Option<u32>| shown.with(|shown| shown.as_ref()?.passage(number?));
    let href = move |slug: String| {
        navigation.location().with(|location| Location::article(slug, location.query.clone()).href())
    };
    view! { <ResultList list total viewport rows content passage href/> }
}

/// Asks for the passages of the rows in view once scrolling and typing rest, and again as previews come.
fn follow_passages(searching: Searching, window: Memo<std::ops::Range<u32>>) {
    let rested = RwSignal::new(0..0);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let rows = window.get();
        searching.shown().track();
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
        timer.set_value(set_timeout_with_handle(move || rested.set(rows), REST).ok());
    });
    Effect::new(move |_| searching.need_passages(&rested.get()));
    on_cleanup(move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    });
}

/// No article matches: which filter to drop, and what else to try.
#[component]
fn NoResults() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let searching = expect_context::<Searching>();
    let location = navigation.location();
    let on_chips = Memo::new(move |_| location.with(|location| chips(&location.query)));
    let has_words = move || location.with(|location| !location.query.text.trim().is_empty());
    let drop_one = move |chip: Chip| {
        let label = "Search without ".to_owned() + &chip.label() + ": " + &chip.text();
        view! {
            <li>
                <button type="button" on:click=move |_| navigation.choose(|query| chip.remove_from(query))>{label}</button>
            </li>
        }
    };
    Effect::new(move |_| {
        if searching.shown().read().is_some() {
            navigation.view_is_there();
        }
    });
    let why = move || {
        match (on_chips.read().is_empty(), has_words()) {
            (false, _) => "No article matches these words and filters together.",
            (true, true) => "No article holds any of these words. Check the spelling, or try fewer or other words.",
            (true, false) => "This archive holds no articles.",
        }
        .to_owned()
    };
    view! {
        <div class="no-results">
            <p>{live(why)}</p>
            <ul>
                <For each=move || on_chips.get() key=|chip| (chip.label(), chip.text()) children=drop_one/>
            </ul>
            <Show when=when(move || on_chips.read().len() > 1)>
                <button type="button" on:click=move |_| navigation.choose(results::clear_filters)>"Search without any filter"</button>
            </Show>
            <p><a href="./">"Back to the front page"</a></p>
        </div>
    }
}
