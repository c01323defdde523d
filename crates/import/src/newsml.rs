//! NewsML-G2 (<https://iptc.org/standards/newsml-g2/>): items that stand alone or in a message, with their text in NITF, XHTML or
//! plain. Text items become articles, and the pictures of a message go to its texts; films, concepts and planning are passed
//! over, and said.

mod content;
mod message;
mod meta;
mod names;

use article::Article;

use crate::hold::hold_back;
use crate::outlet::{Flow, Outlet};
use crate::xml::Element;
use crate::{Place, codes, complete, nitf};
pub use message::Message;
use names::Codes;

/// Takes an item, and hands over the article that it is: at once where it stands alone, else with the others of its message, which
/// [`Message::finish`] ends.
pub fn take(item: &Element, place: Option<Place>, message: &mut Message, outlet: &mut Outlet) -> Flow {
    match class_of(item) {
        Class::Text => {}
        Class::Picture => {
            message.take_picture(item, place, outlet);
            return Ok(());
        }
        Class::Package => {
            message.take_package(item);
            return Ok(());
        }
        Class::Other(what) => {
            message.take_other(item);
            outlet.count(passed_over(&what), place);
            return Ok(());
        }
    }
    let mut embargoes = item.all(&["itemmeta"]).flat_map(|meta| meta.all(&["embargoed"]));
    if let Some(embargo) = embargoes.find(|embargo| embargo.text().trim().is_empty()) {
        // The standard's way to say: until further notice.
        let until = embargo.attribute("reason").unwrap_or("until further notice");
        let guid = item.attribute("guid").unwrap_or("it");
        return outlet.note(place, format!("left out, {guid} is under embargo without an end ({until})"));
    }
    match read(item) {
        Ok((article, notes)) => {
            for note in notes {
                outlet.count(note, place);
            }
            if article.body.is_empty()
                && let Some(address) = content::elsewhere(item)
            {
                let address: String = address.chars().take(200).collect();
                outlet.problem(place, format!("its text lies elsewhere, in {address}, and was not read"))?;
            }
            message.take_text(article, item, place, outlet)
        }
        Err(why) => outlet.problem(place, format!("its text {why} (the article was left out)")),
    }
}

/// What is said of an item that makes no article.
fn passed_over(what: &str) -> String {
    format!("is an item of NewsML-G2 that holds no text but {what}, and was passed over")
}

/// What an item holds.
enum Class {
    Text,
    Picture,
    /// The order of other items.
    Package,
    /// What makes no article, as a message names it.
    Other(String),
}

fn class_of(item: &Element) -> Class {
    match item.name.as_str() {
        "newsitem" => {}
        "packageitem" => return Class::Package,
        "planningitem" => return Class::Other("planning".to_owned()),
        _ => return Class::Other("concepts".to_owned()),
    }
    let class = item.child("itemmeta").and_then(|meta| meta.child("itemclass"));
    let class = class.and_then(|class| class.attribute("qcode").or(class.attribute("uri"))).unwrap_or("text");
    match codes::last_part(class).to_ascii_lowercase().as_str() {
        "text" | "composite" => Class::Text,
        "picture" | "graphic" => Class::Picture,
        other => Class::Other(format!("\"{}\"", other.chars().take(20).collect::<String>())),
    }
}

/// Reads a text item; answers what was left out by rule too.
fn read(item: &Element) -> Result<(Article, Vec<String>), &'static str> {
    let codes = Codes::of(item);
    let mut notes = Vec::new();
    let mut article = meta::read(item, &codes, &mut notes);
    // Whichever of both holds the article back, and whether its text is taken or not.
    hold_back(&mut article, &nitf::holds(item));
    let content = content::read(item, &article)?;
    let names_language = item.all(&["contentmeta"]).any(|meta| meta.child("language").is_some());
    if !names_language && content.article.language.is_some() {
        // The item's own language is that in which it speaks of the text.
        article.language.clone_from(&content.article.language);
    }
    notes.extend(content.notes.into_iter().filter(|note| !notes.contains(note)).collect::<Vec<_>>());
    complete::fill(&mut article, content.article);
    complete::lend_headline(&mut article);
    Ok((article, notes))
}

#[cfg(test)]
mod tests;
