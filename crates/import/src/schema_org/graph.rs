//! The objects of a JSON-LD document, and what stands behind their references.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// All objects at the top of a document.
#[derive(Debug, Default)]
pub struct Graph {
    objects: Vec<Map<String, Value>>,
    /// Where an object stands that is referred to by its `@id`.
    by_id: BTreeMap<String, usize>,
    /// Where little more than the `@id` of an object stands.
    named: BTreeMap<String, Vec<usize>>,
    /// Of what stood within others, where these stand.
    around: BTreeMap<usize, Vec<usize>>,
    /// Whether it is a file of its own, in which all articles are meant.
    is_file: bool,
}

/// A page is about its article, a list has items, a search result wraps what it found.
const WRAPPERS: [&str; 3] = ["mainEntity", "itemListElement", "item"];
/// What else holds articles in a file. A page names others by these, which stand beside its own.
const OF_FILES: [&str; 4] = ["hasPart", "blogPost", "blogPosts", "dataFeedElement"];

impl Graph {
    /// That of a file of JSON-LD.
    pub fn of_file(document: Value) -> Self {
        let mut graph = Self { is_file: true, ..Self::default() };
        graph.add(document);
        graph
    }

    /// Adds a document: an object, a list of objects, or `@graph` with a list of objects.
    pub fn add(&mut self, document: Value) {
        self.take(bare(document));
    }

    fn take(&mut self, document: Value) {
        match document {
            Value::Array(items) => items.into_iter().for_each(|item| self.take(item)),
            Value::Object(mut object) => {
                let begin = self.objects.len();
                let mut inner = object.remove("@graph").into_iter().collect::<Vec<_>>();
                let further: &[&str] = if self.is_file { &OF_FILES } else { &[] };
                for wrapper in WRAPPERS.iter().chain(further) {
                    let holds = object.get(*wrapper).is_some_and(|inner| inner.is_object() || inner.is_array());
                    if holds && !super::is_article(&object) {
                        inner.extend(object.remove(*wrapper));
                    }
                }
                inner.into_iter().for_each(|inner| self.take(inner));
                let place = self.objects.len();
                for within in begin..place {
                    self.around.entry(within).or_default().push(place);
                }
                let is_reference = object.keys().all(|key| OF_REFERENCES.contains(&key.as_str()));
                match object.get("@id").and_then(Value::as_str) {
                    Some(id) if is_reference => self.named.entry(id.to_owned()).or_default().push(place),
                    Some(id) => drop(self.by_id.entry(id.to_owned()).or_insert(place)),
                    None => {}
                }
                self.objects.push(object);
            }
            _ => {}
        }
    }

    /// An object, or where it only refers to another of the document, that one.
    pub fn whole<'a>(&'a self, object: &'a Map<String, Value>) -> &'a Map<String, Value> {
        let says_little =
            !object.contains_key("name") && !object.contains_key("url") && !object.contains_key("caption");
        let id = object.get("@id").and_then(Value::as_str).filter(|_| says_little);
        let found = id.and_then(|id| {
            // Where nothing else is said of it, a name is more than nothing.
            let named = || self.named.get(id).into_iter().flatten().find(|at| self.objects[**at].len() > object.len());
            self.by_id.get(id).or_else(named)
        });
        found.and_then(|at| self.objects.get(*at)).unwrap_or(object)
    }

    /// What else may tell who made a page and when, where it holds no article: a recipe, a film, the page itself.
    pub fn other_work(&self) -> Option<&Map<String, Value>> {
        let tells = |object: &&Map<String, Value>| {
            super::is_other_work(object) && (object.contains_key("author") || object.contains_key("datePublished"))
        };
        self.objects.iter().find(tells)
    }

    /// The articles, in order.
    pub fn articles(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.placed().map(|(_, article)| article)
    }

    /// The same, each with its place among all objects.
    pub fn placed(&self) -> impl Iterator<Item = (usize, &Map<String, Value>)> {
        self.objects.iter().enumerate().filter(|(at, object)| super::is_article(object) && !self.is_named(*at, object))
    }

    /// Whether an object only names another, which stands elsewhere in the document.
    fn is_named(&self, place: usize, object: &Map<String, Value>) -> bool {
        let id = object.get("@id").and_then(Value::as_str);
        id.and_then(|id| self.by_id.get(id)).is_some_and(|whole| *whole != place)
            && object.keys().all(|key| OF_REFERENCES.contains(&key.as_str()))
    }

    /// What the article at a place stands in, be it that it is only named there: pages, lists, sets, and what names these.
    pub fn around(&self, place: usize) -> Vec<&Map<String, Value>> {
        let (mut seen, mut open) = (BTreeSet::from([place]), vec![place]);
        let mut around: BTreeSet<usize> = BTreeSet::new();
        while let Some(at) = open.pop().filter(|_| seen.len() < MOST_AROUND) {
            let outer = self.around.get(&at).into_iter().flatten();
            around.extend(outer.clone().copied());
            let id = self.objects.get(at).and_then(|object| object.get("@id")).and_then(Value::as_str);
            let named = id.and_then(|id| self.named.get(id)).into_iter().flatten();
            open.extend(outer.chain(named).copied().filter(|next| seen.insert(*next)));
        }
        around.into_iter().filter_map(|at| self.objects.get(at)).collect()
    }
}

/// What an object may say that only names another.
const OF_REFERENCES: [&str; 6] = ["@id", "@type", "@context", "url", "position", "name"];
/// Of how many objects it is asked what they stand in, for one article.
const MOST_AROUND: usize = 10_000;

/// How the names of schema.org may be written where a document uses others beside them.
const PREFIXES: [&str; 3] = ["schema:", "http://schema.org/", "https://schema.org/"];

/// A value with the names of its fields as schema.org has them. Of two fields that then have one name that without a prefix counts. Values of
/// JSON are bounded in depth, and so is this.
fn bare(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(bare).collect(),
        Value::Object(object) => {
            let (mut known, mut prefixed) = (Map::new(), Vec::new());
            for (name, value) in object {
                match PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)) {
                    Some(name) => prefixed.push((name.to_owned(), bare(value))),
                    None => drop(known.insert(name, bare(value))),
                }
            }
            for (name, value) in prefixed {
                known.entry(name).or_insert(value);
            }
            Value::Object(known)
        }
        other => other,
    }
}
