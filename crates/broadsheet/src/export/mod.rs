//! The articles of an archive in other forms: one file a form, each of which takes articles one by one, so that memory does not grow with
//! the archive.

mod annotations;
mod atom;
mod csv;
mod engines;
mod epub;
mod fields;
mod json_lines;
mod markdown;
mod ninjs;
mod pictures;
mod target;

use std::path::Path;

use anyhow::{Result, bail};
use article::StoredArticle;
use clap::ValueEnum;

use crate::pages::Imprint;
use crate::report::Report;
use pictures::Pictures;
use target::Folder;
pub use target::Stream;

/// The forms that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON Lines of the article model: bundling them under the same settings gives the same archive.
    Jsonl,
    /// IPTC ninjs 3.1: with --out a folder of one file an item, else one item a line.
    Ninjs,
    /// A table with a header of the model's fields; several values of a cell have ` | ` between them.
    Csv,
    /// A folder of one Markdown file an article, with front matter in YAML, and the pictures. Needs --out.
    Markdown,
    /// A book (EPUB 3) of a chapter an article, with the pictures. Needs --out.
    Epub,
    /// A feed with the whole text of each article.
    Atom,
    /// What the articles are about and where their texts name it, as W3C Web Annotations in JSON-LD.
    Annotations,
    /// For the bulk interface of OpenSearch: with --out a folder that holds the mapping too.
    Opensearch,
    /// For the bulk interface of Elasticsearch: with --out a folder that holds the mapping too.
    Elasticsearch,
    /// For Quickwit, as JSON Lines: with --out a folder that holds the index's settings too.
    Quickwit,
}

/// Makes a form of articles.
pub trait Exporter {
    /// The articles that come now belong together under this title.
    fn part(&mut self, _title: &str) -> Result<()> {
        Ok(())
    }

    /// Takes an article.
    fn add(&mut self, stored: &StoredArticle, report: &mut Report) -> Result<()>;

    /// How many of the articles that came have no place in this form.
    fn n_left_out(&self) -> u64 {
        0
    }

    /// Puts what was made in place.
    fn finish(self: Box<Self>, report: &mut Report) -> Result<()>;
}

impl Format {
    /// Begins to make this form, at `out` where one is named, else on standard output. `archive` is the folder of the archive,
    /// for its pictures.
    pub fn exporter(self, out: Option<&Path>, archive: &Path, imprint: &Imprint) -> Result<Box<dyn Exporter>> {
        let needed = || match out {
            Some(out) => Ok(out),
            None => bail!("this form is no single stream of text: name where to put it with --out"),
        };
        Ok(match self {
            Self::Jsonl => Box::new(json_lines::JsonLines::new(Stream::new(out)?)),
            Self::Csv => Box::new(csv::Csv::new(Stream::new(out)?)?),
            Self::Atom => Box::new(atom::Atom::new(Stream::new(out)?, imprint.clone())?),
            Self::Annotations => Box::new(annotations::Annotations::new(Stream::new(out)?, imprint)?),
            Self::Ninjs => match out {
                Some(out) => Box::new(ninjs::Items::new(Folder::new(out)?, imprint.clone())),
                None => Box::new(ninjs::Lines::new(Stream::new(None)?, imprint.clone())),
            },
            Self::Markdown => Box::new(markdown::Markdown::new(Folder::new(needed()?)?, Pictures::of(archive))),
            Self::Epub => {
                Box::new(epub::Epub::new(Stream::new(Some(needed()?))?, Pictures::of(archive), imprint.clone())?)
            }
            Self::Opensearch | Self::Elasticsearch => engines::bulk(out, imprint)?,
            Self::Quickwit => engines::quickwit(out, imprint)?,
        })
    }

    /// Whether articles come in parts, under titles.
    pub fn has_parts(self) -> bool {
        self == Self::Epub
    }
}
