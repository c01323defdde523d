//! The objects of a JSON-LD document, and what stands behind their references.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// All objects at the top of a document.
#[derive(Debug, Default)]
pub struct Graph {
    objects: Vec<Map<String, Value>>,
    /// Where an object stands that is referred to by its `@id`.
    by_id: BTreeMap<String, usize>,
}

impl Graph {
    /// Adds a document: an object, a list of objects, or `@graph` with a list of objects.
    pub fn add(&mut self, document: Value) {
        match document {
            Value::Array(items) => items.into_iter().for_each(|item| self.add(item)),
            Value::Object(mut object) => {
                if let Some(inner) = object.remove("@graph") {
                    self.add(inner);
                }
                // A page is about its article, a list has items, a search result wraps what it found.
                for wrapper in ["mainEntity", "itemListElement", "item"] {
                    let holds = object.get(wrapper).is_some_and(|inner| inner.is_object() || inner.is_array());
                    if holds
                        && !super::is_article(&object)
                        && let Some(inner) = object.remove(wrapper)
                    {
                        self.add(inner);
                    }
                }
                let is_reference = object.len() == 1;
                if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| !is_reference) {
                    self.by_id.entry(id.to_owned()).or_insert(self.objects.len());
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
        id.and_then(|id| self.by_id.get(id)).and_then(|at| self.objects.get(*at)).unwrap_or(object)
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
        self.objects.iter().filter(|object| super::is_article(object))
    }
}
