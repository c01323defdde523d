//! Saved web pages: the article by a kept extractor, what is known of it by what pages say to search engines and readers.
//! Nothing is fetched.

mod body;
mod extract;
pub mod facts;
mod marked;
mod meta_tags;
mod shown;

use article::Article;
use dom_query::Document;

use crate::complete;
use crate::html::{self, Base};
use crate::outlet::{Flow, Outlet};
use crate::schema_org::{self, Graph};

/// Reads a page that is one article. `address` is where it was saved from, where the file says so.
pub fn read(html: &str, address: Option<&str>, outlet: &mut Outlet) -> Flow {
    match article_of(html, address) {
        Ok(Read { article, dropped }) => {
            for line in dropped {
                outlet.note(None, format!("left out the promotional line “{line}”"))?;
            }
            outlet.article(article, None, None)
        }
        Err(why) => outlet.problem(None, format!("{why} (the page was left out)")),
    }
}

struct Read {
    article: Article,
    /// Promotional lines that were left out.
    dropped: Vec<String>,
}

fn article_of(html: &str, address: Option<&str>) -> Result<Read, String> {
    let document = html::document(html).map_err(|error| error.0.to_owned())?;
    let graph = graph_of(&document);
    let mut article = graph.articles().next().map(|object| schema_org::read(object, &graph)).unwrap_or_default();
    let is_marked = graph.articles().next().is_some();
    let tags = meta_tags::read(&document);
    let saved_from = address.map(str::to_owned).or_else(|| saved_from(html));
    facts::add_from_tags(&mut article, &document, &tags, saved_from.as_deref());
    if let Some(marked) = marked::read(&document) {
        complete::fill(&mut article, marked);
    }
    shown::add(&mut article, &document);
    let base = base_of(&document, &article, saved_from.as_deref());
    let told = graph.articles().next().and_then(|object| object.get("articleBody")).and_then(|body| body.as_str());
    let extract = extract::extract(document)?;
    facts::settle(&mut article, &extract, &tags);
    let body = body::read(&extract, told, &base)?;
    if !body::is_article(&body, &article.headline, is_marked || tags.says_article()) {
        return Err(NO_ARTICLE.to_owned());
    }
    let dropped = body::add(&mut article, body, &base);
    Ok(Read { article, dropped })
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
    serde_json::from_str(text).ok().or_else(|| {
        let on_one_line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&on_one_line).ok()
    })
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
