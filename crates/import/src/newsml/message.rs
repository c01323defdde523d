//! A message with several items: its pictures go to its texts, as packages and links say, and where there is one text to that.

use article::{Article, Association};
use std::collections::BTreeMap;

use super::{content, meta, names::Codes, passed_over};
use crate::codes;
use crate::outlet::{Flow, Outlet};
use crate::renditions;
use crate::xml::Element;
use crate::{Place, html};

/// So many texts wait for what may belong to them, and so many bytes of them; agencies send a handful in a message.
const MOST_WAITING: usize = 100;
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// So many pictures and packages are kept.
const MOST_KEPT: usize = 2_000;

/// What of a message is known so far.
#[derive(Default)]
pub struct Message {
    waiting: Vec<Waiting>,
    bytes: usize,
    texts: usize,
    /// By their guid.
    pictures: BTreeMap<String, Picture>,
    /// What each package names.
    packages: Vec<Vec<String>>,
}

/// A text that may have pictures to come.
struct Waiting {
    article: Article,
    place: Option<Place>,
    /// The items that it names itself.
    links: Vec<String>,
}

struct Picture {
    association: Association,
    place: Option<Place>,
    is_used: bool,
}

impl Message {
    /// Takes a text; where too many wait, those before it are handed over.
    pub fn take_text(&mut self, article: Article, item: &Element, place: Option<Place>, outlet: &mut Outlet) -> Flow {
        let bytes: usize = article.body.iter().map(|block| block.text.len()).sum();
        if self.waiting.len() >= MOST_WAITING || self.bytes + bytes > MOST_BYTES {
            self.release(outlet)?;
        }
        self.bytes += bytes;
        self.texts += 1;
        let links = item.child("itemmeta").map(|meta| references(meta, "link")).unwrap_or_default();
        self.waiting.push(Waiting { article, place, links });
        Ok(())
    }

    /// Takes a picture, unless it may not be published.
    pub fn take_picture(&mut self, item: &Element, place: Option<Place>, outlet: &mut Outlet) {
        let codes = Codes::of(item);
        let known = meta::read(item, &codes, &mut Vec::new());
        let is_limited =
            item.child("itemmeta").is_some_and(|meta| meta.all(&["embargoed", "expires"]).next().is_some());
        if is_limited || known.pub_status.as_deref().is_some_and(|status| status != "usable") {
            outlet.count("a picture that is under embargo or not for publication was left out".to_owned(), place);
            return;
        }
        let credit = item.child("contentmeta").and_then(|meta| codes.text(meta, "creditline"));
        let mut association = Association {
            uri: Some(known.uri.clone()).filter(|uri| !uri.is_empty()),
            caption: caption(item).or(Some(known.headline)).filter(|caption| !caption.is_empty()),
            credit_text: credit.or(known.by).or_else(|| known.author.first().map(|author| author.name.clone())),
            ..Association::default()
        };
        association.credit_text = association.credit_text.take().or(known.copyright_holder);
        renditions::settle(&mut association, &content::renditions_of(item));
        if self.pictures.len() < MOST_KEPT {
            self.pictures.insert(known.uri, Picture { association, place, is_used: false });
        }
    }

    /// Takes what a package names.
    pub fn take_package(&mut self, item: &Element) {
        if self.packages.len() < MOST_KEPT {
            self.packages.push(references(item, "itemref"));
        }
    }

    /// Hands over all that waits, at the end of the message.
    pub fn finish(&mut self, outlet: &mut Outlet) -> Flow {
        self.release(outlet)?;
        for picture in self.pictures.values().filter(|picture| !picture.is_used) {
            outlet.count(passed_over("\"picture\""), picture.place);
        }
        *self = Self::default();
        Ok(())
    }

    fn release(&mut self, outlet: &mut Outlet) -> Flow {
        self.bytes = 0;
        for Waiting { mut article, place, links } in std::mem::take(&mut self.waiting) {
            for guid in self.wanted(&article.uri, links) {
                let Some(picture) = self.pictures.get_mut(&guid) else { continue };
                picture.is_used = true;
                add(&mut article, picture.association.clone());
            }
            let number = if let Some(Place::Item(number)) = place { Some(number) } else { None };
            outlet.article(article, number, place)?;
        }
        Ok(())
    }

    /// The guids of the pictures that belong to a text, and of other items.
    fn wanted(&self, uri: &str, links: Vec<String>) -> Vec<String> {
        let mut wanted = links;
        let packages = self.packages.iter().filter(|named| named.iter().any(|guid| guid == uri));
        wanted.extend(packages.flatten().cloned());
        if wanted.is_empty() && self.packages.is_empty() && self.texts == 1 {
            wanted.extend(self.pictures.keys().cloned());
        }
        wanted
    }
}

/// The guids that elements of this name refer to.
fn references(element: &Element, name: &str) -> Vec<String> {
    let references = element.within(name).into_iter().filter_map(|reference| reference.attribute("residref"));
    references.take(MOST_KEPT).map(str::to_owned).collect()
}

/// What stands below a picture: a description that is called a caption, else the first.
fn caption(item: &Element) -> Option<String> {
    let meta = item.child("contentmeta")?;
    let is_caption = |description: &&Element| {
        description.attribute("role").is_some_and(|role| codes::last_part(role).eq_ignore_ascii_case("caption"))
    };
    let first = || meta.all(&["description"]).next();
    let description = meta.all(&["description"]).find(is_caption).or_else(first)?;
    Some(html::one_line(&description.text())).filter(|line| !line.is_empty())
}

/// Adds a picture, or what is said of it to the one that the text shows.
fn add(article: &mut Article, told: Association) {
    let is_same = |known: &&mut Association| {
        known.uri.is_some() && known.uri == told.uri || known.href.is_some() && known.href == told.href
    };
    match article.associations.iter_mut().find(is_same) {
        Some(known) => {
            known.uri = known.uri.take().or(told.uri);
            known.caption = known.caption.take().or(told.caption);
            known.credit_text = known.credit_text.take().or(told.credit_text);
        }
        None => article.associations.push(told),
    }
}
