//! The box in which one types: always in reach. It is a combobox: suggestions stand in a popup below, which the arrows move
//! through while the box keeps the focus.

use std::rc::Rc;

use reader::messages::t;
use reader::offers::{Deed, Offer};

use super::suggestions::{LIST, option_id, suggestions};
use crate::signal::Held;
use crate::view::{Event, Text, View, button, el, of};

/// Where the box is found by those who move the focus into it.
pub const SEARCH_INPUT: &str = ".search-input";

/// A search field whose every change is told at once, and whose Enter commits what stands in it.
pub struct SearchBox {
    /// What stands in it.
    pub text: Text,
    /// The key that leads to it; empty where none does.
    pub key: Text,
    /// What may be taken in place of what stands in it, best first.
    pub offers: Box<dyn Fn() -> Vec<Rc<Offer>>>,
    /// Hears what someone does.
    pub on_use: Box<dyn Fn(Use)>,
}

/// What someone does with the box.
pub enum Use {
    /// Enters it, and is about to type.
    Enter,
    /// Changes what stands in it.
    Type(String),
    /// Empties it by its button.
    Clear,
    /// Presses Enter: what stands in it is whole.
    Commit,
    /// Takes an offer.
    Take(Rc<Offer>),
    /// Wants a recent search forgotten.
    Forget(Rc<Offer>),
}

/// What the box and its popup share.
pub struct Popup {
    offers: Box<dyn Fn() -> Vec<Rc<Offer>>>,
    on_use: Box<dyn Fn(Use)>,
    is_open: Held<bool>,
    /// What the arrows have led to. It is none of the options any more once others come.
    active: Held<Option<Rc<Offer>>>,
}

impl Popup {
    /// What is offered while the popup is open.
    pub fn shown(&self) -> Vec<Rc<Offer>> {
        if self.is_open.get() { (self.offers)() } else { Vec::new() }
    }

    /// Whether the arrows have led to this one.
    pub fn is_active(&self, offer: &Rc<Offer>) -> bool {
        self.active.with(|active| active.as_ref().is_some_and(|active| Rc::ptr_eq(active, offer)))
    }

    /// Takes an offer. What completes the text leaves the popup open: more may be suggested.
    pub fn take(&self, offer: &Rc<Offer>) {
        self.open(matches!(offer.deed, Deed::Type(_)));
        (self.on_use)(Use::Take(offer.clone()));
    }

    /// Forgets a recent search.
    pub fn forget(&self, offer: &Rc<Offer>) {
        (self.on_use)(Use::Forget(offer.clone()));
    }

    fn open(&self, is_open: bool) {
        self.active.set(None);
        self.is_open.set(is_open);
    }

    /// Where the option stands that the arrows have led to.
    fn place(&self) -> Option<usize> {
        self.shown().iter().position(|offer| self.is_active(offer))
    }

    /// Does what a key asks of the popup; `false` where it asks nothing of it.
    fn press(&self, key: &str) -> bool {
        let offers = self.shown();
        if offers.is_empty() {
            return false;
        }
        let place = self.place();
        let lead_to = |place: Option<usize>| self.active.set(place.and_then(|place| offers.get(place)).cloned());
        match (key, place.and_then(|place| offers.get(place))) {
            // Behind the last option come the results.
            ("ArrowDown", _) if place == Some(offers.len() - 1) => {
                self.open(false);
                return false;
            }
            ("ArrowDown", _) => lead_to(Some(place.map_or(0, |place| place + 1))),
            ("ArrowUp", _) => lead_to(place.unwrap_or(offers.len()).checked_sub(1)),
            ("Escape", _) => self.open(false),
            ("Enter", Some(offer)) => self.take(offer),
            ("Delete", Some(offer)) if matches!(offer.deed, Deed::Repeat(_)) => self.forget(offer),
            _ => return false,
        }
        true
    }

    fn hear(&self, event: &Event) {
        match event.kind().as_str() {
            "submit" => {
                event.prevent_default();
                self.open(false);
                (self.on_use)(Use::Commit);
            }
            "focus" => {
                // What stands in the box already is completed once it is typed on.
                self.open(event.value().is_empty());
                (self.on_use)(Use::Enter);
            }
            "blur" => self.open(false),
            "keydown" => {
                if event.plain_key().is_some_and(|key| self.press(&key)) {
                    event.prevent_default();
                }
            }
            "input" => {
                self.open(event.is_at_end());
                (self.on_use)(Use::Type(event.value()));
            }
            _ => (self.on_use)(Use::Clear),
        }
    }
}

impl From<SearchBox> for View {
    fn from(SearchBox { text, key, offers, on_use }: SearchBox) -> Self {
        let popup = Rc::new(Popup { offers, on_use, is_open: Held::new(false), active: Held::new(None) });
        let hear = || {
            let popup = popup.clone();
            move |event: Event| popup.hear(&event)
        };
        el("form.search-box")
            .attr("role", "search")
            .on("submit", hear())
            .child(el("label.visually-hidden").attr("for", "search").child(t("Search the archive")))
            .child(
                el("input.search-input")
                    .attr("id", "search")
                    .attr("type", "text")
                    .attr("role", "combobox")
                    .attr("aria-autocomplete", "list")
                    .attr("aria-controls", LIST)
                    .live_attr("aria-expanded", of(&popup, |popup| (!popup.shown().is_empty()).to_string()))
                    .live_attr_if("aria-activedescendant", of(&popup, |popup| popup.place().map(option_id)))
                    .attr("placeholder", t("Search the archive").said())
                    .attr("autocomplete", "off")
                    .attr("autocapitalize", "off")
                    .attr("spellcheck", "false")
                    .attr("enterkeyhint", "search")
                    .attr("aria-keyshortcuts", "Control+K Meta+K")
                    .live_value(text)
                    .on("focus", hear())
                    .on("blur", hear())
                    .on("keydown", hear())
                    .on("input", hear()),
            )
            .child(el("kbd.search-key").attr("aria-hidden", "true").child(key))
            .child(
                button("button.search-clear")
                    .attr("tabindex", "-1")
                    .label(t("Clear the search box"))
                    .on("click", hear())
                    .child(el("span").attr("aria-hidden", "true").child("×")),
            )
            .child(suggestions(&popup))
            .into()
    }
}
