//! What has to be fetched before it can be shown.

use std::rc::Rc;

use crate::components::{Notice, Progress};
use crate::state::{CONTENT, Loading, focus, reload, slow};
use crate::view::{View, keyed};

/// A view of what is fetched, once it is here; before that a bar, where it takes long; and where it does not come why, and `fetch` again.
pub fn loaded<T: 'static>(
    loading: impl Fn() -> Loading<T> + 'static,
    is_waiting: impl Fn() -> bool + 'static,
    fetch: impl Fn() + Clone + 'static,
    view: impl Fn(T) -> View + 'static,
) -> View {
    let page = keyed(
        loading,
        |loading| loading.stage().to_owned(),
        move |loading| match loading {
            Loading::Waiting => View::nothing(),
            Loading::Ready(value) => view(value),
            Loading::Failed(failure) => {
                let fetch = fetch.clone();
                let on_retry = Rc::new(move || {
                    // The button goes.
                    focus(CONTENT);
                    fetch();
                });
                Notice { failure, on_retry, on_reload: reload }.into()
            }
        },
    );
    View::many(vec![Progress { slow: Box::new(slow(is_waiting)) }.into(), page])
}
