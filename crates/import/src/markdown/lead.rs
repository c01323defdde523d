//! The picture that front matter names for its article: under the names that the columns of a table have too.

use article::{Article, Association};
use serde_json::Value;

use crate::field_names::{PicturePart, picture_part};

/// What front matter says of it.
#[derive(Default)]
pub struct Lead {
    parts: Vec<(String, PicturePart, String)>,
}

impl Lead {
    /// Takes a field that says something of the picture; answers whether it does.
    pub fn takes(&mut self, key: &str, value: &Value) -> bool {
        let Some(part) = picture_part(key) else { return false };
        match value {
            Value::String(text) if !text.trim().is_empty() => {
                self.parts.push((key.to_owned(), part, text.trim().to_owned()));
            }
            Value::Null | Value::String(_) => {}
            _ => return false,
        }
        true
    }

    /// Adds the picture to the article, unless that has it. Answers the keys that say something of no picture.
    pub fn add_to(self, article: &mut Article) -> Vec<String> {
        let mut picture = Association::default();
        // Of two that say the same the first is read.
        for (_, part, value) in self.parts.iter().rev() {
            part(&mut picture, value.clone());
        }
        if picture.href.is_none() {
            return self.parts.into_iter().map(|(key, _, _)| key).collect();
        }
        if article.associations.iter().all(|known| known.href != picture.href) {
            article.associations.push(picture);
        }
        Vec::new()
    }
}
