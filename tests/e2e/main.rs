//! The reader in a real browser, from the outside: what a person sees, hears and presses.
//!
//! `cargo xtask test` builds all that this needs and runs it. By hand: `cargo test --test e2e [NAME]`. Without a
//! browser, its driver, a built site or the native command every test is listed as ignored, with the reason.
//!
//! | variable | what | else |
//! |---|---|---|
//! | `BROADSHEET_SITE` | the built app | `target/site`, `dist` |
//! | `BROADSHEET_BIN` | the native command | `target/release/broadsheet` |
//! | `BROADSHEET_ENGINE` | `chromium`, `firefox` or `webkit` | `chromium` |
//! | `CHROME`, `CHROMEDRIVER`, `FIREFOX`, `GECKODRIVER`, `MINI_BROWSER`, `WEBKIT_DRIVER`, `XVFB` | browsers and drivers | as `cargo xtask setup` installed them, else from PATH |
//! | `AXE` | axe-core's file | as `cargo xtask setup` installed it |
//! | `BROADSHEET_E2E` | `required`: what is missing is a failure; `off`: nothing runs | |
//! | `BROADSHEET_GOLDEN` | `write`: what the pages tell assistive technology now becomes what is expected | |
//!
//! What a test needs and the engine's driver has no command for skips it by name, and all that were skipped are listed at the end.
//!
//! Where a test fails, a picture of the page and its console lie in `target/e2e/`, below the engine's name.

// Browsers are driven natively; for wasm32 there is nothing to test here.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod aloud;
mod aloud_kept;
#[cfg(not(target_arch = "wasm32"))]
mod archives;
#[cfg(not(target_arch = "wasm32"))]
mod article;
#[cfg(not(target_arch = "wasm32"))]
mod audit;
#[cfg(not(target_arch = "wasm32"))]
mod before;
#[cfg(not(target_arch = "wasm32"))]
mod by_keys;
#[cfg(not(target_arch = "wasm32"))]
mod by_keys_article;
#[cfg(not(target_arch = "wasm32"))]
mod citing;
#[cfg(not(target_arch = "wasm32"))]
mod filters;
#[cfg(not(target_arch = "wasm32"))]
mod finding;
#[cfg(not(target_arch = "wasm32"))]
mod fits;
#[cfg(not(target_arch = "wasm32"))]
mod fixtures;
#[cfg(not(target_arch = "wasm32"))]
mod front;
#[cfg(not(target_arch = "wasm32"))]
mod growing;
#[cfg(not(target_arch = "wasm32"))]
mod history;
#[cfg(not(target_arch = "wasm32"))]
mod host;
#[cfg(not(target_arch = "wasm32"))]
mod hostile;
#[cfg(not(target_arch = "wasm32"))]
mod keys;
#[cfg(not(target_arch = "wasm32"))]
mod languages;
#[cfg(not(target_arch = "wasm32"))]
mod lists;
#[cfg(not(target_arch = "wasm32"))]
mod marks;
#[cfg(not(target_arch = "wasm32"))]
mod network;
#[cfg(not(target_arch = "wasm32"))]
mod notebook;
#[cfg(not(target_arch = "wasm32"))]
mod outline;
#[cfg(not(target_arch = "wasm32"))]
mod page;
#[cfg(not(target_arch = "wasm32"))]
mod passages;
#[cfg(not(target_arch = "wasm32"))]
mod policy;
#[cfg(not(target_arch = "wasm32"))]
mod preferences;
#[cfg(not(target_arch = "wasm32"))]
mod reading;
#[cfg(not(target_arch = "wasm32"))]
mod results;
#[cfg(not(target_arch = "wasm32"))]
mod runner;
#[cfg(not(target_arch = "wasm32"))]
mod single_file;
#[cfg(not(target_arch = "wasm32"))]
mod static_pages;
#[cfg(not(target_arch = "wasm32"))]
mod suggestions;
#[cfg(not(target_arch = "wasm32"))]
mod takeover;
#[cfg(not(target_arch = "wasm32"))]
mod tour;
#[cfg(not(target_arch = "wasm32"))]
mod trouble;
#[cfg(not(target_arch = "wasm32"))]
mod worker;
#[cfg(not(target_arch = "wasm32"))]
mod world;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let tests = [
        front::TESTS,
        results::TESTS,
        suggestions::TESTS,
        filters::TESTS,
        finding::TESTS,
        history::TESTS,
        article::TESTS,
        lists::TESTS,
        marks::TESTS,
        aloud::TESTS,
        aloud_kept::TESTS,
        passages::TESTS,
        reading::TESTS,
        citing::TESTS,
        notebook::TESTS,
        keys::TESTS,
        by_keys::TESTS,
        by_keys_article::TESTS,
        preferences::TESTS,
        languages::TESTS,
        policy::TESTS,
        trouble::TESTS,
        network::TESTS,
        worker::TESTS,
        archives::TESTS,
        growing::TESTS,
        hostile::TESTS,
        audit::TESTS,
        fits::TESTS,
        outline::TESTS,
        static_pages::TESTS,
        single_file::TESTS,
        takeover::TESTS,
        runner::TESTS,
    ];
    runner::run(tests.concat())
}
