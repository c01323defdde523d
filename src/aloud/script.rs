//! What of an article is read aloud.

use article::{BlockKind, StoredArticle};

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
            let text = if block.kind == BlockKind::Pullquote { "" } else { &block.text };
            parts.push((kind, text.to_owned()));
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

#[cfg(test)]
mod tests {
    use super::*;
    use article::{Association, Block};

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
