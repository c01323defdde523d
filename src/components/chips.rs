//! What narrows the results, each thing removable.

use std::rc::Rc;

use reader::results::Chip;

use crate::view::{View, button, each, el, when};

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
    fn from(Chips { chips, on_remove, on_clear }: Chips) -> Self {
        let chip = {
            let on_remove = on_remove.clone();
            move |chip: Chip| {
                let (label, text) = (chip.label() + ": ", chip.text());
                let name = "Remove filter: ".to_owned() + &label + &text;
                let on_remove = on_remove.clone();
                el("li.chip")
                    .child(el("span.chip-label").child(label))
                    .child(el("span.chip-text").auto().child(text))
                    .child(
                        button("button")
                            .attr("aria-label", &name)
                            .on("click", move |_| on_remove(&chip))
                            .child(el("span").attr("aria-hidden", "true").child("×")),
                    )
            }
        };
        let chip = Rc::new(chip);
        let listed = chips.clone();
        let list = move || {
            let (listed, chip, on_clear) = (listed.clone(), chip.clone(), on_clear.clone());
            let key = |chip: &Chip| chip.label() + "\n" + &chip.text();
            el("div.chips")
                .child(el("ul.chip-list").attr("aria-label", "Active filters").child(each(
                    move || listed(),
                    key,
                    move |item| chip(item),
                )))
                .child(button("button.chips-clear").on("click", move |_| on_clear()).child("Clear all filters"))
        };
        when(move || !chips().is_empty(), list)
    }
}
