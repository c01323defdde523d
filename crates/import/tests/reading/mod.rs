//! Reads a file for a test: its articles, and what was said of it.

use article::Article;
use import::{Event, import};
use std::convert::Infallible;
use std::path::Path;

pub fn read(file: &Path) -> (Vec<Article>, Vec<String>) {
    let (mut articles, mut messages) = (Vec::new(), Vec::new());
    import::<Infallible>(file, &mut |event| {
        match event {
            Event::Article(found) => articles.push(found.article),
            Event::Message(message) => messages.push(message.to_string()),
            Event::Progress { .. } => {}
        }
        Ok(())
    })
    .unwrap();
    (articles, messages)
}
