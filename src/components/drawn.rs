//! What the notebook's worker draws: trees of JSON, made elements. Its own program is fetched by those who mark, cite, listen or follow a link to a passage.

use std::rc::Rc;

use article::fields::Value;

use crate::view::{Event, View, el};

/// What a reader did with an element that was drawn.
pub enum Use {
    /// It asks for something, with what stands in the field.
    Act(String, String),
    /// The same while the field is being typed into.
    Typing(String, String),
    /// It leads to a part of the article.
    Go(usize),
    /// A file was chosen for something.
    File(String, Event),
}

/// The element or text of a tree.
pub fn drawn(tree: &Value, on_use: &Rc<dyn Fn(Use)>) -> View {
    let parts = match tree {
        Value::Text(text) => return text.into(),
        Value::List(parts) => parts,
        _ => return View::nothing(),
    };
    let mut parts = parts.iter();
    let (Some(Value::Text(name)), Some(Value::Fields(attributes))) = (parts.next(), parts.next()) else {
        return View::nothing();
    };
    let mut element = el(name);
    for (name, value) in attributes {
        let Value::Text(value) = value else { continue };
        // What is heard of it; else what it has.
        let heard = match name.as_str() {
            "click" | "go" => "click",
            "change" | "file" => "change",
            "input" | "typing" => "input",
            _ => {
                element = element.attr(name, value);
                continue;
            }
        };
        let (name, value, on_use) = (name.clone(), value.clone(), on_use.clone());
        element = element.on(heard, move |event| {
            on_use(match name.as_str() {
                "go" => Use::Go(value.parse().unwrap_or_default()),
                "file" => Use::File(value.clone(), event),
                "typing" => Use::Typing(value.clone(), event.value()),
                _ => Use::Act(value.clone(), event.value()),
            });
        });
    }
    parts.fold(element, |element, part| element.child(drawn(part, on_use))).into()
}
