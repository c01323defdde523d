//! What was asked for is not here, and the ways on.

use crate::signal::effect;
use crate::state::{State, name_page};
use crate::view::{View, el};

/// Says what is missing ("an article with this address"), and where to go instead.
pub fn not_found_page(state: State, what: &str) -> View {
    name_page(|| "Not found".to_owned());
    effect(move || state.navigation.view_has_changed());
    el("article.not-found")
        .child(el("h1").attr("tabindex", "-1").child("Not found"))
        .child(
            el("p")
                .child("This archive has not ")
                .child(what)
                .child(". It may have been withdrawn, or the address may have been cut off."),
        )
        .child(el("p").child(el("a").attr("href", "./").child("Go to the front page")).child(", or search above."))
        .into()
}
