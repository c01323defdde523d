//! What the reader's device remembers. It may refuse to: in private windows, where storage is off, or when it is full.

use js_sys::Object;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::event::always_on_window;
use super::{called, property};
use crate::failure::Trouble;

/// A key in the browser's storage: it begins with the archive's id, so that two archives on one host never mix.
#[derive(Clone, Debug)]
pub struct Key(String);

impl Key {
    /// The key under which an archive keeps the thing of this name.
    pub fn new(archive: &str, name: &str) -> Self {
        Self([archive, name].join(":"))
    }

    /// What stands behind this key in another that begins with it.
    fn rest_of(&self, other: &JsValue) -> Option<String> {
        Some(other.as_string()?.strip_prefix(&self.0)?.to_owned())
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

/// What this tab keeps under the key, until it is closed.
pub fn of_tab(key: &Key) -> Option<String> {
    web_sys::window()?.session_storage().ok()??.get_item(&key.0).ok().flatten()
}

/// Remembers a value that must not be lost without a word: why the browser does not, where it does not.
pub fn keep(key: &Key, value: &str) -> Result<(), Trouble> {
    let storage = storage().ok_or(Trouble::StorageOff)?;
    // A browser refuses for want of room alone.
    storage.set_item(&key.0, value).map_err(|_| Trouble::StorageFull)
}

/// What stands behind this beginning of a key in all keys that begin so.
pub fn names(beginning: &Key) -> Vec<String> {
    let keys = storage().map(|storage| Object::keys(&storage)).unwrap_or_default();
    keys.iter().filter_map(|key| beginning.rest_of(&key)).collect()
}

/// Calls back when another tab remembers or forgets something, with what says what that was. Lasts as long as the page.
pub fn on_change(callback: impl Fn(&Changed) + 'static) {
    always_on_window("storage", move |event| {
        callback(&Changed(property(event.as_kind::<JsValue>(), "key").unwrap_or_default()));
    });
}

/// What another tab has changed.
pub struct Changed(JsValue);

impl Changed {
    /// Whether it is what is remembered under this key; all was forgotten where no key is named.
    pub fn is_of(&self, key: &Key) -> bool {
        self.0.is_null() || self.name(key).is_some_and(|rest| rest.is_empty())
    }

    /// What stands behind this beginning in its key, where that begins so.
    pub fn name(&self, beginning: &Key) -> Option<String> {
        beginning.rest_of(&self.0)
    }
}

/// Asks the browser to keep what is stored for as long as the reader does not delete it, though the device is full.
pub fn persist() {
    let keeper = web_sys::window().and_then(|window| property(&property(&window, "navigator")?, "storage"));
    // What it answers changes nothing that the page does.
    keeper.and_then(|keeper| called(&keeper, "persist", &[]).ok());
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
