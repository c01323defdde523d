//! NITF 3.x, the news industry's text format (<https://iptc.org/standards/nitf/>): a file of its own, or the text within an
//! item of NewsML-G2 or ninjs.

mod dates;
mod head;
mod text;

use article::Article;

use crate::hold::hold_back;
use crate::html::Body;
use crate::outlet::{Flow, Outlet};
use crate::xml::Element;
use crate::{Place, complete};

/// What NITF holds.
pub struct Nitf {
    /// The article.
    pub article: Article,
    /// What was left out by rule.
    pub notes: Vec<String>,
}

/// Hands over an article that stands alone.
pub fn hand_over(nitf: &Element, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    match read(nitf) {
        Ok(Nitf { mut article, notes }) => {
            for note in notes {
                outlet.count(note, place);
            }
            let number = if let Some(Place::Item(number)) = place { Some(number) } else { None };
            complete::lend_headline(&mut article);
            outlet.article(article, number, place)
        }
        Err(why) => outlet.problem(place, format!("its text {why} (the article was left out)")),
    }
}

/// Reads an article.
///
/// # Errors
/// Where its text is built to be hard to read.
pub fn read(nitf: &Element) -> Result<Nitf, &'static str> {
    let text = text::read(nitf)?;
    let mut article = Article::default();
    text.body.add_to(&mut article);
    let mut notes = text.notes;
    head::add(nitf, text.names, &mut article, &mut notes);
    Ok(Nitf { article, notes })
}

/// What holds back the articles of NITF that stands within something else.
pub fn holds(outer: &Element) -> Article {
    let mut held = if outer.name == "nitf" { head::holds(outer) } else { Article::default() };
    for nitf in outer.within("nitf") {
        hold_back(&mut held, &head::holds(nitf));
    }
    held
}

/// Reads the text alone.
///
/// # Errors
/// Where it is built to be hard to read.
pub fn body(nitf: &Element) -> Result<Body, &'static str> {
    text::read(nitf).map(|text| text.body)
}

#[cfg(test)]
mod tests;
