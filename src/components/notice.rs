//! What went wrong, to which file, and what to do about it.

use leptos::prelude::*;
use reader::failure::Failure;

/// A failure in words, with the one thing that may help.
#[component]
pub fn Notice(
    /// What happened.
    failure: Failure,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
    /// Loads the page anew, where only that helps.
    #[prop(into)]
    on_reload: Callback<()>,
) -> impl IntoView {
    let reload = failure.wants_reload();
    let act = move |_| if reload { on_reload.run(()) } else { on_retry.run(()) };
    let reason = (!failure.reason.is_empty())
        .then(|| view! { <p class="notice-reason"><code>{failure.reason.clone()}</code></p> });
    view! {
        <div class="notice" role="alert">
            <p class="notice-message">{failure.message()}</p>
            <p class="notice-advice">{failure.advice()}</p>
            {reason}
            <button type="button" on:click=act>{if reload { "Reload" } else { "Try again" }}</button>
        </div>
    }
}
