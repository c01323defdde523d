//! What can be done with the words that are selected: mark them, in one of five colours, or copy a link to them.

use std::rc::Rc;

use reader::marks::Colour;
use reader::messages::{Message, t};
use reader::notebook::Make;

use crate::view::{Element, Event, View, button, el, when};

/// The buttons of the bar, for those who move the focus among them.
pub const MARK_BUTTONS: &str = ".mark-bar button";

/// A toolbar at the foot of the view while words are selected.
pub struct MarkBar {
    /// Whether words are selected.
    pub is_shown: Box<dyn Fn() -> bool>,
    /// Makes something of them.
    pub on_make: Rc<dyn Fn(Make)>,
    /// Hears a key that the toolbar has a use for, arrows and Escape, and that a button of it gets the focus.
    pub hear: Rc<dyn Fn(&Event)>,
}

impl From<MarkBar> for View {
    fn from(MarkBar { is_shown, on_make, hear }: MarkBar) -> Self {
        when(is_shown, move || {
            let choice = |class: &str, make: Make, sample: Element, name: Message| {
                let on_make = on_make.clone();
                button(class)
                    .on("click", move |_| on_make(make))
                    .child(sample.attr("aria-hidden", "true"))
                    .child(el("span").child(name))
            };
            let colour = |colour: Colour| {
                let sample = el("mark").attr("class", class(colour)).child("Aa");
                choice("button.mark-choice", Make::Mark(colour), sample, colour.label())
            };
            let bar = ["keydown", "focusin"].into_iter().fold(el("div.mark-bar"), |bar, kind| {
                let hear = hear.clone();
                bar.on(kind, move |event| hear(&event))
            });
            bar.attr("role", "toolbar")
                .label(t("Use the selected words"))
                // The words stay selected when a button is pressed.
                .on("mousedown", |event| event.prevent_default())
                .child(Colour::ALL.into_iter().map(colour).collect::<View>())
                .child(choice("button.mark-choice", Make::Note, el("span").child("✎"), t("Note")))
                .child(choice("button.mark-choice mark-link", Make::Link, el("span").child("⚓"), t("Link")))
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
