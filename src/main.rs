//! The page's program.

mod app;
mod components;
mod pages;
mod signal;
mod state;
mod view;

/// As in the workers: less code than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    reader::messages::take_up(reader::browser::language::catalogue());
    signal::start(|| app::app().show());
}
