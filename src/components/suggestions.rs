//! The popup under the search box: a listbox of what may be taken, which the box moves through while it keeps the focus.

use std::rc::Rc;

use reader::messages::{Message, t};
use reader::offers::{Deed, Offer};

use super::search_box::Popup;
use crate::view::{Element, View, button, el, of, remade};

/// The list's id, by which the box names it.
pub const LIST: &str = "suggestions";

/// The id of an option, by its place.
pub fn option_id(place: usize) -> String {
    "suggestion-".to_owned() + &place.to_string()
}

/// The popup; it is hidden while there is nothing in it.
pub fn suggestions(popup: &Rc<Popup>) -> Element {
    el("div.suggestions")
        .live_attr_if("hidden", of(popup, |popup| popup.shown().is_empty().then(String::new)))
        // The box keeps the focus whatever is pressed here.
        .on("mousedown", |event| event.prevent_default())
        .child(remade(of(popup, parts)))
}

/// The options, those of one kind in a group; and beside them, for each recent search, a button that forgets it: an option
/// may hold none. The Delete key does the same, so the Tab key need not stop there.
fn parts(popup: &Rc<Popup>) -> View {
    let mut list = el("div").attr("role", "listbox").attr("id", LIST).label(t("Suggestions"));
    let mut removals = el("div");
    let mut group: Option<(Message, Element)> = None;
    for (place, offer) in popup.shown().iter().enumerate() {
        let before = match group.take() {
            Some((name, before)) if name == offer.group => before,
            other => {
                if let Some((_, other)) = other {
                    list = list.child(other);
                }
                let kind = offer.group.english();
                el("div.suggestion-group").attr("role", "group").attr("data-kind", kind).label(offer.group)
            }
        };
        group = Some((offer.group, before.child(option(popup, place, offer))));
        if matches!(offer.deed, Deed::Repeat(_)) {
            removals = removals.child(removal(popup, offer));
        }
    }
    if let Some((_, last)) = group {
        list = list.child(last);
    }
    View::many(vec![list.into(), removals.into()])
}

fn option(popup: &Rc<Popup>, place: usize, offer: &Rc<Offer>) -> Element {
    let option = el("div.suggestion");
    let (node, shared, own) = (option.node(), popup.clone(), offer.clone());
    let (taking, taken) = (popup.clone(), offer.clone());
    option
        .attr("role", "option")
        .attr("id", &option_id(place))
        .live_attr("aria-selected", move || {
            let is_active = shared.is_active(&own);
            if is_active {
                node.bring_into_view();
            }
            is_active.to_string()
        })
        .on("click", move |_| taking.take(&taken))
        .child(el("span.suggestion-text").auto().child(&offer.text))
        .child(" ")
        .child(el("span.suggestion-note").child(&offer.note))
}

fn removal(popup: &Rc<Popup>, offer: &Rc<Offer>) -> Element {
    let (forgetting, forgotten) = (popup.clone(), offer.clone());
    button("button.suggestion-removal")
        .attr("tabindex", "-1")
        .attr("aria-label", &t("Forget {search}").with(&[("search", &offer.text)]))
        .on("click", move |_| forgetting.forget(&forgotten))
        .child(el("span").attr("aria-hidden", "true").child("×"))
}
