//! A folder of Markdown: one file an article, with front matter in YAML, in the form that `import` reads back, and the archive's pictures
//! beside them.
//!
//! What Markdown cannot hold is said: every block is read back before it is written, and one that came back otherwise is written with less
//! that is set apart in it. Its text is kept in any case.

mod blocks;
mod front_matter;
mod inline;

use anyhow::Result;
use article::{Article, Association, Block, BlockKind, StoredArticle};

use super::Exporter;
use super::pictures::Pictures;
use super::target::Folder;
use crate::report::{Report, counted};

/// See the top.
pub struct Markdown {
    folder: Folder,
    pictures: Pictures,
    /// Blocks that lost something.
    changed: u64,
}

impl Markdown {
    /// Into a new folder.
    pub fn new(folder: Folder, pictures: Pictures) -> Self {
        Self { folder, pictures, changed: 0 }
    }
}

impl Exporter for Markdown {
    fn add(&mut self, stored: &StoredArticle, report: &mut Report) -> Result<()> {
        let (mut article, new) = self.pictures.take(&stored.article, report);
        for picture in new {
            self.folder.copy(&picture, &self.pictures.file(&picture))?;
        }
        for picture in &mut article.associations {
            // Beside the file a picture is found by its address.
            let file = std::mem::take(&mut picture.renditions).pop().map(|rendition| rendition.href);
            picture.href = file.or(picture.href.take());
        }
        let (text, changed) = markdown(&article)?;
        self.changed += changed;
        self.folder.put(&format!("{}.md", stored.slug), text.as_bytes())
    }

    fn finish(self: Box<Self>, report: &mut Report) -> Result<()> {
        if self.changed > 0 {
            let blocks = counted(self.changed, "block");
            report.note(format_args!("{blocks} of text lost some of what was set apart in them, which Markdown cannot hold; --format jsonl keeps all"));
        }
        self.folder.finish()
    }
}

/// An article as Markdown, and how many of its blocks lost something.
fn markdown(article: &Article) -> Result<(String, u64)> {
    let mut text = front_matter::front_matter(article)?;
    let mut changed = 0;
    let mut before: Option<&Block> = None;
    let mut is_second = false;
    for block in &article.body {
        // A list directly behind another of its kind has another mark than that, so that the two stay two.
        let is_behind =
            |before: &Block| [before.kind, block.kind] == [BlockKind::List; 2] && before.ordered == block.ordered;
        is_second = !is_second && before.is_some_and(is_behind);
        let (written, is_whole) = held(block, is_second, &article.associations);
        changed += u64::from(!is_whole);
        text.push('\n');
        text.push_str(&written);
        before = Some(block);
    }
    Ok((text, changed))
}

/// A block as Markdown that is read back as the same, or as nearly so as can be.
fn held(block: &Block, is_second: bool, pictures: &[Association]) -> (String, bool) {
    let written = blocks::write(block, is_second, pictures);
    if blocks::comes_back(block, &written, pictures) {
        return (written, true);
    }
    let plain = Block { spans: blocks::without_emphasis(&block.spans), ..block.clone() };
    let without_emphasis = blocks::write(&plain, is_second, pictures);
    if blocks::comes_back(&plain, &without_emphasis, pictures) {
        return (without_emphasis, false);
    }
    let plain = Block { spans: Vec::new(), ..block.clone() };
    (blocks::write(&plain, is_second, pictures), false)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
