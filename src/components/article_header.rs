//! What stands above an article's text.

use std::rc::Rc;

use article::StoredArticle;
use reader::format;
use reader::inline::{Highlight, is_safe, pieces};

use super::article_body::inline;
use super::result_meta::{headline_or, span, time};
use crate::view::{View, el, remade};

/// Headline, second headline, standfirst, byline, date, section and source.
pub struct ArticleHeader<'a> {
    /// The article.
    pub stored: &'a StoredArticle,
    /// What stands out in the headline (0) and in the standfirst (1). It comes later than the article, and the heading must not
    /// be made anew then: it has the focus.
    pub highlights: Rc<dyn Fn(usize) -> Rc<[Highlight]>>,
}

impl From<ArticleHeader<'_>> for View {
    fn from(ArticleHeader { stored, highlights }: ArticleHeader) -> Self {
        let article = &stored.article;
        let line =
            |class, text: &Option<String>| text.as_ref().map(|text| el("p").attr("class", class).auto().child(text));
        let marked_text = |text: String, at: usize| {
            let highlights = highlights.clone();
            remade(move || inline(pieces(&text, &[], &highlights(at))))
        };
        let standfirst = article.abstract_.clone().map(|text| el("p.standfirst").auto().child(marked_text(text, 1)));
        let source = article.publisher.as_ref().map(|publisher| {
            let href = article.url.as_deref().filter(|url| is_safe(url) && url.starts_with("http"));
            el(if href.is_some() { "a.source" } else { "span.source" })
                .attr_if("href", href)
                .attr_if("rel", href.and(Some("external noreferrer")))
                .auto()
                .child(&publisher.name)
        });
        let length = article
            .word_count
            .filter(|words| *words > 0)
            .map(|words| el("span.reading-time").child(format::reading_time(words)));
        el("header.article-header")
            .child(line("section", &article.article_section))
            .child(el("h1").attr("tabindex", "-1").auto().child(marked_text(headline_or(&article.headline), 0)))
            .child(line("second-headline", &article.alternative_headline))
            .child(standfirst)
            .child(
                el("p.byline")
                    .child(span("span.by", &article.by))
                    .child(source)
                    .child(time(stored.day.as_ref().or(article.date_published.as_ref())))
                    .child(length),
            )
            .into()
    }
}
