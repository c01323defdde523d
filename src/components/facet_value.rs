//! One value of a facet: on, off, or excluded.

use std::rc::Rc;

use reader::messages::t;
use reader::results::Choice;
use reader::{format, labels};

use crate::view::{View, button, el, live};

/// A checkbox with the value and its count, and a button that excludes it.
pub struct FacetValue {
    /// The facet's name.
    pub facet: String,
    /// The value.
    pub value: String,
    /// How many articles have it, where that is known.
    pub count: Box<dyn Fn() -> Option<u32>>,
    /// What the query asks of it.
    pub choice: Rc<dyn Fn() -> Choice>,
    /// Hears what is to be asked of it.
    pub on_choose: Rc<dyn Fn(Choice)>,
}

impl From<FacetValue> for View {
    fn from(FacetValue { facet, value, count, choice, on_choose }: FacetValue) -> Self {
        let said = labels::value(&facet, &value);
        let key = [facet, value].join(":");
        let exclude_name = t("Exclude {value}").with(&[("value", &said)]);
        let is = |wanted: Choice| {
            let choice = choice.clone();
            move || choice() == wanted
        };
        // What is on already is taken off.
        let toggle = |wanted: Choice| {
            let (is_on, on_choose) = (is(wanted), on_choose.clone());
            move |_| on_choose(if is_on() { Choice::Open } else { wanted })
        };
        let pressed = is(Choice::Excluded);
        el("li.facet-value")
            .live_class("excluded", is(Choice::Excluded))
            .child(
                el("label")
                    .child(
                        el("input")
                            .attr("type", "checkbox")
                            .attr("data-value", &key)
                            .live_checked(is(Choice::Chosen))
                            .on("change", toggle(Choice::Chosen)),
                    )
                    .child(el("span.facet-name").auto().child(said))
                    .child(" ")
                    .child(el("span.facet-count").child(live(move || count().map(format::number).unwrap_or_default()))),
            )
            .child(
                button("button.facet-exclude")
                    .attr("data-value", &("-".to_owned() + &key))
                    .attr("aria-label", &exclude_name)
                    .attr("title", &exclude_name)
                    .live_attr("aria-pressed", move || pressed().to_string())
                    .on("click", toggle(Choice::Excluded))
                    .child(el("span").attr("aria-hidden", "true").child("−")),
            )
            .into()
    }
}
