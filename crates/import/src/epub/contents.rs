//! The contents of a book: which chapter begins where, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use super::local;
use crate::html::{self, attribute, name_of};
use crate::xml::Element;
use crate::zip::paths::resolved;

/// Where a chapter begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The id of the element that begins it; its text as a whole where there is none.
    pub fragment: Option<String>,
    /// What it is called.
    pub label: String,
    /// How deep in the contents it stands; 0 is the top.
    depth: usize,
}

/// The marks by the paths of the texts in which they are.
#[derive(Debug, Default)]
pub struct Contents(BTreeMap<String, Vec<Mark>>);

/// The most chapters of a book.
const MOST: usize = 50_000;

impl Contents {
    /// Reads the navigation of EPUB 3, an HTML page.
    pub fn of_nav(page: &str, path: &str) -> Self {
        let mut contents = Self::default();
        let Ok(document) = html::document(page) else { return contents };
        let navs = document.select("nav");
        let is_toc = |nav: &&dom_query::NodeRef| {
            let kind = attribute(nav, "epub:type").or_else(|| attribute(nav, "role")).unwrap_or_default();
            kind.split_whitespace().any(|kind| kind == "toc" || kind == "doc-toc")
        };
        let Some(nav) = navs.nodes().iter().find(is_toc).or_else(|| navs.nodes().first()) else { return contents };
        for link in nav.descendants_it().filter(|node| name_of(node).is_some_and(|name| name == "a")).take(MOST) {
            let lists =
                link.ancestors_it(None).filter(|node| name_of(node).is_some_and(|name| name == "ol" || name == "ul"));
            if let Some(href) = attribute(&link, "href") {
                contents.add(path, &href, &link.text(), lists.count());
            }
        }
        contents
    }

    /// Reads the contents of EPUB 2.
    pub fn of_ncx(ncx: &Element, path: &str) -> Self {
        let mut contents = Self::default();
        if let Some(map) = ncx.elements().find(|element| local(&element.name) == "navmap") {
            contents.add_points(map, path, 0);
        }
        contents
    }

    /// The elements are bounded in number and depth where they are read.
    fn add_points(&mut self, outer: &Element, path: &str, depth: usize) {
        for point in outer.elements().filter(|element| local(&element.name) == "navpoint") {
            let part = |name: &str| point.elements().find(|element| local(&element.name) == name);
            if let (Some(label), Some(content)) = (part("navlabel"), part("content"))
                && let Some(href) = content.attribute("src")
            {
                self.add(path, href, &label.text(), depth);
            }
            self.add_points(point, path, depth + 1);
        }
    }

    fn add(&mut self, from: &str, href: &str, label: &str, depth: usize) {
        let (path, fragment) = resolved(from, href);
        let label = html::one_line(label);
        if !label.is_empty() {
            self.0.entry(path).or_default().push(Mark { fragment, label, depth });
        }
    }

    /// Whether they name nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The chapters that begin in a text: those that stand highest in the contents, for what is below them are their parts.
    /// Where all of the book is in one text its title may stand above them, alone.
    pub fn of(&self, path: &str) -> Vec<Mark> {
        let marks = self.0.get(path).map(Vec::as_slice).unwrap_or_default();
        let at = |depth: usize| marks.iter().filter(move |mark| mark.depth == depth);
        let depths: BTreeSet<usize> = marks.iter().map(|mark| mark.depth).collect();
        let lone = self.0.len() == 1;
        let chosen = depths.iter().copied().find(|depth| !lone || at(*depth).count() > 1).or(depths.first().copied());
        chosen.map(|depth| at(depth).cloned().collect()).unwrap_or_default()
    }
}
