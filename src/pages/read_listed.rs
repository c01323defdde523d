//! Taking all articles that are listed for read, and taking that back.

use article::key_of_slug;
use reader::messages::{t, t_count};
use reader::results::RowContent;
use reader::route::Location;

use super::newest::SHOWN;
use crate::signal::{Held, effect};
use crate::state::{State, move_focus};
use crate::view::{Element, button, el, live, when};

/// The most at once: for each article a group of previews may have to be fetched, of which the library keeps some hundreds.
const MOST: u32 = 200;

/// Where the focus goes when the button that takes it back does: to the one that does it again, else on to the results.
const AFTER_UNDO: &str = ".read-listed button, #results";

/// A button that says of how many, and what came of it. What was read already, or is not kept, is none that is taken back.
pub fn read_listed(State { navigation, searching, library, lists, .. }: State) -> Element {
    // As far as it is known what is listed: of a long list so much as was scrolled through.
    let listed = move || {
        let most = if navigation.with(Location::is_front) { SHOWN } else { MOST };
        let ids = searching.with(|shown| (0..most).map_while(|rank| shown.number_at(rank)).collect::<Vec<u32>>());
        ids.unwrap_or_default()
    };
    let (wanted, marked, said) = (Held::new(Vec::new()), Held::new(Vec::new()), Held::new(String::new()));
    let (waiting, marks, says) = (wanted.clone(), marked.clone(), said.clone());
    // Which article a row is tells its preview, and those beyond the view may not be here yet.
    effect(move || {
        let mut left: Vec<u32> = waiting.get();
        let before = left.len();
        left.retain(|id| match library.content(*id) {
            RowContent::Waiting => true,
            RowContent::Ready(preview) => {
                let article = key_of_slug(&preview.slug);
                if lists.change(article, *id, true, &|record| record.is_read = true) {
                    marks.update(|marked| marked.push((article.to_owned(), *id)));
                }
                false
            }
            RowContent::Lost => false,
        });
        if left.len() < before {
            if left.is_empty() {
                let told = t_count("{count} article marked as read.", "{count} articles marked as read.");
                says.set(told.of(marks.with_untracked(|marked| marked.len() as u32)));
            }
            waiting.set(left);
        }
    });
    let (undone, shown, waits) = (marked.clone(), marked, wanted.clone());
    let says = said.clone();
    let label =
        move || t_count("Mark {count} article as read", "Mark {count} articles as read").of(listed().len() as u32);
    let all = move || {
        let wanted = wanted.clone();
        button("button.facet-more").on("click", move |_| wanted.set(listed())).child(live(label))
    };
    let undo = move || {
        let (undone, waits, says) = (undone.clone(), waits.clone(), says.clone());
        let undo = move |_| {
            // What was not marked yet is not to be.
            waits.set(Vec::new());
            for (article, id) in undone.get_untracked() {
                lists.change(&article, id, true, &|record| record.is_read = false);
            }
            undone.set(Vec::new());
            says.set(t("Taken back.").into());
            move_focus(AFTER_UNDO);
        };
        button("button.facet-more").on("click", undo).child(t("Undo"))
    };
    el("div.read-listed")
        .child(when(move || !listed().is_empty(), all))
        // It is there before anything is said in it.
        .child(el("p").attr("role", "status").child(live(move || said.get())))
        .child(when(move || shown.with(|marked| !marked.is_empty()), undo))
}
