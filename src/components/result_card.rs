//! One row of the results.
//!
//! All rows are of one height, which the stylesheet sets (`block-size` with the text clamped), because the list renders
//! only the rows in view and reckons where they lie.

use std::rc::Rc;
use std::sync::Arc;

use article::Preview;
use reader::messages::{Message, t};
use reader::protocol::Passage;
use reader::results::RowContent;
use search::Part;

use super::marked::marked;
use super::result_list::Rows;
use super::result_meta::{headline_or, own_words, result_meta, with_lists};
use crate::view::{Element, View, el, of, remade, switch};

/// An article among the results: headline, source, date, section, and the passage that matched.
pub struct ResultCard {
    /// Where it stands among all results, from 0.
    pub rank: u32,
    /// Its article's number, once that is known.
    pub number: Option<u32>,
    /// What is known of the rows.
    pub rows: Rc<Rows>,
}

impl From<ResultCard> for View {
    fn from(ResultCard { rank, number, rows }: ResultCard) -> Self {
        el("li.result-card")
            .attr("aria-posinset", &(rank + 1).to_string())
            .live_attr("aria-setsize", of(&rows, |rows| (rows.total)().to_string()))
            .child(switch(of(&rows, move |rows| (rows.content)(number)), move |content| match content {
                RowContent::Ready(preview) => card(&preview, number, &rows),
                RowContent::Waiting => skeleton(Message::default()).into(),
                RowContent::Lost => skeleton(t("This entry could not be loaded.")).into(),
            }))
            .into()
    }
}

fn card(preview: &Arc<Preview>, number: Option<u32>, rows: &Rc<Rows>) -> View {
    // What matched, or the plain text until that is known.
    let text = |part: fn(Passage) -> Vec<Part>, plain: String| {
        remade(of(rows, move |rows| match (rows.passage)(number).map(part) {
            Some(parts) if !parts.is_empty() => marked(parts),
            _ => View::from(&plain),
        }))
    };
    let slug = preview.slug.clone();
    let kept = &rows.kept;
    let language = preview.language.as_deref();
    let headline = el("a.result-link")
        .live_attr("href", of(rows, move |rows| (rows.href)(&slug)))
        .child(own_words(preview, text(|passage| passage.headline, headline_or(&preview.headline))));
    let snippet = text(|passage| passage.snippet, preview.text.clone());
    View::many(vec![
        el("h2.result-headline").auto().child(with_lists(headline, &preview.slug, kept)).into(),
        result_meta(preview, kept).into(),
        el("p.snippet").auto().attr_if("lang", language).child(snippet).into(),
    ])
}

fn skeleton(message: Message) -> Element {
    el("p.skeleton").attr("aria-busy", if message == Message::default() { "true" } else { "false" }).child(message)
}
