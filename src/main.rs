//! The page's program.

mod app;
mod components;
mod pages;
mod state;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
