//! One picture in several sizes, as agencies send it: which of them is shown.

use article::Association;

/// A file of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendition {
    /// Where it is.
    pub href: String,
    /// Its media type, where that is said: `image/jpeg`.
    pub media_type: Option<String>,
    /// In pixels.
    pub width: Option<u64>,
    /// In pixels.
    pub height: Option<u64>,
}

/// The widest picture that is worth its bytes on a page: twice what a wide screen shows of a column. What is larger is for
/// print.
const WIDEST: u64 = 2048;

impl Rendition {
    /// Whether it is a still picture, by its media type, else by the end of its address.
    pub fn is_picture(&self) -> bool {
        match self.media_type.as_deref() {
            Some(kind) => kind.trim().to_ascii_lowercase().starts_with("image/"),
            None => ends_as_picture(&self.href),
        }
    }
}

/// Whether an address ends as those of pictures do.
pub fn ends_as_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"].iter().any(|end| path.ends_with(end))
}

/// What servers call the size, the shape and the quality in which a picture is asked for.
const SIZES: [&str; 31] = [
    "w",
    "h",
    "s",
    "q",
    "width",
    "height",
    "size",
    "sz",
    "resize",
    "scale",
    "zoom",
    "fit",
    "fill",
    "crop",
    "rect",
    "trim",
    "quality",
    "format",
    "fm",
    "auto",
    "dpr",
    "strip",
    "maxwidth",
    "maxheight",
    "max-w",
    "max-h",
    "imwidth",
    "imheight",
    "impolicy",
    "downsize",
    "output-quality",
];

/// An address without those fields of its query that tell the sizes of one picture apart. Others may tell pictures apart:
/// `/img?id=1`.
pub fn without_query_of_size(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_size = |field: &&str| {
        let name = field.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.is_empty() || SIZES.contains(&name.as_str())
    };
    let kept: Vec<&str> = query.split('&').filter(|field| !is_size(field)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The rendition to show: the widest that a page needs, else the narrowest of the larger ones, else the first.
pub fn best(renditions: &[Rendition]) -> Option<&Rendition> {
    let pictures = || renditions.iter().filter(|rendition| rendition.is_picture() && !rendition.href.is_empty());
    let fitting = pictures().filter(|rendition| rendition.width.is_some_and(|width| width <= WIDEST));
    let larger = || pictures().filter(|rendition| rendition.width.is_some());
    // Of two that are as wide the first stands for the picture.
    let widest = fitting.rev().max_by_key(|rendition| rendition.width);
    widest.or_else(|| larger().min_by_key(|rendition| rendition.width)).or_else(|| pictures().next())
}

/// Gives a picture the file to show and its size.
pub fn settle(picture: &mut Association, renditions: &[Rendition]) {
    if let Some(Rendition { href, width, height, .. }) = best(renditions) {
        picture.href = Some(href.clone());
        (picture.width, picture.height) = (*width, *height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(renditions: &[(&str, Option<&str>, Option<u64>)], expected: Option<&str>) {
        let renditions: Vec<Rendition> = renditions
            .iter()
            .map(|(href, kind, width)| Rendition {
                href: (*href).to_owned(),
                media_type: kind.map(str::to_owned),
                width: *width,
                height: None,
            })
            .collect();
        assert_eq!(best(&renditions).map(|best| best.href.as_str()), expected);
    }

    /// Pictures that differ in their query alone were taken for sizes of one, and all but the first were lost.
    #[test]
    fn a_query_may_tell_pictures_apart() {
        for (address, expected) in [
            ("https://a.example/i.jpg?w=1200&H=600&q=80", "https://a.example/i.jpg"),
            ("https://a.example/i?id=2&width=600", "https://a.example/i?id=2"),
            ("https://a.example/i?width=600&id=2#x", "https://a.example/i?id=2"),
            ("https://a.example/i?", "https://a.example/i"),
            ("/i", "/i"),
        ] {
            assert_eq!(without_query_of_size(address), expected);
        }
    }

    #[test]
    fn the_best_picture_is_wide_and_no_wider_than_a_page() {
        let image = Some("image/jpeg");
        check(
            &[("t", image, Some(256)), ("p", image, Some(1024)), ("w", image, Some(1024)), ("h", image, Some(4724))],
            Some("p"),
        );
        check(&[("h", image, Some(4724)), ("x", image, Some(9000))], Some("h"));
        check(&[("a.mp4", Some("video/mp4"), Some(900)), ("a", image, None)], Some("a"));
        check(&[("a.mp3", None, None), ("a.JPG?x=1", None, None)], Some("a.JPG?x=1"));
        check(&[("a.mp3", None, None)], None);
    }
}
