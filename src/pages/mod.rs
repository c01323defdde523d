//! One file a view. Pages ask for the state they need and hand it down to components.

mod about;
mod article;
mod filters;
mod front;
mod newest;
mod not_found;
mod results;

pub use about::AboutPage;
pub use article::ArticlePage;
pub use front::FrontPage;
pub use not_found::NotFoundPage;
