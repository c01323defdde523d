//! A file that a reader chose: the page hands it to a worker as it is, and the worker reads it, so that a large one holds nobody up.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;

use super::event::Event;
use super::{promised, property};

/// Why the text of a file is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It has more bytes than are read.
    TooLarge,
    /// The browser cannot read it.
    Unreadable,
}

/// A file of the reader's device.
pub struct File(pub(super) JsValue);

impl File {
    /// The file that was chosen in the field that an event happened to. The field is empty afterwards, so that the same file can
    /// be chosen again.
    pub fn chosen(event: &Event) -> Option<Self> {
        let field = event.element()?;
        let file = property(&property(&field, "files")?, "0");
        field.unchecked_ref::<HtmlInputElement>().set_value("");
        file.filter(JsValue::is_object).map(Self)
    }

    /// Its text, of at most so many bytes.
    pub async fn text(&self, most: f64) -> Result<String, Unread> {
        if property(&self.0, "size").and_then(|size| size.as_f64()).is_some_and(|size| size > most) {
            return Err(Unread::TooLarge);
        }
        promised(&self.0, "text", &[]).await.ok().and_then(|text| text.as_string()).ok_or(Unread::Unreadable)
    }
}
