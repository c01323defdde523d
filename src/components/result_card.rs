//! One row of the results.
//!
//! All rows are of one height, which the stylesheet sets (`block-size` with the text clamped), because the list renders
//! only the rows in view and reckons where they lie.

use std::sync::Arc;

use article::Preview;
use leptos::prelude::*;
use reader::protocol::Passage;
use reader::results::RowContent;

use super::live::live;
use super::marked::marked;
use super::result_meta::{headline_or, result_meta};

/// An article among the results: headline, source, date, section, and the passage that matched.
#[component]
pub fn ResultCard(
    /// Where it stands among all results, from 0.
    rank: u32,
    /// How many results there are.
    #[prop(into)]
    total: Signal<u32>,
    /// What is known of it so far.
    #[prop(into)]
    content: Signal<RowContent>,
    /// What matched in it, once that is known.
    #[prop(into)]
    passage: Signal<Option<Passage>>,
    /// The address of the article with this slug.
    #[prop(into)]
    href: Callback<String, String>,
) -> impl IntoView {
    let body = move || match content.get() {
        RowContent::Ready(preview) => card(preview, passage, href),
        RowContent::Waiting => skeleton(""),
        RowContent::Lost => skeleton("This entry could not be loaded."),
    };
    view! {
        <li class="result-card" aria-setsize=live(move || total.get().to_string()) aria-posinset=(rank + 1).to_string()>
            {live(body)}
        </li>
    }
}

fn card(preview: Arc<Preview>, passage: Signal<Option<Passage>>, href: Callback<String, String>) -> AnyView {
    let meta = result_meta(&preview);
    let language = preview.language.clone();
    let plain = preview.clone();
    let headline = move || match passage.read().as_ref() {
        Some(passage) if !passage.headline.is_empty() => marked(passage.headline.clone()),
        _ => headline_or(&plain.headline).into_any(),
    };
    let plain = preview.clone();
    let text = move || match passage.read().as_ref() {
        Some(passage) if !passage.snippet.is_empty() => marked(passage.snippet.clone()),
        _ => plain.text.clone().into_any(),
    };
    let slug = preview.slug.clone();
    view! {
        <h2 class="result-headline" dir="auto" lang=language.clone()>
            <a class="result-link" href=live(move || href.run(slug.clone()))>{live(headline)}</a>
        </h2>
        {meta}
        <p class="snippet" dir="auto" lang=language>{live(text)}</p>
    }
    .into_any()
}

fn skeleton(message: &'static str) -> AnyView {
    view! {
        <p class="skeleton" aria-busy=if message.is_empty() { "true" } else { "false" }>{message}</p>
    }
    .into_any()
}
