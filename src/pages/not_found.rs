//! What was asked for is not here, and the ways on.

use reader::messages::t;

use super::front::titled;
use crate::signal::effect;
use crate::state::{State, name_page};
use crate::view::{View, el};

/// Says what is missing, in a sentence, and where to go instead.
pub fn not_found_page(State { navigation, library, .. }: State, what: String) -> View {
    name_page(move || titled(t("Not found").said(), library));
    effect(move || navigation.view_has_changed());
    el("article.not-found")
        .child(el("h1").attr("tabindex", "-1").child(t("Not found")))
        .child(
            el("p")
                .child(what)
                .child(" ")
                .child(t("It may have been withdrawn, or the address may have been cut off.")),
        )
        .child(
            el("p").child(el("a").attr("href", "./").child(t("Go to the front page"))).child(t(", or search above.")),
        )
        .into()
}
