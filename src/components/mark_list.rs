//! The marks of one article, those too that its text no longer holds.

use std::rc::Rc;

use reader::notebook::Placed;

use super::mark_bar::class;
use crate::view::{Element, View, button, el, remade};

/// A list of marks beside the article.
pub struct MarkList {
    /// The marks, those that are placed first.
    pub marks: Box<dyn Fn() -> Rc<[Placed]>>,
    /// Goes to a mark in the text.
    pub on_go: Rc<dyn Fn(&Placed)>,
    /// Deletes the mark with this id.
    pub on_delete: Rc<dyn Fn(&str)>,
}

impl From<MarkList> for View {
    fn from(MarkList { marks, on_go, on_delete }: MarkList) -> Self {
        remade(move || {
            let marks = marks();
            (!marks.is_empty()).then(|| {
                let item = |mark: &Placed| item(mark.clone(), &on_go, &on_delete);
                el("aside.marks")
                    .attr("aria-labelledby", "marks-heading")
                    .child(el("h2").attr("id", "marks-heading").attr("tabindex", "-1").child("Your marks"))
                    .child(el("ul.mark-list").attr("role", "list").child(marks.iter().map(item).collect::<View>()))
            })
        })
    }
}

fn item(mark: Placed, on_go: &Rc<dyn Fn(&Placed)>, on_delete: &Rc<dyn Fn(&str)>) -> Element {
    let (on_go, on_delete, id) = (on_go.clone(), on_delete.clone(), mark.id.clone());
    let quote = el("mark").attr("class", class(mark.colour)).child(&mark.quote);
    let colour = mark.colour.name();
    let is_lost = mark.stretches.is_empty();
    let shown: View = match is_lost {
        true => el("p.mark-quote").auto().child(quote).into(),
        false => button("button.mark-quote").auto().on("click", move |_| on_go(&mark)).child(quote).into(),
    };
    let lost = is_lost.then(|| el("p.mark-lost").child("This article no longer has these words."));
    let label = ["Delete the ", colour, " mark"].concat();
    el("li").child(shown).child(lost).child(
        button("button.mark-delete").attr("aria-label", &label).on("click", move |_| on_delete(&id)).child("Delete"),
    )
}
