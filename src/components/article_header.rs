//! What stands above an article's text.

use std::rc::Rc;

use article::StoredArticle;
use reader::inline::{Highlight, is_safe, pieces};
use reader::locale::direction;
use reader::messages::t;
use reader::{format, reading_time};

use super::article_body::inline;
use super::result_meta::{headline_or, span};
use crate::view::{Element, View, el, remade};

/// Headline, second headline, standfirst, byline, dates, section, source, and how long it takes to read.
pub struct ArticleHeader<'a> {
    /// The article.
    pub stored: &'a StoredArticle,
    /// What stands out in the headline (0) and in the standfirst (1). It comes later than the article, and the heading must not
    /// be made anew then: it has the focus.
    pub highlights: Rc<dyn Fn(usize) -> Rc<[Highlight]>>,
    /// What stands at the end of the line below the headline.
    pub children: View,
}

impl From<ArticleHeader<'_>> for View {
    fn from(ArticleHeader { stored, highlights, children }: ArticleHeader) -> Self {
        let article = &stored.article;
        let language = article.language.as_deref();
        // In the article's language; the labels beside it are in the page's.
        let own = |name: &str| el(name).attr_if("lang", language).auto();
        let line = |name: &str, text: &Option<String>| text.as_ref().map(|text| own(name).child(text));
        let marked_text = |text: String, at: usize| {
            let highlights = highlights.clone();
            remade(move || inline(pieces(&text, &[], &highlights(at))))
        };
        let standfirst = article.abstract_.clone().map(|text| own("p.standfirst").child(marked_text(text, 1)));
        let source = article.publisher.as_ref().map(|publisher| {
            let href = article.url.as_deref().filter(|url| is_safe(url) && url.starts_with("http"));
            el(if href.is_some() { "a.source" } else { "span.source" })
                .attr_if("href", href)
                .attr_if("rel", href.and(Some("external noreferrer")))
                .auto()
                .child(&publisher.name)
        });
        let published = article.date_published.as_deref();
        let modified = article.date_modified.as_deref().filter(|modified| Some(*modified) != published);
        let updated = modified.map(|modified| el("span").auto().child(t("Updated")).child(" ").child(time(modified)));
        let characters = article.reading_length();
        let length =
            (characters > 0).then(|| el("span.reading-time").auto().child(reading_time::said(characters, language)));
        el("header.article-header")
            // Labels too stand where the text begins.
            .attr_if("dir", direction(language))
            .child(line("p.section", &article.article_section))
            .child(own("h1").attr("tabindex", "-1").child(marked_text(headline_or(&article.headline), 0)))
            .child(line("p.second-headline", &article.alternative_headline))
            .child(standfirst)
            .child(
                el("p.byline")
                    .child(span("span.by", &article.by))
                    .child(source)
                    .child(published.map(time))
                    .child(updated)
                    .child(length)
                    .child(children),
            )
            .into()
    }
}

/// A date as the reader has it, the original at hand.
fn time(date: &str) -> Element {
    el("time").auto().attr("datetime", date).attr("title", date).child(format::date(date))
}
