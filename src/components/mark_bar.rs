//! What can be done with the words that are selected: mark them, in one of five colours.

use std::rc::Rc;

use reader::marks::Colour;
use reader::messages::t;

use crate::view::{Event, View, button, el, when};

/// The buttons of the bar, for those who move the focus among them.
pub const MARK_BUTTONS: &str = ".mark-bar button";

/// A toolbar at the foot of the view while words are selected.
pub struct MarkBar {
    /// Whether words are selected.
    pub is_shown: Box<dyn Fn() -> bool>,
    /// Marks them, and opens the note to write one.
    pub on_mark: Rc<dyn Fn(Colour, bool)>,
    /// Hears a key that the toolbar has a use for: arrows and Escape.
    pub on_key: Rc<dyn Fn(&Event)>,
}

impl From<MarkBar> for View {
    fn from(MarkBar { is_shown, on_mark, on_key }: MarkBar) -> Self {
        when(is_shown, move || {
            let choice = |colour: Colour| {
                let on_mark = on_mark.clone();
                let sample = el("mark").attr("class", class(colour)).attr("aria-hidden", "true").child("Aa");
                button("button.mark-choice")
                    .on("click", move |_| on_mark(colour, false))
                    .child(sample)
                    .child(el("span").child(colour.label()))
            };
            let (on_key, on_note) = (on_key.clone(), on_mark.clone());
            let note = button("button.mark-choice").on("click", move |_| on_note(Colour::default(), true));
            el("div.mark-bar")
                .attr("role", "toolbar")
                .label(t("Mark the selected words"))
                // The words stay selected when a button is pressed.
                .on("mousedown", |event| event.prevent_default())
                .on("keydown", move |event| on_key(&event))
                .child(Colour::ALL.into_iter().map(choice).collect::<View>())
                .child(note.child(el("span").attr("aria-hidden", "true").child("✎")).child(el("span").child(t("Note"))))
        })
    }
}

/// The class of what is marked in a colour.
pub fn class(colour: Colour) -> &'static str {
    match colour {
        Colour::Yellow => "marked yellow",
        Colour::Green => "marked green",
        Colour::Blue => "marked blue",
        Colour::Pink => "marked pink",
        Colour::Orange => "marked orange",
    }
}
