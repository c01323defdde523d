//! The names that the source assigned to an article, each a way to the others that have it.

use article::{Article, FACETS};
use leptos::prelude::*;
use reader::labels;
use reader::route::facet_href;

/// Who, where and what: a list for each facet that the article has values of.
#[component]
pub fn ArticleTerms(
    /// The article.
    article: Article,
) -> impl IntoView {
    let lists = FACETS
        .iter()
        .filter_map(|facet| {
            let values = article.facet_values(facet);
            let links = values.iter().map(|value| link(facet, value)).collect_view();
            (!values.is_empty())
                .then(|| view! { <div class="term"><dt>{labels::facet(facet).to_owned()}</dt>{links}</div> })
        })
        .collect_view();
    let rights = [&article.copyright_notice, &article.usage_terms]
        .into_iter()
        .flatten()
        .map(|text| view! { <p class="rights" dir="auto">{text.clone()}</p> })
        .collect_view();
    view! {
        <aside class="aside-terms" aria-label="About this article">
            <dl>{lists}</dl>
            {rights}
        </aside>
    }
}

fn link(facet: &str, value: &str) -> impl IntoView + use<> {
    view! { <dd><a href=facet_href(facet, value) dir="auto">{labels::value(facet, value)}</a></dd> }
}
