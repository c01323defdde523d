//! What lists and articles say of an article in one line: headline, source, date, section.

use article::Preview;
use reader::format;
use reader::locale::direction;
use reader::messages::t;

use crate::view::{Element, el};

/// Source, date and section, as far as they are known. The stylesheet parts them.
pub fn result_meta(preview: &Preview) -> Element {
    el("p.result-meta")
        .attr_if("dir", direction(preview.language.as_deref()))
        .child(span("span.source", &preview.source))
        .child(time(preview.day.as_ref()))
        .child(span("span.section", &preview.section))
}

/// The headline as the way to the article.
pub fn headline_link(preview: &Preview, href: &str) -> Element {
    let link = el("a.result-link").attr("href", href).child(headline_or(&preview.headline));
    el("h2.result-headline").auto().child(link)
}

/// A text of the source's in an element of this name, where there is one.
pub fn span(name: &'static str, text: &Option<String>) -> Option<Element> {
    text.as_ref().map(|text| el(name).auto().child(text))
}

/// A day as it is said, where there is one.
pub fn time(day: Option<&String>) -> Option<Element> {
    day.map(|day| el("time").attr("datetime", day).child(format::date(day)))
}

/// The headline, or what stands in its place.
pub fn headline_or(headline: &str) -> String {
    match headline.trim() {
        "" => t("Without a headline").into(),
        headline => headline.to_owned(),
    }
}
