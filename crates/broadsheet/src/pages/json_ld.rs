//! What a page says of its article to programs: schema.org's `NewsArticle` as JSON-LD.

use article::{Article, Association, Name};
use serde_json::{Map, Value, json};

use super::imprint::Imprint;
use crate::app::ARCHIVE;

/// The article, published at `address` where that is known. Properties without a value are left out.
pub fn news_article(article: &Article, description: Option<&str>, address: Option<&str>, imprint: &Imprint) -> Value {
    let date = |date: &Option<String>| date.as_deref().and_then(|date| imprint.date_time(date));
    let mut mentions = things("Person", &article.people);
    mentions.extend(things("Organization", &article.organisations));
    mentions.extend(things("Place", &article.places));
    let located = article.located.as_ref().map(|place| json!({ "@type": "Place", "name": place }));
    let pictures: Vec<Value> =
        article.associations.iter().filter_map(|association| picture(association, imprint)).collect();
    said([
        ("@context", "https://schema.org".into()),
        ("@type", "NewsArticle".into()),
        ("@id", address.into()),
        ("url", address.into()),
        ("mainEntityOfPage", address.into()),
        ("identifier", article.uri.clone().into()),
        ("sameAs", article.url.as_deref().filter(|url| url.starts_with("http")).into()),
        ("headline", imprint.headline_or(&article.headline).into()),
        ("alternativeHeadline", article.alternative_headline.clone().into()),
        ("description", description.into()),
        ("datePublished", date(&article.date_published).into()),
        ("dateModified", date(&article.date_modified).into()),
        ("dateline", article.dateline.clone().into()),
        ("locationCreated", located.into()),
        ("inLanguage", article.language.clone().into()),
        ("articleSection", article.article_section.clone().into()),
        ("genre", names(&article.genres)),
        ("author", things("Person", &article.author).into()),
        // As printed; who wrote it is told one by one above, where the source says.
        ("creditText", article.by.clone().into()),
        ("publisher", article.publisher.as_ref().map(|publisher| thing("Organization", publisher)).into()),
        ("about", things("Thing", &article.subjects).into()),
        ("mentions", mentions.into()),
        ("image", pictures.into()),
        ("wordCount", article.word_count.into()),
        ("copyrightNotice", article.copyright_notice.clone().into()),
        ("isAccessibleForFree", true.into()),
        ("isPartOf", collection(imprint).into()),
    ])
    .into()
}

/// The archive, and who publishes it.
fn collection(imprint: &Imprint) -> Map<String, Value> {
    let owner = imprint.owner.as_ref().map(|owner| json!({ "@type": "Organization", "name": owner }));
    said([("@type", "Collection".into()), ("name", imprint.title.clone().into()), ("publisher", owner.into())])
}

fn said<const N: usize>(properties: [(&str, Value); N]) -> Map<String, Value> {
    let is_said = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    properties.into_iter().filter(|(_, value)| is_said(value)).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn things(kind: &str, list: &[Name]) -> Vec<Value> {
    list.iter().map(|name| thing(kind, name)).collect()
}

fn thing(kind: &str, Name { name, uri, role }: &Name) -> Value {
    said([
        ("@type", kind.into()),
        ("name", name.clone().into()),
        ("identifier", uri.clone().into()),
        ("jobTitle", role.clone().filter(|_| kind == "Person").into()),
    ])
    .into()
}

fn names(list: &[Name]) -> Value {
    list.iter().map(|name| name.name.clone()).collect::<Vec<_>>().into()
}

fn picture(picture: &Association, imprint: &Imprint) -> Option<Value> {
    let href = address_of(picture, imprint)?;
    // Of a file that is not shown nobody knows whether it is as large as the source says.
    let pixels = |pixels: Option<u64>| pixels.filter(|_| !picture.renditions.is_empty());
    let properties = [
        ("@type", "ImageObject".into()),
        ("url", href.into()),
        ("width", pixels(picture.width).into()),
        ("height", pixels(picture.height).into()),
        ("caption", picture.caption.clone().into()),
        ("creditText", picture.credit_text.clone().into()),
    ];
    Some(said(properties).into())
}

/// The whole address of a picture's widest file, where that is known.
pub fn address_of(picture: &Association, imprint: &Imprint) -> Option<String> {
    let is_whole = |href: &str| href.starts_with("http");
    match picture.renditions.last() {
        Some(widest) if is_whole(&widest.href) => Some(widest.href.clone()),
        Some(widest) => imprint.address(&[ARCHIVE, "/", &widest.href].concat()),
        None => picture.href.clone().filter(|href| is_whole(href)),
    }
}
