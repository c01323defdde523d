//! An article as the model has it: read leniently, written in full.

use serde::{Deserialize, Serialize};

use crate::block::{Block, BlockKind};
use crate::lenient;
use crate::picture::Association;

/// One news item.
///
/// Reading is lenient: a body item may be a string (a paragraph), a name a string or `{"name"}`, one value may stand
/// where a list is meant, and `null` is the same as nothing. Writing is always the full form.
/// Dates are RFC 3339 date-times or full dates (`2016-09-12`), kept as they were given; languages are BCP 47.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Article {
    /// Identity: the source's own, else the address without its fragment, else made from the archive and the path.
    #[serde(deserialize_with = "lenient::string", skip_serializing_if = "String::is_empty")]
    pub uri: String,
    /// Where the article was published.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The title, as printed.
    #[serde(deserialize_with = "lenient::string")]
    pub headline: String,
    /// A second title: a deck, or the title under which an update ran.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub alternative_headline: Option<String>,
    /// The standfirst.
    #[serde(rename = "abstract", deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub abstract_: Option<String>,
    /// The byline as printed.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The authors, one by one.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Name>,
    /// The place and day that open the text of agency copy: "SALVADOR, Feb 26".
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// The place from which the article was filed.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub located: Option<String>,
    /// When it was first published.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    /// BCP 47.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The newspaper's section: "World", "Business".
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub article_section: Option<String>,
    /// What kind of journalism it is: "Analysis", "Obituary".
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub genres: Vec<Name>,
    /// What it is about.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Name>,
    /// The people it is about.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Name>,
    /// The organisations it is about.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Name>,
    /// The places it is about.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Name>,
    /// The text, in order.
    #[serde(deserialize_with = "lenient::many")]
    pub body: Vec<Block>,
    /// Pictures that belong to the article.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub associations: Vec<Association>,
    /// Who published it.
    #[serde(deserialize_with = "lenient::one", skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Name>,
    /// Whom the article draws on: agencies, other papers.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub info_sources: Vec<Name>,
    /// Who holds the copyright.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub copyright_holder: Option<String>,
    /// The copyright line.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    /// What a reader may do with it.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub usage_terms: Option<String>,
    /// "usable" (the same as nothing), "withheld" or "canceled".
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub pub_status: Option<String>,
    /// Not to be published before.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub embargoed_until: Option<String>,
    /// Not to be published after.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// The source's number of this revision; a higher one replaces a lower one.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Words in the body.
    #[serde(deserialize_with = "lenient::number", skip_serializing_if = "Option::is_none")]
    pub word_count: Option<u64>,
    /// IPTC's code for how a text came about, where the source says.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub digital_source_type: Option<String>,
}

impl Article {
    /// The values of one of [`crate::FACETS`] that this article has, as the source assigned them.
    /// An unknown facet has none.
    pub fn facet_values(&self, facet: &str) -> Vec<&str> {
        match facet {
            "subjects" => all_names(&self.subjects),
            "people" => all_names(&self.people),
            "organisations" => all_names(&self.organisations),
            "places" => all_names(&self.places),
            "genres" => all_names(&self.genres),
            "articleSection" => self.article_section.as_deref().into_iter().collect(),
            "publisher" => self.publisher.iter().map(|name| name.name.as_str()).collect(),
            "by" => self.by.as_deref().into_iter().collect(),
            "language" => self.language.as_deref().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The texts, each with the name of the field that it is searched as: headline, standfirst, blocks.
    pub fn texts(&self) -> Vec<(String, String)> {
        let abstract_ = self.abstract_.clone().unwrap_or_default();
        let mut texts = vec![("headline".to_owned(), self.headline.clone()), ("abstract".to_owned(), abstract_)];
        texts.extend(self.body.iter().map(|block| ("body".to_owned(), block.text.clone())));
        texts
    }

    /// How many characters (Unicode scalar values) there are to read: those of the body, but for what is shown twice.
    pub fn reading_length(&self) -> u32 {
        let read = self.body.iter().filter(|block| block.kind != BlockKind::Pullquote);
        read.map(|block| block.text.chars().count() as u32).sum()
    }

    /// The pictures that no figure shows and of which there is something to tell.
    pub fn loose_pictures(&self) -> impl Iterator<Item = &Association> {
        let is_loose = |at: usize, picture: &Association| {
            !self.body.iter().any(|block| block.association == Some(at))
                && (picture.caption.is_some() || picture.is_somewhere())
        };
        self.associations
            .iter()
            .enumerate()
            .filter(move |(at, picture)| is_loose(*at, picture))
            .map(|(_, picture)| picture)
    }

    /// The text of the body, a block a line, as indexing and word counts take it.
    pub fn body_text(&self) -> String {
        let mut text = String::new();
        for block in &self.body {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&block.text);
        }
        text
    }
}

fn all_names(list: &[Name]) -> Vec<&str> {
    list.iter().map(|name| name.name.as_str()).collect()
}

/// A person, organisation, place, subject or author by name.
/// A text alone reads as the name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Name {
    /// As the source writes it.
    pub name: String,
    /// The source's identifier, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// What the name is to the article: "Editor", "Photographer".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }
}

/// An article as the archive stores it: with what the bundler worked out once, so that no reader has to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredArticle {
    /// Its number in the segment: 0 is the newest.
    pub number: u32,
    /// Its address; only the part behind the last `-` is looked up.
    pub slug: String,
    /// The day of `datePublished` in the archive's time zone, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The article itself.
    pub article: Article,
}
