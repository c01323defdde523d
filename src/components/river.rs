//! The articles below the lead story, newest first.

use std::sync::Arc;

use article::Preview;
use leptos::prelude::*;

use super::result_meta::{headline_or, result_meta};

/// A list of cards.
#[component]
pub fn River(
    /// The articles, in order.
    #[prop(into)]
    previews: Signal<Vec<Arc<Preview>>>,
    /// The address of the article with this slug.
    #[prop(into)]
    href: Callback<String, String>,
) -> impl IntoView {
    view! {
        <ol class="river" aria-label="Newest articles">
            <For each=move || previews.get() key=|preview| preview.slug.clone() let(preview)>
                <li class="river-card" lang=preview.language.clone()>
                    <h2 class="result-headline" dir="auto">
                        <a class="result-link" href=href.run(preview.slug.clone())>{headline_or(&preview.headline)}</a>
                    </h2>
                    {result_meta(&preview)}
                    <p class="snippet" dir="auto">{preview.text.clone()}</p>
                </li>
            </For>
        </ol>
    }
}
