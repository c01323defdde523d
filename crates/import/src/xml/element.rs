//! An element with all that stands in it.

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// In lower case, with the usual prefix of its namespace: `content:encoded`, `dc:creator`, `media:credit`. RSS, Atom,
    /// NewsML-G2 and NITF have none.
    pub name: String,
    /// Names in lower case, as they are written.
    pub attributes: Vec<(String, String)>,
    /// In order.
    pub children: Vec<Node>,
    /// Why it is not whole: it is built to be hard to read.
    pub flaw: Option<&'static str>,
    /// The name of a reference in it that stays as it is written, of an item: its text lies elsewhere or would grow.
    pub left: Option<String>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, with references resolved.
    Text(String),
}

/// Namespaces without the signs at their ends, and the prefix under which each is known here, whatever a file calls it.
const NAMESPACES: [(&str, &str); 21] = [
    (OF_FEEDS, ""),
    ("http://purl.org/atom/ns", ""),
    ("http://purl.org/rss/1.0", ""),
    ("http://purl.org/net/rss1.1", ""),
    ("http://purl.org/rss/1.0/modules/rss091", ""),
    ("http://my.netscape.com/rdf/simple/0.9", ""),
    ("http://channel.netscape.com/rdf/simple/0.9", ""),
    ("http://backend.userland.com/rss", ""),
    ("http://backend.userland.com/rss2", ""),
    ("http://blogs.law.harvard.edu/tech/rss", ""),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://purl.org/dc/elements/1.1", "dc"),
    ("http://purl.org/dc/terms", "dcterms"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://purl.org/atom/app", "app"),
    ("http://www.w3.org/2007/app", "app"),
    ("http://iptc.org/std/nar/2006-10-01", ""),
    ("http://iptc.org/std/nitf/2006-10-18", ""),
];

/// The namespace of Atom, for one of those that have no prefix here.
const OF_FEEDS: &str = "http://www.w3.org/2005/atom";

/// A declaration by which the outermost element of a feed has no prefix, whatever namespace it was put into: RSS has none, and programs made
/// up many.
pub fn of_outermost(name: &str) -> Option<(String, String)> {
    let (prefix, local) = name.split_once(':')?;
    ["rss", "feed"].contains(&local.to_ascii_lowercase().as_str()).then(|| (prefix.to_owned(), OF_FEEDS.to_owned()))
}

/// The name of an element under the prefixes that were declared.
pub fn name_of(name: &str, prefixes: &[(String, String)]) -> String {
    let name = name.to_ascii_lowercase();
    let Some((prefix, local)) = name.split_once(':') else { return name };
    let declared = prefixes.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(prefix));
    let address = declared.map(|(_, address)| bare(&address.trim().to_ascii_lowercase()));
    let known = address.and_then(|address| NAMESPACES.iter().find(|(known, _)| *known == address));
    match known.map_or(prefix, |(_, prefix)| prefix) {
        // Undeclared, but what else would it be?
        "" | "atom" | "rss" => local.to_owned(),
        prefix => format!("{prefix}:{local}"),
    }
}

/// A namespace as it is meant: who copies one may lose the sign at its end, or believe that it is an address to follow.
fn bare(address: &str) -> String {
    let address = address.trim_end_matches(['/', '#']);
    address.strip_prefix("https://").map_or_else(|| address.to_owned(), |rest| ["http://", rest].concat())
}

impl Element {
    /// The elements that stand right in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Those of them with one of these names, by the order of the names.
    pub fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Element> {
        names.iter().flat_map(move |name| self.elements().filter(move |element| element.name == *name))
    }

    /// The first element of that name that stands right in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All elements of that name in it, however deep, in their order. Files are [bounded](super) in depth, and so is this.
    pub fn within(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    /// The same without those that stand in another of that name.
    pub fn outermost(&self, name: &str) -> Vec<&Element> {
        let own = |element: &'_ Element| element.name == name;
        self.elements().flat_map(|element| if own(element) { vec![element] } else { element.outermost(name) }).collect()
    }

    fn collect<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.collect(name, found);
        }
    }

    /// An attribute that says something.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// All text in it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text.trim().to_owned()
    }

    fn add_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => element.add_text(text),
            }
        }
    }

    /// What stands in it as HTML: elements as tags, text escaped.
    pub fn markup(&self) -> String {
        let mut html = String::new();
        self.add_html(&mut html);
        html
    }

    /// The same with its own tags.
    pub fn outer_markup(&self) -> String {
        let mut html = String::new();
        self.add_outer_html(&mut html);
        html
    }

    fn add_html(&self, html: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(text) => html.push_str(&escaped(text)),
                Node::Element(element) => element.add_outer_html(html),
            }
        }
    }

    fn add_outer_html(&self, html: &mut String) {
        let name = self.name.rsplit(':').next().unwrap_or_default();
        html.push_str(&format!("<{name}"));
        for (name, value) in &self.attributes {
            html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        html.push('>');
        self.add_html(html);
        if !VOID.contains(&name) {
            html.push_str(&format!("</{name}>"));
        }
    }
}

/// Elements of HTML that have no end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "wbr", "source", "col", "area"];

/// A text as HTML that means it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
