//! What a query matched in articles: their headlines marked, and the passage that matches best.

use article::ArticleText;
use reader::inline::parts;
use reader::protocol::Passage;
use search::Highlighter;

use crate::shelf::Shelf;

/// Characters of a snippet: three lines in the narrowest list.
const SNIPPET: usize = 240;

/// The passages of the articles that are on the shelf, each named by its id and its group's number.
pub fn passages(highlighter: &Highlighter, articles: &[(u32, u32)], shelf: &Shelf) -> Vec<Passage> {
    let passage = |(id, group): &(u32, u32)| {
        let (group, number) = shelf.group(*id, *group)?;
        let article = group.iter().find(|article| article.number == number)?;
        Some(passage(*id, highlighter, article))
    };
    articles.iter().filter_map(passage).collect()
}

fn passage(id: u32, highlighter: &Highlighter, article: &ArticleText) -> Passage {
    let marks = highlighter.marks_in("headline", &article.headline);
    let headline = if marks.is_empty() { Vec::new() } else { parts(&article.headline, &marks) };
    let snippet = highlighter.snippet_in("body", &article.text, SNIPPET);
    // Where the words stand only in the headline or in a name, how the text begins says more.
    let snippet = if snippet.iter().any(|part| part.hit) { snippet } else { Vec::new() };
    Passage { number: id, headline, snippet }
}
