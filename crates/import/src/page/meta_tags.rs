//! What a page says of itself in `<meta>`: Open Graph, `article:*`, Dublin Core, and what publishers add.

use dom_query::Document;
use std::collections::BTreeMap;

use crate::html::attribute;

/// All values of each tag, by its name in lower case.
pub struct MetaTags(BTreeMap<String, Vec<String>>);

/// Reads the tags of a page, those named by `property` before those named by `name`.
pub fn read(document: &Document) -> MetaTags {
    let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let select = document.select("meta");
    for naming in ["property", "name", "itemprop", "http-equiv"] {
        let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for tag in select.nodes() {
            let (Some(names), Some(content)) = (attribute(tag, naming), attribute(tag, "content")) else { continue };
            for name in names.split_whitespace() {
                // `dc.title`, `DC:title` and `dcterms.title` are one; so are `og:article:author` and `article:author`.
                let name = name.to_ascii_lowercase().replace('.', ":").replace("dcterms:", "dc:");
                let name = name.strip_prefix("og:").filter(|name| name.starts_with("article:")).unwrap_or(&name);
                let values = named.entry(name.to_owned()).or_default();
                if !values.contains(&content) && values.len() < MOST {
                    values.push(content.clone());
                }
            }
        }
        for (name, values) in named {
            tags.entry(name).or_insert(values);
        }
    }
    MetaTags(tags)
}

/// The most values of one tag: an article has a few dozen keywords.
const MOST: usize = 100;

impl MetaTags {
    /// The first value of the first of these tags that there is.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.0.get(*name)).and_then(|values| values.first()).map(String::as_str)
    }

    /// All values of the first of these tags that there is.
    pub fn all(&self, names: &[&str]) -> &[String] {
        names.iter().find_map(|name| self.0.get(*name)).map_or(&[], Vec::as_slice)
    }

    /// The values of these tags, one after the other.
    pub fn each<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names.iter().filter_map(|name| self.0.get(*name)).flatten().map(String::as_str)
    }

    /// Whether the page says that it is an article.
    pub fn says_article(&self) -> bool {
        self.first(&["og:type"]).is_some_and(|kind| kind.to_ascii_lowercase().contains("article"))
            || self.0.keys().any(|name| name.starts_with("article:published") || name.starts_with("citation_"))
    }
}
