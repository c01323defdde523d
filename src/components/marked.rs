//! A text with its matches marked.

use search::Part;

use crate::view::{View, el};

/// The parts in order, those that matched as `<mark>`.
pub fn marked(parts: Vec<Part>) -> View {
    parts
        .into_iter()
        .map(|part| match part.hit {
            true => el("mark").child(part.text).into(),
            false => View::from(part.text),
        })
        .collect()
}
