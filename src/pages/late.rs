//! The pages whose program comes late: when one of them is first wanted, or is about to be. Who looks at the front page does without it.

use std::hint::black_box;
use std::rc::Rc;

use reader::route::View as Place;

use super::about::about_page;
use super::article::article_page;
use super::notebook::notebook_page;
use crate::components::{Notice, Progress};
use crate::state::{CONTENT, Loading, State, focus, reload, slow};
use crate::view::{View, keyed};

/// The page at this place, once its program is there.
pub fn late_page(state: State, place: Place) -> View {
    state.late.begin();
    let busy = move || state.late.is_waiting();
    let page = keyed(
        move || state.late.loading(),
        |loading| loading.stage().to_owned(),
        move |loading| match loading {
            Loading::Waiting => View::nothing(),
            // Through a pointer of which the compiler knows nothing, so that what lies behind it can be left out of the first program.
            Loading::Ready(()) => black_box(made as fn(State, Place) -> View)(state, place.clone()),
            Loading::Failed(failure) => {
                let on_retry = Rc::new(move || {
                    // The button goes.
                    focus(CONTENT);
                    state.late.begin();
                });
                Notice { failure, on_retry, on_reload: reload }.into()
            }
        },
    );
    View::many(vec![Progress { slow: Box::new(slow(busy)) }.into(), page])
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
