//! The newest article, large.

use std::sync::Arc;

use article::Preview;
use leptos::prelude::*;

use super::result_meta::{headline_or, result_meta};

/// Headline, standfirst, source and date of the article that leads the front page.
#[component]
pub fn LeadStory(
    /// The article.
    preview: Arc<Preview>,
    /// Its address.
    href: String,
) -> impl IntoView {
    view! {
        <article class="lead" lang=preview.language.clone()>
            <h2 class="result-headline" dir="auto">
                <a class="result-link" href=href>{headline_or(&preview.headline)}</a>
            </h2>
            <p class="standfirst" dir="auto">{preview.text.clone()}</p>
            {result_meta(&preview)}
        </article>
    }
}
