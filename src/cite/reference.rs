//! What the page knows of what is to be cited, as it goes to the worker: names as they are printed, which only there are
//! taken apart.

use article::fields::Fields;
use article::{Article, Name, StoredArticle};

use super::{Work, authors};
use crate::json_writer::Json;
use crate::tell::texts;

/// What is to be cited, each thing as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    texts: [String; TEXTS.len()],
    authors: Vec<String>,
    organisations: Vec<String>,
}

/// The texts by name, in their order.
const TEXTS: [&str; 9] = ["id", "title", "byline", "publisher", "section", "published", "accessed", "language", "url"];

impl Reference {
    /// An article, read today at this address of the archive.
    pub fn new(stored: &StoredArticle, address: String, today: String) -> Self {
        let StoredArticle { slug, day, article, .. } = stored;
        let Article { headline, by, publisher, article_section, date_published, language, url, .. } = article;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let names = |names: &[Name]| -> Vec<String> { names.iter().map(|name| name.name.clone()).collect() };
        let texts = [
            slug.clone(),
            headline.clone(),
            text(by),
            publisher.as_ref().map(|publisher| publisher.name.clone()).unwrap_or_default(),
            text(article_section),
            text(if day.is_some() { day } else { date_published }),
            today,
            text(language),
            url.clone().filter(|url| url.starts_with("http")).unwrap_or(address),
        ];
        let organisations = [names(&article.organisations), names(&article.info_sources)].concat();
        Self { texts, authors: names(&article.author), organisations }
    }

    /// Writes it as JSON.
    pub(crate) fn write(&self, json: &mut Json) {
        json.object(|json| {
            for (name, text) in TEXTS.iter().zip(&self.texts) {
                json.field(name).text(text);
            }
            for (name, names) in [("authors", &self.authors), ("organisations", &self.organisations)] {
                json.field(name).list(names, |json, name| json.text(name));
            }
        });
    }

    /// Reads what [`Reference::write`] wrote.
    pub(crate) fn read(fields: &mut Fields) -> Self {
        let values = TEXTS.map(|name| fields.text(name));
        Self { texts: values, authors: texts(fields, "authors"), organisations: texts(fields, "organisations") }
    }

    /// The work, with its authors' names taken apart.
    pub fn work(self) -> Work {
        let Self { texts, authors: named, organisations } = self;
        let [id, title, byline, publisher, section, published, accessed, language, url] = texts;
        let known = |text: String| Some(text).filter(|text| !text.trim().is_empty());
        let bodies: Vec<&str> = organisations.iter().chain([&publisher]).map(String::as_str).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        Work {
            authors: authors(&named, known(byline).as_deref(), &bodies, Some(&language)),
            id,
            title,
            publisher: known(publisher),
            section: known(section),
            published: known(published),
            accessed: known(accessed),
            language: known(language),
            url,
            passage: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use article::fields::{ALL, Value, read};

    use super::*;
    use crate::cite::Author;

    #[test]
    fn what_is_written_is_read_and_names_are_taken_apart() {
        let article = Article {
            headline: "A \"b\"".to_owned(),
            by: Some("Jane Doe and Save the Sea".to_owned()),
            organisations: vec!["Save the Sea".into()],
            date_published: Some("1987-02-26T23:00:00Z".to_owned()),
            url: Some("urn:no:page".to_owned()),
            ..Article::default()
        };
        let stored = StoredArticle { number: 0, slug: "a-b".to_owned(), day: Some("1987-02-27".to_owned()), article };
        let reference = Reference::new(&stored, "https://example.org/".to_owned(), "2026-11-26".to_owned());
        let mut json = Json::default();
        reference.write(&mut json);
        let value: Value = serde_json::from_str(&json.finish()).unwrap_or_default();
        assert_eq!(read(value, |fields| fields.one(ALL, Reference::read)), Ok(reference.clone()));
        let work = reference.work();
        assert_eq!(work.authors.iter().map(Author::inverted).collect::<Vec<_>>(), ["Doe, Jane", "Save the Sea"]);
        assert_eq!((work.published.as_deref(), work.url.as_str()), (Some("1987-02-27"), "https://example.org/"));
        assert_eq!((work.publisher, work.passage), (None, None));
    }
}
