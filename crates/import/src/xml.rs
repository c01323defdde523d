//! XML as feeds have it, well-formed or nearly: element by element, so that memory does not grow with a file.

mod element;
mod entities;
mod signs;

use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

pub use element::{Element, Node, escaped};
use entities::Entities;
use signs::Signs;

/// Elements inside one another; what is deeper is built to be hard.
const DEEPEST: usize = 256;

/// Why reading stopped.
#[derive(Debug)]
pub enum Stop {
    /// What is no XML, as a message goes on: "is no XML from here on …".
    Malformed(String),
    /// The file could not be read.
    Io(std::io::Error),
    /// The visitor's own.
    Refused,
}

/// Takes an item and the elements that it stands in; `Err` stops.
pub type Visit<'a> = dyn FnMut(&Element, &[Element]) -> Result<(), ()> + 'a;

/// Reads a stream. Each element that `is_item` knows by its name is handed to `visit` once it is closed, with the
/// elements that it stands in, and is then forgotten; of the others all is kept. Answers the outermost element.
///
/// Names are in lower case, with the [prefixes](element) by which the formats are known.
///
/// # Errors
/// Where it stops; what was handed over before is whole.
pub fn read(reader: impl BufRead, is_item: &dyn Fn(&str) -> bool, visit: &mut Visit) -> Result<Option<Element>, Stop> {
    let mut xml = quick_xml::Reader::from_reader(Signs::new(reader));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut tree = Tree {
        is_item,
        open: Vec::new(),
        root: None,
        entities: Entities::default(),
        prefixes: Vec::new(),
        in_item: false,
        elements: 0,
        flaw: None,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => return Err(Stop::Io(std::io::Error::other(error.to_string()))),
            // "rss" that nothing closes is XML enough where all its items are closed.
            Err(error) if tree.open.is_empty() && tree.root.is_none() => {
                return Err(Stop::Malformed(error.to_string()));
            }
            // What ends within a tag, a comment or a text in `CDATA` is cut off; its end is not to be found anywhere.
            Err(quick_xml::Error::Syntax(_)) => return tree.end(None),
            Err(error) => return tree.end(Some(error.to_string())),
        };
        match event {
            Event::Start(start) => tree.begin(&start, visit)?,
            Event::Empty(start) => {
                tree.begin(&start, visit)?;
                if tree.flaw.is_none() {
                    tree.close(visit)?;
                }
            }
            Event::End(end) => {
                let name = element::name_of(&text_of(end.name().as_ref()), &tree.prefixes);
                tree.close_down_to(&name, visit)?;
            }
            Event::Text(text) => tree.text(&text_of(&text)),
            Event::CData(text) => tree.text(&text_of(&text)),
            Event::GeneralRef(name) => {
                let text = tree.entities.text_of(&text_of(&name));
                tree.text(&text);
            }
            Event::DocType(doctype) => tree.entities.declare(&text_of(&doctype)),
            Event::Eof => return tree.end(None),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

/// Reads a text that is one element and nothing else; of what is cut off, nothing.
pub fn element(text: &str) -> Option<Element> {
    read(text.trim().as_bytes(), &|_| false, &mut |_, _| Ok(())).ok().flatten()
}

fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

struct Tree<'a> {
    is_item: &'a dyn Fn(&str) -> bool,
    open: Vec<Element>,
    root: Option<Element>,
    entities: Entities,
    /// What prefixes stand for, as they were declared.
    prefixes: Vec<(String, String)>,
    in_item: bool,
    /// Of the item that is open, or since the last.
    elements: usize,
    /// Why what is left of the item that is open is passed over.
    flaw: Option<&'static str>,
}

impl Tree<'_> {
    fn begin(&mut self, start: &BytesStart, visit: &mut Visit) -> Result<(), Stop> {
        let name = text_of(start.name().as_ref()).into_owned();
        self.close_items(&element::name_of(&name, &self.prefixes), visit)?;
        self.elements += 1;
        let is_hard = if self.open.len() >= DEEPEST {
            Some("elements are nested more than 256 deep")
        } else if self.elements > MOST_ELEMENTS {
            Some("an item holds more than 200,000 elements")
        } else {
            None
        };
        if let Some(why) = self.flaw.or(is_hard) {
            // Of an item the rest is passed over, up to its end; what is around items has none.
            self.flaw = Some(why);
            return if self.in_item { Ok(()) } else { Err(Stop::Malformed(why.to_owned())) };
        }
        let mut attributes = Vec::new();
        // Twice the same attribute is no reason to lose a feed.
        for attribute in start.attributes().with_checks(false).take(MOST_ATTRIBUTES).flatten() {
            let (name, value) = (text_of(attribute.key.as_ref()).into_owned(), text_of(&attribute.value).into_owned());
            let value = self.entities.expanded(&value);
            let prefix = name.strip_prefix("xmlns:").or((name == "xmlns").then_some(""));
            if let Some(prefix) = prefix
                && self.prefixes.len() < MOST_ATTRIBUTES
                && !self.prefixes.iter().any(|(known, address)| known == prefix && *address == value)
            {
                self.prefixes.push((prefix.to_owned(), value.clone()));
            }
            attributes.push((name.to_ascii_lowercase(), value));
        }
        if self.open.is_empty() {
            self.prefixes.extend(element::of_outermost(&name));
        }
        let name = element::name_of(&name, &self.prefixes);
        self.in_item |= (self.is_item)(&name);
        self.open.push(Element { name, attributes, ..Element::default() });
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.flaw.is_some() {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        match open.children.last_mut() {
            // Between items stands white space, without end in a long file.
            Some(Node::Text(before)) if !self.in_item && before.len() > MOST_TEXT => {}
            Some(Node::Text(before)) => before.push_str(text),
            _ => open.children.push(Node::Text(text.to_owned())),
        }
    }

    /// Closes an item of a feed that nobody closed before the next begins. One that stands deeper in it is a part of it, such as the
    /// list of what is related.
    fn close_items(&mut self, name: &str, visit: &mut Visit) -> Result<(), Stop> {
        let is_next = |at: &usize| {
            self.open[*at].name == name
                && match &self.open[at + 1..] {
                    [] => true,
                    [leaf] => is_leaf(leaf),
                    _ => false,
                }
        };
        let open = self.open.iter().position(|open| (self.is_item)(&open.name));
        if matches!(name, "item" | "entry") && open.filter(is_next).is_some() {
            return self.close_down_to(name, visit);
        }
        Ok(())
    }

    /// Closes the innermost element.
    fn close(&mut self, visit: &mut Visit) -> Result<(), Stop> {
        let Some(mut element) = self.open.pop() else { return Ok(()) };
        if (self.is_item)(&element.name) && !self.open.iter().any(|outer| (self.is_item)(&outer.name)) {
            self.in_item = false;
            self.elements = 0;
            element.flaw = self.flaw.take();
            element.left = self.entities.take_left();
            return visit(&element, &self.open).map_err(|()| Stop::Refused);
        }
        match self.open.last_mut() {
            Some(outer) if self.in_item || outer.children.len() < MOST_CHILDREN => {
                outer.children.push(Node::Element(element));
            }
            Some(_) => {}
            None => self.root = self.root.take().or(Some(element)),
        }
        Ok(())
    }

    /// Closes the elements down to the innermost of that name; where none is open, none.
    fn close_down_to(&mut self, name: &str, visit: &mut Visit) -> Result<(), Stop> {
        // How deep the rest of an item stands is not known.
        if self.flaw.is_some() && !(self.is_item)(name) {
            return Ok(());
        }
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return Ok(()) };
        while self.open.len() > at {
            self.close(visit)?;
        }
        Ok(())
    }

    /// The end of the stream. What is open was cut off: without an item among it, only ends are missing.
    fn end(mut self, error: Option<String>) -> Result<Option<Element>, Stop> {
        if self.in_item {
            let why = self.flaw.map(str::to_owned).or(error);
            return Err(Stop::Malformed(why.unwrap_or_else(|| "it ends within an item".to_owned())));
        }
        let root = self.root.take().or_else(|| (!self.open.is_empty()).then(|| self.open.swap_remove(0)));
        Ok(root)
    }
}

/// Whether an element of an item holds a text, and so no item of its own. What says that it holds XML may.
fn is_leaf(element: &Element) -> bool {
    LEAVES.contains(&element.name.as_str())
        && !element.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().ends_with("xml"))
}

/// What of an item holds a text.
const LEAVES: [&str; 25] = [
    "author",
    "category",
    "comments",
    "content",
    "content:encoded",
    "dc:creator",
    "dc:date",
    "dc:description",
    "dc:subject",
    "dc:title",
    "description",
    "enclosure",
    "guid",
    "id",
    "issued",
    "language",
    "link",
    "modified",
    "pubdate",
    "published",
    "rights",
    "summary",
    "tagline",
    "title",
    "updated",
];
/// The most elements of an item.
const MOST_ELEMENTS: usize = 200_000;
/// The most elements that are kept of what stands right beside items, and the most bytes of text.
const MOST_CHILDREN: usize = 10_000;
const MOST_TEXT: usize = 64 * 1024;
/// The most attributes of an element, and the most prefixes of a file.
const MOST_ATTRIBUTES: usize = 200;

#[cfg(test)]
mod tests;
