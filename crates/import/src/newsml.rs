//! NewsML-G2 (<https://iptc.org/standards/newsml-g2/>): items that stand alone or in a message, with their text in NITF, XHTML or
//! plain. Text items become articles; packages, pictures, films, concepts and planning are passed over, and said.

mod content;
mod meta;
mod names;

use article::Article;

use crate::outlet::{Flow, Outlet};
use crate::xml::Element;
use crate::{Place, codes, complete};
use names::Codes;

/// Hands over the article that an item is.
pub fn hand_over(item: &Element, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    if let Some(other) = other_class(item) {
        outlet.count(format!("is an item of NewsML-G2 that holds no text but {other}, and was passed over"), place);
        return Ok(());
    }
    let none = Element::default();
    let item_meta = item.child("itemmeta").unwrap_or(&none);
    if let Some(embargo) = item_meta.child("embargoed").filter(|embargo| embargo.text().is_empty()) {
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
            let number = if let Some(Place::Item(number)) = place { Some(number) } else { None };
            outlet.article(article, number, place)
        }
        Err(why) => outlet.problem(place, format!("its text {why} (the article was left out)")),
    }
}

/// What an item is that is no text; nothing where it is one.
fn other_class(item: &Element) -> Option<String> {
    let kind = match item.name.as_str() {
        "newsitem" => None,
        "packageitem" => Some("the order of other items"),
        "planningitem" => Some("planning"),
        _ => Some("concepts"),
    };
    if let Some(kind) = kind {
        return Some(kind.to_owned());
    }
    let class = item.child("itemmeta").and_then(|meta| meta.child("itemclass"));
    let class = class.and_then(|class| class.attribute("qcode").or(class.attribute("uri")))?;
    let class: String = codes::last_part(class).to_ascii_lowercase().chars().take(20).collect();
    (!matches!(class.as_str(), "text" | "composite")).then(|| format!("\"{class}\""))
}

/// Reads a text item; answers what was left out by rule too.
fn read(item: &Element) -> Result<(Article, Vec<String>), &'static str> {
    let codes = Codes::of(item);
    let mut notes = Vec::new();
    let mut article = meta::read(item, &codes, &mut notes);
    let content = content::read(item, &article)?;
    notes.extend(content.notes.into_iter().filter(|note| !notes.contains(note)).collect::<Vec<_>>());
    complete::fill(&mut article, content.article);
    Ok((article, notes))
}

#[cfg(test)]
mod tests;
