//! Filling groups of articles up to a size, and what a preview shows.

use anyhow::Result;
use article::{Article, PREVIEW_TEXT};
use flate2::{Compress, Compression, FlushCompress, Status};

/// How large a group of articles may become, compressed: a snippet costs one group, so it is kept small, while groups
/// of one article each would compress badly and be many files.
pub const GROUP_BYTES: usize = 4096;

/// Previews in a group: about 2 kB compressed, two or three groups to a screen of results that lie near one another.
pub const PREVIEWS_PER_GROUP: u32 = 24;

/// Entries in a group of the look-up, on average: about 10 kB, fetched once when an article is opened by its address.
pub const LOOKUP_ENTRIES: u32 = 256;

/// Bytes in a piece of the search index: about what one round trip carries on a slow line. Smaller ones would cost a word of
/// many documents more trips, larger ones load what a query does not need: of 21,578 stories a first word takes 278 kB with
/// 32 kB a piece, 229 with 16 and 208 with 8, program and results included.
pub const SEARCH_PIECE: usize = 16 << 10;

/// Collects JSON values until together they are about [`GROUP_BYTES`] long when compressed.
pub struct Group {
    json: String,
    /// How well the last group compressed; what an archive's articles have in common changes slowly.
    ratio: f64,
    /// Kept from group to group: to make it costs more than to compress one.
    encoder: Compress,
    /// Where compressed bytes go, of which the number alone counts.
    compressed: Vec<u8>,
}

impl Group {
    /// An empty one.
    pub fn new() -> Self {
        let encoder = Compress::new(Compression::fast(), false);
        Self { json: String::new(), ratio: 2.5, encoder, compressed: vec![0; 4 * GROUP_BYTES] }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.json.is_empty()
    }

    /// Whether this value should rather begin the next group.
    pub fn is_full_for(&self, value: &str) -> bool {
        let expected = (self.json.len() + value.len()) as f64 / self.ratio;
        !self.is_empty() && expected > GROUP_BYTES as f64
    }

    /// Adds a value.
    pub fn push(&mut self, value: &str) {
        self.json.push(if self.is_empty() { '[' } else { ',' });
        self.json.push_str(value);
    }

    /// The list of all values, and an empty group again.
    pub fn take(&mut self) -> Result<String> {
        let mut json = std::mem::take(&mut self.json);
        json.push(']');
        let compressed = self.compressed_length(json.as_bytes())?;
        self.ratio = (json.len() as f64 / compressed as f64).clamp(1.0, 20.0);
        Ok(json)
    }

    fn compressed_length(&mut self, bytes: &[u8]) -> Result<u64> {
        self.encoder.reset();
        loop {
            let rest = &bytes[self.encoder.total_in() as usize..];
            let flush = if rest.is_empty() { FlushCompress::Finish } else { FlushCompress::None };
            if self.encoder.compress(rest, &mut self.compressed, flush)? == Status::StreamEnd {
                return Ok(self.encoder.total_out());
            }
        }
    }
}

/// The standfirst, else how the text begins, white space folded, cut between words.
pub fn preview_text(article: &Article) -> String {
    let whole = match &article.abstract_ {
        Some(standfirst) => standfirst.clone(),
        None => article.body_text(),
    };
    let mut text = String::new();
    let mut length = 0;
    for word in whole.split_whitespace() {
        let longer = word.chars().count() + usize::from(length > 0);
        if length + longer > PREVIEW_TEXT - 2 {
            if length == 0 {
                text.extend(word.chars().take(PREVIEW_TEXT - 2));
            }
            text.push_str(" …");
            break;
        }
        if length > 0 {
            text.push(' ');
        }
        text.push_str(word);
        length += longer;
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_never_longer_than_its_limit() {
        for text in ["", "one", "x y\n z", &"word ".repeat(100), &"ü".repeat(1000), &format!("a {}", "b".repeat(500))]
        {
            let preview = preview_text(&Article { abstract_: Some(text.into()), ..Article::default() });
            assert!(preview.chars().count() <= PREVIEW_TEXT, "{preview}");
            assert_eq!(preview.is_empty(), text.trim().is_empty());
        }
    }

    #[test]
    fn a_group_holds_every_value_once() {
        let mut group = Group::new();
        let mut groups = Vec::new();
        let values: Vec<String> = (0..2000).map(|n| format!("\"value {n} {}\"", n * 7919)).collect();
        for value in &values {
            if group.is_full_for(value) {
                groups.push(group.take().unwrap());
            }
            group.push(value);
        }
        groups.push(group.take().unwrap());
        let read: Vec<String> =
            groups.iter().flat_map(|json| serde_json::from_str::<Vec<String>>(json).unwrap()).collect();
        let written: Vec<String> = values.iter().map(|value| value.trim_matches('"').to_owned()).collect();
        assert_eq!(read, written);
        assert!(groups.len() > 3, "{} groups", groups.len());
    }
}
