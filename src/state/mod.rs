//! What the page knows: read-only signals out, verbs in. Made once by the app and handed to pages as context.

mod engine;
mod library;
mod loading;
mod navigation;
mod page;
mod patience;
mod preferences;
mod searching;
mod shown;
mod viewport;

pub use library::Library;
pub use loading::Loading;
pub use navigation::Navigation;
pub use page::{full_address, keep_focus, move_focus, name_page, once_painted, reload, step_focus};
pub use patience::slow;
pub use preferences::Preferences;
pub use searching::Searching;
pub use viewport::follow_extent;
