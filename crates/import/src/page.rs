//! Saved web pages: the article by a kept extractor, what is known of it by what pages say to search engines and readers.
//! Nothing is fetched.

mod agency;
mod bare_byline;
mod beside;
mod body;
mod boxes;
mod classes;
mod consent;
mod contents;
mod dropped;
mod extract;
pub mod facts;
mod foot_lines;
mod ground;
mod head_lines;
mod kept;
mod kickers;
mod lead;
mod margins;
mod marked;
mod meta_tags;
mod named;
mod picture_lines;
mod pointers;
mod prompts;
mod shown;
mod site;
mod stamps;
mod tail;
mod whole;
mod years;

use article::{Article, Association};
use dom_query::Document;
use std::fmt;

use crate::Enclosed;
use crate::complete;
use crate::declared::text_of;
use crate::file::note_replaced;
use crate::html::{self, Base};
use crate::outlet::{Flow, Outlet};
use crate::reading_list;
use crate::schema_org::{self, Graph};
use dropped::Dropped;

/// What came with a page, or is known of it from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Where it was.
    pub address: Option<String>,
    /// Its encoding, as mail and web servers say it.
    pub charset: Option<String>,
    /// When it was fetched, which stands for a date of publication where the page names none.
    pub captured: Option<String>,
}

/// Says why a page was left out.
pub fn left_out(why: &NoArticle, outlet: &mut Outlet) -> Flow {
    outlet.problem(None, format!("{why} (the page was left out)"))
}

/// Reads a page that is one article, or a list of articles as a reading tool exports it.
pub fn read(html: &str, outlet: &mut Outlet) -> Flow {
    if let Some(list) = reading_list::Page::of(html) {
        return list.read(outlet);
    }
    match article_of(html, &Told::default()) {
        Ok(read) => read.hand_over(outlet),
        Err(why) => left_out(&why, outlet),
    }
}

/// The article of a page.
#[derive(Debug)]
pub struct Read {
    article: Article,
    /// Texts that were left out.
    dropped: Vec<Dropped>,
    /// Places that stood for no character.
    replaced: u64,
    /// Whether the day of its capture stands for its date.
    is_dated_by_capture: bool,
    /// Whether that of its last change does.
    is_dated_by_change: bool,
}

impl Read {
    /// The article's pictures.
    pub fn pictures(&self) -> &[Association] {
        &self.article.associations
    }

    /// Hands the article over, with what is to be said of it.
    pub fn hand_over(self, outlet: &mut Outlet) -> Flow {
        self.hand_over_with(Vec::new(), outlet)
    }

    /// The same with pictures that came with the page.
    pub fn hand_over_with(self, enclosed: Vec<Enclosed>, outlet: &mut Outlet) -> Flow {
        for dropped in self.dropped {
            outlet.note(None, dropped.to_string())?;
        }
        if self.is_dated_by_change {
            outlet.note(
                None,
                "tells no date but that of its last change, which stands for the day of publication".to_owned(),
            )?;
        }
        note_replaced(self.replaced, outlet);
        outlet.article_with(self.article, enclosed, None, None)
    }

    /// Whether the day of its capture stands for its date.
    pub fn is_dated_by_capture(&self) -> bool {
        self.is_dated_by_capture
    }
}

/// Why a page is no article.
#[derive(Debug)]
pub enum NoArticle {
    /// None can be told from the rest.
    None,
    /// It could not be read.
    Failed(String),
}

impl fmt::Display for NoArticle {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::None => formatter.write_str(NO_ARTICLE),
            Self::Failed(why) => formatter.write_str(why),
        }
    }
}

/// Reads a page in bytes.
///
/// # Errors
/// Why it is no article.
pub fn article_in_bytes(bytes: &[u8], told: &Told) -> Result<Read, NoArticle> {
    let (text, replaced) = text_of(bytes, told.charset.as_deref());
    Ok(Read { replaced, ..article_of(&text, told)? })
}

fn article_of(html: &str, told: &Told) -> Result<Read, NoArticle> {
    let document = html::document(html).map_err(|error| NoArticle::Failed(error.0.to_owned()))?;
    let graph = graph_of(&document);
    let mut article = graph.articles().next().map(|object| schema_org::read(object, &graph)).unwrap_or_default();
    let is_marked = graph.articles().next().is_some();
    let tags = meta_tags::read(&document);
    let saved_from = told.address.clone().or_else(|| saved_from(html));
    let unread = facts::add_from_tags(&mut article, &document, &tags, saved_from.as_deref());
    if let Some(marked) = marked::read(&document) {
        complete::fill(&mut article, marked);
    }
    if let Some(object) = graph.other_work().filter(|_| !is_marked) {
        let Article { author, date_published, date_modified, .. } = schema_org::read(object, &graph);
        complete::fill(&mut article, Article { author, date_published, date_modified, ..Article::default() });
    }
    let dates = shown::add(&mut article, &document);
    facts::without_house_behind(&mut article);
    if article.author.is_empty() {
        article.author.extend(bare_byline::find(&document, &article));
    }
    let kicker = kickers::find(&document, &article);
    let base = base_of(&document, &article, saved_from.as_deref());
    let carried = graph.articles().next().map(|object| schema_org::text_of(object, &graph, &base)).transpose();
    let carried = carried.map_err(|error| NoArticle::Failed(error.0.to_owned()))?;
    let topics = shown::topics(&document);
    let (shown_headline, second) = (shown::headline(&document), shown::second_headings(&document));
    let lead =
        lead::read(&document, if article.headline.is_empty() { &shown_headline } else { &article.headline }, &base);
    // Where the one says nothing of the day the other may.
    let unread = [unread, dates.unread];
    let completed = || unread.iter().flatten().find_map(|date| years::date_of(date, &article));
    let shown_date = dates.classed.or_else(completed);
    let mut dropped = consent::remove(&document, &article.headline);
    dropped.extend(boxes::remove(&document, &article));
    let again = || {
        let document = html::document(html).ok()?;
        consent::remove(&document, &article.headline);
        boxes::remove(&document, &article);
        Some(document)
    };
    let mut extract = extract::extract(document, &article, again).map_err(NoArticle::Failed)?;
    dropped.append(&mut extract.dropped);
    facts::settle(&mut article, &extract, &tags, &shown_headline, &second);
    let mut body = body::read(&extract, carried, &base);
    dropped.extend(kickers::take_badge(&mut body).map(|badge| Dropped::head_line(&badge)));
    if let Some(kicker) = kicker {
        let is_taken = kickers::take(&mut body, &kicker);
        let is_told = article.article_section.as_ref().is_some_and(|section| !head_lines::same_words(section, &kicker));
        if is_taken && is_told {
            dropped.push(Dropped::head_line(&kicker));
        }
        article.article_section.get_or_insert(kicker);
    }
    if !body::is_article(&body, &article.headline, is_marked || tags.says_article()) {
        return Err(NoArticle::None);
    }
    let standfirst = body::add_lead(&mut body, lead);
    article.abstract_ = article.abstract_.take().or(standfirst);
    let shown = body::Shown { day: shown_date.as_deref(), topics: &topics };
    dropped.extend(body::add(&mut article, body, &base, &shown));
    if article.author.is_empty() {
        article.author = agency::find(&article);
    }
    article.date_published = article.date_published.or(shown_date);
    // What stands on the page as its date and cannot be read is rather named than passed over.
    let is_dated_by_change =
        article.date_published.is_none() && article.date_modified.is_some() && unread.iter().all(Option::is_none);
    if is_dated_by_change {
        article.date_published.clone_from(&article.date_modified);
    }
    let is_dated_by_capture = article.date_published.is_none() && told.captured.is_some();
    article.date_published = article.date_published.or_else(|| told.captured.clone());
    // What cannot be read of a date is named where the article is handed over.
    article.date_published = article.date_published.or_else(|| unread.into_iter().flatten().next());
    Ok(Read { article, dropped, replaced: 0, is_dated_by_capture, is_dated_by_change })
}

/// What to say of a front page, a search page, a page that a script would have filled.
const NO_ARTICLE: &str = "holds no article that can be told from the rest: a list of links, or a page that was saved \
                          before its text was there";

/// The JSON-LD that a page carries.
fn graph_of(document: &Document) -> Graph {
    let mut graph = Graph::default();
    for script in document.select("script[type]").nodes() {
        let kind = html::attribute(script, "type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("application/ld+json")
            && let Some(value) = json_of(&script.text())
        {
            graph.add(value);
        }
    }
    graph
}

/// JSON as pages have it: in comment signs, with line ends inside its texts, or a semicolon behind it.
fn json_of(text: &str) -> Option<serde_json::Value> {
    let mut text = text.trim();
    for (start, end) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        text = text.strip_prefix(start).unwrap_or(text).trim();
        text = text.strip_suffix(end).unwrap_or(text).trim();
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&mended(text)).ok())
}

/// JSON on one line, without the commas that no value follows.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    // Where the last sign outside of texts stands that is no blank.
    let (mut last, mut is_text, mut is_escaped) = (None, false, false);
    for sign in text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }) {
        if let Some(at) = last.filter(|at| !is_text && matches!(sign, '}' | ']') && mended[*at..].starts_with(',')) {
            mended.truncate(at);
        }
        if sign == '"' && !is_escaped {
            is_text = !is_text;
        }
        is_escaped = is_text && sign == '\\' && !is_escaped;
        if !is_text && sign != ' ' {
            last = Some(mended.len());
        }
        mended.push(sign);
    }
    mended
}

/// The address that browsers write into a page which they save: `<!-- saved from url=(0025)https://… -->`; SingleFile
/// writes `url: https://…`.
fn saved_from(html: &str) -> Option<String> {
    let start = html::beginning(html, 4096);
    let behind = start.split_once("saved from url=(").and_then(|(_, rest)| rest.split_once(')')).map(|(_, rest)| rest);
    let single_file =
        || start.split_once("SingleFile").and_then(|(_, rest)| rest.split_once("url: ")).map(|(_, rest)| rest);
    let address = behind.or_else(single_file)?.split_whitespace().next()?.trim_end_matches("-->");
    (address.starts_with("http://") || address.starts_with("https://")).then(|| address.to_owned())
}

/// What relative addresses stand below: what the page says, else where it was.
fn base_of(document: &Document, article: &Article, saved_from: Option<&str>) -> Base {
    let page = Base::new(saved_from.or(article.url.as_deref()).unwrap_or_default());
    let said = document.select("base[href]").nodes().first().and_then(|base| html::attribute(base, "href"));
    match said {
        Some(said) => Base::new(&page.join(&said)),
        None => page,
    }
}

#[cfg(test)]
mod tests;
