//! How much of a list is in view.

use leptos::html::Ol;
use leptos::prelude::*;
use reader::browser::{document, list};

/// Where a list lies in the view, and how high its rows are; in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// How far its start lies above the top of the view.
    pub above: f64,
    /// The height of the view.
    pub view: f64,
    /// The height of a row.
    pub row: f64,
}

/// Before a row was measured; near what the stylesheet gives one, so that little moves when it is.
const ROW_GUESS: f64 = 150.0;

/// Follows a list while the reader scrolls and resizes. The second value measures at once: for when rows have changed.
pub fn follow_extent(element: NodeRef<Ol>) -> (Signal<Extent>, impl Fn() + Copy + Send + Sync + 'static) {
    let extent = RwSignal::new(Extent { above: 0.0, view: document::view_height(), row: ROW_GUESS });
    let measure = move || {
        let Some(element) = element.get_untracked() else { return };
        let row = list::row_height(&element).unwrap_or_else(|| extent.get_untracked().row);
        let measured = Extent { above: document::distance_above(&element), view: document::view_height(), row };
        if extent.get_untracked() != measured {
            extent.set(measured);
        }
    };
    let on_scroll = window_event_listener(leptos::ev::scroll, move |_| measure());
    let on_resize = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || {
        on_scroll.remove();
        on_resize.remove();
    });
    (extent.into(), measure)
}
