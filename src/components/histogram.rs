//! Articles over time, as bars that narrow the results to their year, month or day.

use leptos::prelude::*;
use reader::format;

use super::live::{live, when};
use search::{Bar, Histogram as Counts, Period};

/// One button a bar; the arrow keys move among them, and Tab passes them by as one.
#[component]
pub fn Histogram(
    /// The counts under the query.
    #[prop(into)]
    counts: Signal<Counts>,
    /// The range that the query asks for.
    #[prop(into)]
    range: Signal<(Option<Period>, Option<Period>)>,
    /// Hears the year, month or day that was chosen.
    #[prop(into)]
    on_choose: Callback<Period>,
    /// Asks for the focus on the bar after (`true`) or before the one that has it.
    #[prop(into)]
    on_step: Callback<bool>,
) -> impl IntoView {
    let highest = Memo::new(move |_| counts.read().bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1));
    let label = move || "Articles by ".to_owned() + format::unit(counts.read().unit);
    let first = Memo::new(move |_| counts.read().bars.first().map(|bar| bar.period));
    let ends = move || {
        let counts = counts.read();
        let end = |bar: Option<&Bar>| bar.map(|bar| format::period(bar.period)).unwrap_or_default();
        (end(counts.bars.first()), end(counts.bars.last()))
    };
    let bar = move |period: Period| {
        let count =
            Memo::new(move |_| counts.read().bars.iter().find(|bar| bar.period == period).map_or(0, |bar| bar.count));
        let name = move || format::period(period) + ": " + &format::articles(count.get());
        let share = move || (f64::from(count.get()) / f64::from(highest.get())).to_string();
        let inside = move || is_inside(period, range.get());
        view! {
            <li class="bar" class:selected=live(inside) style:--share=live(share)>
                <button
                    type="button"
                    aria-label=live(name)
                    title=live(name)
                    tabindex=live(move || if first.get() == Some(period) { "0" } else { "-1" }.to_owned())
                    aria-pressed=live(move || (range.get() == (Some(period), Some(period))).to_string())
                    on:click=move |_| on_choose.run(period)
                >
                    <span class="bar-fill"></span>
                </button>
            </li>
        }
    };
    let step = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowRight" => (event.prevent_default(), on_step.run(true)).1,
        "ArrowLeft" => (event.prevent_default(), on_step.run(false)).1,
        _ => {}
    };
    view! {
        <Show when=when(move || !counts.read().bars.is_empty())>
            <div class="histogram-frame">
                <ol class="histogram" role="list" aria-label=live(label) on:keydown=step>
                    <For each=move || counts.get().bars key=|bar| bar.period let(each)>{bar(each.period)}</For>
                </ol>
                <p class="histogram-ends" aria-hidden="true">
                    <span>{live(move || ends().0)}</span>
                    <span>{live(move || ends().1)}</span>
                </p>
                <Show when=when(move || counts.read().undated > 0)>
                    <p class="histogram-undated">
                        {live(move || format::articles(counts.read().undated) + " without a date")}
                    </p>
                </Show>
            </div>
        </Show>
    }
}

/// Whether a bar lies in the range that is asked for; none does where no range is.
fn is_inside(period: Period, (from, to): (Option<Period>, Option<Period>)) -> bool {
    (from.is_some() || to.is_some())
        && from.is_none_or(|from| period.last_day() >= from.first_day())
        && to.is_none_or(|to| period.first_day() <= to.last_day())
}
