//! The bar that stays in view while an article is read: the way back, the other results, how far one has read, the type.

use reader::format;
use reader::messages::t;

use super::type_panel::type_button;
use crate::view::{View, el};

/// The bar. What is put into it stands between the way back and the button for the type.
pub struct ArticleBar {
    /// The way back.
    pub back: View,
    /// How much of the article has passed, from 0 to 1.
    pub share: Box<dyn Fn() -> f64>,
    /// The same, once scrolling rests: screen readers tell each change.
    pub rested_share: Box<dyn Fn() -> f64>,
    /// What else belongs to reading.
    pub children: View,
}

impl From<ArticleBar> for View {
    fn from(ArticleBar { back, share, rested_share, children }: ArticleBar) -> Self {
        let progress = el("progress.visually-hidden")
            .label(t("Read so far"))
            .attr("max", "100")
            .live_attr("value", move || ((rested_share() * 100.0) as u32).to_string());
        let line =
            el("div.share-read").attr("aria-hidden", "true").live_style("--share", move || format::decimal(share()));
        el("div.article-bar")
            .child(el("nav.article-back").label(t("Way back")).child(back))
            .child(children)
            .child(type_button())
            .child(progress)
            .child(line)
            .into()
    }
}
