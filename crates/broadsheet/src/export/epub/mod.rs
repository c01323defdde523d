//! A book (EPUB 3.3) of an article a chapter, in parts by section or month. It runs nothing and asks for nothing from elsewhere.
//!
//! Chapters are written as they come; what names them all, the contents and the package, comes behind them. The moment of the last
//! change is that of the newest article, so that the same articles make the same bytes.

mod chapter;
mod package;

use std::fs;
use std::io::Write;

use anyhow::{Context, Result};
use article::StoredArticle;
use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Exporter;
use super::pictures::Pictures;
use super::target::Stream;
use crate::app::ARCHIVE;
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
    pictures: Pictures,
    imprint: Imprint,
    parts: Vec<Part>,
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
    pub fn new(stream: Stream, pictures: Pictures, imprint: Imprint) -> Result<Self> {
        let (zip, parts, updated) = (ZipWriter::new(stream), Vec::new(), Timestamp::default());
        let mut book = Self { zip, pictures, imprint, parts, updated };
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

    fn add(&mut self, stored: &StoredArticle, report: &mut Report) -> Result<()> {
        let article = &stored.article;
        let dates = [&article.date_published, &article.date_modified].into_iter().flatten();
        for moment in dates.filter_map(|date| Moment::read(date, &self.imprint.zone)) {
            self.updated = self.updated.max(moment.instant);
        }
        let (article, new) = self.pictures.take(article, report);
        let fit = chapter::fit(article);
        let path = format!("article/{}.xhtml", stored.slug);
        let page = chapter::chapter(&fit, &self.imprint);
        self.put(&path, page.as_bytes())?;
        for picture in new {
            let place = self.pictures.file(&picture);
            let bytes = fs::read(&place).with_context(|| format!("{}: cannot be read", place.display()))?;
            self.put_as(&[FOLDER, ARCHIVE, &picture].join("/"), CompressionMethod::Stored, &bytes)?;
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
        let package = package::package(&self.imprint, &self.parts, self.pictures.taken(), self.updated);
        self.put("package.opf", package.as_bytes())?;
        self.zip.finish().context("the book cannot be written")?.finish()
    }
}
