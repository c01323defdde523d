//! Newspaper copy as plain text, as it is saved from a web page or comes from an agency.
//!
//! Each rule asks for the shape of a whole line and is tried only where such a line may stand; what no rule knows is a
//! paragraph. Nothing is lost without a word: each line that is left out is noted.

mod body;
pub mod byline;
pub mod caption;
pub mod date_lines;
mod dateline;
pub mod furniture;
mod head;
mod paragraphs;

use article::Article;

use crate::Place;
use crate::outlet::{Flow, Outlet};
use head::Head;
use paragraphs::Paragraph;

/// The longest headline, in characters; what is longer is a paragraph.
const HEADLINE: usize = 200;

/// Reads a file that is one article.
pub fn read(text: &str, outlet: &mut Outlet) -> Flow {
    let mut article = Article::default();
    let mut lines = Vec::new();
    for paragraph in paragraphs::paragraphs(text) {
        if furniture::is_furniture(&paragraph.text) {
            if furniture::is_rights(&paragraph.text) && article.copyright_notice.is_none() {
                article.copyright_notice = Some(paragraph.text.clone());
            }
            outlet.note(
                Some(Place::line(paragraph.line)),
                format!("left out the promotional line “{}”", paragraph.text),
            )?;
        } else {
            lines.push(paragraph);
        }
    }
    let mut head = Head::new(article);
    let body = head.read(caption::join_credits(lines));
    for (line, what) in head.notes {
        outlet.note(Some(Place::line(line)), what)?;
    }
    if let Some((line, what)) = head.held_back {
        return outlet.problem(Some(Place::line(line)), what);
    }
    let mut article = head.article;
    body::add_body(&mut article, &body);
    settle_headline(&mut article, &body);
    outlet.article(article, None, None)
}

/// A text that does not begin with a headline lends one from its first sentence, and keeps it.
fn settle_headline(article: &mut Article, body: &[Paragraph]) {
    if !article.headline.is_empty() {
        return;
    }
    if let Some(first) = body.first() {
        article.headline = first_sentence(&first.text);
    } else if let Some(picture) = article.associations.first() {
        article.headline = picture.caption.clone().or_else(|| picture.credit_text.clone()).unwrap_or_default();
    }
}

/// The first sentence without its full stop, cut at a word where it is longer than a headline.
pub fn first_sentence(text: &str) -> String {
    let end = text.match_indices(['.', '!', '?']).map(|(at, sign)| at + sign.len()).find(|end| {
        let next = text[*end..].trim_start_matches(['”', '"', '’', ')']);
        *end >= 20 && (next.is_empty() || next.starts_with(' '))
    });
    let sentence = text[..end.unwrap_or(text.len())].trim_end_matches('.');
    if sentence.chars().count() <= HEADLINE {
        return sentence.to_owned();
    }
    let mut cut = String::new();
    for word in sentence.split_whitespace() {
        if cut.chars().count() + word.chars().count() + 2 > HEADLINE {
            break;
        }
        cut.push_str(if cut.is_empty() { "" } else { " " });
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = sentence.chars().take(HEADLINE - 1).collect();
    }
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_sentence_makes_a_headline() {
        assert_eq!(first_sentence("The harbour opened again. Nobody came."), "The harbour opened again");
        assert_eq!(
            first_sentence("No. The U.S. harbour opened 1.5 days late. So."),
            "No. The U.S. harbour opened 1.5 days late"
        );
        assert_eq!(first_sentence(&"harbour ".repeat(90)).chars().count(), 200);
        assert_eq!(first_sentence(&"x".repeat(900)).chars().count(), 200);
    }
}
