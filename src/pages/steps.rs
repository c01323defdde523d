//! From an article to the results before and behind it.

use reader::format;
use reader::results::{PAGE, RowContent};
use reader::route::Location;

use crate::components::{Step, Steps};
use crate::signal::effect;
use crate::state::State;

/// Results among which an article is looked for that was opened by a link: as many as are had in 20 answers.
const LOOKED_THROUGH: u32 = 20 * PAGE;

/// Where the article with this id stands among the results that the address asks for; nothing where it asks for none, or
/// while that is not known.
pub fn steps(state: State, id: u32) -> impl Fn() -> Option<Steps> + Clone + 'static {
    let State { navigation, library, searching, .. } = state;
    let rank = move || {
        let query = navigation.query();
        let shown = searching.shown().filter(|shown| *shown.query == query)?;
        let is_list = !Location::results(query).is_front();
        is_list.then(|| (shown.rank_of(id), shown))
    };
    effect(move || match rank() {
        Some((Ok(rank), shown)) => {
            searching.need_rows(&(rank.saturating_sub(1)..(rank + 2).min(shown.answer.total)));
        }
        Some((Err(known), shown)) if known < shown.answer.total.min(LOOKED_THROUGH) => {
            searching.need_rows(&(known..known + 1));
        }
        _ => {}
    });
    move || {
        let (rank, shown) = rank()?;
        let rank = rank.ok()?;
        let step = |rank: Option<u32>| match library.content(shown.number_at(rank?)?) {
            RowContent::Ready(preview) => Some(Step {
                href: Location::article(preview.slug.as_str(), (*shown.query).clone()).href(),
                headline: preview.headline.clone(),
            }),
            _ => None,
        };
        Some(Steps {
            place: format::place(rank + 1, shown.answer.total),
            previous: step(rank.checked_sub(1)),
            next: step(rank.checked_add(1)),
        })
    }
}
