//! A file of XML, item by item: a feed, agency items in NewsML or NITF, or a list of feeds (OPML). What stands before a
//! place that is no XML passes.

use std::cell::Cell;
use std::io::{BufReader, Read};

use crate::bounded_read::Bounded;
use crate::decode::Utf8Reader;
use crate::file::{broken_off, note_replaced, too_large};
use crate::outlet::{Flow, Outlet, Stopped};
use crate::sniff::{self, FEEDS, XmlItem};
use crate::xml::{self, Element, Stop};
use crate::{LIMIT, Place, feed, newsml, newsml1, nitf, opml};

/// Reads a file.
pub fn read<R: Read>(mut reader: Utf8Reader<R>, outlet: &mut Outlet) -> Flow {
    let since_item = Cell::new(0);
    let (mut items, mut stopped) = (0, false);
    let mut houses = Houses::default();
    let bytes = BufReader::new(Bounded::new(&mut reader, &since_item));
    let outcome = xml::read(bytes, &sniff::is_xml_item, &mut |item, outer| {
        since_item.set(0);
        items += 1;
        houses.read_item(item, outer, items, outlet).map_err(|Stopped| stopped = true)
    });
    if stopped {
        return Err(Stopped);
    }
    houses.news.finish(outlet)?;
    let behind = if items > 0 { "what follows was not read" } else { "nothing of it was read" };
    match outcome {
        Ok(Some(root)) if FEEDS.contains(&root.name.as_str()) => {
            if items == 0 {
                outlet.note(None, "is a feed without items")?;
            }
        }
        Ok(Some(root)) if root.name == "opml" => opml::read(&root, outlet)?,
        Ok(Some(root)) if root.name == "newsmessage" => {
            if items == 0 {
                outlet.note(None, "is a message without news items")?;
            }
        }
        // Houses put several articles into an element of their own.
        Ok(Some(_)) if houses.has_read => {}
        Ok(Some(root)) => unknown(&root, outlet)?,
        // An item that stands alone is the outermost element.
        Ok(None) if items > 0 => {}
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

/// What the readers of items keep from one item to the next.
#[derive(Default)]
struct Houses {
    feed: feed::Known,
    news: newsml::Message,
    /// Whether there was one among them that is known.
    has_read: bool,
}

impl Houses {
    fn read_item(&mut self, item: &Element, outer: &[Element], number: u64, outlet: &mut Outlet) -> Flow {
        // A server's warning may stand before a feed, with tags that nothing closes.
        let begin = outer.iter().position(|element| FEEDS.contains(&element.name.as_str())).unwrap_or_default();
        let outer = &outer[begin..];
        // What stands alone in its file needs no number.
        let place = (!outer.is_empty()).then_some(Place::Item(number));
        if let Some(why) = item.flaw {
            return outlet.problem(place, format!("{why} (the item was left out)"));
        }
        if let Some(name) = &item.left {
            let name: String = name.chars().take(40).collect();
            let what = format!(
                "&{name}; and the like stand as they are written: their texts lie elsewhere, or hold other names, and were not fetched or filled in"
            );
            outlet.count(what, place);
        }
        let kind = sniff::xml_item(item, outer.first());
        self.has_read |= kind != XmlItem::Unknown;
        match kind {
            XmlItem::Feed => feed::read_item(item, outer, number, &mut self.feed, outlet),
            XmlItem::News => newsml::take(item, place, &mut self.news, outlet),
            XmlItem::News1 => newsml1::hand_over(item, place, outlet),
            XmlItem::Nitf => nitf::hand_over(item, place, outlet),
            // A message holds nothing but news, so what is none of it is damaged.
            XmlItem::Unknown if outer.first().is_some_and(|root| root.name == "newsmessage") => {
                let name: String = item.name.chars().take(40).collect();
                outlet.problem(
                    place,
                    format!(
                        "is a <{name}> without itemMeta and contentMeta and was left out: nothing tells what it is"
                    ),
                )
            }
            // The file is named as a whole, by its outermost element.
            XmlItem::Unknown if !outer.is_empty() => Ok(()),
            XmlItem::Unknown => unknown(item, outlet),
        }
    }
}

fn unknown(root: &Element, outlet: &mut Outlet) -> Flow {
    let name: String = root.name.chars().take(40).collect();
    let what = match root.name.as_str() {
        "urlset" | "sitemapindex" => "is a sitemap, which names pages and holds no text of theirs",
        _ => "is XML, but neither a feed nor news items (NewsML, NITF)",
    };
    outlet.problem(None, format!("{what}: it begins with <{name}>"))
}
