//! Pages of the owner's own: Markdown in, and out in the frame of all static pages.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use article::{Article, SpanKind, direction};
use import::{Event, Origin};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::blocks;
use super::frame::{self, Page};
use super::imprint::Imprint;
use super::markup::Markup;
use crate::config::{Config, ConfiguredPage, SLUG};
use crate::identity;
use crate::pictures;
use crate::publication;
use crate::report::Report;

/// A page of the owner's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnPage {
    /// What links to it say.
    pub title: String,
    /// Its part of the address.
    pub slug: String,
    /// What stands on it, as the articles' reader read it; the headline is its first heading.
    pub text: Article,
}

impl OwnPage {
    /// Its file, from the site's folder.
    pub fn path(&self) -> String {
        file_of(&self.slug)
    }
}

fn file_of(slug: &str) -> String {
    ["page/", slug, ".html"].concat()
}

/// Reads the pages that the settings name, those that may be published at `now`; `None` where they name none.
pub fn read_own_pages(config: &Config, now: Timestamp, report: &mut Report) -> Result<Option<Vec<OwnPage>>> {
    let Some(pages) = &config.pages else { return Ok(None) };
    // A page may lead to another by the name of its file.
    let files = pages.iter().filter_map(|page| Some((page.file.file_name()?.to_str()?, file_of(&page.slug))));
    let files: BTreeMap<&str, String> = files.collect();
    let read = pages.iter().filter_map(|page| read(page, &files, config, now, report).transpose());
    read.collect::<Result<_>>().map(Some)
}

fn read(
    page: &ConfiguredPage,
    files: &BTreeMap<&str, String>,
    config: &Config,
    now: Timestamp,
    report: &mut Report,
) -> Result<Option<OwnPage>> {
    let mut found = None;
    import::import(&page.file, &mut |event| -> Result<()> {
        match event {
            Event::Article(imported) => found = Some(imported.article),
            Event::Message(message) => report.message(&message),
            Event::Progress { .. } => {}
        }
        Ok(())
    })?;
    let mut text = found.with_context(|| format!("{}: {} holds no text", page.place, page.file.display()))?;
    if let Some(refusal) = publication::refusal(&text, now, &config.time_zone) {
        report.note(format_args!("{}: the page was left out: {}", page.file.display(), refusal.reason()));
        return Ok(None);
    }
    let beside = pictures::beside(&text);
    pictures::settle(&mut text, &[], &config.site.pictures());
    if !beside.is_empty() {
        report.note(format_args!(
            "{}: pictures are copied for articles alone; the page stands without {}, captions are kept",
            page.file.display(),
            beside.join(", ")
        ));
    }
    for span in text.body.iter_mut().flat_map(|block| &mut block.spans).filter(|span| span.kind == SpanKind::Link) {
        let Some(href) = &span.href else { continue };
        let (file, place) = href.split_once('#').map_or((href.as_str(), ""), |(file, _)| (file, &href[file.len()..]));
        if let Some(path) = files.get(file.strip_prefix("./").unwrap_or(file)) {
            span.href = Some([path, place].concat());
        }
    }
    // It has blocks to lead to, as articles have, and no address that could be mistaken for one.
    let origin = Origin { path: format!("page/{}", page.slug), item: None };
    identity::name(&mut text, config, &origin);
    identity::complete(&mut text, config);
    let title = page.title.clone().unwrap_or_else(|| text.headline.clone());
    // One that was made of the file's name says less than the title does.
    if identity::ascii_words(&text.headline, SLUG) == page.slug {
        text.headline.clone_from(&title);
    }
    Ok(Some(OwnPage { title, slug: page.slug.clone(), text }))
}

/// The page.
pub fn own_page(page: &OwnPage, imprint: &Imprint) -> String {
    let OwnPage { title, text, .. } = page;
    let path = page.path();
    let (description, language) = (text.abstract_.as_deref(), text.language.as_deref());
    let page = Page { path: &path, title, description, kind: "website", place: None, feed: None };
    let main = |into: &mut Markup| {
        into.el("article.article-page").holding(|into| {
            let header = into.el("header.article-header").attr_if("lang", language).attr_if("dir", direction(language));
            header.holding(|into| {
                into.el("h1").auto().text(&text.headline);
                if let Some(standfirst) = description {
                    into.el("p.standfirst").auto().text(standfirst);
                }
            });
            blocks::write(text, &imprint.words, into);
        });
    };
    frame::page(imprint, &page, |_| (), main)
}
