//! What the reader's device remembers. It may refuse to: in private windows, where storage is off, or when it is full.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

use super::event::always_on_window;
use super::property;

/// A key in the browser's storage: it begins with the archive's id, so that two archives on one host never mix.
#[derive(Clone, Debug)]
pub struct Key(String);

impl Key {
    /// The key under which an archive keeps the thing of this name.
    pub fn new(archive: &str, name: &str) -> Self {
        Self([archive, name].join(":"))
    }
}

/// Remembers a value; says whether the browser did.
pub fn save(key: &Key, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&key.0, value).is_ok())
}

/// What was remembered under the key.
pub fn load(key: &Key) -> Option<String> {
    storage()?.get_item(&key.0).ok().flatten()
}

/// Hears that another tab changed what is remembered under a key, for as long as the page lasts.
pub fn always_on_change(key: impl Fn() -> Option<Key> + 'static, hear: impl Fn() + 'static) {
    always_on_window("storage", move |event| {
        // There is none where everything was forgotten.
        let changed = property(event.as_kind::<JsValue>(), "key").and_then(|key| key.as_string());
        if changed.is_none_or(|changed| key().is_some_and(|key| key.0 == changed)) {
            hear();
        }
    });
}

/// Asks the browser to keep what is stored for as long as the reader does not delete it, though the device is full.
pub fn persist() {
    let keeper = web_sys::window().and_then(|window| property(&property(&window, "navigator")?, "storage"));
    let ask = keeper.as_ref().and_then(|keeper| property(keeper, "persist")?.dyn_into::<Function>().ok());
    // What it answers changes nothing that the page does.
    ask.zip(keeper).and_then(|(ask, keeper)| ask.call0(&keeper).ok());
}

/// Remembers nothing under the key any more.
pub fn forget(key: &Key) {
    if let Some(storage) = storage() {
        storage.remove_item(&key.0).ok();
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
