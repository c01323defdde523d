//! What the page knows: read-only signals out, verbs in. Made once by the app, handed down to pages, and there for as
//! long as the page is.

mod about;
mod engine;
mod late;
mod library;
mod line;
mod lists;
mod loading;
mod navigation;
mod notebook;
mod offering;
mod page;
mod painting;
mod patience;
mod preferences;
mod reading;
mod searching;
mod shortcuts;
mod shown;
mod viewport;

pub use about::about_text;
pub use late::Late;
pub use library::Library;
pub use lists::Lists;
pub use loading::Loading;
pub use navigation::{HEADING, Navigation};
pub use notebook::Notebook;
pub use offering::Offering;
pub use page::{
    CONTENT, FocusBefore, block, bring_to_middle, focus_and_select, focus_block, full_address, is_in_view, keep_focus,
    move_focus, name_page, name_page_at_rest, once_painted, reload, step_focus,
};
pub use painting::{ABOVE_BODY, Layer, Painting};
pub use patience::slow;
pub use preferences::Preferences;
pub use reader::browser::document::{blur, close_dialog, focus, has_focus, is_focus_lost, show_dialog, show_popover};
pub use reader::browser::found;
pub use reader::browser::list::{focus_value, move_focus_to};
pub use reader::browser::selection::{
    Kept, clear as clear_selection, on_change as on_selection, select, select_by_key, selected, words as selected_words,
};
pub use reader::browser::sharing;
pub use reader::browser::spawn;
pub use reader::browser::speech::prime as prime_speech;
pub use reader::browser::text::lower;
pub use reader::browser::timer::Timer;
pub use reading::{Reading, leads};
pub use searching::Searching;
pub use shortcuts::Shortcuts;
pub use shown::Shown;
pub use viewport::{Extent, blocks_near, heights_of_blocks, measure_list, on_scroll_or_resize};

/// All that pages ask for.
#[derive(Clone, Copy)]
pub struct State {
    /// Where the reader is.
    pub navigation: Navigation,
    /// The archive.
    pub library: Library,
    /// What is searched for and what was found.
    pub searching: Searching,
    /// The reader's marks.
    pub notebook: Notebook,
    /// What the reader read and saved.
    pub lists: Lists,
    /// The reader's keys.
    pub shortcuts: Shortcuts,
    /// The part of the page's program that comes late.
    pub late: Late,
}

/// Something that is made once and lasts as long as the page, so that whoever needs it can hold a plain reference.
fn for_ever<T>(state: T) -> &'static T {
    Box::leak(Box::new(state))
}
