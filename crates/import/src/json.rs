//! JSON: one article, an array of articles, or `{"articles": […]}`; items are read one at a time.

use article::Article;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::io::{self, BufReader, Read};

use crate::bounded_read::Bounded;
use crate::decode::Utf8Reader;
use crate::file::{broken_off, note_replaced, too_large};
use crate::outlet::{Flow, Outlet, Stopped};
use crate::{LIMIT, Place, json_item, news_api, object};

/// Reads a whole file. What stands before a place that is no JSON passes.
pub fn read<R: Read>(mut reader: Utf8Reader<R>, outlet: &mut Outlet) -> Flow {
    let since_item = Cell::new(0);
    let mut top = Top { outlet, since_item: &since_item, stopped: false, started: false, items: 0 };
    // serde_json asks for a byte at a time, so the count is exact to the item.
    let bytes = Bounded::new(BufReader::new(&mut reader), &since_item);
    let mut json = serde_json::Deserializer::from_reader(bytes);
    let outcome = (&mut top).deserialize(&mut json).and_then(|()| json.end());
    let (stopped, started) = (top.stopped, top.started);
    if stopped {
        return Err(Stopped);
    }
    if let Err(error) = outcome {
        let place = match error.line() {
            0 => None,
            line => Some(Place::Line { line: line as u64, column: Some(error.column() as u64) }),
        };
        let what = if since_item.get() > LIMIT {
            format!("{} (what follows was not read)", too_large("an item here is"))
        } else if error.is_io() {
            broken_off(&io::Error::from(error))
        } else if !started && error.to_string().starts_with("EOF while parsing a value") {
            return outlet.problem(None, "is empty");
        } else {
            format!("{} (what follows was not read)", object::explain(&error))
        };
        outlet.problem(place, what)?;
    }
    note_replaced(reader.replaced, outlet);
    Ok(())
}

/// Reads what stands at the top.
struct Top<'a, 'b> {
    outlet: &'a mut Outlet<'b>,
    since_item: &'a Cell<u64>,
    stopped: bool,
    started: bool,
    items: u64,
}

impl Top<'_, '_> {
    /// Reads one item, or the whole of a single article.
    fn item(&mut self, json: &str, item: Option<u64>) -> Flow {
        let place = item.map(Place::Item);
        match json_item::read(json, item, place, self.outlet)? {
            Ok(()) => Ok(()),
            Err(error) => self.outlet.problem(place, error.what),
        }
    }

    /// Reads the rest of an object for nothing.
    fn pass_over<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn go_on<E: Error>(&mut self, flow: Flow) -> Result<(), E> {
        flow.map_err(|Stopped| {
            self.stopped = true;
            E::custom("stopped")
        })
    }
}

impl<'de> DeserializeSeed<'de> for &mut Top<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Top<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an article, an array of articles, or {\"articles\": […]}")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        self.started = true;
        self.since_item.set(0);
        while let Some(json) = sequence.next_element::<Box<RawValue>>()? {
            self.items += 1;
            let flow = self.item(json.get(), Some(self.items));
            self.go_on(flow)?;
            self.since_item.set(0);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.started = true;
        let mut fields = BTreeMap::new();
        let mut has_articles = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "articles" && !has_articles {
                has_articles = true;
                if let Some(guard) = guard_of(&fields) {
                    map.next_value::<IgnoredAny>()?;
                    let flow = self.outlet.problem(None, object::guarded_message(guard));
                    self.go_on(flow)?;
                    return Top::pass_over(map);
                }
                map.next_value_seed(&mut *self)?;
                continue;
            }
            let value = map.next_value::<Box<RawValue>>()?;
            match fields.entry(key) {
                Entry::Vacant(free) => drop(free.insert(value)),
                Entry::Occupied(taken) => {
                    return Err(A::Error::custom(object::twice(taken.key())));
                }
            }
        }
        if has_articles {
            for field in fields.keys().filter(|field| !news_api::is_of_answer(field)) {
                self.outlet.count(object::unknown_message(field), None);
            }
            let Some(guard) = guard_of(&fields) else { return Ok(()) };
            let what = format!(
                "the field \"{guard}\" stands behind the articles, which were read without it; put it into each"
            );
            let flow = self.outlet.problem(None, what);
            return self.go_on(flow);
        }
        // Every key is a string and every value is JSON.
        let json = serde_json::to_string(&fields).map_err(A::Error::custom)?;
        let flow = self.item(&json, None);
        self.go_on(flow)
    }
}

/// A field beside the articles that means to hold them all back.
fn guard_of(fields: &BTreeMap<String, Box<RawValue>>) -> Option<&str> {
    let holds = |name: &str, value: &RawValue| object::is_guarded(name, value.get(), &Article::default());
    fields.iter().find(|(name, value)| holds(name, value)).map(|(name, _)| name.as_str())
}
