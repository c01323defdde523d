//! The range of dates, typed.

use leptos::prelude::*;
use search::Period;

use super::live::live;

/// Two fields, each for a year, a month or a day.
#[component]
pub fn DateRange(
    /// The range that is on.
    #[prop(into)]
    range: Signal<(Option<Period>, Option<Period>)>,
    /// Hears the range that was typed.
    #[prop(into)]
    on_change: Callback<(Option<Period>, Option<Period>)>,
) -> impl IntoView {
    let text = |period: Option<Period>| period.map(|period| period.to_string()).unwrap_or_default();
    let from = Signal::derive(move || text(range.get().0));
    let to = Signal::derive(move || text(range.get().1));
    view! {
        <div class="date-range" role="group" aria-label="Dates">
            <DateField
                name="From"
                text=from
                on_change=move |from| on_change.run((from, range.get_untracked().1))
            />
            <DateField name="To" text=to on_change=move |to| on_change.run((range.get_untracked().0, to))/>
        </div>
    }
}

/// A field that takes `1987`, `1987-03` or `1987-03-09`, and says so where something else stands in it.
#[component]
fn DateField(
    name: &'static str,
    text: Signal<String>,
    #[prop(into)] on_change: Callback<Option<Period>>,
) -> impl IntoView {
    let (wrong, set_wrong) = signal(false);
    let read = move |typed: String| match (typed.trim(), typed.trim().parse()) {
        ("", _) => (set_wrong.set(false), on_change.run(None)).1,
        (_, Ok(period)) => (set_wrong.set(false), on_change.run(Some(period))).1,
        (_, Err(_)) => set_wrong.set(true),
    };
    let hint_text =
        move || if wrong.get() { "A year, month or day: 1987, 1987-03 or 1987-03-09" } else { "" }.to_owned();
    let hint = "date-hint-".to_owned() + name;
    view! {
        <label class="date-field">
            <span>{name}</span>
            <input
                type="text"
                inputmode="numeric"
                placeholder="yyyy-mm-dd"
                prop:value=live(move || text.get())
                aria-invalid=live(move || wrong.get().to_string())
                aria-describedby=hint.clone()
                on:change:target=move |event| read(event.target().value())
            />
            <span class="date-hint" id=hint>
                {live(hint_text)}
            </span>
        </label>
    }
}
