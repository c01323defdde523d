//! The order of the results.

use leptos::prelude::*;
use reader::route::sort_named;
use search::Sort;

use super::live::live;

/// Best match, newest or oldest first.
#[component]
pub fn SortSelect(
    /// The order that is on.
    #[prop(into)]
    sort: Signal<Sort>,
    /// Hears the order that was chosen.
    #[prop(into)]
    on_choose: Callback<Sort>,
) -> impl IntoView {
    let value = move || {
        match sort.get() {
            Sort::Relevance => "relevance",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
        }
        .to_owned()
    };
    view! {
        <label class="sort-select">
            <span>"Sort by"</span>
            <select prop:value=live(value) on:change:target=move |event| on_choose.run(sort_named(&event.target().value()))>
                <option value="relevance">"Best match"</option>
                <option value="newest">"Newest"</option>
                <option value="oldest">"Oldest"</option>
            </select>
        </label>
    }
}
