//! JSON read by the browser's own reader, so that the page need not bring one along.

use article::fields::Value;
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use super::describe;

/// What lies deeper was not written by this program; following it without end would exhaust the stack.
const DEEPEST: u32 = 32;

/// Reads a text as JSON; where it is none, the browser says why.
pub fn parse(text: &str) -> Result<Value, String> {
    js_sys::JSON::parse(text).map(|json| read(&json)).map_err(|error| describe(&error))
}

/// Takes what the browser has read as JSON.
pub fn read(json: &JsValue) -> Value {
    value(json, DEEPEST)
}

fn value(json: &JsValue, deeper: u32) -> Value {
    if let Some(text) = json.as_string() {
        return Value::Text(text);
    }
    if let Some(flag) = json.as_bool() {
        return Value::Flag(flag);
    }
    if let Some(number) = json.as_f64() {
        let whole = number as u64;
        return if whole as f64 == number { Value::Number(whole) } else { Value::Nothing };
    }
    if deeper == 0 || !json.is_object() {
        return Value::Nothing;
    }
    if let Some(items) = json.dyn_ref::<Array>() {
        return Value::List(items.iter().map(|item| value(&item, deeper - 1)).collect());
    }
    let field = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), value(&entry.get(1), deeper - 1))
    };
    Value::Fields(Object::entries(json.unchecked_ref()).iter().map(field).collect())
}
