//! The list of keys, and the dialog that shows it.

use leptos::prelude::*;

/// Where the dialog is found by those who open it.
pub const KEY_HELP: &str = ".key-help";

const KEYS: [(&[&str], &str); 7] = [
    (&["/", "Ctrl K", "⌘ K"], "Go to the search box"),
    (&["Esc"], "Leave the search box"),
    (&["Enter"], "In the box: turn terms like place:japan into filters. On a result: open it"),
    (&["↓", "j"], "Next result"),
    (&["↑", "k"], "Previous result"),
    (&["?"], "Show these keys"),
    (&["Alt ←"], "Back to where you were, at the place you left"),
];

/// Every key that the app knows.
#[component]
pub fn KeyTable() -> impl IntoView {
    let rows = KEYS.map(|(keys, what)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view();
        view! { <div class="key-row"><dt>{keys}</dt><dd>{what}</dd></div> }
    });
    view! { <dl class="key-table">{rows.into_iter().collect_view()}</dl> }
}

/// The keys in a dialog; Esc closes it, as the browser has it.
#[component]
pub fn KeyHelp(
    /// Asks to be closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    view! {
        <dialog class="key-help" aria-labelledby="key-help-title">
            <h2 id="key-help-title">"Keys"</h2>
            <KeyTable/>
            <button type="button" on:click=move |_| on_close.run(())>"Close"</button>
        </dialog>
    }
}
