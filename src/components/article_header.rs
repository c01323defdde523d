//! What stands above an article's text.

use article::StoredArticle;
use leptos::prelude::*;
use reader::format;
use reader::inline::{is_safe, parts};
use std::ops::Range;

use super::live::live;
use super::marked::marked;
use super::result_meta::headline_or;

/// Headline, second headline, standfirst, byline, date, section and source.
#[component]
pub fn ArticleHeader(
    /// The article.
    stored: StoredArticle,
    /// What the query matches in the headline and in the standfirst. It comes later than the article, and the heading
    /// must not be made anew then: it has the focus.
    marks: [Signal<Vec<Range<usize>>>; 2],
) -> impl IntoView {
    let StoredArticle { day, article, .. } = stored;
    let [in_headline, in_standfirst] = marks;
    let headline = headline_or(&article.headline);
    let section = article.article_section.map(|section| view! { <p class="section" dir="auto">{section}</p> });
    let second = article.alternative_headline.map(|text| view! { <p class="second-headline" dir="auto">{text}</p> });
    let standfirst = article
        .abstract_
        .map(|text| view! { <p class="standfirst" dir="auto">{live(move || marked(parts(&text, &in_standfirst.read())))}</p> });
    let by = article.by.map(|by| view! { <span class="by" dir="auto">{by}</span> });
    let day = day.or(article.date_published).map(|day| {
        let said = format::date(&day);
        view! { <time datetime=day>{said}</time> }
    });
    let source = article.publisher.map(|publisher| {
        let href = article.url.filter(|url| is_safe(url) && url.starts_with("http"));
        match href {
            Some(href) => {
                view! { <a class="source" href=href rel="external noreferrer" dir="auto">{publisher.name}</a> }
                    .into_any()
            }
            None => view! { <span class="source" dir="auto">{publisher.name}</span> }.into_any(),
        }
    });
    let length = article.word_count.filter(|words| *words > 0).map(|words| {
        view! { <span class="reading-time">{format::reading_time(words)}</span> }
    });
    view! {
        <header class="article-header">
            {section}
            <h1 tabindex="-1" dir="auto">{live(move || marked(parts(&headline, &in_headline.read())))}</h1>
            {second}
            {standfirst}
            <p class="byline">{by}{source}{day}{length}</p>
        </header>
    }
}
