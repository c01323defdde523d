//! JSON: one article, an array of articles, or `{"articles": […]}`; items are read one at a time. Those of `articles` wait until the fields
//! around them are known, which may hold all of them back.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{self, BufReader, Read};

use crate::aside::Aside;
use crate::bounded_read::Bounded;
use crate::decode::Utf8Reader;
use crate::file::{broken_off, note_replaced, too_large};
use crate::outlet::{Flow, Outlet, Stopped};
use crate::top_fields::{TopFields, Watched};
use crate::{LIMIT, Place, json_item, news_api, object};

/// Reads a whole file. What stands before a place that is no JSON passes.
pub fn read<R: Read>(mut reader: Utf8Reader<R>, outlet: &mut Outlet) -> Flow {
    let (since_item, fields) = (Cell::new(0), RefCell::new(TopFields::default()));
    let mut top =
        Top { outlet, since_item: &since_item, stopped: false, started: false, items: 0, aside: None, fields: &fields };
    let mut bytes = BufReader::new(Watched::new(&mut reader, &fields));
    // serde_json asks for a byte at a time, so the count is exact to the item.
    let mut json = serde_json::Deserializer::from_reader(Bounded::new(&mut bytes, &since_item));
    let outcome = (&mut top).deserialize(&mut json).and_then(|()| json.end());
    let (stopped, started) = (top.stopped, top.started);
    if stopped {
        return Err(Stopped);
    }
    if outcome.is_err() && top.aside.is_some() {
        // What stands behind the fault cannot be read, but it may hold back what stands before. Where the stream itself fails, that is told
        // by the outcome.
        let _ = io::copy(&mut bytes, &mut io::sink());
        fields.borrow_mut().end();
    }
    top.hand_over_aside()?;
    let outlet = top.outlet;
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
    /// The items of `articles`.
    aside: Option<Aside>,
    /// Those around `articles`, of which one may mean to hold them all back.
    fields: &'a RefCell<TopFields>,
}

impl Top<'_, '_> {
    /// Reads one item, or the whole of a single article.
    fn item(&mut self, json: &str, item: Option<u64>) -> Flow {
        match &mut self.aside {
            // Nothing waits that will not be handed over.
            Some(_) if self.fields.borrow().guard().is_some() => Ok(()),
            Some(aside) => {
                aside.put(json, item);
                Ok(())
            }
            None => read_item(json, item, self.outlet),
        }
    }

    /// Hands over what waited, unless all of it is held back.
    fn hand_over_aside(&mut self) -> Flow {
        let Some(aside) = self.aside.take() else { return Ok(()) };
        if let Some(guard) = self.fields.borrow().guard() {
            return self.outlet.problem(None, object::guarded_list_message(guard));
        }
        let outcome = aside.hand_over(&mut |json, item| read_item(json, item, self.outlet));
        match outcome {
            Ok(flow) => flow,
            Err(error) => {
                let what = "the temporary file cannot be written or read in which its articles wait";
                self.outlet.problem(None, format!("{what} ({error}; they were left out)"))
            }
        }
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
        let mut fields: Vec<(String, Box<RawValue>)> = Vec::new();
        let mut has_articles = false;
        while let Some(key) = map.next_key::<String>()? {
            if key != "articles" {
                fields.push((key, map.next_value()?));
                continue;
            }
            if has_articles {
                return Err(A::Error::custom(object::twice(&key)));
            }
            has_articles = true;
            self.aside.get_or_insert_with(Aside::new);
            map.next_value_seed(&mut *self)?;
        }
        if has_articles {
            if self.fields.borrow().guard().is_none() {
                for (field, _) in fields.iter().filter(|(field, _)| !news_api::is_of_answer(field)) {
                    self.outlet.count(object::unknown_message(field), None);
                }
            }
            return Ok(());
        }
        // Which of two fields of one name counts is known where they are read.
        let fields = fields.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())));
        let json = format!("{{{}}}", fields.collect::<Vec<_>>().join(","));
        let flow = self.item(&json, None);
        self.go_on(flow)
    }
}

/// Reads one item, or a single article.
fn read_item(json: &str, item: Option<u64>, outlet: &mut Outlet) -> Flow {
    let place = item.map(Place::Item);
    match json_item::read(json, item, place, outlet)? {
        Ok(()) => Ok(()),
        Err(error) => outlet.problem(place, error.what),
    }
}
