//! The box in which one types: always in reach.

use leptos::prelude::*;

use super::live::live;

/// Where the box is found by those who move the focus into it.
pub const SEARCH_INPUT: &str = ".search-input";

/// A search field whose every change is told at once, and whose Enter commits what stands in it.
#[component]
pub fn SearchBox(
    /// What stands in it.
    #[prop(into)]
    text: Signal<String>,
    /// Hears every change.
    #[prop(into)]
    on_type: Callback<String>,
    /// Hears Enter.
    #[prop(into)]
    on_commit: Callback<()>,
) -> impl IntoView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_commit.run(());
    };
    view! {
        <form class="search-box" role="search" on:submit=submit>
            <label class="visually-hidden" for="search">"Search the archive"</label>
            <input
                class="search-input"
                id="search"
                type="search"
                placeholder="Search the archive"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-keyshortcuts="/ Control+K Meta+K"
                prop:value=live(move || text.get())
                on:input:target=move |event| on_type.run(event.target().value())
            />
            <kbd class="search-key" aria-hidden="true">"/"</kbd>
        </form>
    }
}
