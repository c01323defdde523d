//! The newest article, large.

use std::sync::Arc;

use article::Preview;

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
        el("article.lead")
            .of_language(preview.language.as_deref())
            .child(headline_link(&preview, &href, &kept))
            .child(el("p.standfirst").auto().child(&preview.text))
            .child(result_meta(&preview, &kept))
            .into()
    }
}
