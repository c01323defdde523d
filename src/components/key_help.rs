//! The list of keys, and the dialog that shows and changes it.

use std::rc::Rc;

use reader::messages::{Message, t};
use reader::shortcuts::{FIXED, SHORTCUTS, Shortcut};

use crate::view::{Element, Event, View, button, el, live};

/// Where the dialog is found by those who open it.
pub const KEY_HELP: &str = ".key-help";

/// The character of the key at a place of the table, which is followed.
pub type KeyAt = Rc<dyn Fn(usize) -> String>;

/// Every key that the app knows.
pub struct KeyTable {
    /// The characters.
    pub key: KeyAt,
}

impl From<KeyTable> for View {
    fn from(KeyTable { key }: KeyTable) -> Self {
        table(&|at, _| kbd(&key, at)).into()
    }
}

fn table(cell: &dyn Fn(usize, &Shortcut) -> Element) -> Element {
    let row = |key: Element, what: Message| el("div.key-row").child(el("dt").child(key)).child(el("dd").child(what));
    let own = SHORTCUTS.iter().enumerate().map(|(at, shortcut)| row(cell(at, shortcut), shortcut.what));
    let table = el("dl.key-table").child(own.collect::<View>());
    table.child(FIXED.iter().map(|(key, what)| row(el("kbd").attr("dir", "ltr").child(*key), *what)).collect::<View>())
}

fn kbd(key: &KeyAt, at: usize) -> Element {
    let key = key.clone();
    el("kbd").attr("dir", "ltr").child(live(move || key(at)))
}

/// The keys in a dialog; Esc closes it, as the browser has it.
pub struct KeyHelp {
    /// The characters.
    pub key: KeyAt,
    /// Whether they do anything.
    pub is_on: Box<dyn Fn() -> bool>,
    /// What was done last, or is to be done.
    pub said: Box<dyn Fn() -> String>,
    /// Asks for another character of the key at this place.
    pub on_change: Rc<dyn Fn(usize)>,
    /// Hears a key that was pressed; `true` says that it is used.
    pub on_key: Box<dyn Fn(&str) -> bool>,
    /// Switches the characters on or off.
    pub on_switch: Box<dyn Fn()>,
    /// Asks that no key be changed any more.
    pub on_reset: Box<dyn Fn()>,
    /// Hears that it was closed.
    pub on_leave: Box<dyn Fn()>,
    /// Asks to be closed.
    pub on_close: fn(),
}

impl From<KeyHelp> for View {
    fn from(KeyHelp { key, is_on, said, on_change, on_key, on_switch, on_reset, on_leave, on_close }: KeyHelp) -> Self {
        let change = |at, shortcut: &Shortcut| {
            let on_change = on_change.clone();
            // What it is for stands behind it.
            button("button.key-change")
                .attr("title", t("Change this key").said())
                .attr("data-value", shortcut.name)
                .on("click", move |_| on_change(at))
                .child(kbd(&key, at))
        };
        let hear = move |event: Event| {
            if on_key(&event.key()) {
                event.prevent_default();
            }
        };
        let switch = el("input").attr("type", "checkbox").live_checked(is_on).on("change", move |_| on_switch());
        el("dialog.key-help")
            .attr("aria-labelledby", "key-help-title")
            .on("keydown", hear)
            .on("close", move |_| on_leave())
            .child(el("h2").attr("id", "key-help-title").child(t("Keys")))
            .child(el("label.key-switch").child(switch).child(t("Single-key shortcuts")))
            .child(el("p").child(t("Press a key below to change it. It is kept on this device.")))
            .child(table(&change))
            .child(el("p.key-said").attr("role", "status").child(said))
            .child(
                el("p.key-deeds")
                    .child(button("button").on("click", move |_| on_reset()).child(t("Reset all keys")))
                    .child(button("button").on("click", move |_| on_close()).child(t("Close"))),
            )
            .into()
    }
}
