//! The line below a headline: source, date, section. The stylesheet parts them.

use article::Preview;
use leptos::prelude::*;
use reader::format;

/// Source, date and section, as far as they are known.
pub fn result_meta(preview: &Preview) -> AnyView {
    let Preview { source, day, section, .. } = preview;
    let source = source.clone().map(|source| view! { <span class="source" dir="auto">{source}</span> });
    let day = day.clone().map(|day| {
        let said = format::date(&day);
        view! { <time datetime=day>{said}</time> }
    });
    let section = section.clone().map(|section| view! { <span class="section" dir="auto">{section}</span> });
    view! { <p class="result-meta">{source}{day}{section}</p> }.into_any()
}

/// The headline, or what stands in its place.
pub fn headline_or(headline: &str) -> String {
    match headline.trim() {
        "" => "Without a headline".to_owned(),
        headline => headline.to_owned(),
    }
}
