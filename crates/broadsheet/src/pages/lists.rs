//! The lists: all articles and those of each section, newest first, a page for so many; the sections; what the archive is.

use article::Preview;

use super::frame::{self, ABOUT, FRONT, Page, SECTIONS};
use super::imprint::{Imprint, article_file};
use super::inline::ROOT;
use super::markup::Markup;
use super::words::{Words, filled};
use crate::identity;

/// Articles on a page of a list: some 40 kB, and a hundred pages for ten thousand.
const ON_A_PAGE: usize = 100;

/// A list of articles.
pub struct List {
    /// What it is called.
    pub title: String,
    /// The section, where it is one's.
    pub section: Option<Section>,
    /// Its articles by their places among all, the newest first.
    pub places: Vec<u32>,
}

/// A section of the newspaper as files know it.
pub struct Section {
    /// Part of the names of its files: its words, and what no other section has.
    slug: String,
}

impl List {
    /// That of all articles, so many of which have pages.
    pub fn of_all(count: u32, words: &Words) -> Self {
        Self { title: words.t("All articles").to_owned(), section: None, places: (0..count).collect() }
    }

    /// That of a section, as yet without articles.
    pub fn of_section(name: &str) -> Self {
        let section = Section { slug: identity::slug(name, name) };
        Self { title: name.to_owned(), section: Some(section), places: Vec::new() }
    }

    /// Its page of this number, from the site's folder; the first is 1.
    pub fn file(&self, number: usize) -> String {
        match (&self.section, number) {
            (None, 1) => FRONT.to_owned(),
            (None, _) => format!("list/{number}.html"),
            (Some(section), 1) => format!("section/{}.html", section.slug),
            (Some(section), _) => format!("section/{}-{number}.html", section.slug),
        }
    }

    /// Its feed with this ending, where it is a section's.
    pub fn feed(&self, ending: &str) -> Option<String> {
        self.section.as_ref().map(|section| format!("section/{}.{ending}", section.slug))
    }

    /// What it is known by for good: the archive's name for it.
    pub fn urn(&self, imprint: &Imprint) -> String {
        match &self.section {
            None => format!("urn:broadsheet:{}", imprint.id),
            Some(section) => format!("urn:broadsheet:{}:section:{}", imprint.id, section.slug),
        }
    }

    fn n_pages(&self) -> usize {
        self.places.len().div_ceil(ON_A_PAGE).max(1)
    }

    /// Its pages, file by file.
    pub fn pages(&self, previews: &[Preview], imprint: &Imprint) -> impl Iterator<Item = (String, String)> {
        (1..=self.n_pages()).map(move |number| (self.file(number), self.page(number, previews, imprint)))
    }

    fn page(&self, number: usize, previews: &[Preview], imprint: &Imprint) -> String {
        let path = self.file(number);
        let (count, n_pages) = (self.places.len(), self.n_pages());
        let words = &imprint.words;
        let which = if number == 1 { String::new() } else { [" – ", &page_of(number, n_pages, words)].concat() };
        // The first page of all is the archive's front page.
        let is_front = number == 1 && self.section.is_none();
        let title = if is_front { imprint.title.clone() } else { [&self.title, which.as_str()].concat() };
        let feeds = self.feed("xml").zip(self.feed("json"));
        let page = Page {
            path: &path,
            title: &title,
            description: imprint.description.as_deref().filter(|_| is_front),
            kind: "website",
            place: None,
            feed: feeds.map(|(atom, json)| (self.title.as_str(), atom, json)),
        };
        frame::page(
            imprint,
            &page,
            |_| (),
            |into| {
                into.el("section.results").attr("aria-label", words.t("Articles")).holding(|into| {
                    into.el("header.article-header lead").holding(|into| {
                        into.el("h1").auto().text(&self.title);
                        if let Some(description) = page.description {
                            into.el("p.standfirst").auto().text(description);
                        }
                        let said = [words.articles(count), which].concat();
                        into.el("p.result-status").text(&said);
                    });
                    let shown = self.places.iter().skip((number - 1) * ON_A_PAGE).take(ON_A_PAGE);
                    into.el("ol.result-list").holding(|into| {
                        for preview in shown.filter_map(|place| previews.get(*place as usize)) {
                            into.el("li.result-card").holding(|into| card(preview, imprint, into));
                        }
                    });
                    if number == n_pages && self.section.is_none() && (count as u32) < imprint.articles {
                        into.el("p.front-more").holding(|into| {
                            into.el("a").attr("href", ROOT).text(words.t("Search the archive"));
                        });
                    }
                });
                self.steps(number, &imprint.words, into);
            },
        )
    }

    /// The ways to the pages beside, to the first and to the last.
    fn steps(&self, number: usize, words: &Words, into: &mut Markup) {
        let n_pages = self.n_pages();
        if n_pages == 1 {
            return;
        }
        let ends = [1, n_pages].map(|end| filled(words.t("Page {place}"), &[("place", &words.number(end as u64))]));
        let ways = [
            (ends[0].as_str(), 1, number > 2),
            (words.t("Previous page"), number.saturating_sub(1), number > 1),
            (words.t("Next page"), number + 1, number < n_pages),
            (ends[1].as_str(), n_pages, number + 1 < n_pages),
        ];
        into.el("nav.site-links").attr("aria-label", words.t("Articles")).holding(|into| {
            for (label, to, _) in ways.into_iter().filter(|(_, _, is_there)| *is_there) {
                into.el("a").attr("href", &[ROOT, &self.file(to)].concat()).text(label);
            }
        });
    }
}

/// `Page 2 of 7`.
fn page_of(number: usize, n_pages: usize, words: &Words) -> String {
    let [at, total] = [number, n_pages].map(|number| words.number(number as u64));
    let place = filled(words.t("{at} of {total}"), &[("at", &at), ("total", &total)]);
    filled(words.t("Page {place}"), &[("place", &place)])
}

/// An article in a list.
fn card(preview: &Preview, imprint: &Imprint, into: &mut Markup) {
    let language = preview.language.as_deref();
    into.el("h2.result-headline").auto().attr_if("lang", language).holding(|into| {
        let href = [ROOT, &article_file(&preview.slug)].concat();
        into.el("a.result-link").attr("href", &href).text(imprint.headline_or(&preview.headline));
    });
    into.el("p.result-meta").holding(|into| {
        if let Some(source) = &preview.source {
            into.el("span.source").auto().text(source);
            into.text(" ");
        }
        if let Some(day) = &preview.day {
            into.el("time").attr("datetime", day).text(&imprint.date_said(day));
            into.text(" ");
        }
        if let Some(section) = &preview.section {
            into.el("span.section").auto().text(section);
        }
    });
    into.el("p.snippet").auto().attr_if("lang", language).text(&preview.text);
}

/// The list of sections.
pub fn sections_page(sections: &[List], imprint: &Imprint) -> String {
    let page = Page {
        path: SECTIONS,
        title: imprint.words.t("Sections"),
        description: None,
        kind: "website",
        place: None,
        feed: None,
    };
    frame::page(
        imprint,
        &page,
        |_| (),
        |into| {
            into.el("div.about").holding(|into| {
                into.el("h1").text(imprint.words.t("Sections"));
                into.el("ul.sources").holding(|into| {
                    for list in sections {
                        into.el("li").holding(|into| {
                            into.el("a").attr("href", &[ROOT, &list.file(1)].concat()).auto().text(&list.title);
                            into.text(&format!(" ({})", imprint.words.articles(list.places.len())));
                        });
                    }
                });
            });
        },
    )
}

/// What the archive is: what its owner says of it, and what is counted.
pub fn about_page(imprint: &Imprint) -> String {
    let words = &imprint.words;
    let title = filled(words.t("About {archive}"), &[("archive", &imprint.title)]);
    let description = imprint.description.as_deref();
    let page = Page { path: ABOUT, title: &title, description, kind: "website", place: None, feed: None };
    let published = match &imprint.days {
        (Some(from), Some(to)) if from == to => Some(imprint.date_said(from)),
        (Some(from), Some(to)) => {
            let days = [("from", &*imprint.date_said(from)), ("to", &*imprint.date_said(to))];
            Some(filled(words.t("{from} to {to}"), &days))
        }
        _ => None,
    };
    let lines = [
        (words.t("Articles"), Some(words.number(imprint.articles.into()))),
        (words.t("Published"), published),
        (words.t("Publisher"), imprint.owner.clone()),
        (words.t("Days are counted in"), Some(imprint.zone_name.clone())),
        (words.t("Terms"), imprint.terms.clone()),
    ];
    frame::page(
        imprint,
        &page,
        |_| (),
        |into| {
            into.el("div.about").holding(|into| {
                into.el("h1").auto().text(&title);
                if let Some(description) = description {
                    into.el("p").auto().text(description);
                }
                into.el("dl.contents").holding(|into| {
                    for (label, text) in lines.iter().filter_map(|(label, text)| Some((label, text.as_ref()?))) {
                        into.el("div").holding(|into| {
                            into.el("dt").text(label);
                            into.el("dd").auto().text(text);
                        });
                    }
                });
                into.el("p").holding(|into| into.el("a").attr("href", ROOT).text(words.t("Search the archive")));
                for (name, text) in &words.privacy {
                    into.el(if name == "h2" { "h2" } else { "p" }).text(text);
                }
            });
        },
    )
}
