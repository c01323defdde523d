//! A text with its matches marked.

use leptos::prelude::*;
use search::Part;

/// The parts in order, those that matched as `<mark>`.
pub fn marked(parts: Vec<Part>) -> AnyView {
    parts
        .into_iter()
        .map(|part| match part.hit {
            true => view! { <mark>{part.text}</mark> }.into_any(),
            false => part.text.into_any(),
        })
        .collect_view()
        .into_any()
}
