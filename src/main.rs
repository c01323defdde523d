//! The page's program.

mod app;
mod components;
mod pages;
mod signal;
mod state;
mod view;

fn main() {
    reader::messages::take_up(reader::browser::language::catalogue());
    leptos::mount::mount_to_renderer(&leptos::tachys::dom::body(), app::app).forget();
}
