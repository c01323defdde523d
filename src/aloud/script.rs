//! What of an article is read aloud.

use article::{Block, BlockKind, SpanKind, StoredArticle};

/// What of an article is read aloud, in the order in which it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The article's address in the archive.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// Its language, BCP 47.
    pub language: String,
    /// Its texts, those that marks know in the order of `Article::texts`.
    pub parts: Vec<(Kind, String)>,
}

/// What a text is to those who listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A part of the article (`Article::texts`).
    Part,
    /// One of its parts too, which says what a picture shows.
    Caption,
    /// What stands beside a picture and is no part of its own: a credit, or the caption of a picture above the text.
    Beside,
}

impl Script {
    /// That of an article; `language` is that of articles which name none.
    pub fn new(stored: &StoredArticle, language: &str) -> Self {
        let article = &stored.article;
        let mut parts =
            vec![(Kind::Part, article.headline.clone()), (Kind::Part, article.abstract_.clone().unwrap_or_default())];
        for picture in article.loose_pictures() {
            let beside = [&picture.caption, &picture.credit_text].into_iter().flatten();
            parts.extend(beside.map(|text| (Kind::Beside, text.clone())));
        }
        for block in &article.body {
            let kind = if block.kind == BlockKind::Figure { Kind::Caption } else { Kind::Part };
            // A pull quote stands in the text too: nobody need hear it twice.
            let text = if block.kind == BlockKind::Pullquote { String::new() } else { without_note_marks(block) };
            parts.push((kind, text));
            let picture = block.association.and_then(|at| article.associations.get(at));
            if let Some(credit) = picture.and_then(|picture| picture.credit_text.clone()) {
                parts.push((Kind::Beside, credit));
            }
        }
        Self {
            slug: stored.slug.clone(),
            headline: article.headline.clone(),
            language: article.language.clone().unwrap_or_else(|| language.to_owned()),
            parts,
        }
    }
}

/// A block's text with blanks in place of the marks of footnotes, which are links within the page that hold no word: they are for
/// the eye.
fn without_note_marks(block: &Block) -> String {
    let mut characters: Vec<char> = block.text.chars().collect();
    for span in &block.spans {
        let is_within = span.href.as_ref().is_some_and(|href| href.starts_with('#'));
        if let Some(mark) = characters.get_mut(span.start..span.end)
            && span.kind == SpanKind::Link
            && is_within
            && !mark.iter().any(|character| character.is_alphabetic())
        {
            mark.fill(' ');
        }
    }
    characters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::{Association, Span};

    /// The number of a footnote was read as part of the sentence: "in 2016 12".
    #[test]
    fn the_marks_of_footnotes_are_for_the_eye() {
        let link = |start, end, href: &str| Span { start, end, kind: SpanKind::Link, href: Some(href.to_owned()) };
        let block = Block {
            spans: vec![
                link(9, 11, "#note-12"),
                link(13, 17, "#2017"),
                link(19, 23, "https://example.org/"),
                link(40, 90, "#x"),
            ],
            ..Block::paragraph("Ended “é”12. Year, 2016.")
        };
        assert_eq!(without_note_marks(&block), "Ended “é”  . Year, 2016.");
    }

    #[test]
    fn pictures_are_told_where_they_stand_and_pull_quotes_once() {
        let picture = |caption: &str, credit: &str| Association {
            caption: Some(caption.to_owned()).filter(|caption| !caption.is_empty()),
            credit_text: Some(credit.to_owned()),
            ..Association::default()
        };
        let figure = Block { association: Some(1), ..Block::new(BlockKind::Figure, "The port.") };
        let article = article::Article {
            headline: "Ships".to_owned(),
            associations: vec![picture("Above.", "A"), picture("", "B")],
            body: vec![Block::paragraph("One."), figure, Block::new(BlockKind::Pullquote, "One.")],
            ..article::Article::default()
        };
        let stored = StoredArticle { number: 0, slug: "ships-x".to_owned(), day: None, article };
        let script = Script::new(&stored, "fr");
        let parts: Vec<_> = script.parts.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        use Kind::{Beside, Caption, Part};
        assert_eq!(
            parts,
            [
                (Part, "Ships"),
                (Part, ""),
                (Beside, "Above."),
                (Beside, "A"),
                (Part, "One."),
                (Caption, "The port."),
                (Beside, "B"),
                (Part, "")
            ]
        );
        assert_eq!(script.language, "fr");
    }
}
