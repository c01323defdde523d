//! One JSON value that holds an article: of the model, or in the words of another house, which its fields tell.

use article::Article;
use serde_json::{Map, Value};

use crate::feed::json_feed;
use crate::object::{self, NoArticle};
use crate::outlet::{Flow, Outlet};
use crate::schema_org::{self, Graph};
use crate::surrogates::without_halves;
use crate::{Place, html};

/// Reads a value and hands over what it holds. `item` is its place where a file may hold many.
///
/// # Errors
/// Inside, why a value of the model is no article, for the caller to say where; outside, the outlet's own.
pub fn read(
    json: &str,
    item: Option<u64>,
    place: Option<Place>,
    outlet: &mut Outlet,
) -> Result<Result<(), NoArticle>, crate::outlet::Stopped> {
    match foreign(json) {
        Some(Foreign::LinkedData(value)) => linked_data(value, item, place, outlet).map(Ok),
        Some(Foreign::Feed(feed)) => json_feed(&feed, place, outlet).map(Ok),
        None => match object::parse(json) {
            Ok(parsed) => parsed.hand_over(item, place, outlet).map(Ok),
            Err(error) => Ok(Err(error)),
        },
    }
}

/// A value in the words of another house.
enum Foreign {
    /// schema.org in JSON-LD.
    LinkedData(Value),
    /// JSON Feed.
    Feed(Map<String, Value>),
}

/// How the fields begin that tell such a value.
const TELLING: [&str; 4] = ["\"@context\"", "\"@graph\"", "\"@type\"", "jsonfeed.org"];

fn foreign(json: &str) -> Option<Foreign> {
    // Most are of the model, and are not to be read twice.
    if !TELLING.iter().any(|field| json.contains(field)) {
        return None;
    }
    let value: Value = serde_json::from_str(json).ok().or_else(|| serde_json::from_str(&without_halves(json)?).ok())?;
    let object = value.as_object()?;
    let says = |field: &str| object.contains_key(field);
    if json_feed::is_feed(object) {
        return Some(Foreign::Feed(object.clone()));
    }
    (says("@context") || says("@graph") || says("@type")).then_some(Foreign::LinkedData(value))
}

fn linked_data(value: Value, item: Option<u64>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    let mut graph = Graph::default();
    graph.add(value);
    let objects: Vec<&Map<String, Value>> = graph.articles().collect();
    if objects.is_empty() {
        return outlet
            .problem(place, "is JSON-LD without an article: an object of type NewsArticle or the like is missing");
    }
    for (number, object) in (1..).zip(&objects) {
        let item = if objects.len() == 1 { item } else { item.or(Some(number)) };
        let read = schema_org::read_whole(object, &graph).map_err(|html::TooHard(why)| why);
        match read {
            Ok(article) => hand_over(article, object, item, place, outlet)?,
            Err(why) => outlet.problem(place, format!("its text {why} (the article was left out)"))?,
        }
    }
    Ok(())
}

fn json_feed(feed: &Map<String, Value>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    for (number, item) in (1..).zip(json_feed::items(feed)) {
        let place = place.or(Some(Place::Item(number)));
        match json_feed::read(item, feed) {
            Ok(article) => hand_over(article, item, Some(number), place, outlet)?,
            Err(why) => outlet.problem(place, format!("its text {why} (the item was left out)"))?,
        }
    }
    Ok(())
}

/// Hands an article over, unless a field of its source means to hold it back and was not understood.
fn hand_over(
    article: Article,
    source: &Map<String, Value>,
    item: Option<u64>,
    place: Option<Place>,
    outlet: &mut Outlet,
) -> Flow {
    let guard = source.iter().find(|(name, value)| object::is_guarded(name, &value.to_string(), &article));
    match guard {
        Some((field, _)) => outlet.problem(place, object::guarded_message(field)),
        None => outlet.article(article, item, place),
    }
}
