//! The picture of an article in the answer of a news service.

use article::Association;
use serde_json::{Map, Value};

use super::text;
use crate::html::{self, Base};
use crate::renditions::{self, Rendition};

/// The picture that stands for an item.
pub fn of(item: &Map<String, Value>, base: &Base) -> Option<Association> {
    let told = item.get("multimedia").and_then(|media| of_multimedia(media, base));
    told.or_else(|| {
        let names = ["urlToImage", "image", "image_url", "imageUrl", "fields.thumbnail", "jetpack_featured_media_url"];
        let href = base.join(text(item, &names)?);
        Some(Association { href: Some(href), ..Association::default() })
    })
}

/// A picture in several sizes, as the New York Times lists it, or has it in an object of its own.
fn of_multimedia(media: &Value, base: &Base) -> Option<Association> {
    let sizes: Vec<&Map<String, Value>> = match media {
        Value::Array(sizes) => sizes.iter().filter_map(Value::as_object).collect(),
        Value::Object(sizes) => {
            ["default", "thumbnail"].iter().filter_map(|size| sizes.get(*size)?.as_object()).collect()
        }
        _ => return None,
    };
    let pixels = |size: &Map<String, Value>, name: &str| size.get(name).and_then(Value::as_u64);
    let is_picture = |size: &&&Map<String, Value>| text(size, &["type"]).is_none_or(|kind| kind == "image");
    let renditions = sizes.iter().filter(is_picture).filter_map(|size| {
        Some(Rendition {
            href: base.join(&rooted(text(size, &["url"])?)),
            media_type: Some("image/*".to_owned()),
            width: pixels(size, "width"),
            height: pixels(size, "height"),
        })
    });
    let renditions: Vec<Rendition> = renditions.collect();
    let said = |names: &[&str]| {
        let places = media.as_object().into_iter().chain(sizes.iter().copied());
        places.filter_map(|place| text(place, names)).map(html::line).find(|line| !line.is_empty())
    };
    let mut picture = Association {
        caption: said(&["caption"]),
        credit_text: said(&["credit", "copyright"]),
        ..Association::default()
    };
    renditions::settle(&mut picture, &renditions);
    picture.href.is_some().then_some(picture)
}

/// An address that counts from the top of the site, wherever its article is.
fn rooted(address: &str) -> String {
    let is_whole = address.contains("://") || address.starts_with('/');
    if is_whole { address.to_owned() } else { ["/", address].concat() }
}
