//! Texts of a book as articles: a chapter may begin in the middle of a file, and go on in the next.

use article::{Article, BlockKind, SpanKind};
use std::collections::BTreeSet;

use super::contents::{Contents, Mark};
use super::package::Package;
use crate::LIMIT;
use crate::href::is_elsewhere;
use crate::html::{self, Base, Body, attribute};
use crate::outlet::{Flow, Outlet};
use crate::page::facts;
use crate::plain_text::byline::read_byline;
use crate::shelf::Shelf;
use crate::zip::paths::{address_of, resolved};

/// The chapters of a book, one after the other.
pub struct Chapters<'a> {
    package: &'a Package,
    contents: Contents,
    /// The one that goes on.
    open: Option<Chapter>,
    /// How many were handed over.
    articles: u64,
    /// How many texts hold nothing to read.
    passed_over: u64,
    pictures: &'a Shelf<'a>,
}

/// A chapter, and where it begins.
struct Chapter {
    path: String,
    item: Option<u64>,
    article: Article,
    /// Whether the contents name it, so that it may go on in the next file.
    is_named: bool,
    /// Whether it is a chapter, because the contents name it or a heading begins it; else it may be a title page, or a dedication.
    is_chapter: bool,
}

/// The least text, in characters, of what neither the contents name nor a heading begins that is an article.
const LEAST: usize = 25;

/// So many blocks from the start a heading may repeat the headline.
const ABOVE: usize = 4;

/// What the type of a text says that is no article.
const FURNITURE: [&str; 7] = ["cover", "titlepage", "halftitlepage", "toc", "landmarks", "copyright-page", "loi"];

/// Takes out the menus that a program puts around each article of a paper which it makes a book of; answers where the article was.
fn without_menus(document: &dom_query::Document) -> Option<String> {
    let mut source = None;
    for menu in document.select(".calibre_navbar, .navbar, .calibre_navbar1").nodes() {
        let is_web = |href: &String| href.starts_with("http://") || href.starts_with("https://");
        // Looked at first: a tree cannot be changed while one goes through it.
        let found = menu.descendants_it().filter_map(|inner| attribute(&inner, "href")).find(is_web);
        source = source.or(found);
        menu.remove_from_parent();
    }
    source
}

/// Takes a line that says by whom off the beginning of a text whose book names nobody.
fn take_byline(article: &mut Article) {
    let is_line = |block: &article::Block| block.kind == BlockKind::Paragraph && read_byline(&block.text).is_some();
    let at = article.body.iter().take(ABOVE).position(is_line).filter(|_| article.author.is_empty());
    if let Some(byline) = at.and_then(|at| read_byline(&article.body.remove(at).text)) {
        (article.author, article.by) = (byline.authors, Some(byline.by));
    }
}

impl<'a> Chapters<'a> {
    /// None yet.
    pub fn new(package: &'a Package, contents: Contents, pictures: &'a Shelf<'a>) -> Self {
        Self { package, contents, open: None, articles: 0, passed_over: 0, pictures }
    }

    /// Adds a text of the book.
    pub fn add(&mut self, path: &str, text: &str, outlet: &mut Outlet) -> Flow {
        let document = match html::document(text) {
            Ok(document) => document,
            Err(why) => {
                self.flush(outlet)?;
                return outlet.within(path).problem(None, format!("{} (this part of the book was left out)", why.0));
            }
        };
        let source = without_menus(&document);
        let Some(element) = document.body() else { return Ok(()) };
        if self.package.furniture.contains(path) || is_furniture(&element) {
            self.passed_over += 1;
            return Ok(());
        }
        let marks = self.contents.of(path);
        let ids: BTreeSet<String> = marks.iter().filter_map(|mark| mark.fragment.clone()).collect();
        let (mut body, anchors) = html::element_with_anchors(element, &Base::default(), ids);
        // A chapter may go on in a file of another folder.
        for href in body.associations.iter_mut().filter_map(|picture| picture.href.as_mut()) {
            if !is_elsewhere(href) {
                *href = address_of(&resolved(path, href).0);
            }
        }
        let starts = starts(&marks, &anchors, body.blocks.len());
        let language =
            attribute(&document.html_root(), "xml:lang").or_else(|| attribute(&document.html_root(), "lang"));
        let title = document.select("title").nodes().first().map(|title| html::one_line(&title.text()));
        let (mut item, parts) = (0, starts.len() + usize::from(starts.first().is_none_or(|(at, _)| *at > 0)));
        // From the end, so that each part is cut off once.
        let mut cut = Vec::new();
        for (at, label) in starts.into_iter().rev() {
            cut.push((Some(label), split_off(&mut body, at)));
        }
        if !body.blocks.is_empty() {
            self.unnamed(path, body, title, (parts > 1).then_some(1), outlet)?;
            item = 1;
        }
        for (label, body) in cut.into_iter().rev() {
            item += 1;
            self.begin(path, (parts > 1).then_some(item), label, body, true, outlet)?;
            if let Some(Chapter { article, .. }) = &mut self.open {
                article.language = language.as_deref().and_then(facts::language).or(article.language.take());
            }
        }
        if let Some(Chapter { article, .. }) = self.open.as_mut().filter(|open| parts == 1 && open.path == path) {
            article.url = source.or(article.url.take());
        }
        Ok(())
    }

    /// A text that no mark begins: the chapter before goes on, unless this has a heading of its own.
    fn unnamed(
        &mut self,
        path: &str,
        body: Body,
        title: Option<String>,
        item: Option<u64>,
        outlet: &mut Outlet,
    ) -> Flow {
        let has_heading = body.blocks.first().is_some_and(|block| block.kind == BlockKind::Heading);
        if let Some(open) = self.open.as_mut().filter(|open| open.is_named && !has_heading)
            && length(&open.article) + body.blocks.iter().map(|block| block.text.len()).sum::<usize>() < LIMIT as usize
        {
            body.add_to(&mut open.article);
            return Ok(());
        }
        let label = title.filter(|title| !has_heading && *title != self.package.title);
        self.begin(path, item, label, body, false, outlet)?;
        if let Some(open) = &mut self.open {
            open.is_chapter = has_heading;
        }
        Ok(())
    }

    fn begin(
        &mut self,
        path: &str,
        item: Option<u64>,
        label: Option<String>,
        body: Body,
        is_named: bool,
        outlet: &mut Outlet,
    ) -> Flow {
        self.flush(outlet)?;
        let mut article = self.article();
        article.headline = label.unwrap_or_default();
        body.add_to(&mut article);
        self.open = Some(Chapter { path: path.to_owned(), item, article, is_named, is_chapter: is_named });
        Ok(())
    }

    /// What the package says of each.
    fn article(&self) -> Article {
        let Package { authors, language, date, publisher, subjects, rights, .. } = self.package;
        Article {
            author: authors.clone(),
            language: language.clone(),
            date_published: date.clone(),
            publisher: publisher.clone(),
            subjects: subjects.clone(),
            copyright_notice: rights.clone(),
            ..Article::default()
        }
    }

    /// Hands over the chapter that is open.
    pub fn flush(&mut self, outlet: &mut Outlet) -> Flow {
        let Some(Chapter { path, item, mut article, is_chapter, .. }) = self.open.take() else { return Ok(()) };
        take_byline(&mut article);
        settle(&mut article, &self.package.title);
        if prose(&article) < LEAST && !(is_chapter && self.says_something(&article)) {
            self.passed_over += 1;
            return Ok(());
        }
        self.articles += 1;
        let mut below = outlet.within(&path).with_shelf(self.pictures, &path);
        below.article(article, item, None)?;
        below.finish()
    }

    /// Whether a few words are the text of a chapter, and not its title or what stands on the title page: a chapter may be one short
    /// sentence.
    fn says_something(&self, article: &Article) -> bool {
        let Package { title, authors, publisher, .. } = self.package;
        let names = authors.iter().chain(publisher).map(|name| &name.name);
        let known = [&article.headline, title].into_iter().chain(names).map(|text| words(text));
        let known: Vec<Vec<String>> = known.filter(|words| !words.is_empty()).collect();
        let says_more = |text: &str| {
            let said = words(text);
            // "by Jane Doe"
            let has_one_more = |known: &[String]| {
                said.split_first().is_some_and(|(first, rest)| first.chars().count() < 4 && rest == known)
            };
            let is_known =
                |known: &Vec<String>| known.windows(said.len()).any(|part| part == said) || has_one_more(known);
            !said.is_empty() && !known.iter().any(is_known)
        };
        article.body.iter().any(|block| block.kind != BlockKind::Heading && says_more(&block.text))
    }

    /// Hands over the last, and says what was passed over.
    pub fn finish(mut self, outlet: &mut Outlet) -> Flow {
        self.flush(outlet)?;
        match (self.articles, self.passed_over) {
            (0, _) => outlet.problem(None, "holds no text: its pages are pictures, or empty"),
            (_, 0) => Ok(()),
            (_, texts) => {
                let what = "a line of text at most (cover, title page, contents, dedication)";
                outlet.note(None, format!("{texts} of its pages hold {what} and were passed over"))
            }
        }
    }
}

/// The blocks that begin chapters, each once and in order.
fn starts(marks: &[Mark], anchors: &std::collections::BTreeMap<String, usize>, blocks: usize) -> Vec<(usize, String)> {
    let mut starts: Vec<(usize, String)> = Vec::new();
    for mark in marks {
        let at = match &mark.fragment {
            None => Some(0),
            Some(id) => anchors.get(id).copied().filter(|at| *at < blocks),
        };
        if let Some(at) = at {
            starts.push((at, mark.label.clone()));
        }
    }
    starts.sort_by_key(|(at, _)| *at);
    starts.dedup_by_key(|(at, _)| *at);
    // What the contents name and no id begins is the text as a whole.
    match marks.first() {
        Some(first) if starts.is_empty() && blocks > 0 => vec![(0, first.label.clone())],
        _ => starts,
    }
}

/// Cuts off the blocks from one on, with their pictures.
fn split_off(body: &mut Body, at: usize) -> Body {
    let blocks = body.blocks.split_off(at);
    let first = blocks.iter().filter_map(|block| block.association).min().unwrap_or(body.associations.len());
    let associations = body.associations.split_off(first.min(body.associations.len()));
    let blocks = blocks.into_iter().map(|mut block| {
        block.association = block.association.map(|picture| picture - first);
        block
    });
    Body { blocks: blocks.collect(), associations }
}

/// Whether a text says that it is no article.
fn is_furniture(body: &dom_query::NodeRef) -> bool {
    let inner = body.children_it(false).filter(dom_query::NodeRef::is_element).collect::<Vec<_>>();
    // Many books have one box in each page, which says what the page is.
    let mut boxes = [Some(*body), inner.first().copied().filter(|_| inner.len() == 1)].into_iter().flatten();
    boxes.any(|element| {
        let kind = attribute(&element, "epub:type").unwrap_or_default();
        kind.split_whitespace().any(|kind| FURNITURE.contains(&kind))
    })
}

/// Makes the headline one, and leaves out what leads nowhere outside the book: its links from page to page.
fn settle(article: &mut Article, title: &str) {
    if article.headline.is_empty()
        && let Some(first) = article.body.first().filter(|block| block.kind == BlockKind::Heading)
    {
        article.headline = html::one_line(&first.text);
    }
    // Above it may stand the number of a chapter, or a section's name.
    let wanted = article.headline.to_lowercase();
    let repeats = |block: &article::Block| {
        block.kind == BlockKind::Heading && html::one_line(&block.text).to_lowercase() == wanted
    };
    if let Some(at) = article.body.iter().take(ABOVE).position(repeats) {
        article.headline = html::one_line(&article.body.remove(at).text);
    }
    if article.headline.is_empty() {
        article.headline = title.to_owned();
    }
    if article.headline != title && !title.is_empty() {
        article.article_section = Some(title.to_owned());
    }
    for block in &mut article.body {
        let leads_out = |href: &Option<String>| href.as_deref().is_some_and(|href| href.contains(':'));
        block.spans.retain(|span| span.kind != SpanKind::Link || leads_out(&span.href));
    }
}

fn length(article: &Article) -> usize {
    article.body.iter().map(|block| block.text.len()).sum()
}

/// The characters that are there to be read.
fn prose(article: &Article) -> usize {
    let texts = article.body.iter().filter(|block| block.kind != BlockKind::Heading);
    texts.map(|block| block.text.trim().chars().count()).sum()
}

/// The words of a text in small letters, without signs.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
