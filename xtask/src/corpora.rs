//! The corpora beside the project: test data that is read where it is there, and never copied into the project.

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::project;

/// The agency's stories, by which most is measured.
pub const REUTERS: &str = "reuters-21578.jsonl.gz";

/// A file or folder of the corpora, where it is there; where not, it is said what is skipped for want of it.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = project::root().join("../shared/corpora").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {name} is not in ../shared/corpora beside the project");
    None
}

/// One article, as far as the measurements need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its identity.
    pub uri: String,
    /// As printed; may be empty.
    pub headline: String,
    /// The paragraphs, a line each; may be empty.
    pub text: String,
}

/// The articles of a file of JSON Lines, gzipped or not.
pub fn stories(path: &Path) -> Result<Vec<Story>> {
    first_stories(path, usize::MAX)
}

/// The first so many of them.
pub fn first_stories(path: &Path, most: usize) -> Result<Vec<Story>> {
    let mut stories = Vec::new();
    for article in lines(path)?.take(most) {
        let article = article?;
        let text = |key: &str| article[key].as_str().unwrap_or_default().to_owned();
        stories.push(Story { uri: text("uri"), headline: text("headline"), text: body(&article) });
    }
    Ok(stories)
}

/// The lines of a file of JSON Lines, one after the other.
pub fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Value>>> {
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| format!("{name} could not be read"))?;
    let plain: Box<dyn Read> = match path.extension().is_some_and(|kind| kind == "gz") {
        true => Box::new(MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    let lines = (1..).zip(BufReader::with_capacity(1 << 16, plain).lines());
    let lines = lines.filter(|(_, line)| line.as_ref().map_or(true, |line| !line.trim().is_empty()));
    Ok(lines.map(move |(number, line): (u64, _)| {
        let line = line.with_context(|| format!("{name} could not be read"))?;
        serde_json::from_str(&line).with_context(|| format!("{name}:{number} is no JSON"))
    }))
}

/// The paragraphs' texts; a paragraph is a string or a block.
pub fn body(article: &Value) -> String {
    let text = |block: &Value| block.as_str().or_else(|| block["text"].as_str()).unwrap_or_default().to_owned();
    let blocks: Vec<_> = article["body"].as_array().into_iter().flatten().map(text).collect();
    blocks.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paragraphs_are_strings_or_blocks() {
        assert_eq!(body(&json!({ "body": ["One.", { "kind": "paragraph", "text": "Two." }] })), "One.\nTwo.");
        assert_eq!(body(&json!({})), "");
    }
}
