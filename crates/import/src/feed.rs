//! Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, in XML that is well-formed or nearly; and JSON Feed. Each item
//! is an article.

mod item;
pub mod json_feed;
mod media;
mod text;

use std::cell::Cell;
use std::io::{BufReader, Read};

use crate::bounded_read::Bounded;
use crate::decode::Utf8Reader;
use crate::file::{broken_off, note_replaced, too_large};
use crate::outlet::{Flow, Outlet, Stopped};
use crate::xml::{self, Element, Stop};
use crate::{LIMIT, Place};
use item::Channel;

/// The outermost elements of feeds.
const FEEDS: [&str; 4] = ["rss", "rdf:rdf", "feed", "channel"];

fn is_item(name: &str) -> bool {
    name == "item" || name == "entry"
}

/// Reads a feed, item by item. What stands before a place that is no XML passes.
pub fn read<R: Read>(mut reader: Utf8Reader<R>, outlet: &mut Outlet) -> Flow {
    let since_item = Cell::new(0);
    let (mut items, mut stopped, mut known) = (0, false, None);
    let bytes = BufReader::new(Bounded::new(&mut reader, &since_item));
    let outcome = xml::read(bytes, &is_item, &mut |item, outer| {
        since_item.set(0);
        if !outer.first().is_some_and(|root| FEEDS.contains(&root.name.as_str())) {
            return Ok(());
        }
        items += 1;
        read_item(item, outer, items, &mut known, outlet).map_err(|Stopped| stopped = true)
    });
    if stopped {
        return Err(Stopped);
    }
    let behind = if items > 0 { "what follows was not read" } else { "nothing of it was read" };
    match outcome {
        Ok(Some(root)) if FEEDS.contains(&root.name.as_str()) => {
            if items == 0 {
                outlet.note(None, "is a feed without items")?;
            }
        }
        Ok(Some(root)) => {
            let name: String = root.name.chars().take(40).collect();
            outlet.problem(None, format!("is XML, but no feed: it begins with <{name}>"))?;
        }
        Ok(None) => outlet.problem(None, "is no feed: it holds no element")?,
        Err(Stop::Io(_)) if since_item.get() > LIMIT => {
            let place = Some(Place::Item(items + 1));
            outlet.problem(place, format!("{} ({behind})", too_large("an item here is")))?;
        }
        Err(Stop::Io(error)) => outlet.problem(None, broken_off(&error))?,
        Err(Stop::Malformed(why)) => {
            outlet.problem(Some(Place::Item(items + 1)), format!("is no XML from here on: {why} ({behind})"))?;
        }
        Err(Stop::Refused) => return Err(Stopped),
    }
    note_replaced(reader.replaced, outlet);
    Ok(())
}

/// The channel of the items that are being read, and how much of it was there when it was read.
type Known = Option<(usize, Channel)>;

/// Reads one item, below the channel and the root that are still open.
fn read_item(item: &Element, outer: &[Element], number: u64, known: &mut Known, outlet: &mut Outlet) -> Flow {
    // RSS 1.0 closes the channel before its items.
    let inside = |root: &'_ Element| root.elements().position(|element| element.name == "channel");
    let channel = match outer {
        [root] => inside(root).and_then(|at| root.elements().nth(at)).or(Some(root)),
        outer => outer.last(),
    };
    let Some(channel) = channel else { return Ok(()) };
    let size = channel.children.len();
    let known = match known {
        Some((before, known)) if *before == size => known,
        known => &mut known.insert((size, Channel::read(channel, outer.first()))).1,
    };
    let place = Some(Place::Item(number));
    match item::read(item, known) {
        Ok(article) => outlet.article(article, Some(number), place),
        Err(why) => outlet.problem(place, format!("its text {why} (the item was left out)")),
    }
}

#[cfg(test)]
mod tests;
