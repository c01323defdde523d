//! What names a book's chapters: the title page, the contents, and the package.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::chapter::page;
use super::{Chapter, Part};
use crate::app::ARCHIVE;
use crate::pages::{DECLARATION, Imprint, Markup};

/// The title page, from the book's folder.
pub const TITLE: &str = "title.xhtml";
/// The contents, likewise.
pub const CONTENTS: &str = "contents.xhtml";

/// The type of a picture by the end of its name. An archive's pictures are of two.
fn picture_type(path: &str) -> &'static str {
    if path.ends_with(".png") { "image/png" } else { "image/jpeg" }
}

/// What the book is.
pub fn title_page(imprint: &Imprint) -> String {
    page(&imprint.title, "", &imprint.language, |into| {
        into.el("section").attr("epub:type", "titlepage").holding(|into| {
            into.el("h1").auto().text(&imprint.title);
            for text in [&imprint.description, &imprint.terms].into_iter().flatten() {
                into.el("p").auto().text(text);
            }
            if let Some(address) = &imprint.base {
                into.el("p").holding(|into| into.el("a").attr("href", address).text(address));
            }
        });
    })
}

/// The contents: parts with their chapters; chapters without a part stand beside the parts.
pub fn contents(imprint: &Imprint, parts: &[Part]) -> String {
    page(&imprint.title, "", &imprint.language, |into| {
        into.el("nav").attr("epub:type", "toc").attr("id", "toc").holding(|into| {
            into.el("h1").auto().text(&imprint.title);
            into.el("ol").holding(|into| {
                into.el("li").holding(|into| into.el("a").attr("href", TITLE).auto().text(&imprint.title));
                for part in parts.iter().filter(|part| !part.chapters.is_empty()) {
                    match part.title.as_str() {
                        "" => chapters(part, into),
                        title => into.el("li").holding(|into| {
                            into.el("span").auto().text(title);
                            into.el("ol").holding(|into| chapters(part, into));
                        }),
                    }
                }
            });
        });
    })
}

fn chapters(part: &Part, into: &mut Markup) {
    for Chapter { path, title, language } in &part.chapters {
        let link = |into: &mut Markup| {
            let link = into.el("a").attr("href", path).attr_if("lang", language.as_deref());
            link.attr_if("xml:lang", language.as_deref()).auto().text(title);
        };
        into.el("li").holding(link);
    }
}

/// The package: what the book is called, which files it has, and in which order they are read.
pub fn package(imprint: &Imprint, parts: &[Part], pictures: &BTreeSet<String>, updated: Timestamp) -> String {
    let chapters: Vec<&Chapter> = parts.iter().flat_map(|part| &part.chapters).collect();
    let mut markup = Markup::beginning(DECLARATION);
    let package = markup.el("package").attr("xmlns", "http://www.idpf.org/2007/opf").attr("version", "3.0");
    package.attr("unique-identifier", "id").attr("xml:lang", &imprint.language).holding(|into| {
        let metadata = into.el("metadata").attr("xmlns:dc", "http://purl.org/dc/elements/1.1/");
        metadata.holding(|into| about(imprint, !pictures.is_empty(), updated, into));
        into.el("manifest").holding(|into| {
            let mut item = |id: &str, path: &str, kind: &str, properties: Option<&str>| {
                let item = into.el("item").attr("id", id).attr("href", path).attr("media-type", kind);
                item.attr_if("properties", properties).void();
            };
            let xhtml = "application/xhtml+xml";
            item("contents", CONTENTS, xhtml, Some("nav"));
            item("title", TITLE, xhtml, None);
            item("style", "book.css", "text/css", None);
            for (number, chapter) in (1..).zip(&chapters) {
                item(&format!("chapter-{number}"), &chapter.path, xhtml, None);
            }
            for (number, picture) in (1..).zip(pictures) {
                let path = [ARCHIVE, picture].join("/");
                item(&format!("picture-{number}"), &path, picture_type(picture), None);
            }
        });
        into.el("spine").holding(|into| {
            let of_chapters = (1..=chapters.len()).map(|number| format!("chapter-{number}"));
            for id in ["title", "contents"].map(str::to_owned).into_iter().chain(of_chapters) {
                into.el("itemref").attr("idref", &id).void();
            }
        });
    });
    markup.finish() + "\n"
}

fn about(imprint: &Imprint, has_pictures: bool, updated: Timestamp, into: &mut Markup) {
    into.el("dc:identifier").attr("id", "id").text(&format!("urn:broadsheet:{}", imprint.id));
    into.el("dc:title").text(&imprint.title);
    into.el("dc:language").text(&imprint.language);
    if let Some(description) = &imprint.description {
        into.el("dc:description").text(description);
    }
    if let Some(terms) = &imprint.terms {
        into.el("dc:rights").text(terms);
    }
    // Of whole seconds, as EPUB asks.
    let updated = updated.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let facts = [
        ("dcterms:modified", updated.as_str()),
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityHazard", "none"),
    ];
    let visual = has_pictures.then_some(("schema:accessMode", "visual"));
    for (property, value) in facts.into_iter().chain(visual) {
        into.el("meta").attr("property", property).text(value);
    }
}
