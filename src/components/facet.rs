//! One facet: its values with their counts, those that are on first.

use std::rc::Rc;

use reader::labels;
use reader::results::{Choice, MANY_VALUES};

use super::FacetValue;
use crate::view::{View, button, each, el, live, when};

/// What a reader asks of a facet.
#[derive(Clone, Debug)]
pub enum FacetChange {
    /// To have, exclude or leave a value.
    Choose(String, Choice),
    /// To list many values, or few again.
    Expand(bool),
    /// To list the values that contain this text.
    Find(String),
}

/// What a facet shows under the query.
#[derive(Clone, Debug, Default)]
pub struct FacetList {
    /// The values to list, in order.
    pub values: Vec<String>,
    /// Whether there are others.
    pub more: bool,
    /// Whether an answer has come: before it nothing is known, not even that there is nothing.
    pub known: bool,
}

/// How many articles have a value, and what the query asks of it.
pub type ValueState = Rc<dyn Fn(&str) -> (u32, Choice)>;

/// A disclosure with checkboxes.
pub struct Facet {
    /// The facet's name in the model.
    pub name: String,
    /// How many values it has in the whole archive.
    pub values: u32,
    /// Whether it is open at first.
    pub open: bool,
    /// What is listed under the query.
    pub list: Rc<dyn Fn() -> FacetList>,
    /// How many articles have a value, and what the query asks of it.
    pub value: ValueState,
    /// Whether many values are listed.
    pub expanded: Rc<dyn Fn() -> bool>,
    /// The text that values are looked for by.
    pub find: Rc<dyn Fn() -> String>,
    /// Hears what the reader asks of it.
    pub on_change: Rc<dyn Fn(FacetChange)>,
}

impl From<Facet> for View {
    fn from(Facet { name, values, open, list, value, expanded, find, on_change }: Facet) -> Self {
        let label = labels::facet(&name).to_owned();
        let listed = list.clone();
        let has_none = {
            let list = list.clone();
            move || {
                let list = list();
                list.values.is_empty() && list.known
            }
        };
        // One button for both, so that the focus stays on it.
        let has_more = {
            let expanded = expanded.clone();
            move || expanded() || list().more
        };
        let is_searchable = {
            let expanded = expanded.clone();
            move || expanded() && values > MANY_VALUES
        };
        let finder = {
            let (find_label, on_change) = ("Find in ".to_owned() + &label, on_change.clone());
            move || {
                let (find, on_change) = (find.clone(), on_change.clone());
                el("input.facet-find")
                    .attr("type", "search")
                    .attr("aria-label", &find_label)
                    .attr("placeholder", &find_label)
                    .live_value(move || find())
                    .on("input", move |event| on_change(FacetChange::Find(event.value())))
            }
        };
        let row = {
            let (facet, on_change) = (name.clone(), on_change.clone());
            move |name: String| {
                let (value, on_change, asked, told) = (value.clone(), on_change.clone(), name.clone(), name.clone());
                FacetValue {
                    facet: facet.clone(),
                    value: name,
                    state: Rc::new(move || value(&asked)),
                    on_choose: Rc::new(move |choice| on_change(FacetChange::Choose(told.clone(), choice))),
                }
            }
        };
        let more = move || {
            let (is_expanded, expanded, on_change) = (expanded.clone(), expanded.clone(), on_change.clone());
            button("button.facet-more")
                .on("click", move |_| on_change(FacetChange::Expand(!expanded())))
                .child(live(move || if is_expanded() { "Show fewer" } else { "Show more" }.to_owned()))
        };
        el("details.facet")
            .attr_if("open", open.then_some(""))
            .attr("data-facet", &name)
            .child(el("summary").child(&label))
            .child(
                el("fieldset")
                    .child(el("legend.visually-hidden").child(&label))
                    .child(when(is_searchable, finder))
                    .child(el("ul.facet-values").child(each(move || listed().values, String::clone, row)))
                    .child(when(has_none, || el("p.facet-none").child("No values")))
                    .child(when(has_more, more)),
            )
            .into()
    }
}
