//! The list of results, and the way out where there is none.

use std::rc::Rc;

use reader::format;
use reader::labels::with_value;
use reader::messages::t;
use reader::results::{Chip, MAX_ROWS, OVERSCAN, RowContent, chips, clear_filters, window};
use reader::route::Location;

use super::front::narrow_less;
use crate::components::{ResultList, Row, Rows, Viewport};
use crate::signal::{Held, effect, on_change};
use crate::state::{Extent, State, Timer, measure_list, on_scroll_or_resize, once_painted};
use crate::view::{Element, View, button, each, el, live, when};

/// How many milliseconds typing and scrolling rest before rows beyond the view are made, and passages are asked for: rows
/// that rush by need neither, and both would stand in the way of the next letter's.
const REST: i32 = 120;

/// The results of the query.
pub fn results(state: State) -> View {
    let total = move || state.searching.with(|shown| shown.answer.total);
    let limit = move || {
        let said = t("These are the first {number}. Narrow the search to see the others.");
        el("p.result-limit").child(said.with(&[("number", &format::number(MAX_ROWS))]))
    };
    View::many(vec![
        when(move || total().is_some_and(|total| total > 0), move || rows(state)),
        when(move || total().is_some_and(|total| total > MAX_ROWS), limit),
        when(move || total() == Some(0), move || no_results(state)),
    ])
}

/// The rows in view.
fn rows(state: State) -> View {
    let State { navigation, searching, library, lists, .. } = state;
    let total = move || searching.with(|shown| shown.answer.total).unwrap_or(0).min(MAX_ROWS);
    let list = el("ol.result-list");
    let extent = Held::new(Extent::guessed());
    let measure = {
        let (extent, list) = (extent.clone(), list.node());
        move || {
            let before = extent.get_untracked();
            let measured = measure_list(&list, before);
            if measured != before {
                extent.set(measured);
            }
        }
    };
    // The answer that was there when typing rested.
    let settled = Held::new(None);
    let number = move || searching.with(|shown| shown.number);
    let (seen, rested) = (extent.clone(), settled.clone());
    let in_view = Rc::new(move || {
        let extent = seen.get();
        let spare = if rested.get() == number() { OVERSCAN } else { 0 };
        window(extent.above, extent.view, extent.row, total(), spare)
    });
    let listed = {
        let in_view = in_view.clone();
        Rc::new(move || {
            let shown = searching.shown();
            let number = |rank| shown.as_ref().and_then(|shown| shown.number_at(rank));
            in_view().map(|rank| Row { rank, number: number(rank) }).collect::<Vec<_>>()
        })
    };
    effect({
        let in_view = in_view.clone();
        move || {
            searching.track();
            searching.need_rows(&in_view());
        }
    });
    let (seen, rows_in_view) = (extent.clone(), in_view.clone());
    let resting = Held::new(0..0);
    let rested = resting.clone();
    let timer = Timer::default();
    effect(move || {
        seen.track();
        let number = number();
        let (settled, rested, in_view) = (settled.clone(), resting.clone(), rows_in_view.clone());
        timer.start(REST, move || {
            settled.set(number);
            rested.set(in_view());
        });
    });
    // Again as previews come.
    effect(move || searching.need_passages(&rested.get()));
    // Rows have their height once they are in the document and painted.
    on_change(
        {
            let listed = listed.clone();
            move || listed()
        },
        {
            let measure = measure.clone();
            move |_| once_painted(measure.clone())
        },
    );
    effect(move || {
        if searching.shown().is_some() {
            // Two frames on: the first measures the rows, and with them the list's height.
            once_painted(move || navigation.view_is_there());
        }
    });
    let rows = Rows {
        total: Box::new(total),
        viewport: Box::new(move || Viewport { rows: in_view(), row_height: extent.with(|extent| extent.row) }),
        rows: Box::new(move || listed()),
        content: Box::new(move |number| number.map_or(RowContent::Waiting, |number| library.content(number))),
        passage: Box::new(move |number| searching.with(|shown| shown.passage(number?)).flatten()),
        href: Box::new(move |slug| Location::article(slug, navigation.query()).href()),
        kept: lists.kept(),
    };
    ResultList { list: list.keep(on_scroll_or_resize(measure)), rows: Rc::new(rows) }.into()
}

/// No article matches: which filter to drop, and what else to try.
fn no_results(state: State) -> Element {
    let State { navigation, searching, .. } = state;
    let on_chips = move || navigation.with(|location| chips(&location.query));
    let has_words = move || navigation.with(|location| !location.query.text.trim().is_empty());
    let drop_one = move |chip: Chip| {
        let filter = with_value(&chip.label(), &chip.text());
        let label = t("Search without {filter}").with(&[("filter", &filter)]);
        el("li").child(
            button("button")
                .on("click", move |_| narrow_less(navigation, &|query| chip.remove_from(query)))
                .child(label),
        )
    };
    let drop_all = move || {
        button("button")
            .on("click", move |_| narrow_less(navigation, &clear_filters))
            .child(t("Search without any filter"))
    };
    effect(move || {
        if searching.shown().is_some() {
            navigation.view_is_there();
        }
    });
    let why = move || {
        match (on_chips().is_empty(), has_words()) {
            (false, _) => t("No article matches these words and filters together."),
            (true, true) => t("No article holds any of these words. Check the spelling, or try fewer or other words."),
            (true, false) => t("This archive holds no articles."),
        }
        .into()
    };
    el("div.no-results")
        .child(el("p").child(live(why)))
        .child(el("ul").child(each(on_chips, |chip| chip.label() + "\n" + &chip.text(), drop_one)))
        .child(when(move || on_chips().len() > 1, drop_all))
        .child(el("p").child(el("a").attr("href", "./").child(t("Back to the front page"))))
}
