//! The list of keys, and the dialog that shows it.

use reader::messages::{Message, t};

use crate::view::{View, button, el};

/// Where the dialog is found by those who open it.
pub const KEY_HELP: &str = ".key-help";

const KEYS: [(&[&str], Message); 15] = [
    (&["/", "Ctrl K", "⌘ K"], t("Go to the search box")),
    (&["Esc"], t("Close the suggestions, then leave the search box")),
    (
        &["Enter"],
        t(
            "In the box: take the suggestion that is chosen, or else turn terms like place:japan into filters. On a result: open it",
        ),
    ),
    (&["↓", "j"], t("Next result. In the box ↓: next suggestion, and behind the last the first result")),
    (&["↑", "k"], t("Previous result. In the box ↑: previous suggestion")),
    (&["f"], t("In an article: find in it. Enter: next place, Shift Enter: previous place, Esc: close")),
    (&[".", ","], t("In an article: next or previous match")),
    (
        &["m"],
        t("In an article: mark the selected words, or a paragraph that ↑ and ↓ choose; ← and → choose the colour"),
    ),
    (&["a"], t("In an article: read it aloud. While it is read, everywhere: pause or go on")),
    (&["<", ">"], t("While an article is read: back or on by a sentence")),
    (&["c"], t("In an article: cite it, or the selected words")),
    (&["n", "p"], t("In an article: open the next result, the one before")),
    (&["Del"], t("On a recent search: forget it")),
    (&["?"], t("Show these keys")),
    (&["Alt ←"], t("Back to where you were, at the place you left")),
];

/// Every key that the app knows.
pub struct KeyTable;

impl From<KeyTable> for View {
    fn from(_: KeyTable) -> Self {
        let row = |(keys, what): &(&[&str], Message)| {
            let keys: View = keys
                .iter()
                .flat_map(|key| [el("kbd").attr("dir", "ltr").child(*key).into(), View::from(" ")])
                .collect();
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
            .child(el("h2").attr("id", "key-help-title").child(t("Keys")))
            .child(KeyTable)
            .child(button("button").on("click", move |_| on_close()).child(t("Close")))
            .into()
    }
}
