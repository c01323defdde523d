//! Reads what this crate wrote, as the archive stores it, with little code.
//!
//! The reader's page takes this way, because what serde derives for lenient reading would be a tenth of all that it
//! downloads. tests/stored.rs holds it against serde's: both read every field of the same text alike.

use crate::block::{Block, BlockKind, Span, SpanKind};
use crate::fields::{ALL, Fields, Unfit, Value, read};
use crate::lookup::LookupEntry;
use crate::manifest::{FacetEntry, Manifest, Segment};
use crate::model::{Article, Name, StoredArticle};
use crate::picture::{Association, Rendition};
use crate::preview::Preview;

/// Something that the archive stores.
pub trait Stored: Sized {
    /// Reads it from its JSON.
    fn from_value(value: Value) -> Result<Self, Unfit>;
}

impl Stored for Manifest {
    fn from_value(value: Value) -> Result<Self, Unfit> {
        read(value, |fields| fields.one(ALL, manifest))
    }
}

impl Stored for Preview {
    fn from_value(value: Value) -> Result<Self, Unfit> {
        read(value, |fields| fields.one(ALL, preview))
    }
}

impl Stored for Vec<StoredArticle> {
    fn from_value(value: Value) -> Result<Self, Unfit> {
        read(value, |fields| fields.many(ALL, stored_article))
    }
}

/// What of an article is searched through for a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleText {
    /// Its number in the segment.
    pub number: u32,
    /// The headline.
    pub headline: String,
    /// The standfirst and the text, a block a line.
    pub text: String,
}

impl Stored for Vec<ArticleText> {
    fn from_value(value: Value) -> Result<Self, Unfit> {
        read(value, |fields| fields.many(ALL, article_text))
    }
}

fn article_text(fields: &mut Fields) -> ArticleText {
    let number = fields.number("number");
    fields.one("article", |article| {
        let mut text = article.text_or_empty("abstract");
        for block in article.many("body", |block| block.text_or_empty("text")) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&block);
        }
        ArticleText { number, headline: article.text_or_empty("headline"), text }
    })
}

impl Stored for Vec<(String, LookupEntry)> {
    fn from_value(value: Value) -> Result<Self, Unfit> {
        read(value, |fields| {
            let entries = fields.one(ALL, |entries| entries.rest());
            entries.into_iter().map(|(key, value)| (key, lookup_entry(&mut fields.within("lookup", value)))).collect()
        })
    }
}

fn manifest(fields: &mut Fields) -> Manifest {
    Manifest {
        format: fields.number("format"),
        id: fields.text("id"),
        title: fields.text("title"),
        language: fields.text("language"),
        time_zone: fields.text("timeZone"),
        terms: fields.text_if("terms"),
        articles: fields.number("articles"),
        from: fields.text_if("from"),
        to: fields.text_if("to"),
        facets: fields.many("facets", |facet| FacetEntry { name: facet.text("name"), values: facet.number("values") }),
        // Of use to the native command alone.
        facet_order: None,
        segments: fields.many("segments", segment),
        joint: fields.text_if("joint"),
    }
}

/// A segment, as the manifest names it.
pub fn segment(fields: &mut Fields) -> Segment {
    Segment {
        hash: fields.text("hash"),
        articles: fields.number("articles"),
        previews_per_group: fields.number("previewsPerGroup"),
        lookup_groups: fields.number("lookupGroups"),
    }
}

fn preview(fields: &mut Fields) -> Preview {
    Preview {
        slug: fields.text("slug"),
        headline: fields.text("headline"),
        text: fields.text_or_empty("text"),
        source: fields.text_if("source"),
        section: fields.text_if("section"),
        day: fields.text_if("day"),
        language: fields.text_if("language"),
        group: fields.number("group"),
    }
}

fn lookup_entry(fields: &mut Fields) -> LookupEntry {
    LookupEntry { number: fields.number("number"), group: fields.number("group") }
}

fn stored_article(fields: &mut Fields) -> StoredArticle {
    StoredArticle {
        number: fields.number("number"),
        slug: fields.text("slug"),
        day: fields.text_if("day"),
        article: fields.one("article", article),
    }
}

fn article(fields: &mut Fields) -> Article {
    Article {
        uri: fields.text_or_empty("uri"),
        url: fields.text_if("url"),
        headline: fields.text_or_empty("headline"),
        alternative_headline: fields.text_if("alternativeHeadline"),
        abstract_: fields.text_if("abstract"),
        by: fields.text_if("by"),
        author: fields.many("author", name),
        dateline: fields.text_if("dateline"),
        located: fields.text_if("located"),
        date_published: fields.text_if("datePublished"),
        date_modified: fields.text_if("dateModified"),
        language: fields.text_if("language"),
        article_section: fields.text_if("articleSection"),
        genres: fields.many("genres", name),
        subjects: fields.many("subjects", name),
        people: fields.many("people", name),
        organisations: fields.many("organisations", name),
        places: fields.many("places", name),
        body: fields.many("body", block),
        associations: fields.many("associations", association),
        publisher: match fields.value("publisher") {
            Value::Nothing => None,
            publisher => Some(name(&mut fields.within("publisher", publisher))),
        },
        info_sources: fields.many("infoSources", name),
        copyright_holder: fields.text_if("copyrightHolder"),
        copyright_notice: fields.text_if("copyrightNotice"),
        usage_terms: fields.text_if("usageTerms"),
        pub_status: fields.text_if("pubStatus"),
        embargoed_until: fields.text_if("embargoedUntil"),
        expires: fields.text_if("expires"),
        version: fields.text_if("version"),
        word_count: fields.number_if("wordCount"),
        digital_source_type: fields.text_if("digitalSourceType"),
    }
}

fn name(fields: &mut Fields) -> Name {
    Name { name: fields.text_or_empty("name"), uri: fields.text_if("uri"), role: fields.text_if("role") }
}

fn association(fields: &mut Fields) -> Association {
    Association {
        uri: fields.text_if("uri"),
        href: fields.text_if("href"),
        renditions: fields.many("renditions", |fields| Rendition {
            href: fields.text_or_empty("href"),
            width: fields.number_if("width"),
        }),
        caption: fields.text_if("caption"),
        credit_text: fields.text_if("creditText"),
        alt_text: fields.text_if("altText"),
        width: fields.number_if("width"),
        height: fields.number_if("height"),
    }
}

fn block(fields: &mut Fields) -> Block {
    Block {
        id: fields.text_or_empty("id"),
        kind: BlockKind::named(&fields.text_or_empty("kind")),
        text: fields.text_or_empty("text"),
        spans: fields.many("spans", span),
        level: fields.number_if("level").and_then(|level| u8::try_from(level).ok()),
        ordered: fields.flag("ordered"),
        header: fields.flag("header"),
        association: fields.number_if("association").map(|at| at as usize),
    }
}

fn span(fields: &mut Fields) -> Span {
    let kind = match fields.text_or_empty("kind").as_str() {
        "emphasis" => SpanKind::Emphasis,
        "strong" => SpanKind::Strong,
        "link" => SpanKind::Link,
        "code" => SpanKind::Code,
        _ => {
            fields.fault("kind");
            SpanKind::Emphasis
        }
    };
    Span {
        start: fields.number("start") as usize,
        end: fields.number("end") as usize,
        kind,
        href: fields.text_if("href"),
    }
}
