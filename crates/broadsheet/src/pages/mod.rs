//! Static pages: every article as HTML that is read without a program, the lists that lead there, and what search engines, feed
//! readers and hosts look for. Written by `build` from the edition of the archive that is about to be published.

mod app_page;
mod article_page;
mod bare_blocks;
mod blocks;
mod feeds;
mod frame;
mod imprint;
mod inline;
mod json_ld;
mod lists;
mod markup;
mod not_found;
mod own_pages;
mod sitemap;
mod staging;
#[cfg(test)]
mod tests;
mod web_manifest;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use article::{Article, Manifest, Preview, StoredArticle};

pub use app_page::{attribute, told, told_file};
pub use bare_blocks::write as write_bare_blocks;
pub use blocks::write as write_blocks;
pub use feeds::{DECLARATION, WHOLE_END, is_uri, proper_uri, whole_entry, whole_start};
pub use imprint::Imprint;
pub use markup::Markup;
pub use own_pages::{OwnPage, read_own_pages};
pub use staging::Staging;

use crate::app::ARCHIVE;
use crate::archive::Archive;
use crate::config::SiteSettings;
use crate::hosting;
use crate::links;
use crate::precompress::forget;
use crate::report::Report;
use crate::written::Written;
use article_page::{Around, article_page};
use feeds::{Entry, IN_A_FEED};
use imprint::article_file;
use lists::List;
use sitemap::Sitemap;
use words::Words;

/// Articles that feeds are made of where none has a page.
const WITHOUT_PAGES: u32 = 10_000;

/// What the pages of a site are written from.
pub struct Pages<'a> {
    archive: Archive,
    imprint: Imprint,
    /// What lists show of the articles that have pages, the newest first.
    previews: Vec<Preview>,
    all: List,
    /// In the order of their names.
    sections: Vec<List>,
    /// For each article its section, by its place among the sections.
    section_of: Vec<Option<usize>>,
    /// The files that the app brings itself.
    app: &'a Written,
}

impl<'a> Pages<'a> {
    /// Looks at an edition of the archive of a site, published or not: what of it has pages under these settings. `app_file` reads a
    /// file of the app.
    pub fn new(
        site: &Path,
        manifest: &Manifest,
        settings: &SiteSettings,
        app_page: &str,
        app_file: &dyn Fn(&str) -> Option<Vec<u8>>,
        app: &'a Written,
    ) -> Result<Self> {
        let mut archive = Archive::open_edition(site.join(ARCHIVE), manifest.clone())?;
        let zone = crate::config::Config::of_archive(archive.manifest())?.time_zone;
        let mut imprint = Imprint::new(archive.manifest(), settings, zone, app_page);
        imprint.words = Words::read(&manifest.language, app_file);
        let most = if imprint.has_pages { settings.n_pages() } else { WITHOUT_PAGES };
        let count = archive.index().documents().min(most);
        let mut previews = Vec::with_capacity(count as usize);
        for place in 0..count {
            let id = archive.index().document_at(place).unwrap_or(place);
            previews.push(archive.preview(id)?);
        }
        let (sections, section_of) = by_section(&previews);
        imprint.has_sections = !sections.is_empty();
        let all = List::of_all(count, &imprint.words);
        Ok(Self { archive, imprint, previews, all, sections, section_of, app })
    }

    /// What the pages have in common.
    pub fn imprint(&self) -> &Imprint {
        &self.imprint
    }

    /// Removes at once those of the files that were `before` which are of articles that the archive has no more: withdrawn or cut out.
    /// What else is not needed any more goes when nothing leads there.
    pub fn remove_withdrawn(&mut self, site: &Path, before: &Written) -> Result<()> {
        let present: BTreeSet<String> = self.previews.iter().map(|preview| article_file(&preview.slug)).collect();
        for path in before.paths().filter(|path| !present.contains(*path)) {
            let slug = path.strip_prefix("article/").and_then(|name| name.strip_suffix(".html"));
            if let Some(slug) = slug
                && self.archive.id_of(slug)?.is_none()
            {
                remove_if_any(&site.join(path))?;
            }
        }
        Ok(())
    }

    /// Writes all files aside: the articles first, then what leads to them.
    pub fn stage(&mut self, staging: &mut Staging<'_>, report: &mut Report) -> Result<()> {
        let has_any = self.imprint.has_pages || !self.imprint.own_pages.is_empty();
        let mut sitemap = self.imprint.base.as_deref().map(Sitemap::new).filter(|_| has_any);
        let entries = self.stage_articles(staging, sitemap.as_mut(), report)?;
        if self.imprint.has_pages {
            self.stage_lists(staging, sitemap.as_mut())?;
        }
        self.stage_own_pages(staging, sitemap.as_mut())?;
        for list in self.sections.iter().chain([&self.all]) {
            let told: Vec<&Entry> = list.places.iter().filter_map(|place| entries.get(place)).take(IN_A_FEED).collect();
            let atom = list.feed("xml").unwrap_or_else(|| frame::ATOM.to_owned());
            let json = list.feed("json").unwrap_or_else(|| frame::JSON_FEED.to_owned());
            staging.put(atom.clone(), feeds::atom(list, &told, &atom, &self.imprint).as_bytes())?;
            staging.put(json.clone(), feeds::json_feed(list, &told, &json, &self.imprint).as_bytes())?;
        }
        for (path, text) in sitemap.map(Sitemap::finish).unwrap_or_default() {
            staging.put(path, text.as_bytes())?;
        }
        let others = [
            ("robots.txt", sitemap::robots(&self.imprint)),
            (not_found::PAGE, not_found::not_found_page(&self.imprint)),
            (not_found::PROGRAM, not_found::PROGRAM_TEXT.to_owned()),
            (frame::MANIFEST, web_manifest::web_manifest(&self.imprint, self.app)),
            (hosting::HEADERS_FILE, hosting::headers_file(self.archive.manifest(), self.app, &self.imprint.pictures)),
            // Without it GitHub Pages takes the site for the sources of one, and leaves out what begins with `_`.
            (".nojekyll", String::new()),
        ];
        for (path, text) in others {
            staging.put(path.to_owned(), text.as_bytes())?;
        }
        Ok(())
    }

    fn stage_own_pages(&self, staging: &mut Staging<'_>, mut sitemap: Option<&mut Sitemap>) -> Result<()> {
        for page in &self.imprint.own_pages {
            let path = page.path();
            if let Some(sitemap) = sitemap.as_deref_mut() {
                sitemap.add(&path, None);
            }
            staging.put(path, own_pages::own_page(page, &self.imprint).as_bytes())?;
        }
        Ok(())
    }

    /// Writes the page of each article, and returns what feeds tell of the newest ones, by their places.
    fn stage_articles(
        &mut self,
        staging: &mut Staging<'_>,
        mut sitemap: Option<&mut Sitemap>,
        report: &mut Report,
    ) -> Result<BTreeMap<u32, Entry>> {
        let mut entries = BTreeMap::new();
        let mut told_of_section = vec![0; self.sections.len()];
        let mut told_of_all = 0;
        report.start("Writing the pages", self.previews.len() as u64, false);
        for place in 0..self.previews.len() {
            let section = self.section_of.get(place).copied().flatten();
            let of_section = section.and_then(|section| told_of_section.get_mut(section));
            let is_told = told_of_all < IN_A_FEED || of_section.as_ref().is_some_and(|told| **told < IN_A_FEED);
            if !is_told && !self.imprint.has_pages {
                continue;
            }
            let mut stored = self.article(place as u32)?;
            if is_told
                && let Some(preview) = self.previews.get(place)
                && let Some(entry) = Entry::new(&stored.article, &preview.slug, &preview.text, &self.imprint)
            {
                entries.insert(place as u32, entry);
                told_of_all += 1;
                of_section.into_iter().for_each(|told| *told += 1);
            }
            if self.imprint.has_pages {
                self.lead_to_pages(&mut stored.article)?;
                let (path, page) = (article_file(&stored.slug), self.page(place, &stored)?);
                staging.put(path.clone(), page.as_bytes())?;
                if let Some(sitemap) = sitemap.as_deref_mut() {
                    let changed = stored.article.date_modified.as_ref().or(stored.article.date_published.as_ref());
                    sitemap.add(&path, changed.and_then(|date| self.imprint.date_time(date)).as_deref());
                }
            }
            report.advance_to(place as u64);
        }
        report.finish();
        Ok(entries)
    }

    fn article(&mut self, place: u32) -> Result<StoredArticle> {
        let id = self.archive.index().document_at(place).unwrap_or(place);
        self.archive.article(id)
    }

    /// Lets links to other articles lead to their pages, as they are called now, where all have one. Those to articles that the archive
    /// has no more lead nowhere.
    fn lead_to_pages(&mut self, article: &mut Article) -> Result<()> {
        let have_all = self.previews.len() == self.archive.index().documents() as usize;
        let mut new = BTreeMap::new();
        for href in links::hrefs(article) {
            let Some(slug) = href.strip_prefix(links::ARTICLE) else { continue };
            match self.archive.id_of(slug)? {
                Some(id) if have_all => {
                    new.insert(href.to_owned(), Some(article_file(&self.archive.preview(id)?.slug)));
                }
                Some(_) => {}
                None => drop(new.insert(href.to_owned(), None)),
            }
        }
        links::lead(article, &new);
        Ok(())
    }

    fn page(&self, place: usize, stored: &StoredArticle) -> Result<String> {
        let section = self.section_of.get(place).copied().flatten().and_then(|section| self.sections.get(section));
        let around = Around {
            newer: place.checked_sub(1).and_then(|newer| self.previews.get(newer)),
            older: self.previews.get(place + 1),
            section: section.map(|list| list.file(1)),
        };
        let preview = self.previews.get(place).context("an article without a preview")?;
        Ok(article_page(stored, preview, &around, &self.imprint))
    }

    fn stage_lists(&self, staging: &mut Staging<'_>, mut sitemap: Option<&mut Sitemap>) -> Result<()> {
        let mut put = |path: String, text: String| {
            if let Some(sitemap) = sitemap.as_deref_mut() {
                sitemap.add(&path, None);
            }
            staging.put(path, text.as_bytes())
        };
        for list in self.sections.iter().chain([&self.all]) {
            for (path, text) in list.pages(&self.previews, &self.imprint) {
                put(path, text)?;
            }
        }
        if self.imprint.has_sections {
            put(frame::SECTIONS.to_owned(), lists::sections_page(&self.sections, &self.imprint))?;
        }
        put(frame::ABOUT.to_owned(), lists::about_page(&self.imprint))
    }
}

/// The articles of each section, and for each article its section.
fn by_section(previews: &[Preview]) -> (Vec<List>, Vec<Option<usize>>) {
    let names: BTreeSet<&str> = previews.iter().filter_map(|preview| preview.section.as_deref()).collect();
    let places: BTreeMap<&str, usize> = names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let mut lists: Vec<List> = names.iter().map(|name| List::of_section(name)).collect();
    let section_of = previews.iter().enumerate().map(|(place, preview)| {
        let section = places.get(preview.section.as_deref()?).copied()?;
        lists.get_mut(section)?.places.push(place as u32);
        Some(section)
    });
    let section_of = section_of.collect();
    (lists, section_of)
}

/// Removes a file where there is one, with its compressed forms.
pub fn remove_if_any(path: &Path) -> Result<()> {
    forget(path)?;
    if path.is_file() {
        fs::remove_file(path).with_context(|| format!("{}: cannot be removed", path.display()))?;
    }
    Ok(())
}
