//! One article to read.

use std::rc::Rc;
use std::sync::Arc;

use article::{StoredArticle, key_of_slug};
use reader::messages::t;
use reader::route::Location;
use search::Query;

use super::citing::Citing;
use super::finding::Finding;
use super::folding::Folding;
use super::front::titled;
use super::listening;
use super::listing::Listing;
use super::loaded::loaded;
use super::marking::Marking;
use super::not_found::not_found_page;
use super::related::related;
use super::steps::steps;
use crate::components::{ArticleBar, ArticleBody, ArticleHeader, ArticleTerms, ResultSteps};
use crate::signal::{Held, effect, on_change};
use crate::state::{ABOVE_BODY, Loading, Reading, State, focus_block, full_address, name_page, spawn};
use crate::view::{View, button, el, remade};

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
    loaded(
        move || stored.get(),
        busy,
        move || fetch(),
        move |stored| match stored {
            Some((id, stored)) => reading(state, id, stored),
            None => not_found_page(state, t("This archive has no article with this address.").into()),
        },
    )
}

fn reading(state: State, id: u32, stored: Arc<StoredArticle>) -> View {
    let State { navigation, library, notebook, lists, .. } = state;
    let headline = stored.article.headline.clone();
    name_page(move || titled(&headline, library));
    effect(move || navigation.view_has_changed());
    let finding = Finding::start(state, &stored);
    let folding = Folding::start(navigation, &stored, &finding);
    let marking = Marking::start(navigation, notebook, &stored, finding.painting());
    let listening = listening::follow(state, id, &stored, finding.painting());
    // For the print style, which spells it out.
    let address = full_address(&Location::article(stored.slug.as_str(), Query::default()).href());
    let Location { query, passage, .. } = navigation.present();
    let is_led = navigation.is_new() && !(query.text.is_empty() && passage.is_empty());
    let reading = Reading::start(lists, key_of_slug(&stored.slug), id, is_led);
    let listing = Listing::new(&reading);
    let header = ArticleHeader { stored: &stored, highlights: finding.highlights(), children: go_on(&reading) };
    let body = {
        let (highlights, rows, unfold) = (finding.highlights(), folding.clone(), folding.clone());
        ArticleBody {
            stored: stored.clone(),
            highlights: Rc::new(move |at| highlights(at + ABOVE_BODY)),
            rows: Box::new(move || rows.rows()),
            on_unfold: Rc::new(move |run| {
                // The button goes.
                focus_block(run.start);
                unfold.unfold(run);
            }),
        }
    };
    let citing = Citing::new(notebook, &stored, &address);
    let terms = ArticleTerms { article: &stored.article };
    let steps: Rc<dyn Fn() -> Option<_>> = Rc::new(steps(state, id));
    let bar = bar(state, &reading, ResultSteps { label: t("Results"), steps: steps.clone() }.into());
    let (clicks, presses) = (marking.clone(), marking.clone());
    let article = el("article.article-page")
        .attr("data-address", &address)
        .on("click", move |event| clicks.hear(&event))
        .on("keydown", move |event| presses.hear(&event))
        .child(tools(&finding, &folding, &marking, &citing, &listing, listening::opener(notebook, &stored)))
        .child(header)
        .child(body)
        .child(terms)
        .keep(reading.follow())
        .keep(listening);
    let onward = ResultSteps { label: t("Further results"), steps };
    View::many(vec![
        bar,
        article.into(),
        // Again where one has read to.
        el("p.list-buttons").child(listing.buttons()).into(),
        onward.into(),
        marking.list(),
        related(state, id, stored),
        finding.bar(),
        marking.bar(),
        citing.dialog(),
        listing.status().into(),
    ])
}

/// The bar that stays in view, with the ways to the other results.
fn bar(state: State, reading: &Reading, steps: View) -> View {
    let back = move || {
        let results = Location::results(state.navigation.query());
        let link = el("a").attr("href", &results.href());
        match results.is_front() {
            true => link.child(t("Front page")),
            // Where there is little room, the shorter text is seen.
            false => link
                .child(el("span.back-words").child(t("Back to the results")))
                .child(el("span.back-word").attr("aria-hidden", "true").child(t("Results"))),
        }
    };
    let (share, rested) = (reading.clone(), reading.clone());
    let bar = ArticleBar {
        back: remade(back),
        share: Box::new(move || share.share()),
        rested_share: Box::new(move || rested.rested_share()),
        children: steps,
    };
    bar.into()
}

/// The way to where the article was left, where it was; its room stays when reading goes on, so that nothing jumps.
fn go_on(reading: &Reading) -> View {
    if !reading.was_left() {
        return View::nothing();
    }
    let (left, reading) = (reading.clone(), reading.clone());
    button("button.plain")
        .live_class("unseen", move || !left.was_left())
        .on("click", move |_| reading.go_on())
        .child(t("Continue where you left off"))
        .into()
}

/// What can be done with the text.
fn tools(
    finding: &Finding,
    folding: &Folding,
    marking: &Marking,
    citing: &Citing,
    listing: &Listing,
    listen: View,
) -> View {
    let (open, toggle, is_open, cite) = (finding.clone(), folding.clone(), folding.clone(), citing.clone());
    el("div.article-tools")
        .child(button("button.find-open").on("click", move |_| open.open()).child(t("Find in article")))
        .child(
            button("button.fold-open")
                .live_attr("aria-expanded", move || is_open.is_open().to_string())
                .on("click", move |_| toggle.toggle())
                .child(t("Choose paragraphs")),
        )
        .child(listen)
        .child(marking.opener())
        .child(button("button.cite-open").on("click", move |_| cite.open()).child(t("Cite and share")))
        .child(listing.buttons())
        .child(folding.filter())
        .into()
}
