//! One facet: its values with their counts, those that are on first.

use std::rc::Rc;

use reader::labels;
use reader::messages::t;
use reader::results::Choice;

use super::FacetValue;
use crate::view::{Element, View, button, each, el, live, of, when};

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

/// The `data-value` of a facet's button for more and fewer.
pub fn facet_more(facet: &str) -> String {
    ["more:", facet].concat()
}

/// How many articles have a value, where that is known.
pub type CountOf = Rc<dyn Fn(&str) -> Option<u32>>;

/// A disclosure with checkboxes.
pub struct Facet {
    /// The facet's name in the model.
    pub name: String,
    /// Whether it is open at first.
    pub open: bool,
    /// What is listed under the query.
    pub list: Rc<dyn Fn() -> FacetList>,
    /// How many articles have a value, where that is known.
    pub count: CountOf,
    /// What the query asks of a value.
    pub choice: Rc<dyn Fn(&str) -> Choice>,
    /// Whether many values are listed.
    pub expanded: Rc<dyn Fn() -> bool>,
    /// The text that values are looked for by.
    pub find: Rc<dyn Fn() -> String>,
    /// Hears what the reader asks of it.
    pub on_change: Rc<dyn Fn(FacetChange)>,
}

impl From<Facet> for View {
    fn from(facet: Facet) -> Self {
        let facet = Rc::new(facet);
        let label = labels::facet(&facet.name);
        let has_none = |facet: &Rc<Facet>| {
            let list = (facet.list)();
            list.values.is_empty() && list.known
        };
        let rows = {
            let facet = facet.clone();
            each(of(&facet, |facet| (facet.list)().values), String::clone, move |value| row(&facet, value))
        };
        el("details.facet")
            .attr_if("open", facet.open.then_some(""))
            .attr("data-facet", &facet.name)
            .child(el("summary").child(label))
            .child(
                el("fieldset")
                    .child(el("legend.visually-hidden").child(label))
                    .child(when(of(&facet, |facet| (facet.expanded)()), of(&facet, finder)))
                    .child(el("ul.facet-values").child(rows))
                    .child(when(of(&facet, has_none), || el("p.facet-none").child(t("No values"))))
                    .child(when(of(&facet, |facet| (facet.expanded)() || (facet.list)().more), of(&facet, more))),
            )
            .into()
    }
}

fn row(facet: &Rc<Facet>, value: String) -> FacetValue {
    let (counted, asked, told, facet_told) = (value.clone(), value.clone(), value.clone(), facet.clone());
    FacetValue {
        facet: facet.name.clone(),
        value,
        count: Box::new(of(facet, move |facet| (facet.count)(&counted))),
        choice: Rc::new(of(facet, move |facet| (facet.choice)(&asked))),
        on_choose: Rc::new(move |choice| (facet_told.on_change)(FacetChange::Choose(told.clone(), choice))),
    }
}

/// The field by which values are looked for, and the way back to few: behind a hundred values it would be far away.
fn finder(facet: &Rc<Facet>) -> Element {
    let name = t("Find in {filter}").with(&[("filter", labels::facet(&facet.name))]);
    let told = facet.clone();
    let field = el("input.facet-find")
        .attr("type", "search")
        .attr("aria-label", &name)
        .attr("placeholder", &name)
        .live_value(of(facet, |facet| (facet.find)()))
        .on("input", move |event| (told.on_change)(FacetChange::Find(event.value())));
    el("div.facet-finder").child(field).child(more(facet))
}

/// One button for more and fewer. Whoever presses it is led to the first that there is then.
fn more(facet: &Rc<Facet>) -> Element {
    let toggle = of(facet, |facet| (facet.on_change)(FacetChange::Expand(!(facet.expanded)())));
    let label = of(facet, |facet| if (facet.expanded)() { t("Show fewer") } else { t("Show more") }.into());
    button("button.facet-more")
        .attr("data-value", &facet_more(&facet.name))
        .on("click", move |_| toggle())
        .child(live(label))
}
