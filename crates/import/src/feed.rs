//! Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, in XML that is well-formed or nearly; and JSON Feed. Each item
//! is an article.

mod export;
mod holds;
mod item;
pub mod json_feed;
mod media;
mod text;

use article::{Article, Block, BlockKind};

use crate::Place;
use crate::outlet::{Flow, Outlet};
use crate::plain_text::furniture::added_to_feed;
use crate::xml::Element;
use item::Channel;
pub use item::names_in as author_names;

/// The channel of the items that are being read, and how much of it was there when it was read.
pub type Known = Option<(usize, Channel)>;

/// Reads one item, below the channel and the root that are still open.
pub fn read_item(item: &Element, outer: &[Element], number: u64, known: &mut Known, outlet: &mut Outlet) -> Flow {
    // RSS 1.0 closes the channel before its items.
    let inside = |root: &'_ Element| root.elements().position(|element| element.name == "channel");
    let channel = match outer {
        [root] => inside(root).and_then(|at| root.elements().nth(at)).or(Some(root)),
        outer => outer.last(),
    };
    // An entry of Atom may be a document of its own (RFC 4287, section 2).
    let alone = Element::default();
    let channel = channel.unwrap_or(&alone);
    let size = channel.children.len();
    let known = match known {
        Some((before, known)) if *before == size => known,
        known => &mut known.insert((size, Channel::read(channel, outer.first()))).1,
    };
    let place = Some(Place::Item(number));
    if let Some(kind) = holds::other_kind(item) {
        let kind: String = kind.chars().take(40).collect();
        outlet.count(format!("is no article but \"{kind}\", and was passed over"), place);
        return Ok(());
    }
    match item::read(item, known) {
        Ok(mut article) => {
            if without_added(&mut article) {
                outlet.count("left out the line that names the site below the text of an item".to_owned(), place);
            }
            outlet.article(article, Some(number), place)
        }
        Err(why) => outlet.problem(place, format!("its text {why} (the item was left out)")),
    }
}

/// Takes off what a site's program adds below a text and its summary; answers whether there was any.
fn without_added(article: &mut Article) -> bool {
    let is_added = |block: &Block| block.kind == BlockKind::Paragraph && added_to_feed(&block.text) == Some(0);
    let before = article.body.len();
    // A text that is nothing else stays, so that it can be seen what it is.
    if before > 1 && article.body.last().is_some_and(is_added) {
        article.body.pop();
    }
    let line = article.abstract_.as_deref().and_then(added_to_feed);
    if let (Some(start), Some(text)) = (line, &mut article.abstract_) {
        text.truncate(start);
        text.truncate(text.trim_end().len());
    }
    article.abstract_.take_if(|text| text.is_empty());
    line.is_some() || article.body.len() < before
}

#[cfg(test)]
mod tests;
