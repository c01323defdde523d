//! How many articles match, and how the words were taken.

use leptos::prelude::*;

use super::live::live;

/// A line that screen readers announce when it changes.
#[component]
pub fn StatusLine(
    /// The sentence.
    #[prop(into)]
    summary: Signal<String>,
    /// What stands beside it: stricter and wider sets, parts left out.
    #[prop(into)]
    beside: Signal<String>,
) -> impl IntoView {
    view! {
        <p class="result-status" role="status" aria-live="polite">
            <span class="result-summary">{live(move || summary.get())}</span>
            " "
            <span class="result-beside">{live(move || beside.get())}</span>
        </p>
    }
}
