//! The list of results, of which only the rows in view are rendered: for the others it has padding above, and its height.

use std::ops::Range;
use std::rc::Rc;

use reader::format;
use reader::messages::t;
use reader::protocol::Passage;
use reader::results::RowContent;

use super::ResultCard;
use super::result_meta::Kept;
use crate::view::{Element, View, each, of};

/// A row: where it stands, and the number of the article in it, once that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands among all results, from 0.
    pub rank: u32,
    /// Its article's number.
    pub number: Option<u32>,
}

/// The rows in view and how high each is.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewport {
    /// The rows to render.
    pub rows: Range<u32>,
    /// The height of a row, in pixels.
    pub row_height: f64,
}

/// What is known of the rows; each is followed.
pub struct Rows {
    /// How many results there are.
    pub total: Box<dyn Fn() -> u32>,
    /// The rows in view.
    pub viewport: Box<dyn Fn() -> Viewport>,
    /// The rows to render, those of the viewport.
    pub rows: Box<dyn Fn() -> Vec<Row>>,
    /// What is known of the article with this number.
    pub content: Box<dyn Fn(Option<u32>) -> RowContent>,
    /// What matched in the article with this number.
    pub passage: Box<dyn Fn(Option<u32>) -> Option<Passage>>,
    /// The address of the article with this slug.
    pub href: Box<dyn Fn(&str) -> String>,
    /// What this device keeps of the article with a slug.
    pub kept: Kept,
}

/// The results, as many rows of them as are in view.
pub struct ResultList {
    /// The element that takes the rows, for others measure it.
    pub list: Element,
    /// What is known of them.
    pub rows: Rc<Rows>,
}

impl From<ResultList> for View {
    fn from(ResultList { list, rows }: ResultList) -> Self {
        let pixels = |rows: u32, height: f64| format::decimal(f64::from(rows) * height) + "px";
        let above = of(&rows, move |rows| {
            let view = (rows.viewport)();
            pixels(view.rows.start, view.row_height)
        });
        // Never less, also while other rows come: else the page is shorter meanwhile, and at its end browsers that keep no place of
        // their own, as WebKit does, go back by what is missing.
        let whole = of(&rows, move |rows| pixels((rows.total)(), (rows.viewport)().row_height));
        let listed = of(&rows, |rows| (rows.rows)());
        let key =
            |row: &Row| row.rank.to_string() + ":" + &row.number.map(|number| number.to_string()).unwrap_or_default();
        let card = move |Row { rank, number }| ResultCard { rank, number, rows: rows.clone() };
        list.label(t("Results"))
            .live_style("padding-block-start", above)
            .live_style("min-block-size", whole)
            .child(each(listed, key, card))
            .into()
    }
}
