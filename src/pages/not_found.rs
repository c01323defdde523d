//! What was asked for is not here, and the ways on.

use leptos::prelude::*;

use crate::state::{Navigation, name_page};

/// Says what is missing, and where to go instead.
#[component]
pub fn NotFoundPage(
    /// What was asked for: "an article with this address".
    what: String,
) -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    name_page(|| "Not found".to_owned());
    Effect::new(move |_| navigation.view_has_changed());
    view! {
        <article class="not-found">
            <h1 tabindex="-1">"Not found"</h1>
            <p>"This archive has not " {what} ". It may have been withdrawn, or the address may have been cut off."</p>
            <p><a href="./">"Go to the front page"</a> ", or search above."</p>
        </article>
    }
}
