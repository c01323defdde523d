//! What lists and articles say of an article in one line: headline, source, date, section, and whether it was read.

use std::rc::Rc;

use article::Preview;
use reader::format;
use reader::locale::direction;
use reader::messages::{Message, t};
use reader::record::Record;

use crate::view::{Element, View, el, live};

/// What this device keeps of the article with a slug, which is followed.
pub type Kept = Rc<dyn Fn(&str) -> Record>;

/// Source, date and section, as far as they are known, and whether the article was read or is saved. The stylesheet parts
/// them.
pub fn result_meta(preview: &Preview, kept: &Kept) -> Element {
    let (slug, kept, language) = (preview.slug.clone(), kept.clone(), preview.language.as_deref());
    // The headline's link says it to those who do not see it.
    let lists = el("span.lists").attr("aria-hidden", "true").child(live(move || said(&kept(&slug)).into()));
    el("p.result-meta")
        .attr_if("dir", direction(language))
        .child(span("span.source", &preview.source))
        .child(time(preview.day.as_ref()))
        .child(span("span.section", &preview.section).map(|section| section.attr_if("lang", language)))
        .child(lists)
}

/// The headline as the way to the article.
pub fn headline_link(preview: &Preview, href: &str, kept: &Kept) -> Element {
    let link = el("a.result-link").attr("href", href).child(own_words(preview, headline_or(&preview.headline)));
    el("h2.result-headline").auto().child(with_lists(link, &preview.slug, kept))
}

/// Words of the article's own, in its language: what a list says beside them is in the page's.
pub fn own_words(preview: &Preview, words: impl Into<View>) -> Element {
    el("span").attr_if("lang", preview.language.as_deref()).child(words)
}

/// A link to an article that says whether that was read or is saved.
pub fn with_lists(link: Element, slug: &str, kept: &Kept) -> Element {
    let (slug, kept) = (slug.to_owned(), kept.clone());
    let (read_slug, read_kept) = (slug.clone(), kept.clone());
    let told = live(move || match said(&kept(&slug)).said() {
        "" => String::new(),
        said => [" (", said, ")"].concat(),
    });
    link.live_class("read", move || read_kept(&read_slug).is_read).child(el("span.visually-hidden").child(told))
}

fn said(record: &Record) -> Message {
    match (record.is_read, record.is_saved) {
        (false, false) => Message::default(),
        (true, false) => t("Read"),
        (false, true) => t("Saved"),
        (true, true) => t("Read, saved"),
    }
}

/// A text of the source's in an element of this name, where there is one.
pub fn span(name: &'static str, text: &Option<String>) -> Option<Element> {
    text.as_ref().map(|text| el(name).auto().child(text))
}

/// A day as it is said, where there is one: in the reader's language, which the line around it may run against. The points about it
/// are the line's.
pub fn time(day: Option<&String>) -> Option<Element> {
    day.map(|day| el("time").attr("datetime", day).child(el("span").auto().child(format::date(day))))
}

/// The headline, or what stands in its place.
pub fn headline_or(headline: &str) -> String {
    match headline.trim() {
        "" => t("Without a headline").into(),
        headline => headline.to_owned(),
    }
}
