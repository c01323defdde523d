//! Lists that reading tools export: Pocket's and Instapaper's pages. An entry has a title and an address and no text; it
//! becomes an article of which that is known. When it was saved is no date of publication.

use article::{Article, Name};
use dom_query::NodeRef;

use crate::Place;
use crate::html::{self, attribute, beginning};
use crate::outlet::{Flow, Outlet};
use crate::schema_org::without_repeats;

/// A page that is such a list.
pub struct Page<'a> {
    html: &'a str,
    tool: &'static str,
}

/// What the titles of such pages are.
const TITLES: [(&str, &str); 2] = [("pocket export", "Pocket"), ("instapaper: export", "Instapaper")];

impl<'a> Page<'a> {
    /// Where a page is such a list.
    pub fn of(html: &'a str) -> Option<Self> {
        let start = beginning(html, 2048).to_ascii_lowercase();
        let (_, title) = start.split_once("<title>")?;
        let title = title.split('<').next()?.trim();
        let (_, tool) = TITLES.iter().find(|(known, _)| *known == title)?;
        Some(Self { html, tool })
    }

    /// Reads the entries.
    pub fn read(&self, outlet: &mut Outlet) -> Flow {
        let document = match html::document(self.html) {
            Ok(document) => document,
            Err(why) => return outlet.problem(None, why.0),
        };
        let mut list = List::of(self.tool);
        for (number, link) in (1..).zip(document.select("a[href]").nodes()) {
            let tags = attribute(link, "tags").unwrap_or_default();
            let entry = Entry { title: &link.text(), address: &address_of(link), tags: tags.split(',').collect() };
            list.add(entry, number, Place::Item(number), outlet)?;
        }
        list.finish(outlet)
    }
}

fn address_of(link: &NodeRef) -> String {
    attribute(link, "href").unwrap_or_default()
}

/// What a list says of an article.
pub struct Entry<'a> {
    /// Its title; the address again, or nothing, where the tool knew none.
    pub title: &'a str,
    /// Where it is.
    pub address: &'a str,
    /// What the reader filed it under.
    pub tags: Vec<&'a str>,
}

/// A list that is being read.
pub struct List {
    tool: &'static str,
    entries: u64,
    without_address: u64,
}

impl List {
    /// A list of this tool.
    pub fn of(tool: &'static str) -> Self {
        Self { tool, entries: 0, without_address: 0 }
    }

    /// Hands over one entry.
    pub fn add(&mut self, entry: Entry, item: u64, place: Place, outlet: &mut Outlet) -> Flow {
        let Entry { title, address, tags } = entry;
        let address = address.trim();
        if !address.starts_with("http://") && !address.starts_with("https://") {
            self.without_address += 1;
            return Ok(());
        }
        self.entries += 1;
        let title = html::one_line(title);
        let headline = if title.is_empty() { address.to_owned() } else { title };
        let article =
            Article { headline, url: Some(address.to_owned()), subjects: tags_of(tags), ..Article::default() };
        outlet.article(article, Some(item), Some(place))?;
        outlet.progress()
    }

    /// Says once what holds for all.
    pub fn finish(self, outlet: &mut Outlet) -> Flow {
        let Self { tool, entries, without_address } = self;
        if without_address > 0 {
            outlet.note(
                None,
                format!("{without_address} of {tool}'s entries have no address on the web and were passed over"),
            )?;
        }
        if entries == 0 {
            return outlet.note(None, format!("is a list of {tool} without entries"));
        }
        let what = "a title and an address: the list holds no texts, and the dates at which they were saved are no dates of publication";
        outlet.note(None, format!("{entries} articles are {what}"))
    }
}

/// Tags as subjects.
pub fn tags_of<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<Name> {
    let names = tags.into_iter().map(html::one_line).filter(|tag| !tag.is_empty());
    let mut subjects: Vec<Name> = names.map(|name| Name { name, ..Name::default() }).collect();
    without_repeats(&mut subjects);
    subjects
}
