//! The pages whose program comes late: when one of them is first wanted, or is about to be. Who looks at the front page does without it.

use std::hint::black_box;

use reader::route::View as Place;

use super::about::about_page;
use super::article::article_page;
use super::loaded::loaded;
use super::notebook::notebook_page;
use crate::state::State;
use crate::view::View;

/// The page at this place, once its program is there.
pub fn late_page(state: State, place: Place) -> View {
    let late = state.late;
    late.begin();
    loaded(
        move || late.loading(),
        move || late.is_waiting(),
        move || late.begin(),
        // Through a pointer of which the compiler knows nothing, so that what lies behind it can be left out of the first program.
        move |()| black_box(made as fn(State, Place) -> View)(state, place.clone()),
    )
}

/// The page itself. By its name `cargo xtask shorten` knows where the program is split: what this alone needs comes late
/// (xtask/src/programs/split.rs).
#[inline(never)]
fn made(state: State, place: Place) -> View {
    match place {
        Place::Article(slug) => article_page(state, slug),
        Place::Notebook => notebook_page(state),
        _ => about_page(state),
    }
}
