//! The panel beside the results; on narrow screens it unfolds from a button.

use leptos::prelude::*;

use super::live::live;

/// A region with the histogram and the facets, which are put into it.
#[component]
pub fn FilterPanel(
    /// How many filters are on.
    #[prop(into)]
    active: Signal<usize>,
    /// Histogram, dates and facets.
    children: Children,
) -> impl IntoView {
    let (open, set_open) = signal(false);
    let label = move || match active.get() {
        0 => "Filters".to_owned(),
        count => "Filters (".to_owned() + &count.to_string() + ")",
    };
    view! {
        <aside class="filters" aria-label="Filters" class:open=live(move || open.get())>
            <button
                type="button"
                class="filters-toggle"
                aria-expanded=live(move || open.get().to_string())
                aria-controls="filters-body"
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                {live(label)}
            </button>
            <div class="filters-body" id="filters-body">{children()}</div>
        </aside>
    }
}
