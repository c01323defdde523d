//! What is known of an article: what JSON-LD left open is taken from the tags, then from what the extractor read.

use article::{Article, Association, Name};
use dom_query::Document;

use super::extract::Extract;
use super::head_lines::same_words;
use super::meta_tags::MetaTags;
use super::site::{is_site, name_of_host, rest_of, without_site};
use crate::dates::{Reading, read_date};
use crate::html::{self, Base, attribute};
use crate::language_codes::shortest;
use crate::plain_text::byline::authors_in;
use crate::schema_org::{split_keywords, without_repeats};

const HEADLINE: [&str; 7] =
    ["dc:title", "og:title", "headline", "parsely-title", "sailthru:title", "twitter:title", "citation_title"];
const ABSTRACT: [&str; 5] =
    ["dc:description", "og:description", "description", "twitter:description", "sailthru:description"];
#[rustfmt::skip]
const AUTHOR: [&str; 18] = [
    "dc:creator", "author", "article:author", "article:author_name", "byl", "parsely-author", "sailthru:author", "citation_author",
    "dc:contributor:author", "twitter:creator:name", "authors", "autor", "creator", "byline", "cxenseparse:author", "mediator_author",
    "shareaholic:article_author_name", "rbauthors",
];
#[rustfmt::skip]
const PUBLISHED: [&str; 41] = [
    "article:published_time", "article:published", "datepublished", "dc:date:issued", "dc:issued", "dc:created", "dc:date", "parsely-pub-date",
    "sailthru:date", "citation_publication_date", "published_time", "publish-date", "pubdate", "date", "article:published_date",
    "article:publish_date", "article:post_date", "article:publicationdate", "article:created", "og:published_time", "og:pubdate",
    "og:publish_date", "date_published", "publication_date", "publishdate", "publish_date", "publish_time", "published_date", "published-date",
    "originalpublicationdate", "article_date_original", "rnews:datepublished", "cxenseparse:recs:publishtime", "mediator_published_time",
    "bt:pubdate", "dc:date:created", "dc:date:publication", "displaydate", "shareaholic:article_published_time", "weibo:article:create_at",
    "rbpubdate",
];
const MODIFIED: [&str; 5] =
    ["article:modified_time", "og:updated_time", "datemodified", "dc:modified", "last-modified"];
const SECTION: [&str; 3] = ["article:section", "parsely-section", "section"];
const KEYWORDS: [&str; 4] = ["article:tag", "news_keywords", "keywords", "parsely-tags"];
const SITE: [&str; 3] = ["og:site_name", "dc:publisher", "application-name"];
const LANGUAGE: [&str; 3] = ["content-language", "og:locale", "dc:language"];

/// Fills what is open from the tags of a page; answers a date of publication that is told and cannot be read.
pub fn add_from_tags(
    article: &mut Article,
    document: &Document,
    tags: &MetaTags,
    saved_from: Option<&str>,
) -> Option<String> {
    let line = |names: &[&str]| tags.first(names).map(html::one_line).filter(|line| !line.is_empty());
    if article.headline.is_empty() {
        article.headline = line(&HEADLINE).unwrap_or_default();
    }
    fill(&mut article.abstract_, || line(&ABSTRACT));
    let unread = keep_dates(article).or_else(|| tags.each(&PUBLISHED).next().map(str::to_owned));
    fill(&mut article.date_published, || first_date(tags, &PUBLISHED));
    fill(&mut article.date_modified, || first_date(tags, &MODIFIED));
    fill(&mut article.article_section, || line(&SECTION));
    fill(&mut article.copyright_notice, || line(&["copyright", "dc:rights", "rights"]));
    if article.publisher.is_none() {
        article.publisher = line(&SITE).map(|name| Name { name, ..Name::default() });
    }
    if article.subjects.is_empty() {
        let words = tags.all(&KEYWORDS);
        // A tag each, or all in one.
        article.subjects = match words {
            [one] => split_keywords(one),
            many => many.iter().map(|word| Name { name: html::one_line(word), ..Name::default() }).collect(),
        };
        without_repeats(&mut article.subjects);
    }
    add_authors(article, tags);
    let canonical = document.select("link[rel]").nodes().iter().find_map(|link| {
        let is_canonical = attribute(link, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        attribute(link, "href").filter(|_| is_canonical)
    });
    let page = Base::new(saved_from.or(article.url.as_deref()).unwrap_or_default());
    let given = canonical.or_else(|| article.url.take()).or_else(|| tags.first(&["og:url"]).map(str::to_owned));
    let is_web = |address: &String| address.starts_with("http://") || address.starts_with("https://");
    article.url = given.map(|address| page.join(&address)).filter(is_web).or_else(|| saved_from.map(str::to_owned));
    let root = attribute(&document.html_root(), "lang").or_else(|| attribute(&document.html_root(), "xml:lang"));
    let said = article.language.take();
    article.language = said.iter().chain(&root).map(String::as_str).chain(tags.each(&LANGUAGE)).find_map(language);
    add_picture(article, tags);
    unread
}

fn fill(field: &mut Option<String>, value: impl FnOnce() -> Option<String>) {
    if field.is_none() {
        *field = value();
    }
}

/// A date that means nothing gives way to what stands elsewhere on the page; answers that of publication.
fn keep_dates(article: &mut Article) -> Option<String> {
    article.date_modified.take_if(|date| !is_date(date));
    article.date_published.take_if(|date| !is_date(date))
}

/// Whether a text is a date that the model can take.
pub fn is_date(text: &str) -> bool {
    !matches!(read_date(text), Reading::None | Reading::Ambiguous)
}

fn first_date(tags: &MetaTags, names: &[&str]) -> Option<String> {
    tags.each(names).find(|date| is_date(date)).map(str::to_owned)
}

/// Names of accounts, which say nothing of who wrote.
const ACCOUNTS: [&str; 8] =
    ["webmaster", "admin", "administrator", "root", "wordpress", "null", "undefined", "unknown"];

fn is_account(name: &str) -> bool {
    ACCOUNTS.contains(&name.trim().to_lowercase().as_str())
}

fn add_authors(article: &mut Article, tags: &MetaTags) {
    article.author.iter_mut().for_each(without_mail);
    article.author.retain(|author| !is_address(&author.name) && !is_account(&author.name) && !author.name.is_empty());
    if !article.author.is_empty() {
        return;
    }
    for name in AUTHOR {
        let given: Vec<&str> = tags
            .all(&[name])
            .iter()
            .map(String::as_str)
            .filter(|text| !is_address(text) && !is_account(text))
            .collect();
        if !given.is_empty() {
            article.author = given.into_iter().flat_map(authors).collect();
            article.author.iter_mut().for_each(without_mail);
            article.author.retain(|author| !author.name.is_empty());
            without_repeats(&mut article.author);
            without_house(article);
            return;
        }
    }
    let previewed = PREVIEWS.iter().find_map(|[label, said]| {
        let label = tags.first(&[*label])?.trim().to_lowercase();
        tags.first(&[*said])
            .filter(|name| WRITTEN_BY.contains(&label.as_str()) && !is_address(name) && !is_account(name))
    });
    article.author = previewed.map(authors).unwrap_or_default();
}

/// What a card that shows the page elsewhere says below its headline: the label of a line, and the line.
const PREVIEWS: [[&str; 2]; 2] = [["twitter:label1", "twitter:data1"], ["twitter:label2", "twitter:data2"]];
/// The label of the line that says who wrote, in lower case.
#[rustfmt::skip]
const WRITTEN_BY: [&str; 13] = [
    "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door", "skriven av", "skrevet av",
    "napisane przez", "автор", "yazan", "執筆者",
];

/// Takes the address of mail off a name that it stands beside: "Jane Roe jroe@courier.example".
fn without_mail(author: &mut Name) {
    let is_mail = |word: &str| {
        word.trim_matches(['(', ')', '<', '>', ',']).split_once('@').is_some_and(|(_, host)| host.contains('.'))
    };
    if author.name.split_whitespace().any(is_mail) {
        let words: Vec<&str> = author.name.split_whitespace().filter(|word| !is_mail(word)).collect();
        author.name = words.join(" ").trim_end_matches([',', '|', '-', '/', ' ']).to_owned();
    }
}

/// Takes the house off the names that it stands behind: "Jane Roe, The Courier".
pub fn without_house_behind(article: &mut Article) {
    let Some(house) = article.publisher.as_ref().map(|publisher| publisher.name.to_lowercase()) else { return };
    for author in &mut article.author {
        let parted = author
            .name
            .rsplit_once(',')
            .filter(|(name, behind)| behind.trim().to_lowercase() == house && !name.trim().is_empty());
        if let Some(name) = parted.map(|(name, _)| name.trim().to_owned()) {
            author.name = name;
        }
    }
}

/// Takes the house out of a list of authors who are people.
pub fn without_house(article: &mut Article) {
    let Some(house) = article.publisher.as_ref().map(|publisher| publisher.name.to_lowercase()) else { return };
    if article.author.iter().any(|author| author.name.to_lowercase() != house) {
        article.author.retain(|author| author.name.to_lowercase() != house);
    }
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || text.starts_with('@') || text.starts_with('/')
}

/// The authors of a byline, with "By" or without.
pub fn authors(text: &str) -> Vec<Name> {
    let text = html::one_line(text);
    let text = without_label(&text).to_owned();
    match authors_in(&text) {
        Some(authors) => authors,
        None if text.is_empty() || text.chars().count() > 120 => Vec::new(),
        None => vec![Name { name: text, ..Name::default() }],
    }
}

/// What stands before a name, in lower case.
const LABELS: [&str; 23] = [
    "written by",
    "reported by",
    "author",
    "autor",
    "autora",
    "autore",
    "auteur",
    "auteure",
    "автор",
    "текст",
    "tekst",
    "texte",
    "testo",
    "بقلم",
    "كتب",
    "كتبت",
    "كتابة",
    "מאת",
    "文",
    "作者",
    "記者",
    "记者",
    "撰文",
];

/// A byline without the word that says what it is.
fn without_label(text: &str) -> &str {
    let (label, name) = match text.split_once([':', '：']) {
        Some(parts) => parts,
        None => match text.split_once(' ') {
            // In Arabic and in East Asia no sign need stand between.
            Some((label @ ("بقلم" | "كتب" | "كتبت" | "記者" | "记者" | "作者" | "撰文"), name)) => {
                (label, name)
            }
            _ => return text,
        },
    };
    let is_label = LABELS.contains(&label.trim().to_lowercase().as_str()) && !name.trim().is_empty();
    if is_label { name.trim() } else { text }
}

/// A tag of BCP 47 from what pages and others write: `en_US`, `de-DE`, `pt-BR, en`, `eng`.
pub fn language(text: &str) -> Option<String> {
    let tag = text.trim_start().split([',', ';', ' ']).next()?.trim().replace('_', "-");
    let (first, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    let tag = shortest(first).map_or(tag.clone(), |code| [code, rest].concat());
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && is_letters(part));
    (is_language && parts.all(|part| part.len() <= 8 && !part.is_empty())).then_some(tag)
}

fn is_letters(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The picture that stands for the page elsewhere, where JSON-LD names none.
fn add_picture(article: &mut Article, tags: &MetaTags) {
    if article.associations.is_empty()
        && let Some(href) = tags.first(&["og:image:secure_url", "og:image", "twitter:image", "twitter:image:src"])
    {
        let alt_text = tags.first(&["og:image:alt", "twitter:image:alt"]).map(html::one_line);
        article.associations.push(Association { href: Some(href.to_owned()), alt_text, ..Association::default() });
    }
}

/// Fills what is still open from what the extractor read off the page, and makes the headline one.
/// `second` are the headings of the second level.
pub fn settle(article: &mut Article, extract: &Extract, tags: &MetaTags, shown_headline: &str, second: &[String]) {
    let is_told = !article.headline.is_empty();
    if !is_told {
        // Of a sign before the site's name the extractor leaves half: "Harbour opens // The Courier".
        article.headline = html::one_line(&extract.title).trim_end_matches([' ', '/', '|', '»']).to_owned();
    }
    let site = article.publisher.as_ref().map(|publisher| publisher.name.clone());
    let host = article.url.as_deref().and_then(name_of_host);
    let names = [site.as_deref(), tags.first(&SITE), host.as_deref()];
    article.headline = without_site(without_kind(&article.headline), &names).to_owned();
    // The heading may be a logo's. What the page tells as its headline stays, but for the site's name.
    let (length, words) = (shown_headline.chars().count(), shown_headline.split_whitespace().count());
    // So many words at the beginning of a title are no site's name: that of Wikinews has more yet, and stands behind.
    let is_begun = words >= 4 && article.headline.starts_with(shown_headline);
    // Where another heading says the rest it is a logo's, however long.
    let is_said_below = |rest: &str| second.iter().any(|heading| same_words(heading, rest));
    let is_longer = |rest: &str| length > rest.chars().count() || is_begun && !is_said_below(rest);
    let is_headline = |rest: &str| is_site(rest, &names) || !is_told && is_longer(rest);
    if !is_site(shown_headline, &names) && rest_of(shown_headline, &article.headline).is_some_and(is_headline) {
        article.headline = shown_headline.to_owned();
    }
    // Beside a headline those count that stand where the article does; the extractor takes whomever a class names.
    if article.author.is_empty()
        && shown_headline.is_empty()
        && let Some(authors) = extract.byline.as_deref().and_then(authors_in)
    {
        article.author = authors;
    }
    fill(&mut article.language, || extract.language.as_deref().and_then(language));
    fill(&mut article.date_published, || extract.published.clone().filter(|date| is_date(date)));
}

/// What stands behind the title of a page that is made for print, in lower case.
#[rustfmt::skip]
const FOR_PRINT: [&str; 12] = [
    "print version", "printable version", "printer version", "printer-friendly version", "printer friendly version", "print view", "druckversion",
    "druckansicht", "version imprimable", "versión para imprimir", "versão para impressão", "versione stampabile",
];

/// A title without the word for a page that is made for print.
fn without_kind(title: &str) -> &str {
    let parted = title.rsplit_once([':', '-', '|', '–', '(']).map(|(before, behind)| (before.trim(), behind));
    let is_kind = |kind: &str| FOR_PRINT.contains(&kind.trim_matches([' ', ')']).to_lowercase().as_str());
    parted.filter(|(before, behind)| is_kind(behind) && !before.is_empty()).map_or(title, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_stand_behind_a_label() {
        for (text, expected) in [
            ("كتب: أحمد علي", "أحمد علي"),
            ("بقلم أحمد علي", "أحمد علي"),
            ("記者：山田太郎", "山田太郎"),
            ("Автор: Анна Ким", "Анна Ким"),
            ("Written by: Jane Doe", "Jane Doe"),
            ("Note: Jane Doe", "Note: Jane Doe"),
            ("記者　山田太郎", "山田太郎"),
        ] {
            assert_eq!(authors(text)[0].name, expected, "{text}");
        }
    }

    #[test]
    fn languages_are_tags() {
        for (text, expected) in [
            ("en_GB", Some("en-GB")),
            ("de", Some("de")),
            ("pt-BR, en", Some("pt-BR")),
            // Was a language of its own beside `en`.
            ("eng", Some("en")),
            ("GER-AT", Some("de-AT")),
            ("gsw", Some("gsw")),
            ("English", None),
            ("", None),
            ("e", None),
        ] {
            assert_eq!(language(text).as_deref(), expected, "{text}");
        }
    }
}
