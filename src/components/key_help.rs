//! The list of keys, and the dialog that shows it.

use crate::view::{View, button, el};

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
