//! The pictures of an item: Media RSS, enclosures, and the picture that stands for it.

use std::collections::BTreeSet;

use article::{Article, Association};

use super::text::html_of;
use crate::html::{self, Base};
use crate::renditions::{self, Rendition, ends_as_picture};
use crate::xml::Element;

/// Adds the pictures that the text does not show yet, and to those that it shows what is said of them.
pub fn add(article: &mut Article, item: &Element, base: &Base) {
    let mut pictures = Vec::new();
    collect(item, item, &mut pictures);
    for element in item.all(&["enclosure", "link", "image", "itunes:image", "content"]) {
        pictures.extend(enclosure(element));
    }
    // A thumbnail, of a film too, is the picture where there is no other.
    if pictures.is_empty() && article.associations.is_empty() {
        pictures.extend(thumbnail(item));
    }
    // What is said of a film is its text, and stands under no picture again.
    let is_text = |caption: &String| article.body.first().is_some_and(|first| caption.starts_with(&first.text));
    let is_film = text(item).is_some();
    pictures.iter_mut().filter(|_| is_film).for_each(|picture| drop(picture.caption.take_if(|line| is_text(line))));
    for mut picture in pictures.into_iter().take(MOST) {
        picture.href = picture.href.map(|href| base.join(&href));
        match article.associations.iter_mut().find(|known| known.href == picture.href) {
            Some(known) => {
                known.caption = known.caption.take().or(picture.caption);
                known.credit_text = known.credit_text.take().or(picture.credit_text);
            }
            None => article.associations.push(picture),
        }
    }
}

/// The most pictures of an item.
const MOST: usize = 50;
/// The most files that are looked at for the pictures of an item or of a group, each in as many sizes as there may be.
const MOST_FILES: usize = 4 * MOST;

/// Reads Media RSS: what a group says holds for each of its contents. `element` is the item or a group of it.
fn collect(element: &Element, item: &Element, pictures: &mut Vec<Association>) {
    let contents: Vec<&Element> = element
        .elements()
        .filter(|media| media.name == "media:content" && is_picture(media))
        .take(MOST_FILES)
        .collect();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for media in &contents {
        if pictures.len() >= MOST {
            return;
        }
        let Some(address) = media.attribute("url").filter(|address| !taken.contains(address)) else { continue };
        let sizes: Vec<&Element> =
            contents.iter().copied().filter(|other| *other == *media || is_same(media, other, element)).collect();
        taken.extend(sizes.iter().filter_map(|size| size.attribute("url")));
        let renditions: Vec<Rendition> = sizes.iter().filter_map(|size| rendition(size)).collect();
        let best = renditions::best(&renditions).map_or(address, |best| &best.href);
        let shown = sizes.iter().find(|size| size.attribute("url") == Some(best)).unwrap_or(media);
        let Some(mut picture) = picture(shown, element, item) else { continue };
        for told in sizes.iter().filter_map(|size| self::picture(size, element, item)) {
            picture.caption = picture.caption.take().or(told.caption);
            picture.credit_text = picture.credit_text.take().or(told.credit_text);
            picture.alt_text = picture.alt_text.take().or(told.alt_text);
        }
        pictures.push(picture);
    }
    for group in element.elements().filter(|media| media.name == "media:group") {
        collect(group, item, pictures);
    }
}

/// What is said of a film, an item's or a group's: its text, where there is no other.
pub fn text(item: &Element) -> Option<String> {
    let groups = item.elements().filter(|media| media.name == "media:group");
    let contents = item.within("media:content").into_iter().filter(|media| !is_picture(media));
    let mut places = std::iter::once(item).chain(groups).chain(contents);
    let text = places.find_map(|place| place.child("media:description"))?;
    let text = if text.attribute("type") == Some("html") { html_of(text, false) } else { text.text() };
    let has_picture = item.within("media:content").into_iter().any(is_picture);
    Some(text).filter(|text| !text.is_empty() && !has_picture)
}

/// Whether two contents are one picture in two sizes: those of a group are, unless they say different things, and so are those
/// whose addresses differ in what is asked of the server alone.
fn is_same(one: &Element, other: &Element, outer: &Element) -> bool {
    let own = |media: &Element| {
        media.all(&["media:description", "media:title"]).map(Element::text).find(|text| !text.is_empty())
    };
    let file = |media: &Element| media.attribute("url").map(renditions::without_query_of_size);
    let say_the_same = match (own(one), own(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    say_the_same && (outer.name == "media:group" || file(one) == file(other))
}

fn rendition(media: &Element) -> Option<Rendition> {
    Some(Rendition {
        href: media.attribute("url")?.to_owned(),
        // What is here is a picture.
        media_type: Some("image/*".to_owned()),
        width: pixels(media, "width"),
        height: pixels(media, "height"),
    })
}

fn pixels(media: &Element, name: &str) -> Option<u64> {
    media.attribute(name).and_then(|value| value.trim_end_matches("px").parse().ok())
}

/// The first thumbnail, wherever in the item it stands: right in it, in a group, or in the film that it shows.
fn thumbnail(item: &Element) -> Option<Association> {
    let none = Element::default();
    let groups = item.elements().filter(|media| media.name.starts_with("media:"));
    let places = std::iter::once((item, &none)).chain(groups.map(|group| (group, group)));
    places
        .flat_map(|(place, group)| place.all(&["media:thumbnail"]).map(move |media| (media, group)))
        .find_map(|(media, group)| picture(media, group, item))
}

fn is_picture(media: &Element) -> bool {
    // That of the author, which some programs send with each item.
    if media.attribute("url").is_some_and(|url| url.contains("gravatar.com/avatar/")) {
        return false;
    }
    let says = |name: &str, begin: &str| {
        media.attribute(name).is_some_and(|value| value.to_ascii_lowercase().starts_with(begin))
    };
    says("medium", "image")
        || says("type", "image/")
        || is_unsaid(media) && media.attribute("url").is_some_and(ends_as_picture)
}

fn is_unsaid(media: &Element) -> bool {
    media.attribute("medium").is_none() && media.attribute("type").is_none()
}

fn picture(media: &Element, group: &Element, item: &Element) -> Option<Association> {
    let href = media.attribute("url")?.to_owned();
    // Within the picture, its group, then the item: there it may be said of all pictures.
    let said = |names: &[&str]| {
        let places = [media, group, item];
        let found =
            places.iter().find_map(|place| place.all(names).next().map(|found| html::line(&html_of(found, false))));
        found.filter(|line| !line.is_empty())
    };
    Some(Association {
        href: Some(href),
        caption: said(&["media:description"]),
        credit_text: said(&["media:credit", "media:copyright"]),
        alt_text: media
            .all(&["media:title"])
            .next()
            .map(|title| html::line(&title.text()))
            .filter(|text| !text.is_empty()),
        width: pixels(media, "width"),
        height: pixels(media, "height"),
        ..Association::default()
    })
}

/// `<enclosure url type="image/…">`, `<link rel="enclosure" href type="image/…">`, `<content src type="image/…">`,
/// `<image><url>…</url></image>`
fn enclosure(element: &Element) -> Option<Association> {
    let attribute = |name: &str| element.attribute(name).map(str::to_owned);
    let kind = attribute("type").unwrap_or_default().to_ascii_lowercase();
    // Some say nothing of the type, or what servers say of any file.
    let is_said = !matches!(kind.as_str(), "" | "application/octet-stream" | "binary/octet-stream");
    let is_image = |href: &String| kind.starts_with("image/") || !is_said && ends_as_picture(href);
    let href = match element.name.as_str() {
        "enclosure" => attribute("url").filter(is_image),
        "content" => attribute("src").filter(is_image),
        "link" => attribute("href").filter(|href| element.attribute("rel") == Some("enclosure") && is_image(href)),
        _ => {
            let url = element.elements().find(|inner| inner.name == "url").map(Element::text);
            let text = || Some(element.text()).filter(|text| text.starts_with("http") && !text.contains(' '));
            url.or_else(|| attribute("href"))
                .or_else(|| attribute("url"))
                .or_else(|| attribute("rdf:resource"))
                .or_else(text)
        }
    };
    href.filter(|href| !href.is_empty()).map(|href| Association { href: Some(href), ..Association::default() })
}
