//! One article of which two places speak: what the first leaves open is taken from the second.

use article::{Article, Name};

use crate::hold::hold_back;
use crate::html;
use crate::plain_text::first_sentence;

/// Fills each field of an article that says nothing from what another place says of it. Texts, lists and pictures are taken
/// whole or not at all; the body belongs to its pictures, and both are taken where there is no body. What holds the article back
/// in either place holds.
pub fn fill(article: &mut Article, from: Article) {
    hold_back(article, &from);
    fill_string(&mut article.uri, from.uri);
    fill_string(&mut article.headline, from.headline);
    let fields = [
        (&mut article.url, from.url),
        (&mut article.alternative_headline, from.alternative_headline),
        (&mut article.abstract_, from.abstract_),
        (&mut article.by, from.by),
        (&mut article.dateline, from.dateline),
        (&mut article.located, from.located),
        (&mut article.date_published, from.date_published),
        (&mut article.date_modified, from.date_modified),
        (&mut article.language, from.language),
        (&mut article.article_section, from.article_section),
        (&mut article.copyright_holder, from.copyright_holder),
        (&mut article.copyright_notice, from.copyright_notice),
        (&mut article.usage_terms, from.usage_terms),
        (&mut article.version, from.version),
        (&mut article.digital_source_type, from.digital_source_type),
    ];
    for (field, value) in fields {
        *field = field.take().or(value);
    }
    let lists: [(&mut Vec<Name>, Vec<Name>); 7] = [
        (&mut article.author, from.author),
        (&mut article.genres, from.genres),
        (&mut article.subjects, from.subjects),
        (&mut article.people, from.people),
        (&mut article.organisations, from.organisations),
        (&mut article.places, from.places),
        (&mut article.info_sources, from.info_sources),
    ];
    for (list, names) in lists {
        if list.is_empty() {
            *list = names;
        }
    }
    article.publisher = article.publisher.take().or(from.publisher);
    article.word_count = article.word_count.or(from.word_count);
    if article.body.is_empty() && (!from.body.is_empty() || article.associations.is_empty()) {
        // Figures count the pictures from the first of their own place.
        let before = from.associations.len();
        article.body = from.body;
        let own = std::mem::replace(&mut article.associations, from.associations);
        for picture in own {
            let is_new = article.associations[..before].iter().all(|known| known.href != picture.href);
            if is_new {
                article.associations.push(picture);
            }
        }
    }
}

/// Gives a text without a headline its first sentence as one.
pub fn lend_headline(article: &mut Article) {
    if article.headline.is_empty()
        && let Some(first) = article.body.iter().find(|block| !block.text.trim().is_empty())
    {
        article.headline = first_sentence(&html::one_line(&first.text));
    }
}

fn fill_string(field: &mut String, value: String) {
    if field.is_empty() {
        *field = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::{Association, Block, BlockKind};

    #[test]
    fn what_is_said_stays_and_what_is_open_is_filled() {
        let picture = |href: &str| Association { href: Some(href.into()), ..Association::default() };
        let mut article = Article {
            headline: "First".into(),
            subjects: vec!["Ships".into()],
            associations: vec![picture("a.jpg"), picture("b.jpg")],
            ..Article::default()
        };
        let figure = Block { association: Some(0), ..Block::new(BlockKind::Figure, "Boats") };
        let from = Article {
            headline: "Second".into(),
            by: Some("Jane Doe".into()),
            subjects: vec!["Ports".into()],
            body: vec![figure],
            associations: vec![picture("b.jpg")],
            ..Article::default()
        };
        fill(&mut article, from);
        assert_eq!((article.headline.as_str(), article.by.as_deref()), ("First", Some("Jane Doe")));
        assert_eq!(article.subjects, ["Ships".into()]);
        assert_eq!(article.associations, [picture("b.jpg"), picture("a.jpg")]);
        assert_eq!(article.body[0].association, Some(0));
    }
}
