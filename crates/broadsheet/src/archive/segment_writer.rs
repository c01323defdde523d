//! Writes a segment: articles, previews, the look-up and the search index, and the list of all these files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result};
use article::piece::{self, PieceKind};
use article::{LookupEntry, LookupGroup, Preview, Segment, StoredArticle, file};
use search::{Day, IndexBuilder, Synonyms};

use super::claim::Claim;
use super::document::{document, schema};
use super::folder::Unfinished;
use super::groups::{Group, LOOKUP_ENTRIES, PREVIEWS_PER_GROUP, SEARCH_PIECE, preview_text};
use super::pictures::pictures_of;
use super::segment_files::{self, ListedFile};
use crate::collect::Collection;
use crate::identity;
use crate::report::Report;

/// A folder in the making, named by the hash of the list of its files.
pub struct FolderWriter {
    unfinished: Unfinished,
    /// Those inside it that were made.
    folders: BTreeSet<String>,
    files: Vec<ListedFile>,
}

impl FolderWriter {
    /// An empty one.
    pub fn new(claim: &Claim) -> Result<Self> {
        let unfinished = Unfinished::new(claim.folder(), "segment")?;
        Ok(Self { unfinished, folders: BTreeSet::new(), files: Vec::new() })
    }

    /// Writes a file.
    pub fn put(&mut self, path: String, bytes: &[u8]) -> Result<()> {
        let folder: PathBuf = self.unfinished.path().to_owned();
        let place = folder.join(&path);
        let made = match path.split_once('/') {
            Some((below, _)) if self.folders.insert(below.to_owned()) => fs::create_dir_all(folder.join(below)),
            _ => Ok(()),
        };
        made.and_then(|()| fs::write(&place, bytes))
            .with_context(|| format!("{}: cannot be written", place.display()))?;
        self.files.push(ListedFile::of(path, bytes));
        Ok(())
    }

    fn put_json(&mut self, path: String, kind: PieceKind, items: &str) -> Result<()> {
        self.put(path, piece::seal_json(kind, items).as_bytes())
    }

    /// Writes the list of files, puts the folder in place and returns its name. What is there and whole is the same.
    pub fn finish(mut self, claim: &Claim) -> Result<String> {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        let list = serde_json::to_vec(&self.files)?;
        let place = self.unfinished.path().join(file::LIST);
        fs::write(&place, &list).with_context(|| format!("{}: cannot be written", place.display()))?;
        let hash = identity::digest(&list);
        let folder = claim.folder().join(&hash);
        if !segment_files::is_whole(&folder) {
            self.unfinished.become_folder(&folder)?;
        }
        Ok(hash)
    }
}

/// Writes a collection as a segment into the claimed folder, where nothing names it yet.
pub fn write_segment(
    collection: &mut Collection,
    synonyms: &Synonyms,
    claim: &Claim,
    report: &mut Report,
) -> Result<Segment> {
    let mut writer = FolderWriter::new(claim)?;
    let articles = u32::try_from(collection.len()).context("an archive holds at most 4 billion articles")?;
    let lookup_groups = articles.div_ceil(LOOKUP_ENTRIES).next_power_of_two();
    report.start("Writing the archive", u64::from(articles), false);
    let mut contents = Contents {
        index: IndexBuilder::new(schema()).with_synonyms(synonyms.clone()),
        lookup: vec![LookupGroup::new(); lookup_groups as usize],
        articles: Group::new(),
        article_group: 0,
        pictures: BTreeSet::new(),
    };
    let mut previews: Vec<Preview> = Vec::new();
    for number in 0..articles {
        previews.push(contents.add(number, collection, &mut writer, report)?);
        if previews.len() == PREVIEWS_PER_GROUP as usize || number + 1 == articles {
            let group = file::previews(number / PREVIEWS_PER_GROUP);
            writer.put_json(group, PieceKind::Previews, &serde_json::to_string(&previews)?)?;
            previews.clear();
        }
        report.advance_to(u64::from(number));
    }
    contents.finish(&mut writer)?;
    report.finish();
    let hash = writer.finish(claim)?;
    Ok(Segment { hash, articles, previews_per_group: PREVIEWS_PER_GROUP, lookup_groups })
}

/// What of a segment is collected while its articles are written.
struct Contents {
    index: IndexBuilder,
    lookup: Vec<LookupGroup>,
    articles: Group,
    article_group: u32,
    /// What the articles show.
    pictures: BTreeSet<String>,
}

impl Contents {
    /// Adds the article with this number, and returns its preview.
    fn add(
        &mut self,
        number: u32,
        collection: &mut Collection,
        writer: &mut FolderWriter,
        report: &mut Report,
    ) -> Result<Preview> {
        let article = collection.article(number as usize)?;
        let moment = collection.rank(number as usize).moment;
        self.index
            .add(&document(&article, moment.map(|moment| Day(moment.day_number()))))
            .with_context(|| article.uri.clone())?;
        self.pictures.extend(pictures_of(&article).map(str::to_owned));
        let slug = identity::slug(&article.headline, &article.uri);
        let day = moment.map(|moment| moment.day.to_string());
        let stored = StoredArticle { number, slug, day, article };
        let json = serde_json::to_string(&stored)?;
        if self.articles.is_full_for(&json) {
            self.put_articles(writer)?;
            self.article_group += 1;
        }
        self.articles.push(&json);
        let key = article::key_of_slug(&stored.slug);
        let group = article::lookup_group(key, self.lookup.len() as u32);
        if let Some(group) = group.and_then(|group| self.lookup.get_mut(group as usize)) {
            let taken = group.insert(key.to_owned(), LookupEntry { number, group: self.article_group });
            // 50 bits: one chance in 2,000 among a million articles, so it is said and not planned for.
            if taken.is_some() {
                report.problem(format!(
                    "{}: its address is that of another article, which cannot be opened now; change its uri",
                    stored.article.uri
                ));
            }
        }
        Ok(preview(stored, self.article_group))
    }

    fn put_articles(&mut self, writer: &mut FolderWriter) -> Result<()> {
        writer.put_json(file::articles(self.article_group), PieceKind::Articles, &self.articles.take()?)
    }

    fn finish(mut self, writer: &mut FolderWriter) -> Result<()> {
        if !self.articles.is_empty() {
            self.put_articles(writer)?;
        }
        for (group, entries) in (0..).zip(&self.lookup) {
            writer.put_json(file::lookup(group), PieceKind::Lookup, &serde_json::to_string(entries)?)?;
        }
        if !self.pictures.is_empty() {
            writer.put(file::PICTURES.to_owned(), &serde_json::to_vec(&self.pictures)?)?;
        }
        let put = |number: u32, bytes: &[u8]| {
            let sealed = piece::seal_bytes(PieceKind::Search, bytes);
            writer.put(file::search(number), &sealed).map_err(io::Error::other)
        };
        self.index.finish(SEARCH_PIECE, put).context("the search index cannot be written")?;
        Ok(())
    }
}

fn preview(stored: StoredArticle, group: u32) -> Preview {
    let StoredArticle { slug, day, article, .. } = stored;
    let text = preview_text(&article);
    Preview {
        slug,
        text,
        headline: article.headline,
        source: article.publisher.map(|publisher| publisher.name),
        section: article.article_section,
        day,
        language: article.language,
        group,
    }
}
