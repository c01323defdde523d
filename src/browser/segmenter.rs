//! The browser's cutter of texts (`Intl.Segmenter`), for the notebook's worker.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::property;

/// Cuts texts of a language into sentences.
pub struct Segmenter(Option<(JsValue, Function)>);

impl Segmenter {
    /// One for a language, BCP 47; a tag that is none, or that the browser does not know, is cut by the standard's rules.
    pub fn of(language: &str) -> Self {
        let made = make(language).or_else(|| make("und"));
        Self(
            made.and_then(|segmenter| Some((method(&segmenter, "segment")?, segmenter))).map(|(cut, made)| (made, cut)),
        )
    }

    /// The pieces of a text, nothing lost; `None` in browsers that cannot cut (Firefox before 125).
    pub fn cut(&self, text: &str) -> Option<Vec<String>> {
        let (segmenter, cut) = self.0.as_ref()?;
        let segments = cut.call1(segmenter, &JsValue::from_str(text)).ok()?;
        let piece = |segment: JsValue| property(&segment, "segment")?.as_string();
        Some(Array::from(&segments).iter().filter_map(piece).collect())
    }
}

fn make(language: &str) -> Option<JsValue> {
    let class: Function = property(&property(&js_sys::global(), "Intl")?, "Segmenter")?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"sentence".into()).ok()?;
    Reflect::construct(&class, &Array::of2(&JsValue::from_str(language), &options)).ok()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    property(object, name)?.dyn_into().ok()
}
