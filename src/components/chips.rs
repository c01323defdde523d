//! What narrows the results, each thing removable.

use std::rc::Rc;

use reader::labels::with_value;
use reader::messages::t;
use reader::results::Chip;

use crate::view::{Element, View, button, each, el, of, when};

/// One chip for each filter, and one button for all.
pub struct Chips {
    /// What is on.
    pub chips: Rc<dyn Fn() -> Vec<Chip>>,
    /// Hears what is to be taken away.
    pub on_remove: Rc<dyn Fn(&Chip)>,
    /// Hears that all is to be taken away.
    pub on_clear: Rc<dyn Fn()>,
}

impl From<Chips> for View {
    fn from(chips: Chips) -> Self {
        let chips = Rc::new(chips);
        when(of(&chips, |chips| !(chips.chips)().is_empty()), of(&chips, list))
    }
}

fn list(chips: &Rc<Chips>) -> Element {
    let clear = of(chips, |chips| (chips.on_clear)());
    let key = |chip: &Chip| chip.label() + "\n" + &chip.text();
    let shared = chips.clone();
    let rows = each(of(chips, |chips| (chips.chips)()), key, move |item| chip(&shared, item));
    el("div.chips")
        .child(el("ul.chip-list").label(t("Active filters")).child(rows))
        .child(button("button.chips-clear").on("click", move |_| clear()).child(t("Clear all filters")))
}

fn chip(chips: &Rc<Chips>, chip: Chip) -> Element {
    let (label, text) = (chip.label(), chip.text());
    let name = t("Remove filter: {filter}").with(&[("filter", &with_value(&label, &text))]);
    let label = t("{name}:").with(&[("name", &label)]) + " ";
    let remove = of(chips, move |chips| (chips.on_remove)(&chip));
    el("li.chip").child(el("span.chip-label").child(label)).child(el("span.chip-text").auto().child(text)).child(
        button("button")
            .attr("aria-label", &name)
            .on("click", move |_| remove())
            .child(el("span").attr("aria-hidden", "true").child("×")),
    )
}
