//! Articles over time, as bars that narrow the results to their year, month or day.

use std::rc::Rc;
use std::sync::Arc;

use reader::format;
use reader::labels::with_value;
use reader::messages::{t, t_count};
use search::{Answer, Bar, Histogram as Counts, Period, Unit};

use super::date_range::Range;
use crate::view::{Element, Event, View, button, each, el, live, of, when};

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
        when(counted(&histogram, |counts| !counts.bars.is_empty()), of(&histogram, frame))
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

/// A closure over the counts.
fn counted<T: 'static>(
    histogram: &Rc<Histogram>,
    read: impl Fn(&Counts) -> T + Copy + 'static,
) -> impl Fn() -> T + 'static {
    of(histogram, move |histogram| histogram.read(read))
}

fn frame(histogram: &Rc<Histogram>) -> Element {
    let step = {
        let histogram = histogram.clone();
        move |event: Event| {
            let Some(forward) = event.points_forward() else { return };
            event.prevent_default();
            (histogram.on_step)(forward);
        }
    };
    let bars = {
        let periods = |counts: &Counts| counts.bars.iter().map(|bar| bar.period).collect();
        let shared = histogram.clone();
        each(counted(histogram, periods), Period::to_string, move |period| bar(&shared, period))
    };
    let unit = counted(histogram, |counts| match counts.unit {
        Unit::Year => t("Articles by year").into(),
        Unit::Month => t("Articles by month").into(),
        Unit::Day => t("Articles by day").into(),
    });
    let undated = |histogram: &Rc<Histogram>| {
        let label = counted(histogram, |counts| {
            t_count("{count} article without a date", "{count} articles without a date").of(counts.undated)
        });
        el("p.histogram-undated").child(live(label))
    };
    el("div.histogram-frame")
        .child(el("ol.histogram").attr("role", "list").live_attr("aria-label", unit).on("keydown", step).child(bars))
        .child(
            el("p.histogram-ends")
                .attr("aria-hidden", "true")
                .child(el("span").child(live(counted(histogram, |counts| end(counts.bars.first())))))
                .child(el("span").child(live(counted(histogram, |counts| end(counts.bars.last()))))),
        )
        .child(when(counted(histogram, |counts| counts.undated > 0), of(histogram, undated)))
}

fn end(bar: Option<&Bar>) -> String {
    bar.map(|bar| format::period(bar.period)).unwrap_or_default()
}

fn bar(histogram: &Rc<Histogram>, period: Period) -> Element {
    let count = move |counts: &Counts| counts.bars.iter().find(|bar| bar.period == period).map_or(0, |bar| bar.count);
    let said: Rc<str> = format::period(period).into();
    let name = || {
        let said = said.clone();
        of(histogram, move |histogram| histogram.read(|counts| with_value(&said, &format::articles(count(counts)))))
    };
    let share = move |counts: &Counts| {
        let highest = counts.bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
        format::decimal(f64::from(count(counts)) / f64::from(highest))
    };
    let tab_index = move |counts: &Counts| {
        let is_first = counts.bars.first().is_some_and(|bar| bar.period == period);
        if is_first { "0" } else { "-1" }.to_owned()
    };
    let is_on = move |histogram: &Rc<Histogram>| (histogram.range)() == (Some(period), Some(period));
    let choose = of(histogram, move |histogram| (histogram.on_choose)(period));
    el("li.bar")
        .live_class("selected", of(histogram, move |histogram| is_inside(period, (histogram.range)())))
        .live_style("--share", counted(histogram, share))
        .child(
            button("button")
                .live_attr("aria-label", name())
                .live_attr("title", name())
                .live_attr("tabindex", counted(histogram, tab_index))
                .live_attr("aria-pressed", of(histogram, move |histogram| is_on(histogram).to_string()))
                .on("click", move |_| choose())
                .child(el("span.bar-fill")),
        )
}

/// Whether a bar lies in the range that is asked for; none does where no range is.
fn is_inside(period: Period, (from, to): Range) -> bool {
    (from.is_some() || to.is_some())
        && from.is_none_or(|from| period.last_day() >= from.first_day())
        && to.is_none_or(|to| period.first_day() <= to.last_day())
}
