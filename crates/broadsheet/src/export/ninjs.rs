//! IPTC ninjs 3.1 (iptc.org/std/ninjs): an item an article. Its JSON Schema is what the tests hold the items against.
//!
//! What ninjs has no field for stands where it comes nearest: the section and the publisher under a `rel` and a `role`, the address as a
//! rendition, the dateline in front of the text, as agencies write it. The text is there twice, plain and as XHTML.

use anyhow::Result;
use article::{Article, Association, Block, BlockKind, Name, StoredArticle};
use serde_json::{Map, Value, json};

use super::Exporter;
use super::target::{Folder, Stream};
use crate::pages::{Imprint, Markup, is_uri, proper_uri, write_blocks};
use crate::report::Report;

/// A folder of one file an item.
pub struct Items {
    folder: Folder,
    imprint: Imprint,
}

impl Items {
    /// Into a new folder.
    pub fn new(folder: Folder, imprint: Imprint) -> Self {
        Self { folder, imprint }
    }
}

impl Exporter for Items {
    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        let text = serde_json::to_string_pretty(&item(stored, &self.imprint))? + "\n";
        self.folder.put(&format!("{}.json", stored.slug), text.as_bytes())
    }

    fn finish(self: Box<Self>, _: &mut Report) -> Result<()> {
        self.folder.finish()
    }
}

/// One item a line.
pub struct Lines {
    stream: Stream,
    imprint: Imprint,
}

impl Lines {
    /// Into a stream.
    pub fn new(stream: Stream, imprint: Imprint) -> Self {
        Self { stream, imprint }
    }
}

impl Exporter for Lines {
    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        self.stream.put(format!("{}\n", item(stored, &self.imprint)).as_bytes())
    }

    fn finish(self: Box<Self>, _: &mut Report) -> Result<()> {
        self.stream.finish()
    }
}

/// An article as an item.
fn item(stored: &StoredArticle, imprint: &Imprint) -> Value {
    let article = &stored.article;
    let uri = proper_uri(article, &stored.slug, imprint);
    let instant = |date: &Option<String>| date.as_deref().and_then(|date| imprint.instant(date));
    let published = instant(&article.date_published);
    let pub_status =
        article.pub_status.as_deref().filter(|status| matches!(*status, "usable" | "withheld" | "canceled"));
    let alt_ids = (uri != article.uri).then(|| json!([{ "role": "uri", "value": article.uri }]));
    let subjects = names(&article.subjects, "about");
    let section = article.article_section.as_ref().map(|section| json!({ "name": section, "rel": "section" }));
    let sources = names_with_roles(&article.info_sources, "role", None);
    let publisher = article
        .publisher
        .iter()
        .flat_map(|name| names_with_roles(std::slice::from_ref(name), "role", Some("publisher")));
    let authors = names_with_roles(&article.author, "role", Some("author"));
    let web = article.url.as_ref().filter(|url| is_uri(url));
    let web = web.map(|url| json!([{ "name": "web", "href": url, "contentType": "text/html" }]));
    said([
        ("standard", json!({ "name": "ninjs", "version": "3.1" })),
        ("uri", json!(uri)),
        ("altIds", json!(alt_ids)),
        ("type", json!("text")),
        ("representationType", json!("full")),
        ("version", json!(article.version)),
        ("firstCreated", json!(published)),
        ("versionCreated", json!(instant(&article.date_modified).or(published))),
        ("embargoedUntil", json!(instant(&article.embargoed_until))),
        ("expires", json!(instant(&article.expires))),
        ("pubStatus", json!(pub_status)),
        ("language", json!(article.language)),
        ("by", json!(article.by)),
        ("located", json!(article.located)),
        ("headlines", headlines(article)),
        ("descriptions", json!(article.abstract_.as_ref().map(|text| json!([text_of("abstract", text)])))),
        ("bodies", bodies(article)),
        ("genres", list(article.genres.iter().map(genre))),
        ("subjects", list(subjects.chain(section))),
        ("people", list(names(&article.people, "about"))),
        ("organisations", list(names(&article.organisations, "about"))),
        ("places", list(names(&article.places, "about"))),
        ("infoSources", list(authors.chain(publisher).chain(sources))),
        ("copyrightHolder", json!(article.copyright_holder)),
        ("copyrightNotice", json!(article.copyright_notice)),
        ("usageTerms", json!(article.usage_terms)),
        ("digitalSourceType", json!(article.digital_source_type.as_deref().map(source_type))),
        ("renditions", json!(web)),
        (
            "associations",
            list((1..).zip(&article.associations).map(|(number, picture)| association(number, picture, &uri))),
        ),
    ])
}

/// An object of what is not nothing.
fn said<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let said = fields.into_iter().filter(|(_, value)| !value.is_null());
    said.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
}

/// A list; nothing in place of an empty one.
fn list(items: impl Iterator<Item = Value>) -> Value {
    let items: Vec<Value> = items.collect();
    if items.is_empty() { Value::Null } else { items.into() }
}

fn text_of(role: &str, text: &str) -> Value {
    json!({ "role": role, "contentType": "text/plain", "value": text })
}

fn headlines(article: &Article) -> Value {
    let main = text_of("main", &article.headline);
    list([main].into_iter().chain(article.alternative_headline.as_ref().map(|text| text_of("alternative", text))))
}

/// An identifier, as a URI where it is one.
fn identified(name: &Name, more: Option<(&str, &str)>) -> Value {
    let mut fields = Map::new();
    fields.insert("name".to_owned(), name.name.clone().into());
    if let Some(uri) = &name.uri {
        fields.insert(if is_uri(uri) { "uri" } else { "literal" }.to_owned(), uri.clone().into());
    }
    if let Some((key, value)) = more {
        fields.insert(key.to_owned(), value.into());
    }
    fields.into()
}

fn names<'a>(names: &'a [Name], rel: &'a str) -> impl Iterator<Item = Value> + 'a {
    names_with_roles(names, "rel", Some(rel))
}

/// Names with what they are to the article, which is `usual` where they do not say.
fn names_with_roles<'a>(names: &'a [Name], key: &'a str, usual: Option<&'a str>) -> impl Iterator<Item = Value> + 'a {
    names.iter().map(move |name| identified(name, name.role.as_deref().or(usual).map(|role| (key, role))))
}

fn genre(name: &Name) -> Value {
    identified(name, None)
}

fn source_type(kind: &str) -> Value {
    if is_uri(kind) { json!({ "uri": kind }) } else { json!({ "literal": kind }) }
}

/// The text, plain with a blank line between blocks, and as XHTML.
fn bodies(article: &Article) -> Value {
    let dateline = article.dateline.as_ref().map(|dateline| format!("{dateline} ")).unwrap_or_default();
    let is_shown_twice = |block: &&Block| block.kind == BlockKind::Pullquote;
    let blocks = article.body.iter().filter(|block| !is_shown_twice(block) && !block.text.is_empty());
    let plain = dateline + &blocks.map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
    if plain.is_empty() {
        return Value::Null;
    }
    let mut markup = Markup::default();
    write_blocks(article, &mut markup);
    let words = article.word_count;
    let count = |value: &str| value.chars().count();
    let body = |kind: &str, value: &str| {
        said([
            ("role", json!("main")),
            ("contentType", json!(kind)),
            ("charCount", json!(count(value))),
            ("wordCount", json!(words)),
            ("value", json!(value)),
        ])
    };
    json!([body("text/plain", &plain), body("application/xhtml+xml", &markup.finish())])
}

fn association(number: usize, picture: &Association, of: &str) -> Value {
    let href = picture.href.as_deref();
    let proper = [picture.uri.as_deref(), href].into_iter().flatten().find(|uri| is_uri(uri));
    let uri = proper.map_or_else(|| format!("{}#picture-{number}", of.split('#').next().unwrap_or(of)), str::to_owned);
    let rendition = href.filter(|href| is_uri(href)).map(|href| {
        let (width, height) = (json!(picture.width), json!(picture.height));
        json!([said([("name", json!("main")), ("href", json!(href)), ("width", width), ("height", height)])])
    });
    let caption = picture.caption.as_ref().map(|caption| text_of("caption", caption));
    let alt = picture.alt_text.as_ref().map(|alt| text_of("alternative", alt));
    said([
        ("name", json!(format!("picture-{number}"))),
        ("uri", json!(uri)),
        ("type", json!("picture")),
        ("by", json!(picture.credit_text)),
        ("descriptions", list(caption.into_iter().chain(alt))),
        ("renditions", json!(rendition)),
    ])
}
