//! The panel beside the results; on narrow screens it unfolds from a button.

use std::rc::Rc;

use reader::format;
use reader::messages::t;

use crate::signal::Held;
use crate::view::{View, button, el, live, when};

/// A region with the histogram and the facets, which are put into it.
pub struct FilterPanel {
    /// How many filters are on.
    pub active: Box<dyn Fn() -> usize>,
    /// Hears that someone is about to choose.
    pub on_enter: Rc<dyn Fn()>,
    /// Whether the counts are still on their way.
    pub is_counting: Box<dyn Fn() -> bool>,
    /// Histogram, dates and facets.
    pub children: View,
}

impl From<FilterPanel> for View {
    fn from(FilterPanel { active, on_enter, is_counting, children }: FilterPanel) -> Self {
        let open = Held::new(false);
        let (is_open, is_expanded) = (open.clone(), open.clone());
        let label = move || match active() {
            0 => t("Filters").into(),
            count => t("Filters ({number})").with(&[("number", &format::number(count as u32))]),
        };
        let on_focus = on_enter.clone();
        let counting = when(is_counting, || el("p.counting").child(t("Counting…")));
        el("aside.filters")
            .label(t("Filters"))
            .on("pointerenter", move |_| on_enter())
            .on("focusin", move |_| on_focus())
            .live_class("open", move || is_open.get())
            .child(
                button("button.filters-toggle")
                    .attr("aria-controls", "filters-body")
                    .live_attr("aria-expanded", move || is_expanded.get().to_string())
                    .on("click", move |_| open.update(|open| *open = !*open))
                    .child(live(label)),
            )
            .child(el("div.filters-body").attr("id", "filters-body").child(counting).child(children))
            .into()
    }
}
