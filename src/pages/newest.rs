//! The front page's own part: the newest article large, the next ones below.

use std::sync::Arc;

use article::Preview;
use leptos::prelude::*;
use reader::format;
use reader::results::RowContent;
use reader::route::Location;
use search::{Query, Sort};

use crate::components::live::{live, live_view, when};
use crate::components::{LeadStory, River};
use crate::state::{Library, Navigation};

/// Cards below the lead story; the rest is a list of results.
const RIVER: u32 = 23;

/// The newest articles.
#[component]
pub fn Newest() -> impl IntoView {
    let library = expect_context::<Library>();
    let navigation = expect_context::<Navigation>();
    let count = Memo::new(move |_| {
        library.manifest().with(|manifest| manifest.ready().map_or(0, |manifest| manifest.articles))
    });
    let preview = move |number: u32| match library.content(number) {
        RowContent::Ready(preview) => Some(preview),
        _ => None,
    };
    let lead = Memo::new(move |_| (count.get() > 0).then(|| preview(0)).flatten());
    let river = Memo::new(move |_| (1..count.get().min(RIVER + 1)).filter_map(preview).collect::<Vec<Arc<Preview>>>());
    Effect::new(move |_| {
        if lead.read().is_some() {
            navigation.view_is_there();
        }
    });
    let href = |slug: String| Location::article(slug, Query::default()).href();
    let all = Location::results(Query { sort: Sort::Newest, ..Query::default() }).href();
    let all_label = move || "All ".to_owned() + &format::articles(count.get()) + ", newest first";
    let lead_story = move || {
        lead.get().map(|preview| {
            let href = href(preview.slug.clone());
            view! { <LeadStory preview href/> }
        })
    };
    view! {
        <div class="front">
            {live_view(lead_story)}
            <Show when=when(move || !river.read().is_empty())>
                <River previews=river href=href/>
            </Show>
            <Show when=when(move || count.get() > RIVER + 1)>
                <p class="front-more"><a href=all.clone()>{live(all_label)}</a></p>
            </Show>
        </div>
    }
}
