//! A bar that says that something is being loaded.

use leptos::prelude::*;

use super::live::when;

/// Shown only while `slow` holds: who waits less than half a second needs no bar.
#[component]
pub fn Progress(
    /// Whether loading has taken long enough to say so.
    #[prop(into)]
    slow: Signal<bool>,
) -> impl IntoView {
    view! {
        <Show when=when(move || slow.get())>
            <div class="progress" role="progressbar" aria-label="Loading"></div>
        </Show>
    }
}
