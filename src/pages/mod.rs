//! One file a view. Pages take the state and hand what it tells down to components.

mod about;
mod article;
mod citing;
mod filters;
mod finding;
mod folding;
mod front;
mod late;
mod listening;
mod listing;
mod loaded;
mod marking;
mod newest;
mod not_found;
mod notebook;
mod read_listed;
mod related;
mod results;
mod steps;

pub use front::front_page;
pub use late::late_page;
pub use listening::player as aloud_player;
pub use not_found::not_found_page;
