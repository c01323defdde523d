//! The front page's own part: the newest article large, the next ones below.

use std::rc::Rc;
use std::sync::Arc;

use article::Preview;
use reader::messages::t_count;
use reader::results::RowContent;
use reader::route::Location;
use search::{Query, Sort};

use crate::components::{LeadStory, River};
use crate::signal::effect;
use crate::state::State;
use crate::view::{View, el, live, switch, when};

/// Cards below the lead story; the rest is a list of results.
const RIVER: u32 = 23;

/// How many articles there are in all.
pub const SHOWN: u32 = RIVER + 1;

/// The newest articles.
pub fn newest(state: State) -> View {
    let State { navigation, library, lists, .. } = state;
    let count = move || library.manifest().map_or(0, |manifest| manifest.articles);
    let preview = move |place: u32| match library.content(library.newest(place)?) {
        RowContent::Ready(preview) => Some(preview),
        _ => None,
    };
    let lead = move || (count() > 0).then(|| preview(0)).flatten();
    let river = Rc::new(move || (1..count().min(SHOWN)).filter_map(preview).collect::<Vec<Arc<Preview>>>());
    effect(move || {
        if lead().is_some() {
            navigation.view_is_there();
        }
    });
    let href = |slug: &str| Location::article(slug, Query::default()).href();
    let all = Location::results(Query { sort: Sort::Newest, ..Query::default() }).href();
    let all_label =
        move || t_count("All {count} article, newest first", "All {count} articles, newest first").of(count());
    let previews = river.clone();
    el("div.front")
        .child(switch(lead, move |preview| {
            preview.map(|preview| LeadStory { href: href(&preview.slug), preview, kept: lists.kept() })
        }))
        .child(when(
            move || !river().is_empty(),
            move || River { previews: previews.clone(), href, kept: lists.kept() },
        ))
        .child(when(
            move || count() > SHOWN,
            move || el("p.front-more").child(el("a").attr("href", &all).child(live(all_label))),
        ))
        .into()
}
