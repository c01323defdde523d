//! The package of a book (OPF 2 and 3): what it says of the whole, and in what order its texts are read.

use article::Name;
use std::collections::{BTreeMap, BTreeSet};

use super::local;
use crate::html;
use crate::page::facts::{is_date, language};
use crate::schema_org::without_repeats;
use crate::xml::Element;
use crate::zip::paths::resolved;

/// What the package says.
#[derive(Debug, Default)]
pub struct Package {
    /// The book's title.
    pub title: String,
    /// Its authors.
    pub authors: Vec<Name>,
    /// BCP 47.
    pub language: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// By whom.
    pub publisher: Option<Name>,
    /// What it is about.
    pub subjects: Vec<Name>,
    /// The copyright line.
    pub rights: Option<String>,
    /// The paths of its texts, in order.
    pub spine: Vec<String>,
    /// What the order names and the list of files does not have.
    pub missing: Vec<String>,
    /// Texts that are no article: the cover, the title page.
    pub furniture: BTreeSet<String>,
    /// The path of the contents of EPUB 3.
    pub nav: Option<String>,
    /// The path of those of EPUB 2.
    pub ncx: Option<String>,
}

/// A file that the package lists.
struct Item {
    path: String,
    kind: String,
    is_nav: bool,
}

/// What a guide of EPUB 2 calls texts that are no article.
const FURNITURE: [&str; 5] = ["cover", "title-page", "toc", "copyright-page", "index"];

impl Package {
    /// Reads a package that lies at this path.
    pub fn of(package: &Element, path: &str) -> Self {
        let part = |name: &str| package.elements().find(|element| local(&element.name) == name);
        let mut read = Self::default();
        if let Some(metadata) = part("metadata") {
            read.add_metadata(metadata);
            // EPUB 1 and early files of EPUB 2 have a box more.
            metadata
                .elements()
                .filter(|inner| local(&inner.name) == "dc-metadata")
                .for_each(|inner| read.add_metadata(inner));
        }
        let items: BTreeMap<&str, Item> = part("manifest")
            .map(|list| list.elements().filter_map(|item| item_of(item, path)).collect())
            .unwrap_or_default();
        read.nav = items.values().find(|item| item.is_nav).map(|item| item.path.clone());
        if let Some(spine) = part("spine") {
            let named = spine.attribute("toc").and_then(|id| items.get(id));
            let ncx = named.or_else(|| items.values().find(|item| item.kind == "application/x-dtbncx+xml"));
            read.ncx = ncx.map(|item| item.path.clone());
            let named = || spine.elements().filter_map(|text| text.attribute("idref"));
            read.missing = named().filter(|id| !items.contains_key(id)).map(str::to_owned).collect();
            let texts = named().filter_map(|id| items.get(id));
            read.spine = texts.filter(|item| is_text(item) && !item.is_nav).map(|item| item.path.clone()).collect();
        }
        if let Some(guide) = part("guide") {
            let is_furniture = |text: &&Element| {
                text.attribute("type").is_some_and(|kind| FURNITURE.contains(&kind.to_lowercase().as_str()))
            };
            let addresses = guide.elements().filter(is_furniture).filter_map(|text| text.attribute("href"));
            // An address within a text is not all of it.
            read.furniture = addresses
                .map(|href| resolved(path, href))
                .filter(|(_, at)| at.is_none())
                .map(|(text, _)| text)
                .collect();
        }
        read
    }

    fn add_metadata(&mut self, metadata: &Element) {
        let roles = roles(metadata);
        for element in metadata.elements() {
            let text = html::one_line(&element.text());
            if text.is_empty() {
                continue;
            }
            match local(&element.name) {
                "title" if self.title.is_empty() => self.title = text,
                // Names itself where it makes a book of a paper's articles.
                "creator" | "publisher" if text.eq_ignore_ascii_case("calibre") => {}
                "creator" if is_author(element, &roles) => {
                    self.authors.push(Name { name: text, ..Name::default() });
                }
                "language" if self.language.is_none() => self.language = language(&text),
                "date" if is_date(&text) || is_year(&text) => {
                    let is_publication = element.attribute("opf:event").is_some_and(|event| event == "publication");
                    // A year alone is no date of the model.
                    if is_date(&text) && (self.date.is_none() || is_publication) {
                        self.date = Some(text);
                    }
                }
                "publisher" if self.publisher.is_none() => {
                    self.publisher = Some(Name { name: text, ..Name::default() })
                }
                "subject" => self.subjects.push(Name { name: text, ..Name::default() }),
                "rights" if self.rights.is_none() => self.rights = Some(text),
                _ => {}
            }
        }
        without_repeats(&mut self.authors);
        without_repeats(&mut self.subjects);
    }
}

fn item_of<'a>(item: &'a Element, package: &str) -> Option<(&'a str, Item)> {
    let path = resolved(package, item.attribute("href")?).0;
    let is_nav = item.attribute("properties").is_some_and(|all| all.split_whitespace().any(|one| one == "nav"));
    let kind = item.attribute("media-type").unwrap_or_default().to_ascii_lowercase();
    Some((item.attribute("id")?, Item { path, kind, is_nav }))
}

fn is_text(item: &Item) -> bool {
    let lower = item.path.to_lowercase();
    let ends_so = [".xhtml", ".html", ".htm"].iter().any(|end| lower.ends_with(end));
    item.kind == "application/xhtml+xml" || item.kind == "text/html" || (item.kind.is_empty() && ends_so)
}

/// What EPUB 3 says of the roles of those who are named, by the ids of their elements.
fn roles(metadata: &Element) -> BTreeMap<&str, String> {
    let mut roles = BTreeMap::new();
    for meta in metadata.elements().filter(|meta| meta.attribute("property") == Some("role")) {
        if let Some(id) = meta.attribute("refines").and_then(|about| about.strip_prefix('#')) {
            roles.entry(id).or_insert_with(|| meta.text());
        }
    }
    roles
}

/// Whether a creator wrote the text: the code is in an attribute (EPUB 2) or in a sentence about the element (EPUB 3).
fn is_author(creator: &Element, roles: &BTreeMap<&str, String>) -> bool {
    let refined = creator.attribute("id").and_then(|id| roles.get(id)).map(String::as_str);
    let role = creator.attribute("opf:role").or(refined);
    role.is_none_or(|role| role == "aut" || role.is_empty())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}
