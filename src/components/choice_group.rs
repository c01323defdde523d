//! One control with its choices side by side.

use std::rc::Rc;

use reader::messages::Message;

use crate::view::{View, el};

/// A group of radio buttons.
pub struct ChoiceGroup {
    /// By which the browser tells groups apart.
    pub name: &'static str,
    /// What is chosen.
    pub label: Message,
    /// What there is to choose from, as people read it; each is known by its place.
    pub choices: Vec<String>,
    /// The place of the choice that is on.
    pub choice: Rc<dyn Fn() -> usize>,
    /// Hears the place of the one that was chosen.
    pub on_choose: Rc<dyn Fn(usize)>,
}

impl From<ChoiceGroup> for View {
    fn from(ChoiceGroup { name, label, choices, choice, on_choose }: ChoiceGroup) -> Self {
        let radio = |(at, said): (usize, String)| {
            let (choice, on_choose) = (choice.clone(), on_choose.clone());
            let radio = el("input")
                .attr("type", "radio")
                .attr("name", name)
                .live_checked(move || choice() == at)
                .on("change", move |_| on_choose(at));
            el("label").child(radio).child(el("span").child(said))
        };
        el("div.choice-group")
            .attr("role", "radiogroup")
            .label(label)
            .child(el("span").child(choices.into_iter().enumerate().map(radio).collect::<View>()))
            .into()
    }
}
