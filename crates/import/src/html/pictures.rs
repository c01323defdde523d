//! Pictures: where their files are, what they show and whom to credit.

use article::{Association, Rendition};
use dom_query::NodeRef;

use super::address::Base;
use super::element::{attribute, name_of};
use crate::enclosed::is_enclosed;

/// Where pages put the address of a picture that is fetched late.
const LATE: [&str; 7] =
    ["data-src", "data-original", "data-lazy-src", "data-orig-file", "data-src-large", "data-img-src", "data-url"];
/// Where they put several addresses for several widths.
const SETS: [&str; 4] = ["srcset", "data-srcset", "data-lazy-srcset", "data-src-set"];

/// A picture's element as the model has it, without caption; none where it is no picture but a counter or a gap.
pub fn picture(node: &NodeRef, base: &Base) -> Option<Association> {
    let pixels = |name| attribute(node, name).and_then(|value| value.trim_end_matches("px").parse::<u64>().ok());
    let (width, height) = (pixels("width"), pixels("height"));
    if [width, height].iter().flatten().any(|pixels| *pixels <= 3) {
        return None;
    }
    let href = address(node).map(|address| base.join(&address));
    let alt_text = attribute(node, "alt").map(|alt| super::one_line(&alt)).filter(|alt| !alt.is_empty());
    (href.is_some() || alt_text.is_some()).then(|| {
        let renditions = href.as_deref().map(|href| others(node, base, href)).unwrap_or_default();
        Association { href, alt_text, width, height, renditions, ..Association::default() }
    })
}

/// The most further addresses of a picture, and the most elements beside it in which they are looked for.
const MOST_OTHERS: usize = 16;
const MOST_BESIDE: usize = 64;

/// The same picture at other addresses: in an archive of the web lie those that a browser asked for.
fn others(node: &NodeRef, base: &Base, href: &str) -> Vec<Rendition> {
    let sources = beside(node);
    let own = std::iter::once("src").chain(LATE).filter_map(|name| attribute(node, name));
    let mut others: Vec<Rendition> = Vec::new();
    let mut add = |address: &str| {
        if !is_address(address) || stand_in(address).is_some() || others.len() == MOST_OTHERS {
            return;
        }
        let other = base.join(address);
        if href != other && others.iter().all(|known| known.href != other) {
            others.push(Rendition { href: other, width: None });
        }
    };
    own.for_each(|address| add(&address));
    let (readable, unread): (Vec<NodeRef>, Vec<NodeRef>) =
        std::iter::once(*node).chain(sources).partition(|element| !is_unread_source(element));
    for element in readable.into_iter().chain(unread) {
        for set in SETS.iter().filter_map(|name| attribute(&element, name)) {
            candidates(&set).for_each(|(_, address)| add(address));
        }
    }
    others
}

/// Formats of pictures that browsers show and archives are not made of, as types, ends of names, and words of a query name them.
const UNREAD: [&str; 6] = ["avif", "avifs", "heic", "heif", "jxl", "jp2"];

/// Whether an address says that a picture of such a format is there.
fn is_unread(address: &str) -> bool {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let end = path.split('#').next().unwrap_or(path).rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let asks = |field: &str| {
        let (name, value) = field.split_once('=').unwrap_or_default();
        ["format", "fm", "f", "output", "type"].contains(&name) && UNREAD.contains(&value.to_ascii_lowercase().as_str())
    };
    UNREAD.contains(&end.as_str()) || query.split(['&', ';']).any(asks)
}

/// Whether a source of a picture says that it is of such a format.
fn is_unread_source(node: &NodeRef) -> bool {
    let kind = attribute(node, "type").unwrap_or_default().to_ascii_lowercase();
    kind.strip_prefix("image/").is_some_and(|kind| UNREAD.contains(&kind.split(';').next().unwrap_or(kind).trim()))
}

/// What stands beside a picture in its `picture` element, its sources, and in it where it is one of AMP: what is shown where it cannot be.
fn beside<'a>(node: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    let picture = node.parent().filter(|parent| name_of(parent).is_some_and(|name| name == "picture"));
    let sources =
        picture.into_iter().flat_map(|picture| picture.children_it(false).take(MOST_BESIDE).collect::<Vec<_>>());
    let is_one = |inner: &NodeRef| name_of(inner).is_some_and(|name| name == "img" || name == "amp-img");
    sources.chain(node.descendants_it().take(MOST_BESIDE).filter(is_one).collect::<Vec<_>>())
}

/// Whether this may be where a picture is, and not what stands there until it comes.
fn is_address(address: &str) -> bool {
    let is_inside = address.starts_with("data:") || address.starts_with("blob:");
    // Photographs may have such a name.
    let is_drawn = |end: &str| ["gif", "png", "svg"].contains(&end);
    let is_gap = || stand_in(address).is_some_and(|end| end.as_deref().is_none_or(is_drawn));
    !address.is_empty() && !is_inside && !address.contains("placeholder") && !is_gap()
}

/// How the name of a file ends that may stand where a picture will be; none where it has no such name.
fn stand_in(address: &str) -> Option<Option<String>> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let file = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let (name, end) = file.split_once('.').map_or((file.as_str(), None), |(name, end)| (name, Some(end)));
    let end = end.map(|end| end.rsplit('.').next().unwrap_or(end).to_owned());
    STAND_INS.contains(&name).then_some(end)
}

/// What files are called that stand where a picture will be.
const STAND_INS: [&str; 12] = [
    "blank",
    "spacer",
    "transparent",
    "pixel",
    "1x1",
    "empty",
    "dummy",
    "loading",
    "loader",
    "lazy",
    "lazyload",
    "grey",
];

/// Whether an element is a picture's, and not one that stands in another's for it.
pub fn is_picture(node: &NodeRef) -> bool {
    let is_within = || node.parent().is_some_and(|above| name_of(&above).is_some_and(|name| name == "amp-img"));
    match name_of(node).as_deref() {
        Some("img") => true,
        Some("amp-img") => !is_within(),
        _ => false,
    }
}

/// The address of a picture's file, which may hold the picture itself. What is only a placeholder is passed over, and so is a format that
/// is not read where the page has the picture in another.
fn address(node: &NodeRef) -> Option<String> {
    let shown = shown(node)?;
    if !is_unread(&shown) {
        return Some(shown);
    }
    let within = node.descendants_it().take(MOST_BESIDE).filter_map(|inner| attribute(&inner, "src"));
    let given = std::iter::once("src").chain(LATE).filter_map(|name| attribute(node, name)).chain(within);
    let sets = std::iter::once(*node)
        .chain(beside(node))
        .filter(|element| !is_unread_source(element))
        .filter_map(|element| SETS.iter().find_map(|name| attribute(&element, name).and_then(|set| largest(&set))));
    let mut others = given.filter(|address| is_address(address) && stand_in(address).is_none()).chain(sets);
    others.find(|address| !is_unread(address)).or(Some(shown))
}

/// The address of the picture that a browser shows.
fn shown(node: &NodeRef) -> Option<String> {
    if let Some(src) = attribute(node, "src").filter(|src| is_enclosed(src)) {
        return Some(src);
    }
    let late = || LATE.iter().find_map(|name| attribute(node, name).filter(|address| is_address(address)));
    let set = || SETS.iter().find_map(|name| attribute(node, name).and_then(|set| largest(&set)));
    let sources = || {
        let set = |source: NodeRef| SETS.iter().find_map(|name| attribute(&source, name).and_then(|set| largest(&set)));
        beside(node).filter(|source| !is_unread_source(source)).find_map(set).or_else(|| beside(node).find_map(set))
    };
    let given = attribute(node, "src").filter(|src| is_address(src));
    // A small or blurred size of the same file stands there until the picture comes.
    let is_small = |given: &str, late: &str| {
        given != late && given.contains('?') && given.split('?').next() == late.split('?').next()
    };
    match (given, late()) {
        (Some(given), Some(late)) if is_small(&given, &late) => Some(late),
        (Some(given), late) if stand_in(&given).is_some() => late.or_else(set).or_else(sources).or(Some(given)),
        (given, late) => given.or(late).or_else(set).or_else(sources),
    }
}

/// The widest of `a.jpg 320w, b.jpg 640w`, of a format that is read where there is one.
fn largest(set: &str) -> Option<String> {
    let mut best: Option<((bool, f64), &str)> = None;
    for (size, address) in candidates(set).filter(|(_, address)| is_address(address)) {
        let rank = (!is_unread(address), size);
        if best.is_none_or(|(most, _)| rank > most) {
            best = Some((rank, address));
        }
    }
    best.map(|(_, address)| address.to_owned())
}

/// Each address of a set, with its width or density.
fn candidates(set: &str) -> impl Iterator<Item = (f64, &str)> {
    set.split(", ").flat_map(|part| part.split(",\n")).filter_map(|candidate| {
        let mut words = candidate.split_whitespace();
        let address = words.next()?.trim_end_matches(',');
        let size = words.next().and_then(|size| size.trim_end_matches(['w', 'x', ',']).parse().ok()).unwrap_or(1.0);
        Some((size, address))
    })
}

/// Whether an element holds a picture.
pub fn has_picture(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| is_picture(&inner))
}
