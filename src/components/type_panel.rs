//! The panel in which type and theme are set, and the button that opens it.
//!
//! The panel is a popover: the browser opens it from any button that names it, closes it with Esc or a press beside it,
//! gives the focus back, and puts it next to its button in the order of the Tab key.

use std::rc::Rc;

use reader::messages::{Message, t};
use reader::settings::{Choices, LANGUAGE, SETTINGS, Setting};

use super::ChoiceGroup;
use crate::view::{Element, View, button, el, live};

/// The panel's id, by which buttons name it.
const PANEL: &str = "type-panel";

/// What the panel is called.
const NAME: Message = t("Text and theme");

/// A button that opens the panel.
pub fn type_button() -> Element {
    let letters = el("span").attr("aria-hidden", "true").child("Aa");
    button("button.type-button").attr("popovertarget", PANEL).label(NAME).child(letters)
}

/// All settings, each with its present choice; what is chosen shows at once.
pub struct TypePanel {
    /// The choice that is on in a setting, both by their place.
    pub choice: Rc<dyn Fn(usize) -> usize>,
    /// Hears the setting and what was chosen.
    pub on_choose: Rc<dyn Fn(usize, usize)>,
    /// Asks that nothing be chosen any more.
    pub on_reset: Rc<dyn Fn()>,
}

impl From<TypePanel> for View {
    fn from(TypePanel { choice, on_choose, on_reset }: TypePanel) -> Self {
        let row = |(at, setting): (usize, &'static Setting)| {
            let choice = choice.clone();
            let on_choose = on_choose.clone();
            row(at, setting, Rc::new(move || choice(at)), Rc::new(move |choice| on_choose(at, choice)))
        };
        el("div.type-panel")
            .attr("id", PANEL)
            .attr("popover", "")
            .attr("role", "dialog")
            .label(NAME)
            // So that whoever opens it is told what it is.
            .attr("tabindex", "-1")
            .attr("autofocus", "")
            // On pages with an article that is what is looked at.
            .child(el("p.type-sample").child(t("The quick brown fox jumps over the lazy dog.")))
            .child(SETTINGS.iter().enumerate().map(row).collect::<View>())
            .child(
                el("p.type-buttons")
                    .child(button("button").on("click", move |_| on_reset()).child(t("Reset all")))
                    .child(button("button").attr("popovertarget", PANEL).child(t("Close"))),
            )
            .into()
    }
}

fn row(at: usize, setting: &'static Setting, choice: Rc<dyn Fn() -> usize>, on_choose: Rc<dyn Fn(usize)>) -> Element {
    let Setting { name, label, choices, .. } = setting;
    let row = el("div.type-row");
    if let Choices::Kinds(kinds) = choices {
        let row = row.child(el("span").attr("aria-hidden", "true").child(*label));
        if at == LANGUAGE {
            return row.child(languages(*label, kinds, choice, on_choose));
        }
        let said = (0..choices.count()).map(|at| choices.said(at)).collect();
        return row.child(ChoiceGroup { name, label: *label, choices: said, choice, on_choose });
    }
    let said = {
        let choice = choice.clone();
        move || choices.said(choice())
    };
    let range = el("input")
        .attr("type", "range")
        .attr("id", name)
        .attr("max", &choices.count().saturating_sub(1).to_string())
        .live_value(move || choice().to_string())
        .live_attr("aria-valuetext", said.clone())
        .on("input", move |event| on_choose(event.value().parse().unwrap_or_default()));
    row.child(el("label").attr("for", name).child(*label))
        .child(el("span.type-value").attr("aria-hidden", "true").child(live(said)))
        .child(range)
}

/// Languages are buttons: each loads the page anew, which among radio buttons every arrow on the way to another would do.
fn languages(
    label: Message,
    kinds: &'static [(&'static str, Message)],
    choice: Rc<dyn Fn() -> usize>,
    on_choose: Rc<dyn Fn(usize)>,
) -> Element {
    let language = |(at, (code, name)): (usize, &(&'static str, Message))| {
        let (choice, on_choose) = (choice.clone(), on_choose.clone());
        button("button")
            .attr_if("lang", Some(*code).filter(|code| !code.is_empty()))
            .live_attr("aria-pressed", move || (choice() == at).to_string())
            .on("click", move |_| on_choose(at))
            .child(*name)
    };
    let buttons = kinds.iter().enumerate().map(language);
    let group = el("div.choice-group").attr("role", "group").label(label);
    group.child(el("span").child(buttons.map(View::from).collect::<View>()))
}
