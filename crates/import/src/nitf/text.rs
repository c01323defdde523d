//! The text of NITF as HTML, which the one reader of HTML makes blocks of. What is not for publication stays out.

use article::Name;

use crate::html::{self, Base, Body};
use crate::renditions::{self, Rendition};
use crate::xml::{Element, Node, escaped};

/// The text of an article.
#[derive(Default)]
pub struct Text {
    /// Its blocks and pictures.
    pub body: Body,
    /// The names that are marked in it.
    pub names: Names,
    /// What was left out by rule.
    pub notes: Vec<String>,
}

/// Names that a text marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// `<person>`
    pub people: Vec<Name>,
    /// `<org>`
    pub organisations: Vec<Name>,
    /// `<location>`
    pub places: Vec<Name>,
}

/// Reads the text below `body.content`.
///
/// # Errors
/// Where it is built to be hard to read.
pub fn read(nitf: &Element) -> Result<Text, &'static str> {
    let mut writer = Writer::default();
    let contents = nitf.outermost("body.content");
    let has_full_text = contents.iter().any(|content| content.elements().any(is_full_text));
    for content in contents {
        for child in &content.children {
            // An archive's copy has its beginning twice: once by itself, once in the whole.
            let is_repeated = matches!(child, Node::Element(block) if has_full_text && is_beginning(block));
            if !is_repeated {
                writer.node(child);
            }
        }
    }
    for end in nitf.within("tagline") {
        writer.wrapped("p", end);
    }
    let body = html::fragment(&writer.html, &Base::default()).map_err(|html::TooHard(why)| why)?;
    let Writer { names, notes, .. } = writer;
    Ok(Text { body, names, notes })
}

fn is_full_text(block: &Element) -> bool {
    block.name == "block" && block.attribute("class") == Some("full_text")
}

fn is_beginning(block: &Element) -> bool {
    block.name == "block" && block.attribute("class") == Some("lead_paragraph")
}

/// Elements that NITF has of HTML, or that houses mix in.
const OF_HTML: [&str; 38] = [
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "pre",
    "sub",
    "sup",
    "em",
    "strong",
    "b",
    "i",
    "a",
    "br",
    "hr",
    "q",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
    "img",
    "div",
    "span",
];
/// Elements that stand in a line and say what a word is.
const IN_LINE: [&str; 24] = [
    "person",
    "org",
    "location",
    "event",
    "function",
    "object.title",
    "virtloc",
    "chron",
    "num",
    "money",
    "frac",
    "frac-num",
    "frac-sep",
    "frac-den",
    "copyrite",
    "copyrite.year",
    "copyrite.holder",
    "pronounce",
    "alt-code",
    "lang",
    "city",
    "state",
    "country",
    "classifier",
];
/// Elements whose text is not for reading.
const UNREAD: [&str; 6] =
    ["nitf-table-metadata", "nitf-table-summary", "media-object", "media-metadata", "script", "style"];
/// What an element of HTML may say.
const ATTRIBUTES: [&str; 8] = ["href", "src", "alt", "width", "height", "colspan", "rowspan", "class"];

#[derive(Default)]
struct Writer {
    html: String,
    names: Names,
    notes: Vec<String>,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.html.push_str(&escaped(text)),
            Node::Element(element) => self.element(element),
        }
    }

    fn children(&mut self, element: &Element) {
        for child in &element.children {
            self.node(child);
        }
    }

    fn wrapped(&mut self, tag: &str, element: &Element) {
        self.html.push_str(&format!("<{tag}>"));
        self.children(element);
        self.html.push_str(&format!("</{tag}>"));
    }

    fn element(&mut self, element: &Element) {
        let name = element.name.rsplit(':').next().unwrap_or_default();
        match name {
            "hl1" | "hl2" => self.wrapped("h2", element),
            "bq" => self.wrapped("blockquote", element),
            "fn" => self.wrapped("p", element),
            "credit" | "datasource" => self.wrapped("p", element),
            "media" => self.media(element),
            "note" => self.note(element),
            "em" if element.attribute("class").is_some_and(|class| class.contains("bold")) => {
                self.wrapped("strong", element);
            }
            "person" => self.name(element, |names| &mut names.people),
            "org" => self.name(element, |names| &mut names.organisations),
            "location" => self.name(element, |names| &mut names.places),
            _ if UNREAD.contains(&name) => {}
            _ if OF_HTML.contains(&name) => self.of_html(name, element),
            _ if IN_LINE.contains(&name) || name.starts_with("name.") => self.children(element),
            _ => self.wrapped("div", element),
        }
    }

    fn of_html(&mut self, name: &str, element: &Element) {
        self.html.push_str(&format!("<{name}"));
        for attribute in ATTRIBUTES {
            if let Some(value) = element.attribute(attribute) {
                self.html.push_str(&format!(" {attribute}=\"{}\"", escaped(value)));
            }
        }
        self.html.push('>');
        if !matches!(name, "br" | "hr" | "img") {
            self.children(element);
            self.html.push_str(&format!("</{name}>"));
        }
    }

    /// A name that stands in the text, and is kept beside it.
    fn name(&mut self, element: &Element, list: fn(&mut Names) -> &mut Vec<Name>) {
        let name = name_of(element);
        let list = list(&mut self.names);
        if list.len() < MOST_NAMES && !name.name.is_empty() && list.iter().all(|known| known.name != name.name) {
            list.push(name);
        }
        self.children(element);
    }

    /// Notes may be for editors alone.
    fn note(&mut self, element: &Element) {
        let says = |attribute: &str, value: &str| element.attribute(attribute) == Some(value);
        if says("type", "npa") || says("noteclass", "editorsnote") || says("noteclass", "hd") {
            self.say(crate::ninjs::NOTE_TO_EDITORS);
        } else {
            self.wrapped("div", element);
        }
    }

    fn say(&mut self, note: &str) {
        if !self.notes.iter().any(|known| known == note) {
            self.notes.push(note.to_owned());
        }
    }

    /// A picture with what stands below it.
    fn media(&mut self, media: &Element) {
        let references = media.within("media-reference");
        let kind = media.attribute("media-type").unwrap_or_default().to_ascii_lowercase();
        let renditions: Vec<Rendition> =
            references.iter().filter_map(|reference| rendition(reference, &kind)).collect();
        let is_picture = kind == "image" || kind.is_empty() || renditions.iter().any(Rendition::is_picture);
        if !is_picture {
            return self.say("a film, a sound or another file that is no picture was left out");
        }
        self.html.push_str("<figure>");
        if let Some(Rendition { href, width, height, .. }) = renditions::best(&renditions) {
            let said = references.iter().find_map(|reference| reference.attribute("alternate-text"));
            self.html.push_str(&format!(
                "<img src=\"{}\" alt=\"{}\"",
                escaped(href),
                escaped(said.unwrap_or_default())
            ));
            for (name, pixels) in [("width", width), ("height", height)] {
                if let Some(pixels) = pixels {
                    self.html.push_str(&format!(" {name}=\"{pixels}\""));
                }
            }
            self.html.push('>');
        }
        for (name, class) in [("media-caption", "caption-text"), ("media-producer", "credit")] {
            for part in media.all(&[name]) {
                let text = html::one_line(&part.text());
                if !text.is_empty() {
                    let tag = if class == "credit" { "span class=\"credit\"" } else { "figcaption" };
                    self.html.push_str(&format!("<{tag}>"));
                    self.children(part);
                    self.html.push_str(&format!("</{}>", if class == "credit" { "span" } else { "figcaption" }));
                }
            }
        }
        self.html.push_str("</figure>");
    }
}

/// The most names of one kind.
const MOST_NAMES: usize = 500;

/// A name with its code, where it has one: `<person idsrc="…" value="…">`.
pub fn name_of(element: &Element) -> Name {
    let code = element.all(&["alt-code"]).find_map(|code| Some((code.attribute("idsrc")?, code.attribute("value")?)));
    let own = || Some((element.attribute("idsrc")?, element.attribute("value")?));
    let uri = code.or_else(own).map(|(list, value)| format!("{list}:{value}"));
    let parts: Vec<String> =
        element.elements().filter(|part| part.name.starts_with("name.")).map(Element::text).collect();
    let name = if parts.is_empty() { element.text() } else { parts.join(" ") };
    Name { name: html::one_line(&name), uri, role: None }
}

fn rendition(reference: &Element, kind: &str) -> Option<Rendition> {
    let href = reference.attribute("source").or(reference.attribute("data-location"))?;
    let pixels = |name: &str| reference.attribute(name).and_then(|value| value.trim_end_matches("px").parse().ok());
    // What stands in a picture is one, whatever its address ends in.
    let media_type = reference.attribute("mime-type").or((kind == "image").then_some("image/jpeg"));
    Some(Rendition {
        href: href.to_owned(),
        media_type: media_type.map(str::to_owned),
        width: pixels("width"),
        height: pixels("height"),
    })
}
