//! Articles to go on with: headline, source, date.

use std::sync::Arc;

use article::Preview;

use super::result_meta::{Kept, headline_or, result_meta, with_lists};
use crate::view::{View, each, el};

/// A short list of links.
pub struct RelatedList {
    /// The articles, in order.
    pub previews: Box<dyn Fn() -> Vec<Arc<Preview>>>,
    /// The address of the article with this slug.
    pub href: fn(&str) -> String,
    /// What is kept of them.
    pub kept: Kept,
}

impl From<RelatedList> for View {
    fn from(RelatedList { previews, href, kept }: RelatedList) -> Self {
        let item = move |preview: Arc<Preview>| {
            let link = el("a").attr("href", &href(&preview.slug)).auto().child(headline_or(&preview.headline));
            el("li")
                .of_language(preview.language.as_deref())
                .child(with_lists(link, &preview.slug, &kept))
                .child(result_meta(&preview, &kept))
        };
        el("ol.related-list").child(each(previews, |preview| preview.slug.clone(), item)).into()
    }
}
