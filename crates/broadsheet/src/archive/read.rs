//! Reads an archive from disk, piece by piece, as a browser would.

use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use article::piece::{self, PieceKind};
use article::{Article, FORMAT, Manifest, Preview, Segment, StoredArticle, joint_file, place_of};
use search::{Answer, Failure, Highlighter, Hit, Index, IndexBuilder, Period, Query, SearchOptions};
use serde::de::DeserializeOwned;

use super::document::{document, schema};
use super::groups::SEARCH_PIECE;
use super::manifest_file::{find, read_manifest};
use super::pieces::LoadedPieces;
use super::segment_reader::SegmentReader;
use crate::identity;

/// The first format whose roots and joints are read as those of the current one: they tell which words mean the same, and which
/// articles count.
pub const FIRST_WITH_JOINT: u32 = 3;

/// An archive that is open for searching.
pub struct Archive {
    folder: PathBuf,
    manifest: Manifest,
    segments: Vec<SegmentReader>,
    index: Index,
    pieces: LoadedPieces,
}

impl Archive {
    /// Opens the archive in a folder: an archive itself, or a site that holds one in its folder `archive`.
    pub fn open(folder: &Path) -> Result<Self> {
        let folder = find(folder)?;
        let manifest = read_manifest(&folder)?;
        Self::open_edition(folder, manifest)
    }

    /// Opens the edition of the archive in this very folder that a manifest tells of; it need not be published.
    pub fn open_edition(folder: PathBuf, manifest: Manifest) -> Result<Self> {
        let mut pieces = LoadedPieces::new(&folder, &manifest.segments);
        if manifest.format < FORMAT {
            let segments = manifest.segments.iter().map(|segment| index_anew(&folder, segment, manifest.format));
            pieces = LoadedPieces::in_memory(&folder, &manifest.segments, segments.collect::<Result<_>>()?);
        }
        pieces.read_roots()?;
        let joint = read_joint(&folder, &manifest)?;
        let index = Index::open(&pieces.roots(), joint.as_deref())
            .with_context(|| format!("{}: its index is damaged; bundle the sources again", folder.display()))?;
        let segments = manifest.segments.iter().map(|segment| SegmentReader::new(&folder, segment)).collect();
        Ok(Self { folder, manifest, segments, index, pieces })
    }

    /// The folder of the archive.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the archive says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The index.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Answers a query, reading the pieces that it needs.
    pub fn search(&mut self, query: &Query, options: &SearchOptions) -> Result<Answer> {
        let answer = self.index.search(query, options, &self.pieces);
        self.found(answer)
    }

    /// What finds the words of a query in texts.
    pub fn highlighter(&mut self, text: &str, as_typed: bool) -> Result<Highlighter> {
        let highlighter = self.index.highlighter(text, as_typed, &self.pieces);
        self.found(highlighter)
    }

    /// The id of the article with this address or `uri`.
    pub fn id_of(&mut self, slug_or_uri: &str) -> Result<Option<u32>> {
        let of_uri = identity::slug("", slug_or_uri);
        for key in [article::key_of_slug(slug_or_uri), article::key_of_slug(&of_uri)] {
            let mut before = 0;
            let mut found = None;
            for segment in &mut self.segments {
                let number = segment.number_of(key)?;
                // An id that is masked has no place, and the newest version counts.
                found = number.map(|number| before + number).or(found);
                before += segment.segment().articles;
            }
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The articles most like one of them, the most like first.
    pub fn related(&mut self, id: u32, article: &Article, limit: usize) -> Result<Vec<Hit>> {
        let related = self.index.related(id, &article.texts(), limit, &self.pieces);
        self.found(related)
    }

    /// What the index found, else why not. Pieces are read as they are asked for, so one that is missing cannot be read.
    fn found<T>(&self, found: Result<T, Failure>) -> Result<T> {
        match (found, self.pieces.failure()) {
            (Ok(found), _) => Ok(found),
            (Err(Failure::Missing(_)), Some(failure)) => Err(failure),
            (Err(failure), _) => Err(failure).with_context(|| self.folder.display().to_string()),
        }
    }

    /// The preview of the article with this id.
    pub fn preview(&mut self, id: u32) -> Result<Preview> {
        let (segment, number) = self.place_of(id)?;
        segment.preview(number)
    }

    /// The article with this id.
    pub fn article(&mut self, id: u32) -> Result<StoredArticle> {
        let (segment, number) = self.place_of(id)?;
        segment.article(number)
    }

    fn place_of(&mut self, id: u32) -> Result<(&mut SegmentReader, u32)> {
        let place = place_of(id, &self.manifest.segments);
        let found = place.and_then(|(place, number)| Some((self.segments.get_mut(place)?, number)));
        found.with_context(|| format!("{}: lacks article {id}", self.folder.display()))
    }
}

/// Reads the joint of an archive of several segments.
pub fn read_joint(folder: &Path, manifest: &Manifest) -> Result<Option<Vec<u8>>> {
    match &manifest.joint {
        Some(joint) => read_sealed(&folder.join(joint_file(joint)), PieceKind::Joint).map(Some),
        None if manifest.segments.len() == 1 => Ok(None),
        None => bail!(
            "{}: has {} segments and names no joint; bundle the sources again",
            folder.display(),
            manifest.segments.len()
        ),
    }
}

/// Makes the index of a segment of an earlier format from its articles, whose form has not changed since. What its joint says of it
/// holds for this one too.
fn index_anew(folder: &Path, segment: &Segment, format: u32) -> Result<Vec<Vec<u8>>> {
    let mut builder = IndexBuilder::new(schema());
    if format >= FIRST_WITH_JOINT {
        let root = read_piece(&folder.join(segment.search_file(0)))?;
        let old = Index::open(&[&root], None).with_context(|| folder.display().to_string())?;
        builder = builder.with_synonyms(old.synonyms());
    }
    let mut reader = SegmentReader::new(folder, segment);
    for number in 0..segment.articles {
        let StoredArticle { day, article, .. } = reader.article(number)?;
        builder.add(&document(&article, day_of(day.as_deref())?)).with_context(|| article.uri.clone())?;
    }
    let mut pieces = Vec::new();
    builder.finish(SEARCH_PIECE, |_, bytes| {
        pieces.push(bytes.to_vec());
        Ok(())
    })?;
    Ok(pieces)
}

/// The day that is stored with an article.
pub fn day_of(stored: Option<&str>) -> Result<Option<search::Day>> {
    let day: Option<Period> = stored.map(str::parse).transpose()?;
    Ok(day.map(Period::first_day))
}

/// What to do where a file of an archive is not as it was written.
const REMEDY: &str =
    "copy the archive again, or bundle its sources again; `broadsheet check` names all that is damaged";

/// Reads a piece of an index.
pub fn read_piece(file: &Path) -> Result<Vec<u8>> {
    read_sealed(file, PieceKind::Search)
}

/// Reads a binary file.
fn read_sealed(file: &Path, kind: PieceKind) -> Result<Vec<u8>> {
    let sealed = read_file(file)?;
    match piece::open_bytes(kind, &sealed) {
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
