//! One article to read.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use article::StoredArticle;
use reader::route::Location;
use search::Query;

use super::front::archive_title;
use super::not_found::not_found_page;
use super::related::related;
use crate::components::{ArticleBody, ArticleHeader, ArticleTerms, Notice, Progress};
use crate::signal::{Held, effect, on_change};
use crate::state::{Loading, State, full_address, name_page, reload, slow, spawn};
use crate::view::{View, el, keyed, remade};

/// What the query matches: in the headline, in the standfirst, in each block.
type Marks = Arc<Vec<Vec<Range<usize>>>>;

/// The article with this address, its matches marked.
pub fn article_page(state: State, slug: String) -> View {
    let State { library, .. } = state;
    let stored = Held::new(Loading::<Option<(u32, Arc<StoredArticle>)>>::Waiting);
    let fetch = {
        let stored = stored.clone();
        Rc::new(move || {
            let (slug, stored) = (slug.clone(), stored.clone());
            stored.set(Loading::Waiting);
            spawn(async move {
                stored.set(match library.article(slug).await {
                    Ok(found) => Loading::Ready(found.map(|(id, article)| (id, Arc::new(article)))),
                    Err(failure) => Loading::Failed(failure),
                });
            });
        })
    };
    let opened = move || library.manifest().is_some();
    on_change(opened, {
        let fetch = fetch.clone();
        move |opened| {
            if *opened {
                fetch();
            }
        }
    });
    let busy = {
        let stored = stored.clone();
        move || opened() && stored.with(Loading::is_waiting)
    };
    let stage = |stored: &Loading<_>| match stored {
        Loading::Waiting => "waiting",
        Loading::Ready(_) => "ready",
        Loading::Failed(_) => "failed",
    };
    let page = keyed(
        move || stored.get(),
        move |stored| stage(stored).to_owned(),
        move |stored| match stored {
            Loading::Waiting => View::nothing(),
            Loading::Ready(Some((id, stored))) => reading(state, id, stored),
            Loading::Ready(None) => not_found_page(state, "an article with this address"),
            Loading::Failed(failure) => Notice { failure, on_retry: fetch.clone(), on_reload: reload }.into(),
        },
    );
    View::many(vec![Progress { slow: Box::new(slow(busy)) }.into(), page])
}

fn reading(state: State, id: u32, stored: Arc<StoredArticle>) -> View {
    let State { navigation, library, .. } = state;
    let headline = stored.article.headline.clone();
    name_page(move || headline.clone() + " – " + &archive_title(library));
    effect(move || navigation.view_has_changed());
    let marks = follow_marks(state, &stored);
    // For the print style, which spells it out.
    let address = full_address(&Location::article(stored.slug.as_str(), Query::default()).href());
    let back = move || {
        let results = Location::results(navigation.query());
        let label = if results.is_front() { "Front page" } else { "Back to the results" };
        el("a").attr("href", &results.href()).child(label)
    };
    let header = ArticleHeader {
        stored: &stored,
        marks: Rc::new({
            let marks = marks.clone();
            move |at| marks.with(|marks| marks.get(at).cloned().unwrap_or_default())
        }),
    };
    let terms = ArticleTerms { article: &stored.article };
    let article = el("article.article-page")
        .attr_if("lang", stored.article.language.as_deref())
        .attr("data-address", &address)
        .child(el("nav.article-back").attr("aria-label", "Way back").child(remade(back)))
        .child(header)
        .child(remade({
            let stored = stored.clone();
            move || {
                let marks = marks.get();
                View::from(ArticleBody { article: &stored.article, marks: marks.get(2..).unwrap_or_default() })
            }
        }))
        .child(terms);
    View::many(vec![article.into(), related(state, id, stored)])
}

/// Asks what the words match whenever they change; nothing is marked where there are none.
fn follow_marks(state: State, stored: &Arc<StoredArticle>) -> Held<Marks> {
    let State { navigation, searching, .. } = state;
    let texts = stored.article.texts();
    let marks = Held::new(Marks::default());
    let words = move || navigation.with(|location| location.query.text.trim().to_owned());
    let found = marks.clone();
    on_change(words, move |words| {
        let marks = found.clone();
        match words.is_empty() {
            true => marks.set(Marks::default()),
            false => searching.mark(words, texts.clone(), move |found| marks.set(Arc::new(found))),
        }
    });
    marks
}
