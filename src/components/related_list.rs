//! Articles to go on with: headline, source, date.

use std::sync::Arc;

use article::Preview;
use reader::locale::direction;

use super::result_meta::{Kept, headline_or, own_words, result_meta, with_lists};
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
            let words = own_words(&preview, headline_or(&preview.headline));
            let link = el("a").attr("href", &href(&preview.slug)).auto().child(words);
            el("li")
                .attr_if("dir", direction(preview.language.as_deref()))
                .child(with_lists(link, &preview.slug, &kept))
                .child(result_meta(&preview, &kept))
        };
        el("ol.related-list").child(each(previews, |preview| preview.slug.clone(), item)).into()
    }
}
