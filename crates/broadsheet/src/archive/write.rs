//! Writes an archive: one segment in a folder of its own, then the manifest in one step.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use article::piece::{self, PieceKind};
use article::{FORMAT, FacetEntry, LookupEntry, LookupGroup, Manifest, Preview, Segment, StoredArticle, file};
use search::{Answer, Day, IndexBuilder};

use super::claim::Claim;
use super::document::{document, schema};
use super::folder::{self, Unfinished};
use super::front::front;
use super::groups::{Group, LOOKUP_ENTRIES, PREVIEWS_PER_GROUP, SEARCH_PIECE, preview_text};
use super::manifest_file::{MANIFEST, is_manifest, manifest_json};
use super::segment_files::{self, ListedFile};
use crate::collect::Collection;
use crate::config::Config;
use crate::identity;
use crate::publication::Moment;
use crate::report::Report;

/// What was written.
pub struct Summary {
    /// Articles in the archive.
    pub articles: u32,
    /// Bytes of all files of the archive.
    pub bytes: u64,
    /// Files of the archive.
    pub files: usize,
}

/// Claims a folder for an archive: one that is not empty must hold one already.
pub fn claim(folder: &Path) -> Result<Claim> {
    Claim::new(folder, MANIFEST, is_manifest)
}

/// Writes the collection as an archive into the claimed folder, in place of the archive that may be there.
pub fn write(collection: &mut Collection, config: &Config, claim: &Claim, report: &mut Report) -> Result<Summary> {
    let out = claim.folder();
    let unfinished = Unfinished::new(out, "segment")?;
    let mut writer =
        SegmentWriter { folder: unfinished.path().to_owned(), folders: BTreeSet::new(), files: Vec::new() };
    let contents = write_segment(collection, config, &mut writer, report)?;
    let (hash, list) = writer.finish()?;
    let front = front(&contents.root)?;
    let manifest = manifest(collection, config, contents, hash);
    publish(&manifest, &front, &unfinished, out)?;
    let bytes = list.iter().map(|file| file.length).sum();
    Ok(Summary { articles: manifest.articles, bytes, files: list.len() + 2 })
}

/// What the manifest says of a segment beyond its hash.
struct Contents {
    facets: Vec<FacetEntry>,
    lookup_groups: u32,
    /// The first piece of its index.
    root: Vec<u8>,
}

/// The files of a segment, written one after the other, and their list.
struct SegmentWriter {
    folder: PathBuf,
    /// Those inside it that were made.
    folders: BTreeSet<String>,
    files: Vec<ListedFile>,
}

impl SegmentWriter {
    fn put(&mut self, path: String, bytes: &[u8]) -> Result<()> {
        let place = self.folder.join(&path);
        let made = match path.split_once('/') {
            Some((below, _)) if self.folders.insert(below.to_owned()) => fs::create_dir_all(self.folder.join(below)),
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

    /// Writes the list of files, by whose hash the segment is named.
    fn finish(mut self) -> Result<(String, Vec<ListedFile>)> {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        let list = serde_json::to_vec(&self.files)?;
        let place = self.folder.join(file::LIST);
        fs::write(&place, &list).with_context(|| format!("{}: cannot be written", place.display()))?;
        Ok((identity::digest(&list), self.files))
    }
}

fn write_segment(
    collection: &mut Collection,
    config: &Config,
    writer: &mut SegmentWriter,
    report: &mut Report,
) -> Result<Contents> {
    let n_articles = u32::try_from(collection.len()).context("an archive holds at most 4 billion articles")?;
    let lookup_groups = n_articles.div_ceil(LOOKUP_ENTRIES).next_power_of_two();
    let mut index = IndexBuilder::new(schema()).with_synonyms(config.synonyms.clone());
    let mut lookup = vec![LookupGroup::new(); lookup_groups as usize];
    let mut articles = Group::new();
    let mut article_group = 0;
    let mut previews: Vec<Preview> = Vec::new();

    report.start("Writing the archive", u64::from(n_articles), false);
    for number in 0..n_articles {
        let article = collection.article(number as usize)?;
        let moment = collection.moment(number as usize);
        index
            .add(&document(&article, moment.map(|moment| Day(moment.day_number()))))
            .with_context(|| article.uri.clone())?;
        let slug = identity::slug(&article.headline, &article.uri);
        let day = moment.map(|moment| moment.day.to_string());
        let stored = StoredArticle { number, slug, day, article };
        let json = serde_json::to_string(&stored)?;
        if articles.is_full_for(&json) {
            writer.put_json(file::articles(article_group), PieceKind::Articles, &articles.take()?)?;
            article_group += 1;
        }
        articles.push(&json);
        let key = article::key_of_slug(&stored.slug);
        if let Some(group) = article::lookup_group(key, lookup_groups).and_then(|group| lookup.get_mut(group as usize))
        {
            let taken = group.insert(key.to_owned(), LookupEntry { number, group: article_group });
            // 50 bits: one chance in 2,000 among a million articles, so it is said and not planned for.
            if taken.is_some() {
                report.problem(format!(
                    "{}: its address is that of another article, which cannot be opened now; change its uri",
                    stored.article.uri
                ));
            }
        }
        previews.push(preview(stored, article_group));
        if previews.len() == PREVIEWS_PER_GROUP as usize || number + 1 == n_articles {
            writer.put_json(
                file::previews(number / PREVIEWS_PER_GROUP),
                PieceKind::Previews,
                &serde_json::to_string(&previews)?,
            )?;
            previews.clear();
        }
        report.advance_to(u64::from(number));
    }
    if !articles.is_empty() {
        writer.put_json(file::articles(article_group), PieceKind::Articles, &articles.take()?)?;
    }
    for (group, entries) in (0..).zip(&lookup) {
        let items = serde_json::to_string(entries)?;
        writer.put_json(file::lookup(group), PieceKind::Lookup, &items)?;
    }
    let (facets, root) = write_index(index, writer)?;
    report.finish();
    Ok(Contents { facets, lookup_groups, root })
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

/// Writes the pieces of the index, and says which facets have how many values, and what the first piece holds.
fn write_index(index: IndexBuilder, writer: &mut SegmentWriter) -> Result<(Vec<FacetEntry>, Vec<u8>)> {
    let mut root = Vec::new();
    let built = index
        .finish(SEARCH_PIECE, |number, bytes| {
            if number == 0 {
                root = bytes.to_vec();
            }
            let sealed = piece::seal_bytes(PieceKind::Search, bytes);
            writer.put(file::search(number), &sealed).map_err(io::Error::other)
        })
        .context("the search index cannot be written")?;
    let facets = built.facets.into_iter().filter(|(_, values)| *values > 0);
    Ok((facets.map(|(name, values)| FacetEntry { name, values }).collect(), root))
}

fn manifest(collection: &Collection, config: &Config, contents: Contents, hash: String) -> Manifest {
    let articles = collection.len() as u32;
    let dated = (0..collection.len()).filter_map(|number| collection.moment(number));
    let day = |moment: Option<Moment>| moment.map(|moment| moment.day.to_string());
    let (first, last) = (dated.clone().next_back(), dated.clone().next());
    Manifest {
        format: FORMAT,
        id: config.id.clone(),
        title: config.title.clone(),
        language: config.language.clone(),
        time_zone: config.time_zone_name.clone(),
        terms: config.terms.clone(),
        articles,
        from: day(first),
        to: day(last),
        facets: contents.facets,
        segments: vec![Segment {
            hash,
            articles,
            previews_per_group: PREVIEWS_PER_GROUP,
            lookup_groups: contents.lookup_groups,
        }],
    }
}

/// Puts the finished segment and the manifest in place, the manifest last; then removes segments of the generation
/// before the last, so that pages that are open keep working.
fn publish(manifest: &Manifest, front: &Answer, unfinished: &Unfinished, out: &Path) -> Result<()> {
    let place = out.join(MANIFEST);
    let json = manifest_json(manifest, front)?;
    let before = fs::read(&place).unwrap_or_default();
    for segment in &manifest.segments {
        let folder = out.join(&segment.hash);
        // A segment's name follows from its contents: what is there and whole is the same.
        if !segment_files::is_whole(&folder) {
            unfinished.become_folder(&folder)?;
        }
    }
    if json == before {
        return Ok(());
    }
    folder::replace_file(&place, &json)?;
    let old: Vec<Segment> = serde_json::from_slice::<Manifest>(&before).map(|old| old.segments).unwrap_or_default();
    let kept = |name: &str| manifest.segments.iter().chain(&old).any(|segment| segment.hash == name);
    for entry in fs::read_dir(out).with_context(|| format!("{}: cannot be read", out.display()))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Only what bears the name of a segment is ever removed.
        if identity::is_digest(&name) && entry.path().join(file::LIST).is_file() && !kept(&name) {
            fs::remove_dir_all(entry.path())
                .with_context(|| format!("{}: cannot be removed", entry.path().display()))?;
        }
    }
    Ok(())
}
