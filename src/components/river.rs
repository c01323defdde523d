//! The articles below the lead story, newest first.

use std::rc::Rc;
use std::sync::Arc;

use article::Preview;

use reader::locale::direction;
use reader::messages::t;

use super::result_meta::{Kept, headline_link, result_meta};
use crate::view::{View, each, el};

/// A list of cards.
pub struct River {
    /// The articles, in order.
    pub previews: Rc<dyn Fn() -> Vec<Arc<Preview>>>,
    /// The address of the article with this slug.
    pub href: fn(&str) -> String,
    /// What is kept of them.
    pub kept: Kept,
}

impl From<River> for View {
    fn from(River { previews, href, kept }: River) -> Self {
        let card = move |preview: Arc<Preview>| {
            let language = preview.language.as_deref();
            el("li.river-card")
                .attr_if("dir", direction(language))
                .child(headline_link(&preview, &href(&preview.slug), &kept))
                .child(result_meta(&preview, &kept))
                .child(el("p.snippet").auto().attr_if("lang", language).child(&preview.text))
        };
        el("ol.river")
            .label(t("Newest articles"))
            .child(each(move || previews(), |preview| preview.slug.clone(), card))
            .into()
    }
}
