//! One article to read.

use std::ops::Range;
use std::sync::Arc;

use article::StoredArticle;
use leptos::prelude::*;
use reader::route::Location;
use search::Query;

use super::front::archive_title;
use super::not_found::NotFoundPage;
use crate::components::live::live_view;
use crate::components::{ArticleBody, ArticleHeader, ArticleTerms, Notice, Progress};
use crate::state::{Library, Loading, Navigation, Searching, full_address, name_page, reload, slow};

/// What the query matches: in the headline, in the standfirst, in each block.
type Marks = Arc<Vec<Vec<Range<usize>>>>;

/// The article with this address, its matches marked.
#[component]
pub fn ArticlePage(slug: String) -> impl IntoView {
    let library = expect_context::<Library>();
    let stored = RwSignal::new(Loading::<Option<Arc<StoredArticle>>>::Waiting);
    let fetch = {
        let slug = slug.clone();
        move || {
            let slug = slug.clone();
            stored.set(Loading::Waiting);
            leptos::task::spawn_local(async move {
                let loaded = match library.article(slug).await {
                    Ok(article) => Loading::Ready(article.map(Arc::new)),
                    Err(failure) => Loading::Failed(failure),
                };
                // The reader may have gone elsewhere meanwhile.
                stored.try_set(loaded);
            });
        }
    };
    let opened = Memo::new(move |_| library.manifest().with(|manifest| manifest.ready().is_some()));
    Effect::new({
        let fetch = fetch.clone();
        move |_| {
            if opened.get() {
                fetch()
            }
        }
    });
    let busy = Signal::derive(move || opened.get() && stored.read().is_waiting());
    let body = move || match stored.get() {
        Loading::Waiting => None,
        Loading::Ready(Some(stored)) => Some(view! { <Reading stored/> }.into_any()),
        Loading::Ready(None) => {
            Some(view! { <NotFoundPage what="an article with this address".to_owned()/> }.into_any())
        }
        Loading::Failed(failure) => {
            let fetch = fetch.clone();
            Some(view! { <Notice failure on_retry=move |()| fetch() on_reload=move |()| reload()/> }.into_any())
        }
    };
    view! {
        <Progress slow=slow(busy)/>
        {live_view(body)}
    }
}

#[component]
fn Reading(stored: Arc<StoredArticle>) -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    let library = expect_context::<Library>();
    let headline = stored.article.headline.clone();
    name_page(move || headline.clone() + " – " + &archive_title(library));
    Effect::new(move |_| navigation.view_has_changed());
    let marks = follow_marks(&stored);
    let language = stored.article.language.clone();
    let terms = stored.article.clone();
    // For the print style, which spells it out.
    let address = full_address(&Location::article(stored.slug.clone(), Query::default()).href());
    let back = move || {
        navigation.location().with(|location| {
            let results = Location::results(location.query.clone());
            let label = if results.is_front() { "Front page" } else { "Back to the results" };
            view! { <a href=results.href()>{label}</a> }
        })
    };
    let at = |index: usize| Signal::derive(move || marks.with(|marks| marks.get(index).cloned().unwrap_or_default()));
    let header = view! { <ArticleHeader stored=(*stored).clone() marks=[at(0), at(1)]/> };
    let body = move || {
        let marks = marks.with(|marks| marks.get(2..).map(<[_]>::to_vec).unwrap_or_default());
        view! { <ArticleBody article=stored.article.clone() marks/> }
    };
    view! {
        <article class="article-page" lang=language data-address=address>
            <nav class="article-back" aria-label="Way back">{live_view(back)}</nav>
            {header}
            {live_view(body)}
            <ArticleTerms article=terms/>
        </article>
    }
}

/// Asks what the words match whenever they change; nothing is marked where there are none.
fn follow_marks(stored: &Arc<StoredArticle>) -> Memo<Marks> {
    let navigation = expect_context::<Navigation>();
    let searching = expect_context::<Searching>();
    let article = &stored.article;
    let head = [("headline", article.headline.clone()), ("abstract", article.abstract_.clone().unwrap_or_default())];
    let body = article.body.iter().map(|block| ("body", block.text.clone()));
    let texts: Vec<(String, String)> =
        head.into_iter().chain(body).map(|(field, text)| (field.to_owned(), text)).collect();
    let marks = RwSignal::new(Marks::default());
    let words = Memo::new(move |_| navigation.location().with(|location| location.query.text.trim().to_owned()));
    Effect::new(move |_| {
        let words = words.get();
        if words.is_empty() {
            return marks.set(Marks::default());
        }
        searching.mark(&words, texts.clone(), move |found| drop(marks.try_set(Arc::new(found))));
    });
    Memo::new(move |_| marks.get())
}
