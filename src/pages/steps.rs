//! From an article to the results before and behind it.

use reader::format;
use reader::results::{PAGE, RowContent};
use reader::route::Location;

use crate::components::{Step, Steps};
use crate::signal::effect;
use crate::state::{Shown, State};

/// Results among which an article is looked for that was opened by a link: as many as are had in 20 answers.
const LOOKED_THROUGH: u32 = 20 * PAGE;

/// Results that are offered behind an article to be read aloud.
const FOLLOWING: u32 = 10;

/// The answer among whose results the article with this id stands, and where: its rank, or how many before it are known. It is
/// followed; there is none where the address asks for no results, or while they are not here.
fn place(state: State, id: u32) -> Option<(Shown, Result<u32, u32>)> {
    let query = state.navigation.query();
    let shown = state.searching.shown().filter(|shown| *shown.query == query)?;
    let is_list = !Location::results(query).is_front();
    is_list.then(|| (shown.clone(), shown.rank_of(id)))
}

/// The result at a rank, where it is here; else it is fetched.
fn step(state: State, shown: &Shown, rank: u32) -> Option<Step> {
    let State { library, .. } = state;
    match library.content(shown.number_at(rank)?) {
        RowContent::Ready(preview) => Some(Step {
            href: Location::article(preview.slug.as_str(), (*shown.query).clone()).href(),
            headline: preview.headline.clone(),
        }),
        _ => None,
    }
}

/// The results behind the article with this id, each by its address and its headline, as far as they are here; they are followed.
pub fn following(state: State, id: u32) -> Vec<(String, String)> {
    let Some((shown, Ok(rank))) = place(state, id) else { return Vec::new() };
    let ranks = rank + 1..(rank + 1 + FOLLOWING).min(shown.answer.total);
    state.searching.need_rows(&ranks);
    let pair = |Step { href, headline }| (href, headline);
    ranks.filter_map(|rank| step(state, &shown, rank).map(pair)).collect()
}

/// Where the article with this id stands among the results that the address asks for; nothing where it asks for none, or
/// while that is not known.
pub fn steps(state: State, id: u32) -> impl Fn() -> Option<Steps> + Clone + 'static {
    let searching = state.searching;
    effect(move || match place(state, id) {
        Some((shown, Ok(rank))) => {
            searching.need_rows(&(rank.saturating_sub(1)..(rank + 2).min(shown.answer.total)));
        }
        Some((shown, Err(known))) if known < shown.answer.total.min(LOOKED_THROUGH) => {
            searching.need_rows(&(known..known + 1));
        }
        _ => {}
    });
    move || {
        let (shown, Ok(rank)) = place(state, id)? else { return None };
        let at = |rank: Option<u32>| step(state, &shown, rank?);
        Some(Steps {
            place: format::place(rank + 1, shown.answer.total),
            previous: at(rank.checked_sub(1)),
            next: at(rank.checked_add(1)),
        })
    }
}
