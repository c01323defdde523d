//! The page's own program, whose second part comes late: `cargo xtask shorten` splits it (xtask/src/programs/split.rs).

use js_sys::WebAssembly::instantiate_buffer;
use js_sys::{Object, Reflect};
use wasm_bindgen_futures::JsFuture;

use super::fetch::{self, Freshness};
use super::{describe, property};
use crate::failure::{Failure, Trouble};

/// What the first part hands to the second, by the name of the first thing. A program that was not split, as while it is developed,
/// hands out nothing of the kind.
const SHARED: &str = "0";

/// By this name the second part takes it.
const MODULE: &str = "a";

/// Whether no part of it is missing.
pub fn is_whole() -> bool {
    property(&wasm_bindgen::exports(), SHARED).is_none_or(|shared| shared.is_undefined())
}

/// Fetches the second part and joins it to the first.
pub async fn complete() -> Result<(), Failure> {
    let file = name().unwrap_or_default();
    let bytes = fetch::bytes(&file, Freshness::OfBuild).await.map_err(|failure| match failure.kind {
        // Whoever keeps the site has published another since.
        Trouble::Gone => Failure::new(Trouble::OtherBuild, &*file, ""),
        _ => failure,
    })?;
    let imports = Object::new();
    Reflect::set(&imports, &MODULE.into(), &wasm_bindgen::exports()).ok();
    let joined = JsFuture::from(instantiate_buffer(&bytes, &imports)).await;
    joined.map(drop).map_err(|error| Failure::new(Trouble::Damaged, file, describe(&error)))
}

/// The file beside the first part's, of the same build.
fn name() -> Option<String> {
    let script = web_sys::window()?.document()?.query_selector("script[data-wasm]").ok().flatten()?;
    let first = script.get_attribute("data-wasm")?;
    Some(first.rsplit('/').next()?.replacen("reader", "late", 1))
}
