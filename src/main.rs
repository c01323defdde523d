//! The page's program.

mod app;
mod components;
mod pages;
mod signal;
mod state;
mod view;

fn main() {
    leptos::mount::mount_to_renderer(&leptos::tachys::dom::body(), app::app).forget();
}
