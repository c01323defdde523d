//! The order of the results.

use reader::messages::{Message, t};
use reader::route::sort_named;
use search::Sort;

use crate::view::{View, el};

/// Best match, newest or oldest first.
pub struct SortSelect {
    /// The order that is on.
    pub sort: Box<dyn Fn() -> Sort>,
    /// Hears the order that was chosen.
    pub on_choose: Box<dyn Fn(Sort)>,
}

impl From<SortSelect> for View {
    fn from(SortSelect { sort, on_choose }: SortSelect) -> Self {
        let value = move || {
            match sort() {
                Sort::Relevance => "relevance",
                Sort::Newest => "newest",
                Sort::Oldest => "oldest",
            }
            .to_owned()
        };
        let option = |(value, name): (&str, Message)| el("option").attr("value", value).child(name);
        let options = [("relevance", t("Best match")), ("newest", t("Newest")), ("oldest", t("Oldest"))];
        el("label.sort-select")
            .child(el("span").child(t("Sort by")))
            .child(
                el("select")
                    .child(options.into_iter().map(option).collect::<View>())
                    .live_value(value)
                    .on("change", move |event| on_choose(sort_named(&event.value()))),
            )
            .into()
    }
}
