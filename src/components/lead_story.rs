//! The newest article, large.

use std::sync::Arc;

use article::Preview;
use reader::locale::direction;

use super::result_meta::{Kept, headline_link, result_meta};
use crate::view::{View, el};

/// Headline, standfirst, source and date of the article that leads the front page.
pub struct LeadStory {
    /// The article.
    pub preview: Arc<Preview>,
    /// Its address.
    pub href: String,
    /// What is kept of it.
    pub kept: Kept,
}

impl From<LeadStory> for View {
    fn from(LeadStory { preview, href, kept }: LeadStory) -> Self {
        let language = preview.language.as_deref();
        el("article.lead")
            .attr_if("dir", direction(language))
            .child(headline_link(&preview, &href, &kept))
            .child(el("p.standfirst").auto().attr_if("lang", language).child(&preview.text))
            .child(result_meta(&preview, &kept))
            .into()
    }
}
