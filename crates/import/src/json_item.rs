//! One JSON value that holds an article: of the model, or in the words of another house, which its fields tell.

use article::Article;
use serde_json::{Map, Value};

use crate::feed::json_feed;
use crate::hold::hold_back;
use crate::json_value::value_of;
use crate::object::{self, NoArticle};
use crate::outlet::{Flow, Outlet};
use crate::schema_org::{self, Graph};
use crate::sniff::{self, Words};
use crate::surrogates::without_halves;
use crate::{Place, html, news_api, ninjs, omnivore, pocket, readwise, wallabag};

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
    let parsed = object::parse(json);
    // Most are of the model, and are not to be read twice.
    let is_ours = |parsed: &object::Parsed| !parsed.unknown().iter().any(|field| sniff::is_telling(field));
    match parsed {
        Ok(parsed) if is_ours(&parsed) => parsed.hand_over(item, place, outlet).map(Ok),
        parsed => match foreign(json) {
            Some(Foreign { words, value, twice }) => {
                for field in twice {
                    outlet.problem(place, format!("{} (the last was taken)", object::twice(&field)))?;
                }
                match value {
                    value if words == Words::LinkedData => linked_data(value, item, place, outlet).map(Ok),
                    Value::Object(object) => in_words(words, &object, item, place, outlet).map(Ok),
                    _ => Ok(Ok(())),
                }
            }
            None => match parsed {
                Ok(parsed) => parsed.hand_over(item, place, outlet).map(Ok),
                Err(error) => Ok(Err(error)),
            },
        },
    }
}

/// A value that is written in the words of another house.
struct Foreign {
    words: Words,
    value: Value,
    /// Fields that stand twice in an object of it.
    twice: Vec<String>,
}

fn foreign(json: &str) -> Option<Foreign> {
    let (value, twice) = value_of(json).ok().or_else(|| value_of(&without_halves(json)?).ok())?;
    let words = sniff::words_of(value.as_object()?);
    (words != Words::Model).then_some(Foreign { words, value, twice })
}

fn in_words(
    words: Words,
    object: &Map<String, Value>,
    item: Option<u64>,
    place: Option<Place>,
    outlet: &mut Outlet,
) -> Flow {
    let holds_many = matches!(words, Words::Feed | Words::NinjsList(_) | Words::ReadwiseList(_) | Words::NewsApi);
    if let Some(field) = guard_around(object).filter(|_| holds_many) {
        return outlet.problem(place, object::guarded_list_message(field));
    }
    match words {
        Words::Feed => json_feed(object, place, outlet),
        Words::Ninjs => ninjs::hand_over(object, item, place, outlet),
        Words::Wallabag => match wallabag::read(object) {
            Ok(article) => outlet.article(article, item, place),
            Err(html::TooHard(why)) => outlet.problem(place, format!("its text {why} (the article was left out)")),
        },
        Words::Omnivore => outlet.article(omnivore::article_of(object), item, place),
        Words::NinjsList(field) => ninjs_list(object.get(field), place, outlet),
        Words::Readwise => hand_over(readwise::article_of(object), object, item, place, outlet),
        Words::ReadwiseList(field) => {
            let works = object.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            for (number, work) in (1..).zip(works) {
                let place = place.or(Some(Place::Item(number)));
                match work.as_object().filter(|work| readwise::is_work(work)) {
                    Some(work) => hand_over(readwise::article_of(work), work, Some(number), place, outlet)?,
                    None => {
                        outlet.problem(place, "is no work with passages that were marked in it, so it is no article")?
                    }
                }
            }
            Ok(())
        }
        Words::Marks => {
            outlet.count(pocket::LEFT_OUT.to_owned(), place);
            Ok(())
        }
        Words::NewsApi => answer(object, place, outlet),
        Words::NewsApiItem => of_answer(object, item, place, outlet),
        Words::Schema => {
            outlet.note(place, "is a JSON Schema, which describes documents and is none; it was passed over")
        }
        Words::Model | Words::LinkedData => Ok(()),
    }
}

/// A field beside a list that means to hold all of it back, in the object around it or in the `response` which that holds.
fn guard_around(object: &Map<String, Value>) -> Option<&str> {
    let places = [Some(object), object.get("response").and_then(Value::as_object)];
    places.into_iter().flatten().find_map(|place| guard_of(place, &Article::default()))
}

/// A field that means to hold an article back and was not understood.
fn guard_of<'a>(source: &'a Map<String, Value>, article: &Article) -> Option<&'a str> {
    let mut fields = source.iter();
    fields.find(|(name, value)| object::is_guarded(name, &value.to_string(), article)).map(|(name, _)| name.as_str())
}

/// Articles as the interfaces of news services answer with them.
fn answer(object: &Map<String, Value>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    for (number, item) in (1..).zip(news_api::items(object)) {
        let place = place.or(Some(Place::Item(number)));
        match item.as_object() {
            Some(item) => of_answer(item, Some(number), place, outlet)?,
            None => outlet.problem(place, NO_OBJECT)?,
        }
    }
    Ok(())
}

fn of_answer(object: &Map<String, Value>, item: Option<u64>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    if news_api::is_withdrawn(object) {
        outlet.count(
            "was withdrawn from the service, which sent no more than \"[Removed]\"; it was left out".to_owned(),
            place,
        );
        return Ok(());
    }
    match news_api::read(object) {
        Ok((article, is_cut)) => {
            if is_cut {
                outlet.count("the service sent no more than the beginning of its text".to_owned(), place);
            }
            hand_over(article, object, item, place, outlet)
        }
        Err(html::TooHard(why)) => outlet.problem(place, format!("its text {why} (the article was left out)")),
    }
}

/// What is said of an item of a list that is a text, a number or the like.
const NO_OBJECT: &str = "is not an object, so it is no article";

/// Items of ninjs in a list, as news services answer with them.
fn ninjs_list(list: Option<&Value>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    let items = list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (number, item) in (1..).zip(items) {
        let place = place.or(Some(Place::Item(number)));
        match item.as_object() {
            Some(object) => ninjs::hand_over(object, Some(number), place, outlet)?,
            None => outlet.problem(place, NO_OBJECT)?,
        }
    }
    Ok(())
}

fn linked_data(value: Value, item: Option<u64>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    let graph = Graph::of_file(value);
    let objects: Vec<(usize, &Map<String, Value>)> = graph.placed().collect();
    if objects.is_empty() {
        return outlet
            .problem(place, "is JSON-LD without an article: an object of type NewsArticle or the like is missing");
    }
    for (number, (at, object)) in (1..).zip(&objects) {
        let item = if objects.len() == 1 { item } else { item.or(Some(number)) };
        let read = schema_org::read_whole(object, &graph).map_err(|html::TooHard(why)| why);
        match read {
            Ok(mut article) => {
                let around = graph.around(*at);
                // What holds back the page or the list holds back what stands in it.
                let mut guard = None;
                for outer in around {
                    let holds = schema_org::holds(outer, &graph);
                    hold_back(&mut article, &holds);
                    guard = guard.or(guard_of(outer, &holds));
                }
                match guard {
                    Some(field) => outlet.problem(place, object::guarded_list_message(field))?,
                    None => hand_over(article, object, item, place, outlet)?,
                }
            }
            Err(why) => outlet.problem(place, format!("its text {why} (the article was left out)"))?,
        }
    }
    Ok(())
}

fn json_feed(feed: &Map<String, Value>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    for (number, item) in (1..).zip(json_feed::items(feed)) {
        let place = place.or(Some(Place::Item(number)));
        let Some(item) = item.as_object() else {
            outlet.problem(place, NO_OBJECT)?;
            continue;
        };
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
    match guard_of(source, &article) {
        Some(field) => outlet.problem(place, object::guarded_message(field)),
        None => outlet.article(article, item, place),
    }
}
