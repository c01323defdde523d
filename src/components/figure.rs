//! A picture of an article with its caption and credit.

use article::{Association, FIGURE_SIZES};
use reader::inline::{Piece, is_safe};
use reader::messages::t;
use reader::route::ARCHIVE;

use super::article_body::inline;
use super::result_meta::span;
use crate::view::{Element, el};

/// The picture where there is a file of it to show; else where it is to be found.
pub struct Figure<'a> {
    /// The picture; nothing where only a caption is known.
    pub picture: Option<&'a Association>,
    /// The caption, cut at its spans and highlights.
    pub caption: Vec<Piece>,
}

impl From<Figure<'_>> for Element {
    fn from(Figure { picture, caption }: Figure) -> Self {
        let href = picture.and_then(|picture| picture.href.as_deref()).filter(|href| is_safe(href));
        let shown = picture.and_then(|picture| Some((picture, picture.renditions.last()?)));
        let is_shown = shown.is_some();
        let image = shown.map(|(picture, widest)| {
            let size = |pixels: Option<u64>| pixels.map(|pixels| pixels.to_string());
            let set = picture.srcset(ARCHIVE);
            el("img")
                .attr("alt", picture.alt_text.as_deref().unwrap_or_default())
                .attr("loading", "lazy")
                .attr("decoding", "async")
                .attr_if("width", size(picture.width).as_deref())
                .attr_if("height", size(picture.height).as_deref())
                // Last: from then on it is fetched, lazily as the others say.
                .picture(&widest.address(ARCHIVE), set.as_deref(), FIGURE_SIZES)
        });
        let elsewhere = href.filter(|_| !is_shown).map(|href| {
            let link = el("a").attr("href", href).attr("rel", "external noreferrer").child(href);
            el("p.figure-elsewhere").child(t("Picture at")).child(" ").child(link)
        });
        let credit = picture.and_then(|picture| span("span.credit", &picture.credit_text));
        el("figure.figure").child(image).child(elsewhere).child(
            el("figcaption")
                .auto()
                .child(el("span").attr("data-at", "0").child(inline(caption)))
                .child(" ")
                .child(credit),
        )
    }
}
