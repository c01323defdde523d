//! Feeds of the newest articles, as Atom (RFC 4287) and as JSON Feed 1.1 (jsonfeed.org/version/1.1).

use article::{Article, StoredArticle};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::bare_blocks;
use super::imprint::Imprint;
use super::lists::List;
use super::markup::{Markup, is_forbidden};
use crate::publication::Moment;

/// What XML begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// How many of the newest articles a feed tells of.
pub const IN_A_FEED: usize = 50;

/// What a feed tells of an article.
pub struct Entry {
    id: String,
    /// Where it is read, from the site's folder.
    path: String,
    headline: String,
    summary: String,
    language: Option<String>,
    by: Option<String>,
    section: Option<String>,
    published: Timestamp,
    updated: Timestamp,
}

impl Entry {
    /// What is told of an article under this address; nothing of one without a date: a feed is in the order of dates.
    pub fn new(article: &Article, slug: &str, summary: &str, imprint: &Imprint) -> Option<Self> {
        let moment = |date: &Option<String>| Some(Moment::read(date.as_deref()?, &imprint.zone)?.instant);
        let published = moment(&article.date_published)?;
        let updated = moment(&article.date_modified).map_or(published, |modified| modified.max(published));
        Some(Self {
            id: proper_uri(article, slug, imprint),
            path: imprint.article_path(slug),
            headline: imprint.headline_or(&article.headline).to_owned(),
            summary: summary.to_owned(),
            language: article.language.clone(),
            by: article.by.clone(),
            section: article.article_section.clone(),
            published,
            updated,
        })
    }
}

/// The article's own `uri` where it can stand as one, else its name in this archive.
pub fn proper_uri(article: &Article, slug: &str, imprint: &Imprint) -> String {
    match is_uri(&article.uri) {
        true => article.uri.clone(),
        false => format!("urn:broadsheet:{}:article:{}", imprint.id, article::key_of_slug(slug)),
    }
}

/// Whether a text can stand as a URI, or as an IRI (RFC 3987).
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    // What RFC 3987 leaves out.
    let has_others = text.contains(|character: char| {
        character.is_whitespace() || is_forbidden(character) || "<>\"{}|\\^`".contains(character)
    });
    let is_escaped = |part: &str| part.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    // Brackets hold the number of a host (`//[::1]`), and a fragment has no second `#`.
    let behind_host =
        rest.strip_prefix("//").map_or(rest, |rest| rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]));
    let is_parted = !behind_host.contains(['[', ']']) && text.matches('#').count() < 2;
    is_scheme && !rest.is_empty() && !has_others && is_parted && text.split('%').skip(1).all(is_escaped)
}

/// Where a file of the site is, told in a feed that lies at `feed`: the whole address where it is known, else the way from there.
fn address(path: &str, feed: &str, imprint: &Imprint) -> String {
    imprint.address(path).unwrap_or_else(|| {
        let root = if feed.contains('/') { "../" } else { "./" };
        [root, path].concat()
    })
}

fn title(list: &List, imprint: &Imprint) -> String {
    match &list.section {
        None => imprint.title.clone(),
        Some(_) => [&imprint.title, " – ", &list.title].concat(),
    }
}

/// The page that a feed stands for, from the site's folder.
fn home(list: &List, imprint: &Imprint) -> String {
    if list.section.is_some() && imprint.has_pages { list.file(1) } else { String::new() }
}

/// The feed of a list, for the file `feed`, as Atom.
pub fn atom(list: &List, entries: &[&Entry], feed: &str, imprint: &Imprint) -> String {
    let mut markup = Markup::beginning(DECLARATION);
    // One without entries has not changed since the beginning of time.
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_default();
    let open = markup.el("feed").attr("xmlns", "http://www.w3.org/2005/Atom").attr("xml:lang", &imprint.language);
    open.holding(|into| {
        into.el("title").text(&title(list, imprint));
        if let Some(description) = &imprint.description {
            into.el("subtitle").text(description);
        }
        into.el("id").text(&list.urn(imprint));
        into.el("updated").text(&updated.to_string());
        let author = imprint.owner.as_ref().unwrap_or(&imprint.title);
        into.el("author").holding(|into| into.el("name").text(author));
        if let Some(address) = imprint.address(feed) {
            into.el("link").attr("rel", "self").attr("type", "application/atom+xml").attr("href", &address).void();
        }
        let home = address(&home(list, imprint), feed, imprint);
        into.el("link").attr("rel", "alternate").attr("type", "text/html").attr("href", &home).void();
        for entry in entries {
            let href = address(&entry.path, feed, imprint);
            atom_entry(entry, Some(&href), None, into);
        }
    });
    let mut text = markup.finish();
    text.push('\n');
    text
}

fn atom_entry(entry: &Entry, href: Option<&str>, text: Option<(&Article, &Imprint)>, into: &mut Markup) {
    into.el("entry").attr_if("xml:lang", entry.language.as_deref()).holding(|into| {
        into.el("title").text(&entry.headline);
        into.el("id").text(&entry.id);
        into.el("published").text(&entry.published.to_string());
        into.el("updated").text(&entry.updated.to_string());
        if let Some(by) = &entry.by {
            into.el("author").holding(|into| into.el("name").text(by));
        }
        if let Some(section) = &entry.section {
            into.el("category").attr("term", section).void();
        }
        if let Some(href) = href {
            into.el("link").attr("rel", "alternate").attr("type", "text/html").attr("href", href).void();
        }
        if text.is_none() || !entry.summary.is_empty() {
            into.el("summary").text(&entry.summary);
        }
        if let Some((article, imprint)) = text {
            into.el("content").attr("type", "xhtml").holding(|into| {
                let div = into.el("div").attr("xmlns", "http://www.w3.org/1999/xhtml");
                div.holding(|into| {
                    bare_blocks::write(article, |picture| imprint.whole(picture.href.as_deref()?), into)
                });
            });
        }
    });
}

/// An entry of a feed that lies nowhere on the site, with the article's whole text, and when it was updated last; nothing of an article
/// without a date.
pub fn whole_entry(stored: &StoredArticle, imprint: &Imprint) -> Option<(String, Timestamp)> {
    let article = &stored.article;
    let entry = Entry::new(article, &stored.slug, article.abstract_.as_deref().unwrap_or_default(), imprint)?;
    let href = imprint.address(&entry.path).or_else(|| article.url.clone());
    let mut markup = Markup::default();
    atom_entry(&entry, href.as_deref(), Some((article, imprint)), &mut markup);
    Some((markup.finish() + "\n", entry.updated))
}

/// The beginning of such a feed, before its entries.
pub fn whole_start(imprint: &Imprint, updated: Timestamp) -> String {
    let mut markup = Markup::beginning(DECLARATION);
    let open = markup.el("feed").attr("xmlns", "http://www.w3.org/2005/Atom").attr("xml:lang", &imprint.language);
    open.holding(|into| {
        into.el("title").text(&imprint.title);
        if let Some(description) = &imprint.description {
            into.el("subtitle").text(description);
        }
        into.el("id").text(&format!("urn:broadsheet:{}:export", imprint.id));
        into.el("updated").text(&updated.to_string());
        into.el("author").holding(|into| into.el("name").text(&imprint.title));
        if let Some(home) = &imprint.base {
            into.el("link").attr("rel", "alternate").attr("type", "text/html").attr("href", home).void();
        }
        if let Some(terms) = &imprint.terms {
            into.el("rights").text(terms);
        }
    });
    let text = markup.finish();
    text.strip_suffix(WHOLE_END.trim_end()).unwrap_or(&text).to_owned() + "\n"
}

/// The end of such a feed.
pub const WHOLE_END: &str = "</feed>\n";

/// The same as JSON Feed.
pub fn json_feed(list: &List, entries: &[&Entry], feed: &str, imprint: &Imprint) -> String {
    let item = |entry: &&Entry| {
        said([
            ("id", entry.id.clone().into()),
            ("url", address(&entry.path, feed, imprint).into()),
            ("title", entry.headline.clone().into()),
            ("content_text", entry.summary.clone().into()),
            ("date_published", entry.published.to_string().into()),
            ("date_modified", entry.updated.to_string().into()),
            ("authors", entry.by.as_ref().map(|by| json!([{ "name": by }])).into()),
            ("tags", entry.section.as_ref().map(|section| json!([section])).into()),
            ("language", entry.language.clone().into()),
        ])
    };
    let whole = said([
        ("version", "https://jsonfeed.org/version/1.1".into()),
        ("title", title(list, imprint).into()),
        ("description", imprint.description.clone().into()),
        ("home_page_url", address(&home(list, imprint), feed, imprint).into()),
        ("feed_url", imprint.address(feed).into()),
        ("authors", imprint.owner.as_ref().map(|owner| json!([{ "name": owner }])).into()),
        ("language", imprint.language.clone().into()),
        ("items", entries.iter().map(item).collect::<Vec<_>>().into()),
    ]);
    let mut text = whole.to_string();
    text.push('\n');
    text
}

fn said<const N: usize>(properties: [(&str, Value); N]) -> Value {
    let said = properties.into_iter().filter(|(_, value)| !value.is_null());
    said.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
}
