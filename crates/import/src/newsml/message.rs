//! A message with several items: its pictures go to its texts, as packages and links say, and where there is one text to that.

use article::{Article, Association};
use std::collections::{BTreeMap, BTreeSet};

use super::{content, meta, names::Codes, passed_over};
use crate::codes;
use crate::hold::{is_usable, leave_out_pictures};
use crate::ninjs::HELD_PICTURE;
use crate::outlet::{Flow, Outlet};
use crate::renditions;
use crate::xml::Element;
use crate::{LIMIT, Place, html};

/// So many bytes of texts wait for what may belong to them, as many as one item may have; agencies send a handful in a message.
const MOST_BYTES: usize = LIMIT as usize;
/// What a text takes besides its words, about.
const TEXT: usize = 2_000;
/// So many pictures and packages are kept.
const MOST_KEPT: usize = 2_000;
/// A text has no more pictures from its message.
const MOST_PICTURES: usize = 500;
/// So many addresses of what is held back are kept.
const MOST_HELD: usize = 100_000;

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
    /// The guids and addresses of what may not be published, which a text may show by itself.
    held: BTreeSet<String>,
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
        let hrefs = article.associations.iter().filter_map(|picture| picture.href.as_ref());
        let bytes = TEXT + article.body.iter().map(|block| &block.text).chain(hrefs).map(String::len).sum::<usize>();
        if self.bytes + bytes > MOST_BYTES {
            self.release(false, outlet)?;
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
        if self.hold(item, &known) {
            outlet.count(HELD_PICTURE.to_owned(), place);
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

    /// Remembers what an item shows where it may not be published, so that no text shows it either. Answers whether that is so.
    fn hold(&mut self, item: &Element, known: &Article) -> bool {
        let is_held = known.pub_status.as_deref().is_some_and(|status| !is_usable(status))
            || item.all(&["itemmeta"]).any(|meta| meta.all(&["embargoed", "expires"]).next().is_some());
        if is_held {
            let hrefs = content::renditions_of(item).into_iter().map(|rendition| rendition.href);
            let room = (MOST_HELD + 1).saturating_sub(self.held.len());
            self.held.extend(hrefs.chain([known.uri.clone()]).filter(|address| !address.is_empty()).take(room));
        }
        is_held
    }

    /// Takes an item that makes neither an article nor a picture of one. A text may show a still of a film.
    pub fn take_other(&mut self, item: &Element) {
        let known = meta::read(item, &Codes::of(item), &mut Vec::new());
        self.hold(item, &known);
    }

    /// Takes what a package names.
    pub fn take_package(&mut self, item: &Element) {
        if self.packages.len() < MOST_KEPT {
            self.packages.push(references(item, "itemref"));
        }
    }

    /// Hands over all that waits, at the end of the message.
    pub fn finish(&mut self, outlet: &mut Outlet) -> Flow {
        self.release(true, outlet)?;
        for picture in self.pictures.values().filter(|picture| !picture.is_used) {
            outlet.count(passed_over("\"picture\""), picture.place);
        }
        *self = Self::default();
        Ok(())
    }

    /// Hands over all that waits. Before the message's end nobody knows what of it is held back, so a text that cannot wait goes
    /// without the pictures that it shows by itself.
    fn release(&mut self, is_end: bool, outlet: &mut Outlet) -> Flow {
        self.bytes = 0;
        let waiting = std::mem::take(&mut self.waiting);
        let Self { texts, pictures, packages, held, .. } = self;
        let is_alone = packages.is_empty() && *texts == 1;
        let by_guid = by_guid(packages);
        let is_known = is_end && held.len() <= MOST_HELD;
        for Waiting { mut article, place, links } in waiting {
            if !is_known && !article.associations.is_empty() {
                let shown = article.associations.iter().filter_map(|picture| picture.href.clone()).collect();
                leave_out_pictures(&mut article, &shown);
                outlet.count(SHOWN_TOO_EARLY.to_owned(), place);
            }
            let packed = by_guid.get(article.uri.as_str()).into_iter().flatten();
            let mut wanted: Vec<&str> = links.iter().map(String::as_str).collect();
            wanted.extend(packed.flat_map(|package| packages[*package].iter().map(String::as_str)));
            let keys: Vec<String> =
                if is_alone && wanted.is_empty() { pictures.keys().cloned().collect() } else { Vec::new() };
            wanted.extend(keys.iter().map(String::as_str));
            let mut taken = BTreeSet::new();
            for guid in wanted {
                let Some(picture) = pictures.get_mut(guid).filter(|_| taken.len() < MOST_PICTURES) else { continue };
                if taken.insert(guid) {
                    picture.is_used = true;
                    add(&mut article, picture.association.clone());
                }
            }
            leave_out_pictures(&mut article, held);
            let number = if let Some(Place::Item(number)) = place { Some(number) } else { None };
            outlet.article(article, number, place)?;
        }
        Ok(())
    }
}

/// What is said where a text could not wait for the end of its message.
const SHOWN_TOO_EARLY: &str = "the pictures that its text shows by itself were left out, as the message is too long to know in time which of \
     them are held back; part it";

/// In which packages each guid stands, by their numbers.
fn by_guid(packages: &[Vec<String>]) -> BTreeMap<&str, Vec<usize>> {
    let mut by_guid: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, package) in packages.iter().enumerate() {
        for guid in package {
            by_guid.entry(guid).or_default().push(number);
        }
    }
    by_guid
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
