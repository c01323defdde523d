//! What stands around every static page: its head, the masthead and the footer.

use article::is_rtl;

use super::imprint::Imprint;
use super::inline::ROOT;
use super::markup::{Markup, Open};
use super::words::filled;
use crate::hosting;

/// The first of the lists of all articles, from the site's folder.
pub const FRONT: &str = "list/1.html";
/// The list of sections.
pub const SECTIONS: &str = "list/sections.html";
/// What the archive is.
pub const ABOUT: &str = "list/about.html";
/// The feed of the newest articles, as Atom.
pub const ATOM: &str = "feed.xml";
/// The same as JSON.
pub const JSON_FEED: &str = "feed.json";
/// What a device reads that keeps the site among its apps.
pub const MANIFEST: &str = "app.webmanifest";

/// The policy of a page that stays as it is: it runs nothing, and shows what the site itself holds.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// What a page says of itself.
pub struct Page<'a> {
    /// The file, from the site's folder.
    pub path: &'a str,
    /// What it is called, without the archive's name.
    pub title: &'a str,
    /// What stands on it, in a sentence.
    pub description: Option<&'a str>,
    /// `article` or `website` (Open Graph's types).
    pub kind: &'static str,
    /// Where the app shows the same, from the site's folder: there the app takes over.
    pub place: Option<&'a str>,
    /// Feeds of its own, from the site's folder: title, Atom and JSON.
    pub feed: Option<(&'a str, String, String)>,
}

/// A whole page: `head` adds to what stands in its head, `main` writes what it is for.
pub fn page(
    imprint: &Imprint,
    page: &Page<'_>,
    head: impl FnOnce(&mut Markup),
    main: impl FnOnce(&mut Markup),
) -> String {
    let mut markup = Markup::beginning("<!doctype html>\n");
    root(imprint, &mut markup).holding(|into| {
        into.el("head").holding(|into| {
            let start = page.place.zip(imprint.looks.program.as_ref());
            beginning(imprint, &[ROOT], if start.is_some() { app_policy() } else { POLICY }, into);
            let is_front = page.title == imprint.title;
            let title = if is_front { page.title.to_owned() } else { [page.title, " – ", &imprint.title].concat() };
            into.el("title").text(&title);
            described(imprint, page.title, page.kind, page.description, into);
            published(imprint, page, into);
            if let Some((title, atom, json)) = &page.feed {
                feeds(title, &[ROOT, atom].concat(), &[ROOT, json].concat(), into);
            }
            links(imprint, ROOT, into);
            head(into);
            if let Some((place, program)) = start {
                // A module waits until the page is there.
                let script = into.el("script").attr("type", "module").attr("src", &[ROOT, &program.start].concat());
                let script = script.attr("data-js", &program.js).attr("data-wasm", &program.wasm);
                script.attr("data-place", place).text("");
            }
        });
        into.el("body").holding(|into| {
            into.el("a.skip-link").attr("href", "#main").text(imprint.words.t("Skip to content"));
            masthead(imprint, ROOT, into);
            into.el("main").attr("id", "main").attr("tabindex", "-1").holding(main);
            footer(imprint, ROOT, into);
        });
    });
    let mut text = markup.finish();
    text.push('\n');
    text
}

/// The policy of a page that the app takes over: the app's own. Which pages may frame it is said by hosts alone.
fn app_policy() -> &'static str {
    hosting::POLICY.strip_suffix("; frame-ancestors 'none'").unwrap_or(hosting::POLICY)
}

/// The whole page's element, in the language of what stands around the articles.
pub fn root<'a>(imprint: &Imprint, into: &'a mut Markup) -> Open<'a> {
    let language = imprint.words.language.as_str();
    into.el("html").attr("lang", language).attr_if("dir", is_rtl(language).then_some("rtl"))
}

/// A text that runs in its own direction within another (Unicode, FSI and PDI).
fn isolated(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}

/// What a head begins with. Stylesheets are looked for under each of the roots.
pub fn beginning(imprint: &Imprint, roots: &[&str], policy: &str, into: &mut Markup) {
    into.el("meta").attr("charset", "utf-8").void();
    into.el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1").void();
    let policy = imprint.pictures.within(policy);
    into.el("meta").attr("http-equiv", "Content-Security-Policy").attr("content", &policy).void();
    into.el("meta").attr("name", "color-scheme").attr("content", "light dark").void();
    for root in roots {
        for stylesheet in &imprint.looks.stylesheets {
            into.el("link").attr("rel", "stylesheet").attr("href", &[root, stylesheet.as_str()].concat()).void();
        }
    }
    if let (Some(icon), Some(root)) = (&imprint.looks.icon, roots.first()) {
        into.el("link").attr("rel", "icon").attr("href", &[root, icon.as_str()].concat()).void();
    }
}

/// What others show of a page that a link leads to (ogp.me).
pub fn described(imprint: &Imprint, title: &str, kind: &str, description: Option<&str>, into: &mut Markup) {
    into.el("meta").attr("property", "og:title").attr("content", title).void();
    into.el("meta").attr("property", "og:type").attr("content", kind).void();
    into.el("meta").attr("property", "og:site_name").attr("content", &imprint.title).void();
    if let Some(description) = description {
        into.el("meta").attr("name", "description").attr("content", description).void();
        into.el("meta").attr("property", "og:description").attr("content", description).void();
    }
}

/// Where a page is, if that is known.
fn published(imprint: &Imprint, page: &Page<'_>, into: &mut Markup) {
    if let Some(address) = imprint.address(page.path) {
        into.el("link").attr("rel", "canonical").attr("href", &address).void();
        into.el("meta").attr("property", "og:url").attr("content", &address).void();
    }
}

/// The site's feeds and its manifest, seen from a page that has the site's folder there.
pub fn links(imprint: &Imprint, root: &str, into: &mut Markup) {
    feeds(&imprint.title, &[root, ATOM].concat(), &[root, JSON_FEED].concat(), into);
    into.el("link").attr("rel", "manifest").attr("href", &[root, MANIFEST].concat()).void();
}

fn feeds(title: &str, atom: &str, json: &str, into: &mut Markup) {
    for (kind, href) in [("application/atom+xml", atom), ("application/feed+json", json)] {
        into.el("link").attr("rel", "alternate").attr("type", kind).attr("title", title).attr("href", href).void();
    }
}

/// The archive's name, and in the row where the app has its search box the ways to the lists and to the search.
pub fn masthead(imprint: &Imprint, root: &str, into: &mut Markup) {
    into.el("header.masthead").holding(|into| {
        into.el("p.masthead-title").holding(|into| into.el("a").attr("href", root).auto().text(&imprint.title));
        let row = into.el("nav.search-box").attr("aria-label", imprint.words.t("Site"));
        row.holding(|into| ways(imprint, root, into));
    });
}

fn ways(imprint: &Imprint, root: &str, into: &mut Markup) {
    let words = &imprint.words;
    let lists = [
        (FRONT, words.t("Articles"), true),
        (SECTIONS, words.t("Sections"), imprint.has_sections),
        (ABOUT, words.t("About"), true),
    ];
    into.el("p.site-links").holding(|into| {
        for (path, label, is_there) in lists {
            if is_there && imprint.has_pages {
                into.el("a").attr("href", &[root, path].concat()).text(label);
                into.text(" ");
            }
        }
        into.el("a").attr("href", root).text(words.t("Search the archive"));
    });
}

/// The ways again, those to the owner's own pages, who publishes it, and the terms.
pub fn footer(imprint: &Imprint, root: &str, into: &mut Markup) {
    into.el("footer.site-footer").holding(|into| {
        ways(imprint, root, into);
        if !imprint.own_pages.is_empty() {
            into.el("p.site-links").holding(|into| {
                for page in &imprint.own_pages {
                    into.el("a").attr("href", &[root, &page.path()].concat()).auto().text(&page.title);
                    into.text(" ");
                }
            });
        }
        if let Some(owner) = &imprint.owner {
            into.el("p.terms").holding(|into| {
                let values = [("name", imprint.words.t("Publisher")), ("value", &isolated(owner))];
                into.text(&filled(imprint.words.t("{name}: {value}"), &values));
            });
        }
        if let Some(terms) = &imprint.terms {
            into.el("p.terms").auto().text(terms);
        }
    });
}
