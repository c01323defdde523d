//! What a page marks of its article for machines in its text: microdata (HTML, section 5) and microformats2 (h-entry). Both are
//! read as the object that JSON-LD would have been, and that by the one reader of schema.org.

use article::Article;
use dom_query::{Document, NodeRef};
use serde_json::{Map, Value};

use super::facts::{authors, is_date, language};
use crate::html::{self, attribute, name_of};
use crate::schema_org::{self, Graph};

/// The most values of one article: it has a few dozen; comments and lists of links have more.
const MOST: usize = 400;

/// What the page marks, if it marks one article.
pub fn read(document: &Document) -> Option<Article> {
    let object = microdata(document).or_else(|| microformat(document))?;
    let mut article = schema_org::read(&object, &Graph::default());
    // A byline as it is shown may stand in place of a name.
    article.author = article
        .author
        .into_iter()
        .flat_map(
            |author| if author.uri.is_none() && author.role.is_none() { authors(&author.name) } else { vec![author] },
        )
        .collect();
    article.date_published = article.date_published.filter(|date| is_date(date));
    article.date_modified = article.date_modified.filter(|date| is_date(date));
    article.language = article.language.as_deref().and_then(language);
    Some(article)
}

/// Of several the one that holds a text; a page that marks many and no text lists them.
fn only_one<'a>(found: Vec<NodeRef<'a>>, holds_text: impl Fn(&NodeRef) -> bool) -> Option<NodeRef<'a>> {
    match found.as_slice() {
        [one] => Some(*one),
        _ => found.into_iter().find(|node| node.descendants_it().any(|inner| inner.is_element() && holds_text(&inner))),
    }
}

fn has_property(node: &NodeRef, name: &str) -> bool {
    attribute(node, "itemprop").is_some_and(|names| names.split_whitespace().any(|one| one == name))
}

fn microdata(document: &Document) -> Option<Map<String, Value>> {
    let is_article = |node: &NodeRef| {
        let mut object = Map::new();
        object.insert("@type".to_owned(), types_of(node));
        schema_org::is_article(&object)
    };
    let select = document.select("[itemscope][itemtype]");
    let found: Vec<NodeRef> = select.nodes().iter().copied().filter(is_article).collect();
    let item = only_one(found, |inner| has_property(inner, "articleBody"))?;
    Some(item_of(&item, &mut 0))
}

fn types_of(node: &NodeRef) -> Value {
    attribute(node, "itemtype").unwrap_or_default().split_whitespace().map(Value::from).collect()
}

/// An item of microdata as an object. Trees are bounded in depth, and so is this.
fn item_of(item: &NodeRef, count: &mut usize) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("@type".to_owned(), types_of(item));
    properties(item, &mut object, count);
    object
}

fn properties(node: &NodeRef, object: &mut Map<String, Value>, count: &mut usize) {
    for child in node.children_it(false).filter(|child| child.is_element()) {
        let is_item = child.has_attr("itemscope");
        let names = attribute(&child, "itemprop").unwrap_or_default();
        // The text is read off the page, and comments have items of their own.
        let is_read =
            !names.is_empty() && !["articleBody", "text", "comment"].iter().any(|name| has_property(&child, name));
        if is_read && *count < MOST {
            *count += 1;
            let value = if is_item { Value::Object(item_of(&child, count)) } else { value_of(&child).into() };
            for name in names.split_whitespace() {
                add(object, name, value.clone());
            }
        }
        if !is_item {
            properties(&child, object, count);
        }
    }
}

/// The value of a property: what its element means, else what it says.
fn value_of(node: &NodeRef) -> String {
    let by_name = match name_of(node).as_deref() {
        Some("a" | "link" | "area") => attribute(node, "href"),
        Some("img" | "source" | "embed" | "iframe") => attribute(node, "src"),
        Some("time") => attribute(node, "datetime"),
        // Blogs had it so before there was an element for times.
        Some("abbr") => attribute(node, "title"),
        _ => None,
    };
    let said = || html::one_line(&node.text());
    attribute(node, "content").or(by_name).or_else(|| attribute(node, "datetime")).unwrap_or_else(said)
}

/// Adds a value; the second makes a list.
fn add(object: &mut Map<String, Value>, name: &str, value: Value) {
    match object.get_mut(name) {
        None => drop(object.insert(name.to_owned(), value)),
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

/// Properties of h-entry, and what schema.org calls them.
const PROPERTIES: [(&str, &str); 10] = [
    ("p-name", "headline"),
    ("p-summary", "description"),
    ("p-author", "author"),
    ("dt-published", "datePublished"),
    ("dt-updated", "dateModified"),
    ("p-category", "keywords"),
    ("u-url", "url"),
    ("u-photo", "image"),
    ("u-featured", "image"),
    ("p-location", "contentLocation"),
];

fn classes(node: &NodeRef) -> Vec<String> {
    attribute(node, "class").unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

fn has_class(node: &NodeRef, name: &str) -> bool {
    classes(node).iter().any(|class| class == name)
}

fn microformat(document: &Document) -> Option<Map<String, Value>> {
    let select = document.select(".h-entry");
    let found: Vec<NodeRef> = select.nodes().to_vec();
    let entry = only_one(found, |inner| has_class(inner, "e-content"))?;
    let mut object = Map::new();
    entry_properties(&entry, &mut object, &mut 0);
    Some(object)
}

fn entry_properties(node: &NodeRef, object: &mut Map<String, Value>, count: &mut usize) {
    for child in node.children_it(false).filter(|child| child.is_element()) {
        let classes = classes(&child);
        let is_nested = classes.iter().any(|class| class.starts_with("h-"));
        for (class, name) in PROPERTIES {
            if classes.iter().any(|own| own == class) && *count < MOST {
                *count += 1;
                let value = if is_nested { card_of(&child) } else { entry_value(&child, class).into() };
                add(object, name, value);
            }
        }
        // What stands in the text or in another entry says nothing of this one.
        if !is_nested && !classes.iter().any(|class| class == "e-content") {
            entry_properties(&child, object, count);
        }
    }
}

fn entry_value(node: &NodeRef, class: &str) -> String {
    if class.starts_with("u-") || class.starts_with("dt-") {
        return value_of(node);
    }
    // A name is what is read, not where it leads.
    attribute(node, "title")
        .filter(|_| name_of(node).as_deref() == Some("abbr"))
        .unwrap_or_else(|| html::one_line(&node.text()))
}

/// A person or place with a name and an address of its own: h-card, h-adr.
fn card_of(card: &NodeRef) -> Value {
    let within = |class: &str| card.descendants_it().find(|inner| inner.is_element() && has_class(inner, class));
    let name = within("p-name").map_or_else(|| html::one_line(&card.text()), |name| html::one_line(&name.text()));
    let mut object = Map::new();
    object.insert("name".to_owned(), name.into());
    let own = attribute(card, "href");
    if let Some(address) = within("u-url").map(|link| value_of(&link)).or(own).filter(|address| address.contains("://"))
    {
        object.insert("url".to_owned(), address.into());
    }
    Value::Object(object)
}
