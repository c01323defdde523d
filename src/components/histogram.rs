//! Articles over time, as bars that narrow the results to their year, month or day.

use std::rc::Rc;
use std::sync::Arc;

use reader::format;
use search::{Answer, Bar, Histogram as Counts, Period};

use super::date_range::Range;
use crate::view::{Element, Event, View, button, each, el, live, when};

/// One button a bar; the arrow keys move among them, and Tab passes them by as one.
pub struct Histogram {
    /// The answer under the query, with the counts; none before the first.
    pub answer: Rc<dyn Fn() -> Option<Arc<Answer>>>,
    /// The range that the query asks for.
    pub range: Rc<dyn Fn() -> Range>,
    /// Hears the year, month or day that was chosen.
    pub on_choose: Rc<dyn Fn(Period)>,
    /// Asks for the focus on the bar after (`true`) or before the one that has it.
    pub on_step: Rc<dyn Fn(bool)>,
}

impl From<Histogram> for View {
    fn from(histogram: Histogram) -> Self {
        let histogram = Rc::new(histogram);
        let has_bars = {
            let histogram = histogram.clone();
            move || histogram.read(|counts| !counts.bars.is_empty())
        };
        when(has_bars, move || frame(&histogram))
    }
}

impl Histogram {
    /// Reads and follows the counts; before the first answer they are all nothing.
    fn read<T>(&self, read: impl FnOnce(&Counts) -> T) -> T {
        match (self.answer)() {
            Some(answer) => read(&answer.histogram),
            None => read(&Counts::default()),
        }
    }
}

fn frame(histogram: &Rc<Histogram>) -> Element {
    let of = |read: fn(&Counts) -> String| {
        let histogram = histogram.clone();
        move || histogram.read(read)
    };
    let has_undated = {
        let histogram = histogram.clone();
        move || histogram.read(|counts| counts.undated > 0)
    };
    let undated = of(|counts| format::articles(counts.undated) + " without a date");
    let undated = Rc::new(undated);
    let on_step = histogram.on_step.clone();
    let step = move |event: Event| {
        let forward = match event.key().as_str() {
            "ArrowRight" => true,
            "ArrowLeft" => false,
            _ => return,
        };
        event.prevent_default();
        on_step(forward);
    };
    let end = |bar: Option<&Bar>| bar.map(|bar| format::period(bar.period)).unwrap_or_default();
    let periods = {
        let histogram = histogram.clone();
        move || histogram.read(|counts| counts.bars.iter().map(|bar| bar.period).collect())
    };
    let each_bar = {
        let histogram = histogram.clone();
        move |period| bar(&histogram, period)
    };
    el("div.histogram-frame")
        .child(
            el("ol.histogram")
                .attr("role", "list")
                .live_attr("aria-label", of(|counts| "Articles by ".to_owned() + format::unit(counts.unit)))
                .on("keydown", step)
                .child(each(periods, Period::to_string, each_bar)),
        )
        .child(
            el("p.histogram-ends")
                .attr("aria-hidden", "true")
                .child(el("span").child(live({
                    let h = histogram.clone();
                    move || h.read(|counts| end(counts.bars.first()))
                })))
                .child(el("span").child(live({
                    let h = histogram.clone();
                    move || h.read(|counts| end(counts.bars.last()))
                }))),
        )
        .child(when(has_undated, move || {
            let undated = undated.clone();
            el("p.histogram-undated").child(live(move || undated()))
        }))
}

fn bar(histogram: &Rc<Histogram>, period: Period) -> Element {
    let count = move |counts: &Counts| counts.bars.iter().find(|bar| bar.period == period).map_or(0, |bar| bar.count);
    let name = {
        let histogram = histogram.clone();
        Rc::new(move || format::period(period) + ": " + &format::articles(histogram.read(count)))
    };
    let title = name.clone();
    let share = {
        let histogram = histogram.clone();
        move || {
            histogram.read(|counts| {
                let highest = counts.bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
                format::decimal(f64::from(count(counts)) / f64::from(highest))
            })
        }
    };
    let inside = {
        let histogram = histogram.clone();
        move || is_inside(period, (histogram.range)())
    };
    let is_on = {
        let histogram = histogram.clone();
        move || ((histogram.range)() == (Some(period), Some(period))).to_string()
    };
    let is_first = {
        let histogram = histogram.clone();
        move || histogram.read(|counts| counts.bars.first().is_some_and(|bar| bar.period == period))
    };
    let on_choose = histogram.on_choose.clone();
    el("li.bar").live_class("selected", inside).live_style("--share", share).child(
        button("button")
            .live_attr("aria-label", move || name())
            .live_attr("title", move || title())
            .live_attr("tabindex", move || if is_first() { "0" } else { "-1" }.to_owned())
            .live_attr("aria-pressed", is_on)
            .on("click", move |_| on_choose(period))
            .child(el("span.bar-fill")),
    )
}

/// Whether a bar lies in the range that is asked for; none does where no range is.
fn is_inside(period: Period, (from, to): Range) -> bool {
    (from.is_some() || to.is_some())
        && from.is_none_or(|from| period.last_day() >= from.first_day())
        && to.is_none_or(|to| period.first_day() <= to.last_day())
}
