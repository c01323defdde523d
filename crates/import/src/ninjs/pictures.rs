//! The pictures of an item: those that are associated with it, its own, and those that its text shows.

use article::{Article, Association};

use std::collections::{BTreeMap, BTreeSet};

use super::Item;
use super::texts::Texts;
use crate::hold::{hold_back, holds_of, is_usable, leave_out_pictures};
use crate::html::Body;
use crate::renditions::{self, Rendition};

/// A picture and the addresses by which a text may show it.
struct Picture {
    association: Association,
    /// Its name within the item, its uri, and the addresses of all its sizes.
    known_as: Vec<String>,
}

/// Whether an item is a picture.
pub fn is_picture(item: &Item) -> bool {
    match item.text(&["type"]) {
        Some(kind) => matches!(last(&kind).as_str(), "picture" | "graphic" | "image" | "photo"),
        None => renditions_of(item).iter().any(Rendition::is_picture),
    }
}

/// The types of what is associated with an item and is neither a picture nor a text.
pub fn other_media(item: &Item) -> Vec<String> {
    let associations = item.objects("associations").into_iter().map(|(_, item)| item);
    let types = associations.filter(|item| !is_picture(item)).filter_map(|item| item.text(&["type"]));
    let types = types.map(|kind| last(&kind).chars().take(20).collect::<String>());
    types.filter(|kind| !matches!(kind.as_str(), "text" | "composite")).collect()
}

fn last(kind: &str) -> String {
    kind.rsplit([':', '/']).next().unwrap_or_default().to_ascii_lowercase()
}

fn renditions_of(item: &Item) -> Vec<Rendition> {
    let read = |(_, rendition): (Option<&str>, Item)| {
        Some(Rendition {
            href: rendition.text(&["href"])?,
            media_type: rendition.text(&["contentType", "mimetype"]),
            width: rendition.number(&["width"]),
            height: rendition.number(&["height"]),
        })
    };
    item.objects("renditions").into_iter().filter_map(read).collect()
}

fn picture(name: Option<&str>, item: &Item) -> Picture {
    let mut renditions = renditions_of(item);
    // What an item that calls itself a picture shows is one, whatever its address ends in.
    for rendition in renditions.iter_mut().filter(|_| item.text(&["type"]).is_some()) {
        rendition.media_type.get_or_insert_with(|| "image/jpeg".to_owned());
    }
    let descriptions = Texts::of(item, "descriptions", "description");
    let headlines = Texts::of(item, "headlines", "headline");
    let uri = item.text(&["uri"]);
    let name = item.text(&["name"]).or(name.map(str::to_owned));
    let known_as = renditions.iter().map(|rendition| rendition.href.clone()).chain(uri.clone()).chain(name).collect();
    let mut association = Association {
        uri,
        caption: descriptions.caption().or_else(|| headlines.first()).or_else(|| item.text(&["title"])),
        credit_text: descriptions.credit().or_else(|| item.text(&["by", "byline", "copyrightHolder"])),
        alt_text: descriptions.alt_text(),
        ..Association::default()
    };
    renditions::settle(&mut association, &renditions);
    Picture { association, known_as }
}

/// What has more pictures has none.
const MOST_PICTURES: usize = 500;

/// Whether a picture may not be published, or not as long as its article.
fn is_held_back(item: &Item, article: &Article) -> bool {
    let of_article = holds_of(article);
    let mut of_both = of_article.clone();
    let of_picture = Article {
        pub_status: item.text(&["pubStatus"]).filter(|status| !is_usable(status)),
        embargoed_until: item.text(&["embargoedUntil", "embargoed"]),
        expires: item.text(&["expires"]),
        ..Article::default()
    };
    hold_back(&mut of_both, &of_picture);
    super::guarded(item).is_some() || of_both != of_article
}

/// How many of an item's pictures may not be published, or not as long as its article.
pub fn held_back(item: &Item, article: &Article) -> usize {
    let associated = item.objects("associations").into_iter().map(|(_, item)| item);
    associated.filter(|picture| is_picture(picture) && is_held_back(picture, article)).count()
}

/// Gives an article its text and its pictures. A picture that the text shows gets what is said of it; the others follow.
pub fn add(item: &Item, body: Body, article: &mut Article) {
    // What is held back is looked for among all that comes with the item, of whatever type and however many there are.
    let associated = item.objects("associations").into_iter();
    let (held, free): (Vec<_>, Vec<_>) = associated.partition(|(_, item)| is_held_back(item, article));
    let held: BTreeSet<String> = held.into_iter().flat_map(|(name, item)| picture(name, &item).known_as).collect();
    body.add_to(article);
    leave_out_pictures(article, &held);
    let free = free.into_iter().filter(|(_, item)| is_picture(item)).take(MOST_PICTURES);
    let mut pictures: Vec<Picture> = free.map(|(name, item)| picture(name, &item)).collect();
    let own = renditions_of(item);
    if renditions::best(&own).is_some() {
        let mut association = Association::default();
        renditions::settle(&mut association, &own);
        pictures.push(Picture { association, known_as: own.into_iter().map(|rendition| rendition.href).collect() });
    }
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    for (at, picture) in article.associations.iter().enumerate() {
        remember(picture, at, &mut shown);
    }
    for Picture { association, known_as } in pictures {
        let known = known_as.iter().filter_map(|address| shown.get(address)).min().copied();
        let at = known.unwrap_or(article.associations.len());
        match known {
            Some(at) => complete(article, at, association),
            None => article.associations.push(association),
        }
        remember(&article.associations[at], at, &mut shown);
    }
    // One that another entry allows has the same file.
    leave_out_pictures(article, &held);
}

/// Remembers at which place the picture of an address stands first.
fn remember(picture: &Association, at: usize, shown: &mut BTreeMap<String, usize>) {
    if let Some(href) = &picture.href {
        shown.entry(href.clone()).or_insert(at);
    }
}

/// Puts what an item says of a picture to what its text says.
fn complete(article: &mut Article, at: usize, told: Association) {
    let shown = &mut article.associations[at];
    shown.uri = shown.uri.take().or(told.uri);
    shown.credit_text = shown.credit_text.take().or(told.credit_text);
    shown.alt_text = shown.alt_text.take().or(told.alt_text);
    // The text shows a small one where a larger one is known.
    if told.href.is_some() {
        (shown.href, shown.width, shown.height) = (told.href, told.width, told.height);
    }
    let Some(caption) = told.caption else { return };
    // The text may have run the credit into the caption.
    let is_within = shown.caption.as_deref().is_none_or(|shown| shown.contains(&caption));
    if is_within {
        let figures = article.body.iter_mut().filter(|block| block.association == Some(at) && block.text != caption);
        for figure in figures {
            figure.text.clone_from(&caption);
            figure.spans.clear();
        }
        shown.caption = Some(caption);
    }
}
