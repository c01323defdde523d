//! The browser's voice, as far as the page must have it at hand: all else is in public/voice.js, which is fetched on use.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance};

use super::property;

/// Says nothing, while a reader presses something: on iOS none may speak later who has not begun to during a press.
pub fn prime() {
    let synthesis = property(&js_sys::global(), "speechSynthesis").filter(JsValue::is_object);
    if let (Some(synthesis), Ok(nothing)) = (synthesis, SpeechSynthesisUtterance::new()) {
        synthesis.unchecked_into::<SpeechSynthesis>().speak(&nothing);
    }
}
