//! The list of keys, and the dialog that shows it.

use crate::view::{View, button, el};

/// Where the dialog is found by those who open it.
pub const KEY_HELP: &str = ".key-help";

const KEYS: [(&[&str], &str); 13] = [
    (&["/", "Ctrl K", "⌘ K"], "Go to the search box"),
    (&["Esc"], "Close the suggestions, then leave the search box"),
    (
        &["Enter"],
        "In the box: take the suggestion that is chosen, or else turn terms like place:japan into filters. On a result: open it",
    ),
    (&["↓", "j"], "Next result. In the box ↓: next suggestion, and behind the last the first result"),
    (&["↑", "k"], "Previous result. In the box ↑: previous suggestion"),
    (&["f"], "In an article: find in it. Enter: next place, Shift Enter: previous place, Esc: close"),
    (&[".", ","], "In an article: next or previous match"),
    (&["m"], "In an article: mark the selected words, or a paragraph that ↑ and ↓ choose; ← and → choose the colour"),
    (&["c"], "In an article: cite it, or the selected words"),
    (&["n", "p"], "In an article: open the next result, the one before"),
    (&["Del"], "On a recent search: forget it"),
    (&["?"], "Show these keys"),
    (&["Alt ←"], "Back to where you were, at the place you left"),
];

/// Every key that the app knows.
pub struct KeyTable;

impl From<KeyTable> for View {
    fn from(_: KeyTable) -> Self {
        let row = |(keys, what): &(&[&str], &str)| {
            let keys: View = keys.iter().flat_map(|key| [el("kbd").child(*key).into(), View::from(" ")]).collect();
            el("div.key-row").child(el("dt").child(keys)).child(el("dd").child(*what))
        };
        el("dl.key-table").child(KEYS.iter().map(row).collect::<View>()).into()
    }
}

/// The keys in a dialog; Esc closes it, as the browser has it.
pub struct KeyHelp {
    /// Asks to be closed.
    pub on_close: fn(),
}

impl From<KeyHelp> for View {
    fn from(KeyHelp { on_close }: KeyHelp) -> Self {
        el("dialog.key-help")
            .attr("aria-labelledby", "key-help-title")
            .child(el("h2").attr("id", "key-help-title").child("Keys"))
            .child(KeyTable)
            .child(button("button").on("click", move |_| on_close()).child("Close"))
            .into()
    }
}
