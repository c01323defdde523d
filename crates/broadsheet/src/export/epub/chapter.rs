//! An article as a chapter.

use std::collections::BTreeSet;

use article::{Article, BLOCK_ANCHOR, SpanKind, direction};
use axum::http::Uri;

use crate::config::is_language;
use crate::pages::{DECLARATION, Imprint, Markup, is_uri, write_blocks};

/// The article as a book can hold it. A book is checked: what leads nowhere in it, or is no address, is a fault, so links lead to other hosts
/// or to a block of the article. Pictures are in the book, where the pages of a site have them too, or are links.
pub fn fit(mut article: Article) -> Article {
    article.language = article.language.filter(|language| is_language(language));
    article.url = article.url.filter(|url| is_address(url));
    let anchors: BTreeSet<String> = article.body.iter().map(|block| ["#", BLOCK_ANCHOR, &block.id].concat()).collect();
    for span in article.body.iter_mut().flat_map(|block| &mut block.spans) {
        let leads = |href: &String| is_address(href) || is_mail(href) || anchors.contains(href);
        span.href = span.href.take().filter(leads);
    }
    for block in &mut article.body {
        block.spans.retain(|span| span.kind != SpanKind::Link || span.href.is_some());
    }
    for picture in &mut article.associations {
        picture.href = picture.href.take().filter(|href| is_address(href));
    }
    article
}

/// Whether this is the whole address of something on the web.
fn is_address(href: &str) -> bool {
    let is_web = |uri: Uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(is_host);
    is_uri(href) && href.parse().is_ok_and(is_web)
}

/// Whether this can be the name of a host (RFC 1123, section 2.1), or is its number.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.starts_with('[') || host.strip_suffix('.').unwrap_or(host).split('.').all(is_label)
}

fn is_mail(href: &str) -> bool {
    is_uri(href) && href.is_ascii() && href.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
}

/// What a chapter is called.
pub fn title(article: &Article) -> &str {
    match article.headline.trim() {
        "" => "…",
        headline => headline,
    }
}

/// The chapter's file, which lies one folder below the book's.
pub fn chapter(article: &Article, imprint: &Imprint) -> String {
    page(title(article), "../", article.language.as_deref().unwrap_or(&imprint.language), |into| {
        into.el("article").holding(|into| {
            into.el("header").holding(|into| head(article, imprint, into));
            write_blocks(article, &imprint.words, into);
            into.el("footer").holding(|into| foot(article, into));
        });
    })
}

fn head(article: &Article, imprint: &Imprint, into: &mut Markup) {
    let mut line = |name: &'static str, text: Option<&String>| {
        if let Some(text) = text {
            into.el(name).auto().text(text);
        }
    };
    line("p.section", article.article_section.as_ref());
    line("h1", Some(&title(article).to_owned()));
    line("p.alternative-headline", article.alternative_headline.as_ref());
    line("p.standfirst", article.abstract_.as_ref());
    line("p.byline", article.by.as_ref());
    let date = article.date_published.as_ref().map(|date| imprint.date_said(date));
    let publisher = article.publisher.as_ref().map(|publisher| publisher.name.clone());
    let source: Vec<String> = publisher.into_iter().chain(date).collect();
    line("p.source", Some(&source.join(", ")).filter(|source| !source.is_empty()));
}

fn foot(article: &Article, into: &mut Markup) {
    if let Some(url) = &article.url {
        into.el("p.source").holding(|into| into.el("a").attr("href", url).text(url));
    }
    for text in [&article.copyright_notice, &article.usage_terms].into_iter().flatten() {
        into.el("p.terms").auto().text(text);
    }
}

/// A page of the book.
pub fn page(title: &str, root: &str, language: &str, body: impl FnOnce(&mut Markup)) -> String {
    let mut markup = Markup::beginning(DECLARATION);
    let html = markup.el("html").attr("xmlns", "http://www.w3.org/1999/xhtml");
    let html =
        html.attr("xmlns:epub", "http://www.idpf.org/2007/ops").attr("lang", language).attr("xml:lang", language);
    html.attr_if("dir", direction(Some(language))).holding(|into| {
        into.el("head").holding(|into| {
            into.el("title").text(title);
            let style = [root, "book.css"].concat();
            into.el("link").attr("rel", "stylesheet").attr("type", "text/css").attr("href", &style).void();
        });
        into.el("body").holding(body);
    });
    markup.finish() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::{Association, Block, Span};

    #[test]
    fn links_and_pictures_that_lead_nowhere_are_left_out() {
        let link = |href: &str| Span { start: 0, end: 1, kind: SpanKind::Link, href: Some(href.to_owned()) };
        let hrefs = [
            "https://a.example/b?c=%20",
            "mailto:ana@a.example",
            "#block-abc",
            "#block-none",
            "other.html",
            "https://a.example/%zz",
            "https:///b",
            "https://a..example/",
            "https://a_b.example/",
            "https://-a.example/",
            "https://a.example/#b#c",
            "https://a.example/[b]",
            "http://a b/",
            "//a.example/",
        ];
        let block = Block { id: "abc".into(), spans: hrefs.map(link).into(), ..Block::paragraph("text") };
        let picture = |href: &str| Association { href: Some(href.to_owned()), ..Association::default() };
        let article = Article {
            language: Some("no language".into()),
            body: vec![block],
            associations: ["pictures/a.jpg", "../a.jpg", "https://a.example/a.jpg"].map(picture).into(),
            ..Article::default()
        };
        let fit = fit(article);
        let kept: Vec<&str> = fit.body[0].spans.iter().filter_map(|span| span.href.as_deref()).collect();
        assert_eq!(kept, hrefs[..3]);
        let hrefs: Vec<Option<&str>> = fit.associations.iter().map(|picture| picture.href.as_deref()).collect();
        assert_eq!(hrefs, [None, None, Some("https://a.example/a.jpg")]);
        assert_eq!(fit.language, None);
    }
}
