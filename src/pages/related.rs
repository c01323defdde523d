//! Below an article: those most like it, once someone asks.
//!
//! Not before: who only reads does without the search's program, and finding them takes a good part of the index.

use std::sync::Arc;

use article::StoredArticle;
use reader::messages::{Message, t};
use reader::results::RowContent;
use reader::route::Location;
use search::Query;

use crate::components::RelatedList;
use crate::signal::Held;
use crate::state::{State, move_focus};
use crate::view::{View, button, el, live, when};

/// The heading's id, by which the section is named.
const HEADING: &str = "related-heading";

/// A button, and in its place what comes of it; for the article of this id.
pub fn related(state: State, id: u32, stored: Arc<StoredArticle>) -> View {
    let State { library, searching, lists, .. } = state;
    let said = Held::new(Message::default());
    let ids = Held::new(Vec::<u32>::new());
    let ask = {
        let (said, ids) = (said.clone(), ids.clone());
        move || {
            said.set(t("Looking for related articles…"));
            // The button goes.
            move_focus(".related-status");
            let (said, ids) = (said.clone(), ids.clone());
            searching.relate(id, stored.article.texts(), move |found| {
                said.set(match &found {
                    None => t("Related articles cannot be looked for now."),
                    Some(found) if found.is_empty() => t("No other article is much like this one."),
                    Some(_) => t("These are most like it:"),
                });
                ids.set(found.unwrap_or_default());
            });
        }
    };
    let is_asked = {
        let said = said.clone();
        move || said.with(|said| *said != Message::default())
    };
    let was_asked = is_asked.clone();
    let previews = move || {
        let preview = |id: &u32| match library.content(*id) {
            RowContent::Ready(preview) => Some(preview),
            _ => None,
        };
        ids.with(|ids| ids.iter().filter_map(preview).collect())
    };
    let href = |slug: &str| Location::article(slug, Query::default()).href();
    let shown = move || !was_asked();
    el("section.related")
        .attr("aria-labelledby", HEADING)
        .child(el("h2").attr("id", HEADING).child(t("Related articles")))
        .child(el("p.related-status").attr("role", "status").child(live(move || said.get().into())))
        .child(when(shown, move || {
            let ask = ask.clone();
            button("button").on("click", move |_| ask()).child(t("Find related articles"))
        }))
        .child(when(is_asked, move || RelatedList { previews: Box::new(previews.clone()), href, kept: lists.kept() }))
        .into()
}
