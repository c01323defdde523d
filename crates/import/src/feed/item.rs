//! An item of a feed as an article.

use article::{Article, Name};

use super::export;
use super::holds::holds;
use super::media;
use super::text::{body_html, html_of, title_of};
use crate::dates::{Reading, read_date};
use crate::hold::hold_back;
use crate::html::{self, Base};
use crate::mhtml::base64;
use crate::page::facts::{authors, language};
use crate::plain_text::first_sentence;
use crate::schema_org::{body_of, split_keywords, without_repeats};
use crate::standfirst::is_repeated;
use crate::title;
use crate::xml::Element;

/// What the items of a feed have in common.
#[derive(Debug, Default)]
pub struct Channel {
    title: Option<String>,
    language: Option<String>,
    rights: Option<String>,
    author: Vec<Name>,
    base: String,
    /// The names of those who have accounts, in an export of a site's program.
    accounts: Vec<(String, Name)>,
    /// The address of the site.
    home: Option<String>,
    /// Whether the feed itself says by what its addresses are read.
    says_base: bool,
    is_atom: bool,
}

/// The last ones are those that search engines of Russia ask for.
#[rustfmt::skip]
const CONTENT: [&str; 11] = [
    "content:encoded", "content", "xhtml:body", "body", "fullitem", "content:value", "yandex:full-text", "rambler:fulltext", "full-text", "fulltext",
    "turbo:content",
];
const SUMMARY: [&str; 7] =
    ["description", "summary", "abstract", "dc:description", "excerpt:encoded", "itunes:summary", "itunes:subtitle"];
const TITLE: [&str; 3] = ["title", "dc:title", "media:title"];
const AUTHOR: [&str; 6] = ["author", "dc:creator", "dc:author", "itunes:author", "media:author", "managingeditor"];
#[rustfmt::skip]
const PUBLISHED: [&str; 9] = [
    "published", "pubdate", "issued", "dc:date", "dcterms:issued", "prism:publicationdate", "created", "dcterms:created", "date",
];
const MODIFIED: [&str; 4] = ["updated", "modified", "dcterms:modified", "lastbuilddate"];
const RIGHTS: [&str; 5] = ["rights", "dc:rights", "copyright", "media:copyright", "dcterms:rights"];
const SUBJECT: [&str; 4] = ["category", "dc:subject", "media:category", "dcterms:subject"];
const KEYWORDS: [&str; 2] = ["media:keywords", "itunes:keywords"];

impl Channel {
    /// Reads what stands in a channel, below the outermost element.
    pub fn read(channel: &Element, root: Option<&Element>) -> Self {
        let is_atom = channel.name == "feed";
        let line = |names: &[&str]| line(channel, names, is_atom);
        let said = [Some(channel), root].into_iter().flatten();
        let attribute = |name: &str| said.clone().find_map(|element| element.attribute(name).map(str::to_owned));
        Self {
            title: title(channel, &["title", "dc:title"], is_atom),
            language: attribute("xml:lang")
                .or_else(|| line(&["language", "dc:language"]))
                .and_then(|tag| language(&tag)),
            rights: line(&RIGHTS),
            author: if is_atom { names(channel, &["author"], is_atom) } else { Vec::new() },
            base: attribute("xml:base").or_else(|| address_of(channel, is_atom, "")).unwrap_or_default(),
            accounts: export::accounts(channel),
            home: address_of(channel, is_atom, &attribute("xml:base").unwrap_or_default()),
            says_base: attribute("xml:base").is_some_and(|base| base.contains("://")),
            is_atom,
        }
    }
}

/// Reads an item.
///
/// # Errors
/// Where its text is HTML that is built to be hard to read.
pub fn read(item: &Element, channel: &Channel) -> Result<Article, &'static str> {
    let is_atom = item.name == "entry";
    let line = |names: &[&str]| line(item, names, is_atom);
    let own_base = item.attribute("xml:base").map(|base| Base::new(&channel.base).join(base));
    let base = own_base.unwrap_or_else(|| channel.base.clone());
    let url = address_of(item, is_atom, &base).map(|address| Base::new(&base).join(&address));
    // Relative addresses stand below the item's own, where the feed says nothing else.
    let says_base = item.attribute("xml:base").is_some() || channel.says_base;
    let within = if says_base { &base } else { url.as_ref().unwrap_or(&base) };
    let mut article = Article {
        // No HTML: what is asked for in an address may be written as the names of signs are, "&copy=2".
        uri: plain(item, &["id", "guid", "dc:identifier"])
            .or_else(|| item.attribute("rdf:about").map(str::to_owned))
            .unwrap_or_default(),
        headline: title(item, &TITLE, is_atom).unwrap_or_default(),
        author: names(item, &AUTHOR, is_atom),
        date_published: date(item, &PUBLISHED),
        date_modified: date(item, &MODIFIED),
        language: item
            .attribute("xml:lang")
            .map(str::to_owned)
            .or_else(|| line(&["dc:language", "language"]))
            .and_then(|tag| language(&tag)),
        publisher: line(&["dc:publisher"])
            .or_else(|| channel.title.clone())
            .map(|name| Name { name, ..Name::default() }),
        copyright_notice: line(&RIGHTS).or_else(|| channel.rights.clone()),
        url: url.clone(),
        ..Article::default()
    };
    add_subjects(&mut article, item);
    // CDF has it as an attribute.
    article.date_modified = article.date_modified.or_else(|| item.attribute("lastmod").map(str::to_owned));
    // Atom asks for the last change alone.
    article.date_published = article.date_published.or_else(|| article.date_modified.take());
    // What was taken over from another feed has that one's author.
    if article.author.is_empty() {
        article.author = item.all(&["source"]).flat_map(|source| names(source, &["author"], is_atom)).collect();
    }
    if article.author.is_empty() {
        article.author.clone_from(&channel.author);
    }
    for author in &mut article.author {
        if let Some((_, name)) = channel.accounts.iter().find(|(account, _)| *account == author.name) {
            author.clone_from(name);
        }
    }
    article.language = article.language.or_else(|| channel.language.clone());
    let sources = item.all(&["source", "dc:source"]).filter_map(|source| {
        let title = source
            .elements()
            .find(|element| element.name == "title")
            .map(|title| html::line(&title_of(title, is_atom)));
        title.or_else(|| Some(html::line(&source.text()))).filter(|name| !name.is_empty() && !name.contains("://"))
    });
    article.info_sources = sources.map(|name| Name { name, ..Name::default() }).collect();
    without_source(&mut article);
    hold_back(&mut article, &holds(item));
    add_texts(&mut article, item, is_atom || channel.is_atom, within)?;
    media::add(&mut article, item, &Base::new(within));
    settle(&mut article, channel);
    Ok(article)
}

/// Takes the name of the house off a headline that it stands behind, where the item names it: so do feeds of what others wrote.
fn without_source(article: &mut Article) {
    let headline = article.headline.as_str();
    let without = |source: &Name| headline.strip_suffix(source.name.as_str())?.strip_suffix(" - ");
    if let Some(rest) = article.info_sources.iter().find_map(without).filter(|rest| !rest.trim().is_empty()) {
        article.headline = rest.trim_end().to_owned();
    }
}

/// The text, and where there are two, the shorter as standfirst.
fn add_texts(article: &mut Article, item: &Element, is_atom: bool, base: &str) -> Result<(), &'static str> {
    // Elsewhere such codes have been made what they stand for.
    let is_export = item.elements().any(|element| element.name == "wp:post_type");
    let read = |element: &Element| {
        let below = |base: &str, element: &Element| match element.attribute("xml:base") {
            Some(own) => Base::new(base).join(own),
            None => base.to_owned(),
        };
        let mut base = below(base, element);
        // XHTML stands in a box, which may say it too.
        let mut inner = element.elements();
        if let (Some(lone), None) = (inner.next(), inner.next()) {
            base = below(&base, lone);
        }
        let html = body_html(element, is_atom);
        let html = if is_export { export::html_of(&html) } else { html };
        html::fragment(&html, &Base::new(&base)).map_err(|html::TooHard(why)| why)
    };
    // A picture or a film is no text, even where it stands in place of one.
    let is_text = |element: &Element| {
        let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
        // What is said to be bytes of any kind is a text where bytes of a text are written there.
        let is_any = kind.starts_with("application/octet-stream") && base64(&element.text()).is_none();
        !is_any && !["image/", "video/", "audio/"].iter().any(|other| kind.starts_with(other))
    };
    let is_full =
        |element: &&Element| (element.elements().next().is_some() || !element.text().is_empty()) && is_text(element);
    let summaries = || item.all(&SUMMARY).filter(is_full);
    // Of a description beside a summary the description is the text.
    let content = item.all(&CONTENT).find(is_full).or_else(|| summaries().next().filter(|_| summaries().count() > 1));
    let summary = summaries().find(|summary| content.is_none_or(|content| !std::ptr::eq(content, *summary)));
    let summary_line = || summary.map(|element| html::line(&html_of(element, is_atom))).filter(|line| !line.is_empty());
    if let Some(content) = content {
        read(content)?.add_to(article);
        article.abstract_ = summary_line().filter(|line| !is_repeated(line, article));
    } else if let Some(summary) = summary {
        read(summary)?.add_to(article);
    } else if let Some(text) = media::text(item) {
        // Of a film there is no more to read.
        body_of(&text, &Base::new(base)).map_err(|html::TooHard(why)| why)?.add_to(article);
    }
    Ok(())
}

/// A headline for an item without title, and a uri that is one.
fn settle(article: &mut Article, channel: &Channel) {
    if article.headline.is_empty() {
        let first = article.body.iter().find(|block| !block.text.trim().is_empty());
        let from_text = first.map(|block| first_sentence(&html::one_line(&block.text)));
        let picture = article.associations.first();
        let from_picture = || picture.and_then(|picture| picture.caption.clone().or(picture.alt_text.clone()));
        let file = || picture.and_then(|picture| picture.href.as_deref()).map(title::title_of);
        // Whoever shares a link and nothing else has said this.
        let address = || article.url.clone().or_else(|| Some(article.uri.clone()).filter(|uri| !uri.is_empty()));
        article.headline = from_text.or_else(from_picture).or_else(address).or_else(file).unwrap_or_default();
    }
    name(article, channel);
    for level in article.body.iter_mut().filter_map(|block| block.level.as_mut()) {
        *level = (*level).clamp(2, 6);
    }
}

/// Settles what an item is known by. "4711" is unique within its feed alone; and an address that only leads to the site, or to a place on a
/// page, is that of many items.
fn name(article: &mut Article, channel: &Channel) {
    if article.uri.contains(':') {
        return;
    }
    let url = article.url.as_deref();
    let is_home =
        |url: &str| channel.home.as_deref().is_some_and(|home| home.trim_end_matches('/') == url.trim_end_matches('/'));
    // Those who count readers put what they want to know there: `#xtor=RSS-1`.
    let is_place = |url: &str| url.split_once('#').is_some_and(|(_, place)| !place.is_empty() && !place.contains('='));
    article.uri = match url {
        Some(url) if !is_home(url) && !is_place(url) => String::new(),
        _ if !article.uri.is_empty() && channel.base.contains("://") => [&channel.base, "#", &article.uri].concat(),
        Some(url) if is_place(url) => url.to_owned(),
        Some(url) if article.uri.is_empty() => {
            let date = article.date_published.as_deref().unwrap_or_default();
            format!("{url}#{}", [&article.headline, date].concat().split_whitespace().collect::<Vec<_>>().join("-"))
        }
        _ => std::mem::take(&mut article.uri),
    };
}

/// The first of these elements that says something, on one line.
fn line(element: &Element, names: &[&str], is_atom: bool) -> Option<String> {
    element.all(names).map(|found| html::line(&html_of(found, is_atom))).find(|line| !line.is_empty())
}

/// The same of what stands above a text.
fn title(element: &Element, names: &[&str], is_atom: bool) -> Option<String> {
    element.all(names).map(|found| html::line(&title_of(found, is_atom))).find(|line| !line.is_empty())
}

/// The same as it is written.
fn plain(element: &Element, names: &[&str]) -> Option<String> {
    element.all(names).map(|found| html::one_line(&found.text())).find(|line| !line.is_empty())
}

/// The first of these that is a date; of none, the first that says something, so that it is told.
fn date(item: &Element, names: &[&str]) -> Option<String> {
    let said: Vec<String> = item.all(names).map(Element::text).filter(|text| !text.is_empty()).collect();
    let is_date = |text: &&String| !matches!(read_date(text), Reading::None | Reading::Ambiguous);
    said.iter().find(is_date).or(said.first()).cloned()
}

fn names(element: &Element, tags: &[&str], is_atom: bool) -> Vec<Name> {
    for tag in tags {
        let mut names: Vec<Name> = element.all(&[*tag]).flat_map(|author| names_of(author, is_atom)).collect();
        without_repeats(&mut names);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// `<author><name>…</name></author>`, `jane@example.org (Jane Doe)`, `Jane Doe <jane@example.org>`, `Jane Doe`
fn names_of(author: &Element, is_atom: bool) -> Vec<Name> {
    if let Some(name) = author.elements().find(|element| element.name.ends_with("name")) {
        let name = html::line(&html_of(name, is_atom));
        return if name.is_empty() { Vec::new() } else { vec![Name { name, ..Name::default() }] };
    }
    names_in(&author.text())
}

/// The names in a text that says who wrote, as feeds and services have it: beside an address of mail, or alone.
pub fn names_in(text: &str) -> Vec<Name> {
    let text = html::one_line(text);
    let in_brackets = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(name, _)| name);
    let is_address = |text: &str| text.contains('@') || text.contains("://");
    let name = match (is_address(&text), in_brackets) {
        (true, Some(name)) if !is_address(name) => name.to_owned(),
        (true, Some(_)) => text.split('(').next().unwrap_or_default().trim().to_owned(),
        (true, None) => text.split(['<', ' ']).filter(|word| !is_address(word)).collect::<Vec<_>>().join(" "),
        (false, _) => text,
    };
    authors(name.trim_matches(['"', ' '])).into_iter().filter(|name| !is_address(&name.name)).collect()
}

fn add_subjects(article: &mut Article, item: &Element) {
    for category in item.all(&SUBJECT).take(MOST_SUBJECTS) {
        let said = category.attribute("label").or(category.attribute("term")).map(str::to_owned);
        let name = html::line(&said.unwrap_or_else(|| category.text()));
        // Programs file their own items under addresses.
        if !name.is_empty() && !name.contains("://") {
            list_of(category, article).push(Name { name, ..Name::default() });
        }
    }
    let keywords = item.all(&KEYWORDS).flat_map(|words| split_keywords(&words.text())).take(MOST_SUBJECTS);
    article.subjects.extend(keywords);
    for list in [&mut article.subjects, &mut article.people, &mut article.organisations, &mut article.places] {
        without_repeats(list);
    }
}

/// Where a category belongs by the list that it is of, whose address may end as that of newspapers' does: `…/nyt_per`.
fn list_of<'a>(category: &Element, article: &'a mut Article) -> &'a mut Vec<Name> {
    let of = category.attribute("domain").or(category.attribute("scheme")).unwrap_or_default().to_ascii_lowercase();
    let last = of.trim_end_matches('/').rsplit(['/', '#', ':', '_']).next().unwrap_or_default();
    match last {
        "per" | "person" | "persons" | "people" => &mut article.people,
        "org" | "organisation" | "organization" | "organisations" | "organizations" | "company" | "companies" => {
            &mut article.organisations
        }
        "geo" | "place" | "places" | "location" | "locations" | "country" | "countries" => &mut article.places,
        _ => &mut article.subjects,
    }
}

/// What has more subjects has none.
const MOST_SUBJECTS: usize = 200;

/// Where an item or a channel is on the web, below `base` where the link itself says so.
fn address_of(element: &Element, is_atom: bool, base: &str) -> Option<String> {
    let links = || element.all(&["link"]);
    let alternates = || links().filter(|link| link.attribute("href").is_some() && is_alternate(link));
    let is_page = |link: &&Element| link.attribute("type").is_none_or(|kind| kind.contains("html"));
    let alternate = alternates().find(is_page).or_else(|| alternates().next());
    // Some write Atom as RSS; of what is no address there, nothing is known.
    let is_said = |link: &Element| {
        let text = link.text();
        if is_atom { text.contains("://") } else { !text.is_empty() }
    };
    let said = || links().find(|link| is_said(link)).map(Element::text);
    let linked = || {
        let (link, href) = alternate.and_then(|link| Some((link, link.attribute("href")?)))?;
        let own = |own: &str| Base::new(&Base::new(base).join(own)).join(href);
        Some(link.attribute("xml:base").map_or_else(|| href.to_owned(), own))
    };
    // What counts readers stands before it, and is gone by now.
    let original = plain(element, &["feedburner:origlink", "pheedo:origlink"]).filter(|link| link.contains("://"));
    let guid = || {
        let is_permalink = |guid: &&Element| {
            guid.attribute("ispermalink").is_none_or(|is_permalink| !is_permalink.eq_ignore_ascii_case("false"))
        };
        let guid = element.all(&["guid"]).find(is_permalink)?.text();
        (guid.starts_with("http://") || guid.starts_with("https://")).then_some(guid)
    };
    let first = if is_atom { linked().or_else(said) } else { said().or_else(linked) };
    original
        .or(first)
        .or_else(guid)
        .or_else(|| element.attribute("rdf:about").filter(|about| about.starts_with("http")).map(str::to_owned))
        // CDF, the first of all formats, has it so.
        .or_else(|| element.attribute("href").map(str::to_owned))
}

/// Whether a link leads to the same in a browser. Relations may be written as addresses (RFC 4287, section 4.2.7.2).
fn is_alternate(link: &Element) -> bool {
    let relation = link.attribute("rel").map(|rel| rel.rsplit('/').next().unwrap_or_default().to_ascii_lowercase());
    relation.is_none_or(|relation| relation == "alternate")
}
