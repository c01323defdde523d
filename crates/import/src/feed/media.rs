//! The pictures of an item: Media RSS, enclosures, and the picture that stands for it.

use article::{Article, Association};

use super::text::html_of;
use crate::html::{self, Base};
use crate::renditions::ends_as_picture;
use crate::xml::Element;

/// Adds the pictures that the text does not show yet, and to those that it shows what is said of them.
pub fn add(article: &mut Article, item: &Element, base: &Base) {
    let mut pictures = Vec::new();
    collect(item, &Element::default(), &mut pictures);
    for element in item.all(&["enclosure", "link", "image", "itunes:image"]) {
        pictures.extend(enclosure(element));
    }
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

/// Reads Media RSS: what a group says holds for each of its contents.
fn collect(element: &Element, outer: &Element, pictures: &mut Vec<Association>) {
    for media in element.elements() {
        match media.name.as_str() {
            "media:group" => collect(media, media, pictures),
            "media:content" if is_picture(media) => pictures.extend(picture(media, outer, element)),
            _ => {}
        }
    }
    // A thumbnail is the picture where there is no other.
    if pictures.is_empty() {
        let thumbnails = element.elements().filter(|media| media.name == "media:thumbnail").take(1);
        pictures.extend(thumbnails.filter_map(|media| picture(media, outer, element)));
    }
}

fn is_picture(media: &Element) -> bool {
    let says = |name: &str, begin: &str| media.attribute(name).is_some_and(|value| value.starts_with(begin));
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
    let pixels = |name: &str| media.attribute(name).and_then(|value| value.parse().ok());
    Some(Association {
        href: Some(href),
        caption: said(&["media:description"]),
        credit_text: said(&["media:credit", "media:copyright"]),
        alt_text: media
            .all(&["media:title"])
            .next()
            .map(|title| html::line(&title.text()))
            .filter(|text| !text.is_empty()),
        width: pixels("width"),
        height: pixels("height"),
        ..Association::default()
    })
}

/// `<enclosure url type="image/…">`, `<link rel="enclosure" href type="image/…">`, `<image><url>…</url></image>`
fn enclosure(element: &Element) -> Option<Association> {
    let attribute = |name: &str| element.attribute(name).map(str::to_owned);
    let is_image = element.attribute("type").is_some_and(|kind| kind.starts_with("image/"));
    let href = match element.name.as_str() {
        "enclosure" => attribute("url").filter(|_| is_image),
        "link" => attribute("href").filter(|_| is_image && element.attribute("rel") == Some("enclosure")),
        _ => {
            let url = element.elements().find(|inner| inner.name == "url").map(Element::text);
            url.or_else(|| attribute("href")).or_else(|| attribute("url"))
        }
    };
    href.filter(|href| !href.is_empty()).map(|href| Association { href: Some(href), ..Association::default() })
}
