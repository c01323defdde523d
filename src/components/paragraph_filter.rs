//! What the paragraphs of an article may have in common, to choose from.

use std::rc::Rc;

use reader::format;
use reader::messages::t;
use reader::paragraphs::Trait;

use crate::view::{Element, Text, View, button, el, live, remade};

/// A row of buttons, of which one is on.
pub struct ParagraphFilter {
    /// What may be asked for.
    pub offered: Box<dyn Fn() -> Vec<Trait>>,
    /// The name of what is asked for; empty for all.
    pub only: Rc<dyn Fn() -> String>,
    /// How many paragraphs are in sight.
    pub status: Text,
    /// Hears the name of what is asked for.
    pub on_choose: Rc<dyn Fn(&str)>,
}

impl From<ParagraphFilter> for View {
    fn from(ParagraphFilter { offered, only, status, on_choose }: ParagraphFilter) -> Self {
        let choices = remade(move || -> View {
            let all = choice(t("All").said(), None, "", &only, &on_choose);
            let others =
                offered().into_iter().map(|one| choice(&one.label, Some(one.count()), &one.name, &only, &on_choose));
            std::iter::once(all).chain(others).collect()
        });
        el("div.paragraph-filter")
            .attr("role", "group")
            .label(t("Paragraphs to show"))
            .child(choices)
            .child(el("p.paragraph-status").attr("role", "status").child(live(status)))
            .into()
    }
}

fn choice(
    label: &str,
    count: Option<usize>,
    name: &str,
    only: &Rc<dyn Fn() -> String>,
    on_choose: &Rc<dyn Fn(&str)>,
) -> Element {
    let (only, on_choose) = (only.clone(), on_choose.clone());
    let (shown, chosen) = (name.to_owned(), name.to_owned());
    let count = count.map(|count| el("span.count").child(format::number(count as u32)));
    button("button")
        .live_attr("aria-pressed", move || (only() == shown).to_string())
        .on("click", move |_| on_choose(&chosen))
        .child(el("bdi").child(label))
        .child(" ")
        .child(count)
}
