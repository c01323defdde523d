//! NewsML 1.0 to 1.2, what agencies sent before NewsML-G2: an item holds components, one within another, and these the text, in NITF, XHTML
//! or plain. Text items become articles, with the pictures that lie beside their text.

mod content;
mod meta;

use article::Article;

use crate::hold::hold_back;
use crate::outlet::{Flow, Outlet};
use crate::xml::Element;
use crate::{Place, complete, nitf};

/// Whether an item is one of NewsML 1.
pub fn is_item(item: &Element) -> bool {
    item.name == "newsitem" && ["newsmanagement", "newscomponent"].iter().any(|name| item.child(name).is_some())
}

/// Hands over the article that an item is.
pub fn hand_over(item: &Element, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    let mut notes = Vec::new();
    match read(item, &mut notes) {
        Ok(article) => {
            for note in notes {
                outlet.count(note, place);
            }
            if article.body.is_empty() {
                outlet.count("is an item of NewsML without a text, and was passed over".to_owned(), place);
                return Ok(());
            }
            let number = if let Some(Place::Item(number)) = place { Some(number) } else { None };
            outlet.article(article, number, place)
        }
        Err(why) => outlet.problem(place, format!("its text {why} (the article was left out)")),
    }
}

fn read(item: &Element, notes: &mut Vec<String>) -> Result<Article, &'static str> {
    let text = content::read(item)?;
    let mut article = meta::read(item, &text.around);
    // Whether the text is taken or not.
    hold_back(&mut article, &nitf::holds(item));
    notes.extend(text.notes);
    complete::fill(&mut article, text.article);
    article.associations.extend(text.pictures);
    complete::lend_headline(&mut article);
    Ok(article)
}

#[cfg(test)]
mod tests;
