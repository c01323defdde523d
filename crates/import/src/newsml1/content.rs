//! The text of an item: `ContentItem` in one of its components.

use article::{Article, Association};

use super::meta;
use crate::hold::{hold_back, is_usable};
use crate::html::{self, Base};
use crate::mhtml::base64;
use crate::ninjs::HELD_PICTURE;
use crate::nitf::{self, Nitf};
use crate::renditions::{self, Rendition};
use crate::schema_org::body_of;
use crate::xml::Element;

/// The text of an item.
#[derive(Default)]
pub struct Text<'a> {
    /// With what NITF says of it.
    pub article: Article,
    /// The components that it stands in, the innermost first.
    pub around: Vec<&'a Element>,
    /// What lies beside it.
    pub pictures: Vec<Association>,
    /// What was left out by rule.
    pub notes: Vec<String>,
}

/// A content and the components that it stands in, the innermost first.
struct Found<'a> {
    content: &'a Element,
    around: Vec<&'a Element>,
}

/// What has more contents than these has no more.
const MOST: usize = 500;

/// Reads the text of an item.
///
/// # Errors
/// Where it is built to be hard to read.
pub fn read(item: &Element) -> Result<Text<'_>, &'static str> {
    let mut found = Vec::new();
    collect(item, &mut Vec::new(), &mut found);
    let (free, held): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|found| !is_held_back(found));
    let mut text = Text { pictures: pictures(&free), ..Text::default() };
    if held.iter().any(is_picture) {
        text.notes.push(HELD_PICTURE.to_owned());
    }
    let found: Vec<Found> = free.into_iter().chain(held).collect();
    let mut texts: Vec<&Found> = found.iter().filter(|found| is_text(found)).collect();
    // The main one goes before others, and structure before plain text.
    texts.sort_by_key(|found| (found.rank(), form(found.content)));
    let mut failure = None;
    for one in texts {
        match read_one(one.content) {
            Ok(Nitf { article, notes }) if article.body.iter().any(|block| !block.text.trim().is_empty()) => {
                if text.article.body.is_empty() {
                    text.article = article;
                    text.notes.extend(notes);
                    text.around.clone_from(&one.around);
                } else if !is_same_component(&text.around, &one.around) {
                    text.notes.push("holds further texts beside its main one, which were left out".to_owned());
                }
            }
            Ok(_) => {}
            Err(why) => failure = failure.or(Some(why)),
        }
    }
    match failure {
        Some(why) if text.article.body.is_empty() => Err(why),
        _ => Ok(text),
    }
}

/// Whether two texts are forms of one: they stand in one component, or in components of which the outer says that they are equal.
fn is_same_component(one: &[&Element], other: &[&Element]) -> bool {
    let is_shared = |outer: &&&Element| other.iter().any(|other| std::ptr::eq(**outer, *other));
    let Some(shared) = one.iter().find(is_shared) else { return false };
    one.first().is_some_and(|own| std::ptr::eq(*own, *shared))
        || shared.attribute("equivalentslist").is_some_and(|says| says.eq_ignore_ascii_case("yes"))
}

/// Walks the components. Files are bounded in depth, and so is this.
fn collect<'a>(outer: &'a Element, around: &mut Vec<&'a Element>, found: &mut Vec<Found<'a>>) {
    for element in outer.elements() {
        match element.name.as_str() {
            // What stands within may be an item of its own.
            "newscomponent" | "newsitem" => {
                around.push(element);
                collect(element, around, found);
                around.pop();
            }
            "contentitem" if found.len() < MOST => {
                found.push(Found { content: element, around: around.iter().rev().copied().collect() });
            }
            _ => {}
        }
    }
}

/// The name that NewsML gives to the kind of an element: `<MediaType FormalName="Text"/>`.
fn kind(content: &Element, name: &str) -> String {
    let kind = content.child(name).and_then(|kind| kind.attribute("formalname"));
    kind.unwrap_or_default().to_ascii_lowercase()
}

fn is_text(found: &Found) -> bool {
    let media = kind(found.content, "mediatype");
    let is_named = media.is_empty() || media.contains("text");
    is_named && found.content.child("datacontent").is_some() && !found.is_caption()
}

impl Found<'_> {
    fn role(&self) -> String {
        self.around.iter().map(|outer| kind(outer, "role")).find(|role| !role.is_empty()).unwrap_or_default()
    }

    fn is_caption(&self) -> bool {
        self.role().contains("caption")
    }

    fn rank(&self) -> u8 {
        let role = self.role();
        let is_main = role.contains("main");
        if is_main {
            0
        } else {
            1 + u8::from(["quick", "summary", "abstract", "short"].iter().any(|part| role.contains(part)))
        }
    }
}

/// HTML and NITF say more than plain text.
fn form(content: &Element) -> u8 {
    let has_elements = content.child("datacontent").is_some_and(|data| data.elements().next().is_some());
    u8::from(!has_elements)
}

fn read_one(content: &Element) -> Result<Nitf, &'static str> {
    let none = Element::default();
    let data = content.child("datacontent").unwrap_or(&none);
    if let Some(nitf) = data.child("nitf") {
        return nitf::read(nitf);
    }
    let base = Base::default();
    let read = if data.elements().next().is_some() {
        if !data.within("body.content").is_empty() {
            return Ok(with(nitf::body(data)?));
        }
        html::fragment(&data.markup(), &base)
    } else {
        let text = data.text();
        let is_packed = content.all(&["encoding"]).next().is_some_and(|encoding| {
            encoding.attribute("notation").is_some_and(|notation| notation.to_ascii_lowercase().contains("base64"))
        });
        let text = if is_packed { base64(&text).unwrap_or(text) } else { text };
        body_of(&text, &base)
    };
    read.map(with).map_err(|html::TooHard(why)| why)
}

fn with(body: html::Body) -> Nitf {
    let mut article = Article::default();
    body.add_to(&mut article);
    Nitf { article, notes: Vec::new() }
}

fn is_picture(found: &Found) -> bool {
    let media = kind(found.content, "mediatype");
    ["photo", "image", "picture", "graphic"].iter().any(|name| media.contains(name))
}

/// Whether what a content stands in within the item may not be published, or not yet.
fn is_held_back(found: &Found) -> bool {
    let mut held = Article::default();
    for management in found.around.iter().flat_map(|outer| outer.all(&["newsmanagement"])) {
        hold_back(&mut held, &meta::holds(management));
    }
    held.embargoed_until.is_some() || held.pub_status.is_some_and(|status| !is_usable(&status))
}

/// The pictures of an item: those of one component show the same in several sizes, and what stands below them stands beside.
fn pictures(found: &[Found]) -> Vec<Association> {
    let mut pictures = Vec::new();
    let captions = Captions::of_all(found);
    let mut before: Option<&Element> = None;
    for (at, one) in found.iter().enumerate().filter(|(_, found)| is_picture(found)) {
        let component = one.around.first().copied();
        if component.zip(before).is_some_and(|(component, before)| std::ptr::eq(component, before)) {
            continue;
        }
        before = component;
        let same = found
            .iter()
            .filter(|found| is_picture(found))
            .filter(|other| other.around.first().zip(component).is_some_and(|(other, own)| std::ptr::eq(*other, own)));
        let sizes: Vec<Rendition> = same.filter_map(|found| rendition(found.content)).collect();
        let mut picture = Association::default();
        renditions::settle(&mut picture, &sizes);
        if picture.href.is_some() {
            let caption = captions.of(at, one).and_then(|caption| caption.child("datacontent"));
            picture.caption = caption.map(|caption| html::one_line(&caption.text())).filter(|line| !line.is_empty());
            let lines = one.around.iter().find_map(|outer| outer.child("newslines"));
            let credit = lines.and_then(|lines| lines.child("creditline")).map(|line| html::one_line(&line.text()));
            picture.credit_text = credit.filter(|line| !line.is_empty());
            pictures.push(picture);
        }
    }
    pictures
}

/// What stands below pictures, each by the innermost component that holds a picture too.
struct Captions<'a> {
    /// With its place among the contents.
    all: Vec<(&'a Element, usize, &'a Element)>,
    /// Where in each component the first picture stands.
    first: Vec<(&'a Element, usize)>,
}

impl<'a> Captions<'a> {
    fn of_all(found: &[Found<'a>]) -> Self {
        let mut first: Vec<(&Element, usize)> = Vec::new();
        for (at, one) in found.iter().enumerate().filter(|(_, found)| is_picture(found)) {
            for outer in one.around.iter().take(FURTHEST) {
                if !first.iter().any(|(known, _)| std::ptr::eq(*known, *outer)) {
                    first.push((*outer, at));
                }
            }
        }
        let with_picture = |caption: &Found<'a>| {
            let holds = |outer: &&&Element| first.iter().any(|(known, _)| std::ptr::eq(*known, **outer));
            caption.around.iter().take(FURTHEST).find(holds).copied()
        };
        let captions = found.iter().enumerate().filter(|(_, found)| found.is_caption() && !is_picture(found));
        let all = captions.filter_map(|(at, caption)| Some((with_picture(caption)?, at, caption.content))).collect();
        Self { all, first }
    }

    /// That of the picture at a place: the next one behind it, or before it where the captions go before their pictures.
    fn of(&self, place: usize, picture: &Found) -> Option<&'a Element> {
        picture.around.iter().take(FURTHEST).find_map(|outer| {
            let own = self.all.iter().filter(|(of, ..)| std::ptr::eq(*of, *outer));
            let first = self.first.iter().find(|(of, _)| std::ptr::eq(*of, *outer)).map_or(0, |(_, at)| *at);
            let go_before = own.clone().next().is_some_and(|(_, at, _)| *at < first);
            let next = if go_before {
                own.rev().find(|(_, at, _)| *at < place)
            } else {
                own.into_iter().find(|(_, at, _)| *at > place)
            };
            next.map(|(.., caption)| *caption)
        })
    }
}

/// Through how many components a picture's caption is looked for.
const FURTHEST: usize = 8;

fn rendition(content: &Element) -> Option<Rendition> {
    let facts = content.within("property");
    let pixels = |name: &str| {
        let fact =
            facts.iter().find(|fact| fact.attribute("formalname").is_some_and(|own| own.eq_ignore_ascii_case(name)));
        fact.and_then(|fact| fact.attribute("value")).and_then(|value| value.trim_end_matches("px").parse().ok())
    };
    Some(Rendition {
        href: content.attribute("href")?.to_owned(),
        // What is here is a picture.
        media_type: Some("image/*".to_owned()),
        width: pixels("width"),
        height: pixels("height"),
    })
}
