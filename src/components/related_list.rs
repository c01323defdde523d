//! Articles to go on with: headline, source, date.

use std::sync::Arc;

use article::Preview;

use super::result_meta::{headline_or, result_meta};
use crate::view::{View, each, el};

/// A short list of links.
pub struct RelatedList {
    /// The articles, in order.
    pub previews: Box<dyn Fn() -> Vec<Arc<Preview>>>,
    /// The address of the article with this slug.
    pub href: fn(&str) -> String,
}

impl From<RelatedList> for View {
    fn from(RelatedList { previews, href }: RelatedList) -> Self {
        let item = move |preview: Arc<Preview>| {
            let link = el("a").attr("href", &href(&preview.slug)).auto().child(headline_or(&preview.headline));
            el("li").of_language(preview.language.as_deref()).child(link).child(result_meta(&preview))
        };
        el("ol.related-list").child(each(previews, |preview| preview.slug.clone(), item)).into()
    }
}
