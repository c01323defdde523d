//! The key `pages`: pages of the owner's own, written in Markdown.

use std::path::PathBuf;

use anyhow::Result;

use super::KEYS;
use super::entries::Entry;
use super::sources::plain;
use crate::identity::ascii_words;

const PAGE_KEYS: [&str; 2] = ["title", "file"];

/// The most characters of a page's name in its address.
pub const SLUG: usize = 60;

/// A page of the owner's own.
#[derive(Clone, Debug)]
pub struct ConfiguredPage {
    /// File, line and key, as messages name them.
    pub place: String,
    /// What it is called; nothing where its own first heading says that.
    pub title: Option<String>,
    /// Its text.
    pub file: PathBuf,
    /// Its part of the address, after the file's name: that is changed less lightly than a title.
    pub slug: String,
}

/// Reads the key's value.
pub fn of(entry: &Entry) -> Result<Vec<ConfiguredPage>> {
    let Some(items) = entry.items() else {
        return Err(entry.must_be("a table [[pages]] for each page, with \"title\" and \"file\""));
    };
    let mut pages: Vec<ConfiguredPage> = Vec::with_capacity(items.len());
    for item in &items {
        let page = page(item)?;
        if let Some(other) = pages.iter().find(|other| other.slug == page.slug) {
            let (file, slug) = (other.file.display(), &page.slug);
            return Err(
                item.wrong(format_args!("would be page/{slug}.html, as {file} is; give one of the files another name"))
            );
        }
        pages.push(page);
    }
    Ok(pages)
}

fn page(entry: &Entry) -> Result<ConfiguredPage> {
    let Some(entries) = entry.table() else { return Err(entry.must_be("a table with \"title\" and \"file\"")) };
    entries.require_known(&PAGE_KEYS, &KEYS)?;
    let title = entries.text("title")?;
    let Some(file_entry) = entries.get("file") else {
        return Err(entry.wrong("lacks \"file\", the Markdown file with the page's text"));
    };
    let given = file_entry.text()?;
    let file = plain(&entry.folder().join(&given));
    let is_markdown =
        file.extension().is_some_and(|end| end.eq_ignore_ascii_case("md") || end.eq_ignore_ascii_case("markdown"));
    if !is_markdown {
        return Err(file_entry.wrong(format_args!("\"{given}\" must be a Markdown file, with .md at its end")));
    }
    if !file.is_file() {
        return Err(file_entry.wrong(format_args!("\"{given}\" is not there ({})", file.display())));
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let words = [ascii_words(&stem, SLUG), ascii_words(title.as_deref().unwrap_or_default(), SLUG)];
    let Some(slug) = words.into_iter().find(|words| !words.is_empty()) else {
        return Err(file_entry.wrong(format_args!(
            "\"{given}\" has no Latin letter or digit in its name, and the page's address needs one"
        )));
    };
    Ok(ConfiguredPage { place: file_entry.place(), title, file, slug })
}
