//! The box in which one types: always in reach.

use crate::view::{Text, View, el};

/// Where the box is found by those who move the focus into it.
pub const SEARCH_INPUT: &str = ".search-input";

/// A search field whose every change is told at once, and whose Enter commits what stands in it.
pub struct SearchBox {
    /// What stands in it.
    pub text: Text,
    /// Hears that someone is about to type.
    pub on_enter: Box<dyn Fn()>,
    /// Hears every change.
    pub on_type: Box<dyn Fn(String)>,
    /// Hears Enter.
    pub on_commit: Box<dyn Fn()>,
}

impl From<SearchBox> for View {
    fn from(SearchBox { text, on_enter, on_type, on_commit }: SearchBox) -> Self {
        el("form.search-box")
            .attr("role", "search")
            .on("submit", move |event| {
                event.prevent_default();
                on_commit();
            })
            .child(el("label.visually-hidden").attr("for", "search").child("Search the archive"))
            .child(
                el("input.search-input")
                    .attr("id", "search")
                    .attr("type", "search")
                    .attr("placeholder", "Search the archive")
                    .attr("autocomplete", "off")
                    .attr("autocapitalize", "off")
                    .attr("spellcheck", "false")
                    .attr("enterkeyhint", "search")
                    .attr("aria-keyshortcuts", "/ Control+K Meta+K")
                    .live_value(text)
                    .on("focus", move |_| on_enter())
                    .on("input", move |event| on_type(event.value())),
            )
            .child(el("kbd.search-key").attr("aria-hidden", "true").child("/"))
            .into()
    }
}
