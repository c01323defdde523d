//! A picture of an article with its caption and credit.

use article::Association;
use leptos::prelude::*;
use reader::inline::{Piece, is_safe};

use super::article_body::inline;

/// The picture where it lies on the same host, for the policy allows no other; else where it is to be found.
#[component]
pub fn Figure(
    /// The picture; nothing where only a caption is known.
    picture: Option<Association>,
    /// The caption, cut at its spans and marks.
    caption: Vec<Piece>,
) -> impl IntoView {
    let picture = picture.unwrap_or_default();
    let href = picture.href.filter(|href| is_safe(href));
    let (local, elsewhere) = match href {
        Some(href) if href.contains("://") || href.starts_with("//") => (None, Some(href)),
        other => (other, None),
    };
    let alternative = picture.alt_text.unwrap_or_default();
    let image = local.map(|src| {
        view! {
            <img
                src=src
                alt=alternative
                loading="lazy"
                decoding="async"
                width=picture.width.map(|width| width.to_string())
                height=picture.height.map(|height| height.to_string())
            />
        }
    });
    let elsewhere = elsewhere.map(|href| {
        let shown = href.clone();
        view! {
            <p class="figure-elsewhere">
                "Picture at " <a href=href rel="external noreferrer">{shown}</a>
            </p>
        }
    });
    let credit = picture.credit_text.map(|credit| view! { <span class="credit" dir="auto">{credit}</span> });
    view! {
        <figure class="figure">
            {image}
            {elsewhere}
            <figcaption dir="auto">{inline(caption)} " " {credit}</figcaption>
        </figure>
    }
}
