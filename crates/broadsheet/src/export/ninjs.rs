//! IPTC ninjs 3.1 (iptc.org/std/ninjs): an item an article. Its JSON Schema is what the tests hold the items against.
//!
//! Which field is which is said in the table at the head of import/src/ninjs.rs, which reads the items again. The text is there twice, plain and
//! as XHTML. What ninjs cannot hold: a date without a time, which becomes the beginning of that day, and authors apart from the byline.

use anyhow::Result;
use article::{Article, Association, Block, BlockKind, Name, StoredArticle};
use serde_json::{Map, Value, json};

use super::Exporter;
use super::target::{Folder, Stream};
use crate::pages::{Imprint, Markup, is_uri, proper_uri, write_bare_blocks};
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
    let instant = |date: &Option<String>| date.as_deref().and_then(|date| moment(date, imprint));
    let is_status = |status: &&str| matches!(*status, "usable" | "withheld" | "canceled");
    let other = (uri != article.uri && !article.uri.is_empty()).then(|| in_role("uri", &article.uri));
    let url = article.url.as_ref().map(|url| in_role("url", url));
    let section = article.article_section.as_ref().map(|section| json!({ "name": section, "rel": "section" }));
    let publisher = article.publisher.as_ref().map(|name| name_in(name, "role", Some("publisher")));
    let names = |names: &[Name]| list(names.iter().map(|name| name_in(name, "rel", name.role.as_deref())));
    let sources = article.info_sources.iter().map(|name| name_in(name, "role", name.role.as_deref()));
    let subjects = article.subjects.iter().map(|name| name_in(name, "rel", name.role.as_deref()));
    let pictures = (1..).zip(&article.associations);
    let is_in_a_list = |at: usize| article.body.iter().any(|block| block.association == Some(at - 1));
    // One that lies nowhere and that the text shows is told there, with its caption and credit.
    let pictures = pictures.filter(|(number, picture)| href_of(picture, imprint).is_some() || !is_in_a_list(*number));
    let abstract_ = article.abstract_.as_ref().map(|text| text_in("abstract", text));
    let dateline = article.dateline.as_ref().map(|text| text_in("dateline", text));
    said([
        ("standard", json!({ "name": "ninjs", "version": "3.1" })),
        ("uri", json!(uri)),
        ("altIds", list(url.into_iter().chain(other))),
        ("type", json!("text")),
        ("representationType", json!("full")),
        ("version", json!(article.version)),
        ("firstCreated", json!(instant(&article.date_published))),
        ("versionCreated", json!(instant(&article.date_modified))),
        ("embargoedUntil", json!(instant(&article.embargoed_until))),
        ("expires", json!(instant(&article.expires))),
        ("pubStatus", json!(article.pub_status.as_deref().filter(is_status))),
        ("language", json!(article.language)),
        ("by", json!(article.by)),
        ("located", json!(article.located)),
        ("headlines", headlines(article)),
        ("descriptions", list(abstract_.into_iter().chain(dateline))),
        ("bodies", bodies(article, imprint)),
        ("genres", list(article.genres.iter().map(|name| name_in(name, "rel", None)))),
        ("subjects", list(subjects.chain(section))),
        ("people", names(&article.people)),
        ("organisations", names(&article.organisations)),
        ("places", names(&article.places)),
        ("infoSources", list(publisher.into_iter().chain(sources))),
        ("copyrightHolder", json!(article.copyright_holder)),
        ("copyrightNotice", json!(article.copyright_notice)),
        ("usageTerms", json!(article.usage_terms)),
        ("digitalSourceType", json!(article.digital_source_type.as_deref().map(source_type))),
        ("associations", list(pictures.map(|(number, picture)| association(number, picture, &uri, imprint)))),
    ])
}

/// A date as ninjs has it, a date-time: as it is given where it is one, of a day its beginning.
fn moment(date: &str, imprint: &Imprint) -> Option<String> {
    let instant = imprint.instant(date)?;
    let is_whole = date.as_bytes().get(10) == Some(&b'T') && date.len() >= "2016-09-12T10:00:00Z".len();
    Some(if is_whole { date.to_owned() } else { instant })
}

fn in_role(role: &str, value: &str) -> Value {
    json!({ "role": role, "value": value })
}

/// Where a picture is found from everywhere.
fn href_of(picture: &Association, imprint: &Imprint) -> Option<String> {
    imprint.whole(picture.href.as_deref()?)
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

fn text_in(role: &str, text: &str) -> Value {
    json!({ "role": role, "contentType": "text/plain", "value": text })
}

fn headlines(article: &Article) -> Value {
    let main = text_in("main", &article.headline);
    list([main].into_iter().chain(article.alternative_headline.as_ref().map(|text| text_in("alternative", text))))
}

/// A name with its identifier, which is a literal where it is no URI, and what it is to the article.
fn name_in(name: &Name, key: &str, role: Option<&str>) -> Value {
    let mut fields = Map::new();
    fields.insert("name".to_owned(), name.name.clone().into());
    if let Some(uri) = &name.uri {
        fields.insert(if is_uri(uri) { "uri" } else { "literal" }.to_owned(), uri.clone().into());
    }
    if let Some(role) = role {
        fields.insert(key.to_owned(), role.into());
    }
    fields.into()
}

fn source_type(kind: &str) -> Value {
    if is_uri(kind) { json!({ "uri": kind }) } else { json!({ "literal": kind }) }
}

/// The text, plain with a blank line between blocks, and as XHTML.
fn bodies(article: &Article, imprint: &Imprint) -> Value {
    let is_shown_once = |block: &&Block| block.kind != BlockKind::Pullquote && !block.text.is_empty();
    let texts = article.body.iter().filter(is_shown_once).map(|block| block.text.as_str());
    let mut xhtml = Markup::default();
    write_bare_blocks(article, |picture| href_of(picture, imprint), &mut xhtml);
    let body = |kind: &str, value: String| {
        let count = value.chars().count();
        let (role, kind) = ("main", json!(kind));
        said([
            ("role", json!(role)),
            ("contentType", kind),
            ("charCount", json!(count)),
            ("wordCount", json!(article.word_count)),
            ("value", json!(value)),
        ])
    };
    let plain = texts.collect::<Vec<_>>().join("\n\n");
    let bodies = [body("text/plain", plain), body("application/xhtml+xml", xhtml.finish())];
    list(bodies.into_iter().filter(|_| !article.body.is_empty()))
}

fn association(number: usize, picture: &Association, of: &str, imprint: &Imprint) -> Value {
    let href = href_of(picture, imprint);
    let own = picture.uri.as_ref().filter(|uri| is_uri(uri)).or(href.as_ref());
    let uri = own.cloned().unwrap_or_else(|| format!("{}#picture-{number}", of.split('#').next().unwrap_or(of)));
    let rendition = href.map(|href| {
        let (width, height) = (json!(picture.width), json!(picture.height));
        said([("name", json!("main")), ("href", json!(href)), ("width", width), ("height", height)])
    });
    let texts = [("caption", &picture.caption), ("altText", &picture.alt_text), ("creditline", &picture.credit_text)];
    let texts = texts.into_iter().filter_map(|(role, text)| Some(text_in(role, text.as_ref()?)));
    said([
        ("name", json!(format!("picture-{number}"))),
        ("uri", json!(uri)),
        ("type", json!("picture")),
        ("descriptions", list(texts)),
        ("renditions", list(rendition.into_iter())),
    ])
}
