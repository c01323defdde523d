//! JSON Lines of the article model.

use anyhow::Result;
use article::StoredArticle;

use super::Exporter;
use super::target::Stream;
use crate::report::Report;

/// See the top.
pub struct JsonLines(Stream);

impl JsonLines {
    /// Into a stream.
    pub fn new(stream: Stream) -> Self {
        Self(stream)
    }
}

impl Exporter for JsonLines {
    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        let mut line = serde_json::to_vec(&stored.article)?;
        line.push(b'\n');
        self.0.put(&line)
    }

    fn finish(self: Box<Self>, _: &mut Report) -> Result<()> {
        self.0.finish()
    }
}
