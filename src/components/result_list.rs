//! The list of results, of which only the rows in view are rendered: what lies above and below is padding.

use std::ops::Range;

use leptos::html::Ol;
use leptos::prelude::*;
use reader::protocol::Passage;
use reader::results::RowContent;

use super::live::live;
use super::result_card::ResultCard;

/// A row: where it stands, and the number of the article in it, once that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Where it stands among all results, from 0.
    pub rank: u32,
    /// Its article's number.
    pub number: Option<u32>,
}

/// The rows in view and how high each is.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewport {
    /// The rows to render.
    pub rows: Range<u32>,
    /// The height of a row, in pixels.
    pub row_height: f64,
}

/// The results, as many rows of them as are in view.
#[component]
pub fn ResultList(
    /// The element, for those who measure it.
    list: NodeRef<Ol>,
    /// How many results there are.
    #[prop(into)]
    total: Signal<u32>,
    /// The rows in view.
    #[prop(into)]
    viewport: Signal<Viewport>,
    /// The rows to render, those of the viewport.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
    /// What is known of the article with this number.
    #[prop(into)]
    content: Callback<Option<u32>, RowContent>,
    /// What matched in the article with this number.
    #[prop(into)]
    passage: Callback<Option<u32>, Option<Passage>>,
    /// The address of the article with this slug.
    #[prop(into)]
    href: Callback<String, String>,
) -> impl IntoView {
    let pixels = |rows: u32, height: f64| (f64::from(rows) * height).to_string() + "px";
    let above = move || viewport.with(|view| pixels(view.rows.start, view.row_height));
    let below = move || viewport.with(|view| pixels(total.get().saturating_sub(view.rows.end), view.row_height));
    view! {
        <ol
            class="result-list"
            aria-label="Results"
            node_ref=list
            style:padding-block-start=live(above)
            style:padding-block-end=live(below)
        >
            <For each=move || rows.get() key=|row| *row let(row)>
                <ResultCard
                    rank=row.rank
                    total
                    content=Signal::derive(move || content.run(row.number))
                    passage=Memo::new(move |_| passage.run(row.number))
                    href
                />
            </For>
        </ol>
    }
}
