//! Reads an archive from disk, piece by piece, as a browser would.

use std::collections::HashMap;
use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use article::piece::{self, PieceKind};
use article::{FORMAT, LookupGroup, Manifest, Preview, Segment, StoredArticle};
use search::{Answer, Failure, Highlighter, Hit, Index, IndexBuilder, Period, Pieces, Query, SearchOptions};
use serde::de::DeserializeOwned;

use super::document::{document, schema};
use super::groups::SEARCH_PIECE;
use super::manifest_file::{find, read_manifest};
use crate::identity;

/// An archive that is open for searching.
pub struct Archive {
    folder: PathBuf,
    manifest: Manifest,
    segment: Segment,
    index: Index,
    pieces: LoadedPieces,
}

/// The pieces of the index that were needed so far.
#[derive(Default)]
struct LoadedPieces(HashMap<u32, Vec<u8>>);

impl Pieces for LoadedPieces {
    fn piece(&self, number: u32) -> Option<&[u8]> {
        self.0.get(&number).map(Vec::as_slice)
    }
}

impl Archive {
    /// Opens the archive in a folder: an archive itself, or a site that holds one in its folder `archive`.
    pub fn open(folder: &Path) -> Result<Self> {
        let folder = find(folder)?;
        let manifest = read_manifest(&folder)?;
        let [segment] = manifest.segments.as_slice() else {
            bail!("{}: has {} segments; this program reads archives of one", folder.display(), manifest.segments.len());
        };
        let segment = segment.clone();
        let pieces = if manifest.format == FORMAT {
            LoadedPieces(HashMap::from([(0, read_piece(&folder.join(segment.search_file(0)))?)]))
        } else {
            index_anew(&folder, &segment)?
        };
        let root = pieces.piece(0).unwrap_or_default();
        let index = Index::open(root)
            .with_context(|| format!("{}: its index is damaged; bundle the sources again", folder.display()))?;
        Ok(Self { folder, manifest, segment, index, pieces })
    }

    /// What the archive says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// How many articles the index holds.
    pub fn documents(&self) -> u32 {
        self.index.documents()
    }

    /// Answers a query, reading the pieces that it needs.
    pub fn search(&mut self, query: &Query, options: &SearchOptions) -> Result<Answer> {
        self.ask(|index, pieces| index.search(query, options, pieces))
    }

    /// What finds the words of a query in texts.
    pub fn highlighter(&mut self, text: &str, as_typed: bool) -> Result<Highlighter> {
        self.ask(|index, pieces| index.highlighter(text, as_typed, pieces))
    }

    /// The number of the article with this address or `uri`.
    pub fn number_of(&self, slug_or_uri: &str) -> Result<Option<(u32, u32)>> {
        let of_uri = identity::slug("", slug_or_uri);
        for key in [article::key_of_slug(slug_or_uri), article::key_of_slug(&of_uri)] {
            let Some(group) = article::lookup_group(key, self.segment.lookup_groups) else { continue };
            let file = self.folder.join(self.segment.lookup_file(group));
            let entries: LookupGroup = read_items(&file, PieceKind::Lookup)?;
            if let Some(entry) = entries.get(key) {
                return Ok(Some((entry.number, entry.group)));
            }
        }
        Ok(None)
    }

    /// The articles most like one of them, the most like first.
    pub fn related(&mut self, stored: &StoredArticle, limit: usize) -> Result<Vec<Hit>> {
        let article = &stored.article;
        let head =
            [("headline", article.headline.clone()), ("abstract", article.abstract_.clone().unwrap_or_default())];
        let texts = head.into_iter().chain(article.body.iter().map(|block| ("body", block.text.clone())));
        let texts: Vec<(String, String)> = texts.map(|(field, text)| (field.to_owned(), text)).collect();
        self.ask(|index, pieces| index.related(stored.number, &texts, limit, pieces))
    }

    /// Asks the index, and reads the pieces that it lacks, until it answers.
    fn ask<T>(&mut self, ask: impl Fn(&Index, &LoadedPieces) -> Result<T, Failure>) -> Result<T> {
        loop {
            match ask(&self.index, &self.pieces) {
                Ok(answer) => return Ok(answer),
                Err(Failure::Missing(numbers)) => self.load(&numbers)?,
                Err(failure) => return Err(failure).with_context(|| self.folder.display().to_string()),
            }
        }
    }

    fn load(&mut self, numbers: &[u32]) -> Result<()> {
        for number in numbers {
            let bytes = read_piece(&self.folder.join(self.segment.search_file(*number)))?;
            if self.pieces.0.insert(*number, bytes).is_some() {
                bail!("{}: its index asks for piece {number} again and again; it is damaged", self.folder.display());
            }
        }
        Ok(())
    }

    /// The preview of the article with this number.
    pub fn preview(&self, number: u32) -> Result<Preview> {
        let file = self.folder.join(self.segment.previews_file(self.segment.previews_group(number)));
        let previews: Vec<Preview> = read_items(&file, PieceKind::Previews)?;
        let index = (number % self.segment.previews_per_group.max(1)) as usize;
        previews.into_iter().nth(index).with_context(|| format!("{}: lacks article {number}", file.display()))
    }

    /// The article with this number, which lies in that group.
    pub fn article(&self, number: u32, group: u32) -> Result<StoredArticle> {
        self.articles(group)?.into_iter().find(|stored| stored.number == number).with_context(|| {
            format!("{}: lacks article {number}", self.folder.join(self.segment.articles_file(group)).display())
        })
    }

    /// How many groups of articles there are.
    pub fn article_groups(&self) -> Result<u32> {
        match self.segment.articles.checked_sub(1) {
            None => Ok(0),
            Some(last) => Ok(self.preview(last)?.group + 1),
        }
    }

    /// The articles of a group, in order of their numbers.
    pub fn articles(&self, group: u32) -> Result<Vec<StoredArticle>> {
        read_items(&self.folder.join(self.segment.articles_file(group)), PieceKind::Articles)
    }
}

/// Makes the index of an archive of an earlier format from its articles, whose form has not changed since.
fn index_anew(folder: &Path, segment: &Segment) -> Result<LoadedPieces> {
    let mut builder = IndexBuilder::new(schema());
    for group in 0.. {
        let file = folder.join(segment.articles_file(group));
        if builder.documents() == segment.articles {
            break;
        }
        let articles: Vec<StoredArticle> = read_items(&file, PieceKind::Articles)?;
        for StoredArticle { day, article, .. } in &articles {
            let day: Option<Period> =
                day.as_deref().map(str::parse).transpose().with_context(|| file.display().to_string())?;
            builder.add(&document(article, day.map(Period::first_day))).with_context(|| article.uri.clone())?;
        }
    }
    let mut pieces = LoadedPieces::default();
    builder.finish(SEARCH_PIECE, |number, bytes| {
        pieces.0.insert(number, bytes.to_vec());
        Ok(())
    })?;
    Ok(pieces)
}

/// What to do where a file of an archive is not as it was written.
const REMEDY: &str =
    "copy the archive again, or bundle its sources again; `broadsheet check` names all that is damaged";

/// Reads a binary piece.
pub fn read_piece(file: &Path) -> Result<Vec<u8>> {
    let sealed = read_file(file)?;
    match piece::open_bytes(PieceKind::Search, &sealed) {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(error) => bail!("{}: {error}; {REMEDY}", file.display()),
    }
}

/// Reads a piece of JSON.
pub fn read_items<T: DeserializeOwned>(file: &Path, kind: PieceKind) -> Result<T> {
    let damaged = |what: &dyn Display| format!("{}: {what}; {REMEDY}", file.display());
    let Ok(text) = String::from_utf8(read_file(file)?) else { bail!(damaged(&"is not UTF-8")) };
    let items = piece::open_json(kind, &text).map_err(|error| anyhow!(damaged(&error)))?;
    serde_json::from_str(items)
        .map_err(|error| anyhow!(damaged(&format_args!("does not hold {}: {error}", kind.name()))))
}

fn read_file(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow!("{}: is not there; {REMEDY}", file.display()),
        _ => anyhow!("{}: cannot be read: {error}", file.display()),
    })
}
