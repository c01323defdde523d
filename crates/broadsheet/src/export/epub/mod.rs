//! A book (EPUB 3.3) of an article a chapter, in parts by section or month. It runs nothing and asks for nothing from elsewhere.
//!
//! Chapters are written as they come; what names them all, the contents and the package, comes behind them. The moment of the last
//! change is that of the newest article, so that the same articles make the same bytes.

mod chapter;
mod package;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use article::StoredArticle;
use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Exporter;
use super::target::Stream;
use crate::pages::Imprint;
use crate::publication::Moment;
use crate::report::Report;

/// The folder of the book in its file.
const FOLDER: &str = "EPUB";

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
    <container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>\
    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

/// A book in the making.
pub struct Epub {
    zip: ZipWriter<Stream>,
    /// Where the pictures lie that are the site's own.
    site: PathBuf,
    imprint: Imprint,
    parts: Vec<Part>,
    pictures: BTreeSet<String>,
    updated: Timestamp,
}

/// Chapters that belong together.
pub struct Part {
    /// Nothing where they have no title in common.
    title: String,
    chapters: Vec<Chapter>,
}

/// An article in the contents.
pub struct Chapter {
    /// Its file, from the book's folder.
    path: String,
    title: String,
    language: Option<String>,
}

impl Epub {
    /// Begins the book.
    pub fn new(stream: Stream, site: &Path, imprint: Imprint) -> Result<Self> {
        let (parts, pictures, updated) = (Vec::new(), BTreeSet::new(), Timestamp::default());
        let zip = ZipWriter::new(stream);
        let mut book = Self { zip, site: site.to_owned(), imprint, parts, pictures, updated };
        // By which systems know the file: at its beginning, and as it is.
        book.put_as("mimetype", CompressionMethod::Stored, b"application/epub+zip")?;
        book.put_as("META-INF/container.xml", CompressionMethod::Deflated, CONTAINER.as_bytes())?;
        book.put("book.css", include_bytes!("book.css"))?;
        Ok(book)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.put_as(&[FOLDER, path].join("/"), CompressionMethod::Deflated, bytes)
    }

    fn put_as(&mut self, path: &str, method: CompressionMethod, bytes: &[u8]) -> Result<()> {
        let options = SimpleFileOptions::default().compression_method(method).unix_permissions(0o644);
        self.zip
            .start_file(path, options)
            .and_then(|()| Ok(self.zip.write_all(bytes)?))
            .context("the book cannot be written")
    }
}

impl Exporter for Epub {
    fn part(&mut self, title: &str) -> Result<()> {
        self.parts.push(Part { title: title.to_owned(), chapters: Vec::new() });
        Ok(())
    }

    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        let article = &stored.article;
        let dates = [&article.date_published, &article.date_modified].into_iter().flatten();
        for moment in dates.filter_map(|date| Moment::read(date, &self.imprint.zone)) {
            self.updated = self.updated.max(moment.instant);
        }
        let has = |picture: &str| package::picture_type(picture).is_some() && self.site.join(picture).is_file();
        let (fit, pictures) = chapter::fit(article, has);
        let path = format!("article/{}.xhtml", stored.slug);
        let page = chapter::chapter(&fit, &self.imprint);
        self.put(&path, page.as_bytes())?;
        for picture in pictures {
            let place = self.site.join(&picture);
            if self.pictures.insert(picture.clone()) {
                let bytes = fs::read(&place).with_context(|| format!("{}: cannot be read", place.display()))?;
                self.put_as(&[FOLDER, &picture].join("/"), CompressionMethod::Stored, &bytes)?;
            }
        }
        let chapter = Chapter { path, title: chapter::title(&fit).to_owned(), language: fit.language };
        match self.parts.last_mut() {
            Some(part) => part.chapters.push(chapter),
            None => self.parts.push(Part { title: String::new(), chapters: vec![chapter] }),
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Report) -> Result<()> {
        let title = package::title_page(&self.imprint);
        self.put(package::TITLE, title.as_bytes())?;
        let contents = package::contents(&self.imprint, &self.parts);
        self.put(package::CONTENTS, contents.as_bytes())?;
        let package = package::package(&self.imprint, &self.parts, &self.pictures, self.updated);
        self.put("package.opf", package.as_bytes())?;
        self.zip.finish().context("the book cannot be written")?.finish()
    }
}
