//! Reads the articles and previews of a segment.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use article::piece::PieceKind;
use article::{LookupEntry, LookupGroup, Preview, Segment, StoredArticle, key_of_slug, lookup_group};

use super::read::read_items;
use crate::identity;

/// A segment, and the groups of it that were read last: what is asked for mostly lies beside what was asked before.
pub struct SegmentReader {
    folder: PathBuf,
    segment: Segment,
    previews: Option<(u32, Vec<Preview>)>,
    articles: Option<(u32, Vec<StoredArticle>)>,
    lookup: Option<(u32, LookupGroup)>,
}

impl SegmentReader {
    /// A segment of the archive in a folder.
    pub fn new(folder: &Path, segment: &Segment) -> Self {
        Self { folder: folder.to_owned(), segment: segment.clone(), previews: None, articles: None, lookup: None }
    }

    /// What the manifest says of it.
    pub fn segment(&self) -> &Segment {
        &self.segment
    }

    /// The preview of the article with this number.
    pub fn preview(&mut self, number: u32) -> Result<Preview> {
        let group = self.segment.previews_group(number);
        let file = self.folder.join(self.segment.previews_file(group));
        let previews = group_of(&mut self.previews, group, || read_items(&file, PieceKind::Previews))?;
        let index = (number % self.segment.previews_per_group.max(1)) as usize;
        let preview =
            previews.get(index).cloned().with_context(|| format!("{}: lacks article {number}", file.display()))?;
        check_slug(&preview.slug, &file)?;
        Ok(preview)
    }

    /// The article with this number.
    pub fn article(&mut self, number: u32) -> Result<StoredArticle> {
        let group = match &self.articles {
            Some((group, articles)) if articles.iter().any(|stored| stored.number == number) => *group,
            _ => self.preview(number)?.group,
        };
        self.article_in(number, group)
    }

    /// The article with this number, which lies in that group.
    pub fn article_in(&mut self, number: u32, group: u32) -> Result<StoredArticle> {
        let file = self.folder.join(self.segment.articles_file(group));
        let articles = group_of(&mut self.articles, group, || read_items(&file, PieceKind::Articles))?;
        let found = articles.iter().find(|stored| stored.number == number);
        let stored = found.cloned().with_context(|| format!("{}: lacks article {number}", file.display()))?;
        check_slug(&stored.slug, &file)?;
        Ok(stored)
    }

    /// The article of this `uri`, where it is here.
    pub fn find(&mut self, uri: &str) -> Result<Option<StoredArticle>> {
        let slug = identity::slug("", uri);
        let Some(entry) = self.entry(key_of_slug(&slug))? else { return Ok(None) };
        Ok(Some(self.article_in(entry.number, entry.group)?).filter(|stored| stored.article.uri == uri))
    }

    /// The number of the article whose address has this key, where it is here.
    pub fn number_of(&mut self, key: &str) -> Result<Option<u32>> {
        Ok(self.entry(key)?.map(|entry| entry.number))
    }

    fn entry(&mut self, key: &str) -> Result<Option<LookupEntry>> {
        let Some(group) = lookup_group(key, self.segment.lookup_groups) else { return Ok(None) };
        let file = self.folder.join(self.segment.lookup_file(group));
        let entries = group_of(&mut self.lookup, group, || read_items(&file, PieceKind::Lookup))?;
        Ok(entries.get(key).copied())
    }
}

/// An article's address becomes the name of a file, which must not lead out of a folder, whoever made the archive.
fn check_slug(slug: &str, file: &Path) -> Result<()> {
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_safe = slug.bytes().all(is_sign);
    ensure!(
        is_safe,
        "{}: holds the address \"{slug}\", which Broadsheet gives no article; the archive is damaged",
        file.display()
    );
    Ok(())
}

/// The group that is kept where it is this one, else the one that is read, which then is kept.
fn group_of<T>(kept: &mut Option<(u32, T)>, group: u32, read: impl FnOnce() -> Result<T>) -> Result<&T> {
    if !matches!(kept, Some((known, _)) if *known == group) {
        *kept = Some((group, read()?));
    }
    kept.as_ref().map(|(_, read)| read).context("it was just read")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of someone else's wrote a file beside the folder that it was exported into.
    #[test]
    fn an_address_leads_out_of_no_folder() {
        let is_taken = |slug| check_slug(slug, Path::new("000001.json")).is_ok();
        assert!(is_taken("the-vote-xytwdzuf7l") && is_taken("-xytwdzuf7l"));
        for slug in ["../climbed-x", "a/b", "C:x", "a\\b", "a.b", "A"] {
            assert!(!is_taken(slug), "{slug}");
        }
    }
}
