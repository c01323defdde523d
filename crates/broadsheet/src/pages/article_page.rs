//! The page of one article.

use article::{Article, Name, Preview, StoredArticle, TERMS_IN_SIGHT, direction, is_safe_href};

use super::blocks;
use super::frame::{self, FRONT, Page};
use super::imprint::{Imprint, app_path, article_file};
use super::inline::ROOT;
use super::json_ld::{address_of, news_article};
use super::markup::Markup;
use super::words::Words;

/// The articles before and behind, and the section: all that a page has to know of the others.
#[derive(Default)]
pub struct Around<'a> {
    /// The next newer article.
    pub newer: Option<&'a Preview>,
    /// The next older one.
    pub older: Option<&'a Preview>,
    /// The page of its section, from the site's folder.
    pub section: Option<String>,
}

/// The page of an article, of which lists show this.
pub fn article_page(stored: &StoredArticle, preview: &Preview, around: &Around<'_>, imprint: &Imprint) -> String {
    let article = &stored.article;
    let path = article_file(&stored.slug);
    let description = Some(preview.text.as_str()).filter(|text| !text.is_empty());
    let place = app_path(&stored.slug);
    let page = Page {
        path: &path,
        title: imprint.headline_or(&article.headline),
        description,
        kind: "article",
        place: Some(&place),
        feed: None,
    };
    let head = |into: &mut Markup| {
        open_graph(article, imprint, into);
        let data = news_article(article, description, imprint.address(&path).as_deref(), imprint);
        into.el("script").attr("type", "application/ld+json").json(&data);
    };
    frame::page(imprint, &page, head, |into| {
        // Where the app has its bar, so that nothing moves when it takes over.
        into.el("div.article-bar").holding(|into| {
            into.el("nav.article-back").attr("aria-label", imprint.words.t("Way back")).holding(|into| {
                into.el("a").attr("href", &[ROOT, FRONT].concat()).text(imprint.words.t("All articles"));
            });
        });
        into.el("article.article-page").holding(|into| {
            into.el("p.article-tools").holding(|into| {
                let href = [ROOT, &place].concat();
                into.el("a").attr("href", &href).text(imprint.words.t("Search, mark and cite this article"));
            });
            header(article, around, imprint, into);
            blocks::write(article, &imprint.words, into);
            terms(article, around, imprint, into);
        });
        steps(around, imprint, into);
    })
}

fn open_graph(article: &Article, imprint: &Imprint, into: &mut Markup) {
    let instant = |date: &Option<String>| date.as_deref().and_then(|date| imprint.date_time(date));
    let properties = [
        ("article:published_time", instant(&article.date_published)),
        ("article:modified_time", instant(&article.date_modified)),
        ("article:section", article.article_section.clone()),
    ];
    for (property, content) in properties {
        if let Some(content) = content {
            into.el("meta").attr("property", property).attr("content", &content).void();
        }
    }
    let shown = article.associations.iter().find(|picture| !picture.renditions.is_empty());
    if let Some(address) = shown.and_then(|picture| address_of(picture, imprint)) {
        into.el("meta").attr("property", "og:image").attr("content", &address).void();
    }
}

fn header(article: &Article, around: &Around<'_>, imprint: &Imprint, into: &mut Markup) {
    let language = article.language.as_deref();
    // Labels too stand where the text begins.
    into.el("header.article-header").attr_if("dir", direction(language)).holding(|into| {
        if let Some(section) = &article.article_section {
            let link = |into: &mut Markup| section_link(section, around, into);
            into.el("p.section").attr_if("lang", language).auto().holding(link);
        }
        into.el("h1").attr_if("lang", language).auto().text(imprint.headline_or(&article.headline));
        for (name, text) in [("p.second-headline", &article.alternative_headline), ("p.standfirst", &article.abstract_)]
        {
            if let Some(text) = text {
                into.el(name).attr_if("lang", language).auto().text(text);
            }
        }
        into.el("p.byline").holding(|into| byline(article, imprint, into));
    });
}

/// Who wrote it, who published it, and when. The spaces between are for those who read the text without its style.
fn byline(article: &Article, imprint: &Imprint, into: &mut Markup) {
    if let Some(by) = &article.by {
        into.el("span.by").auto().text(by);
        into.text(" ");
    }
    if let Some(publisher) = &article.publisher {
        let name = match source_address(article) {
            Some(href) => into.el("a.source").attr("href", href).attr("rel", "external noreferrer"),
            None => into.el("span.source"),
        };
        name.auto().text(&publisher.name);
        into.text(" ");
    }
    let published = article.date_published.as_deref();
    if let Some(date) = published {
        time(date, imprint, into);
    }
    if let Some(date) = article.date_modified.as_deref().filter(|date| Some(*date) != published) {
        into.text(" ");
        into.el("span").auto().holding(|into| {
            into.text(imprint.words.t("Updated"));
            into.text(" ");
            time(date, imprint, into);
        });
    }
    let characters = article.reading_length();
    if characters > 0 {
        into.text(" ");
        into.el("span.reading-time").auto().text(&imprint.words.reading_time(characters, article.language.as_deref()));
    }
}

fn section_link(section: &str, around: &Around<'_>, into: &mut Markup) {
    match &around.section {
        Some(path) => into.el("a").attr("href", &[ROOT, path].concat()).text(section),
        None => into.text(section),
    }
}

/// Where an article was published before, where that is an address of the web.
fn source_address(article: &Article) -> Option<&str> {
    article.url.as_deref().filter(|url| is_safe_href(url) && url.starts_with("http"))
}

/// A date, with the original at hand.
fn time(date: &str, imprint: &Imprint, into: &mut Markup) {
    let said = imprint.date_said(date);
    match imprint.date_time(date) {
        Some(instant) => into.el("time").auto().attr("datetime", &instant).attr("title", date).text(&said),
        None => into.el("span").text(&said),
    }
}

/// Who, where and what, whom it draws on, and what may be done with it.
fn terms(article: &Article, around: &Around<'_>, imprint: &Imprint, into: &mut Markup) {
    fn names(list: &[Name]) -> Vec<&str> {
        list.iter().map(|name| name.name.as_str()).collect()
    }
    // The notice names the holder.
    let rights = article.copyright_notice.as_deref().or(article.copyright_holder.as_deref());
    let words = &imprint.words;
    let lists: [(&str, Vec<&str>); 8] = [
        (words.t("Subjects"), names(&article.subjects)),
        (words.t("People"), names(&article.people)),
        (words.t("Organisations"), names(&article.organisations)),
        (words.t("Places"), names(&article.places)),
        (words.t("Genre"), names(&article.genres)),
        (words.t("Draws on"), names(&article.info_sources)),
        (words.t("Copyright"), rights.into_iter().collect()),
        (words.t("Terms of use"), article.usage_terms.as_deref().or(imprint.terms.as_deref()).into_iter().collect()),
    ];
    into.el("aside.aside-terms").attr("aria-label", words.t("About this article")).holding(|into| {
        into.el("dl").holding(|into| {
            if let Some(section) = &article.article_section {
                let link = |into: &mut Markup| section_link(section, around, into);
                term(words.t("Section"), into, |into| into.el("dd").auto().holding(link));
            }
            for (label, values) in lists.iter().filter(|(_, values)| !values.is_empty()) {
                term(label, into, |into| values_of_term(values, words, into));
            }
            if let Some(href) = source_address(article) {
                let link = |into: &mut Markup| {
                    into.el("a").attr("href", href).attr("rel", "external noreferrer").text(href);
                };
                term(words.t("Source"), into, |into| into.el("dd").holding(link));
            }
        });
    });
}

fn term(label: &str, into: &mut Markup, values: impl FnOnce(&mut Markup)) {
    into.el("div.term").holding(|into| {
        into.el("dt").text(label);
        values(into);
    });
}

/// The values of a term, those beyond the first few folded as in the app.
fn values_of_term(values: &[&str], words: &Words, into: &mut Markup) {
    let (few, more) = values.split_at(values.len().min(TERMS_IN_SIGHT));
    for value in few {
        into.el("dd").auto().text(value);
    }
    if more.is_empty() {
        return;
    }
    into.el("dd").holding(|into| {
        into.el("details.more-terms").holding(|into| {
            into.el("summary").text(words.t("Show more"));
            into.el("ul").holding(|into| more.iter().for_each(|value| into.el("li").auto().text(value)));
        });
    });
}

/// The ways to the articles before and behind.
fn steps(around: &Around<'_>, imprint: &Imprint, into: &mut Markup) {
    if around.newer.is_none() && around.older.is_none() {
        return;
    }
    let ways = [
        ("a.step-previous", imprint.words.t("Previous:"), around.newer),
        ("a.step-next", imprint.words.t("Next:"), around.older),
    ];
    into.el("nav.result-steps").attr("aria-label", imprint.words.t("Articles")).holding(|into| {
        for (name, label, preview) in ways {
            let Some(preview) = preview else { continue };
            into.el(name).attr("href", &[&preview.slug, ".html"].concat()).holding(|into| {
                into.el("span.step-which").text(&[label, " "].concat());
                let language = preview.language.as_deref();
                let headline = into.el("span.step-headline").attr_if("lang", language).auto();
                headline.text(imprint.headline_or(&preview.headline));
            });
        }
    });
}
