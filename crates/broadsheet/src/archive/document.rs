//! What the search engine is told of an article.

use article::{Article, FACETS};
use search::{Day, Document, Field, Schema};

/// The fields and facets of an archive's index. The order of `FIELDS` is that of [`document`].
pub fn schema() -> Schema {
    let fields =
        search::ranking::FIELDS.iter().map(|(name, weight)| Field { name: (*name).to_owned(), weight: *weight });
    Schema { fields: fields.collect(), facets: FACETS.iter().map(|facet| (*facet).to_owned()).collect() }
}

/// An article as fields of text, facet values and the day of its publication.
pub fn document(article: &Article, day: Option<Day>) -> Document {
    let texts = |parts: Vec<Option<&str>>| parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let headline = texts(vec![Some(&article.headline), article.alternative_headline.as_deref()]);
    let mut body = article.body_text();
    for caption in article.associations.iter().filter_map(|picture| picture.caption.as_deref()) {
        // A figure block repeats its picture's caption: counted once.
        if !article.body.iter().any(|block| block.text == caption) {
            body.push('\n');
            body.push_str(caption);
        }
    }
    let mut names: Vec<&str> = Vec::new();
    for facet in ["subjects", "people", "organisations", "places", "articleSection"] {
        names.extend(article.facet_values(facet));
    }
    names.extend(article.dateline.as_deref());
    let by = article.by.as_deref().unwrap_or_default();
    // An author whom the printed byline names counts once.
    let authors = article.author.iter().map(|author| author.name.as_str()).filter(|name| !by.contains(name));
    let by = texts(std::iter::once(by).chain(authors).map(Some).collect());
    Document {
        fields: vec![headline, by, names.join("\n"), article.abstract_.clone().unwrap_or_default(), body],
        facets: FACETS
            .iter()
            .map(|facet| article.facet_values(facet).into_iter().map(str::to_owned).collect())
            .collect(),
        day,
    }
}
