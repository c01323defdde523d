//! HTML becomes blocks, whoever delivers it: a saved page, a feed, a book, a field of JSON. It ends here: what comes out is
//! plain text with ranges, and no tag, style or script passes.

mod address;
mod blocks;
mod captions;
mod element;
mod figures;
mod parse;
mod pictures;
mod tables;

use article::{Association, Block};
use std::collections::{BTreeMap, BTreeSet};

pub use address::Base;
pub use blocks::is_in_line;
pub use captions::{is_called_caption, is_captioned, is_credit};
pub use element::{attribute, has_class, is_heading, is_hidden, mentions, name_of};
pub use parse::{TooHard, beginning, document};
pub use pictures::{has_picture, is_picture};

/// What HTML holds.
#[derive(Debug, Default, PartialEq)]
pub struct Body {
    /// In order.
    pub blocks: Vec<Block>,
    /// The pictures that its figures show, from number 0 on.
    pub associations: Vec<Association>,
}

/// Reads a piece of HTML, or plain text, which is HTML without tags.
///
/// # Errors
/// Where it is built to be hard to read.
pub fn fragment(html: &str, base: &Base) -> Result<Body, TooHard> {
    // Parsed as a whole document: what stands outside a body is put into one, as browsers do.
    let document = document(html)?;
    Ok(document.body().map(|body| blocks::read(body, base)).unwrap_or_default())
}

/// Reads what stands in an element.
pub fn element(element: dom_query::NodeRef, base: &Base) -> Body {
    blocks::read(element, base)
}

/// Reads an element itself: a figure.
pub fn element_itself(element: dom_query::NodeRef, base: &Base) -> Body {
    blocks::read_itself(element, base)
}

/// Reads what stands in an element; for each of these ids that it holds the number of the block that begins there.
pub fn element_with_anchors(
    element: dom_query::NodeRef,
    base: &Base,
    ids: BTreeSet<String>,
) -> (Body, BTreeMap<String, usize>) {
    blocks::read_with_anchors(element, base, ids)
}

/// The text of a piece of HTML on one line: of a title or a name that is given as HTML.
pub fn line(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return one_line(html);
    }
    match fragment(html, &Base::default()) {
        Ok(body) => {
            let texts: Vec<&str> = body.blocks.iter().map(|block| block.text.as_str()).collect();
            one_line(&texts.join(" "))
        }
        Err(_) => String::new(),
    }
}

/// The text of an element, with a blank where an element that stands on lines of its own begins, and between two elements of which the second
/// begins with a capital behind a small letter: style alone sets them apart.
pub fn spaced_text(element: &dom_query::NodeRef) -> String {
    let mut text = String::new();
    let mut is_behind_element = false;
    for inner in element.descendants_it() {
        if let Some(name) = name_of(&inner) {
            is_behind_element = true;
            if !is_in_line(&name) {
                text.push(' ');
            }
            continue;
        }
        let own = inner.text();
        let begins = own.starts_with(char::is_uppercase) && text.ends_with(char::is_lowercase);
        if begins && is_behind_element {
            text.push(' ');
        }
        text.push_str(&own);
        is_behind_element = false;
    }
    text
}

/// A text on one line, each run of white space one blank.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Body {
    /// Adds the blocks to an article, behind those it has.
    pub fn add_to(self, article: &mut article::Article) {
        self.add_behind(&mut article.body, &mut article.associations);
    }

    /// Adds the blocks of another text behind its own.
    pub fn append(&mut self, other: Self) {
        other.add_behind(&mut self.blocks, &mut self.associations);
    }

    fn add_behind(self, blocks: &mut Vec<Block>, associations: &mut Vec<Association>) {
        let before = associations.len();
        associations.extend(self.associations);
        blocks.extend(self.blocks.into_iter().map(|mut block| {
            block.association = block.association.map(|at| at + before);
            block
        }));
    }
}

#[cfg(test)]
mod tests;
