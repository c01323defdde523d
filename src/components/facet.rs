//! One facet: its values with their counts, those that are on first.

use leptos::prelude::*;
use reader::labels;
use reader::results::{Choice, FEW_VALUES, MANY_VALUES, choice, shown_values};
use search::{FacetCounts, Query};

use super::facet_value::FacetValue;
use super::live::{live, when};

/// What a reader asks of a facet.
#[derive(Clone, Debug)]
pub enum FacetChange {
    /// To have, exclude or leave a value.
    Choose(String, Choice),
    /// To list many values, or few again.
    Expand(bool),
    /// To list the values that contain this text.
    Find(String),
}

/// A disclosure with checkboxes.
#[component]
pub fn Facet(
    /// The facet's name in the model.
    name: String,
    /// How many values it has in the whole archive.
    values: u32,
    /// Whether it is open at first.
    open: bool,
    /// Its counts under the query; without a name before the first answer.
    #[prop(into)]
    counts: Signal<FacetCounts>,
    /// The query.
    #[prop(into)]
    query: Signal<Query>,
    /// Whether many values are listed.
    #[prop(into)]
    expanded: Signal<bool>,
    /// The text that values are looked for by.
    #[prop(into)]
    find: Signal<String>,
    /// Hears what the reader asks of it.
    #[prop(into)]
    on_change: Callback<FacetChange>,
) -> impl IntoView {
    let label = labels::facet(&name).to_owned();
    let limit = move || if expanded.get() { MANY_VALUES } else { FEW_VALUES };
    let listed = Memo::new(move |_| {
        let listed = query.with(|query| shown_values(&counts.read(), query, limit()));
        listed.into_iter().map(|value| value.value).collect::<Vec<_>>()
    });
    let count_of = move |value: &str| {
        counts.read().values.iter().find(|counted| counted.value == value).map_or(0, |counted| counted.count)
    };
    // Before the first answer nothing is known, not even that there is nothing.
    let has_none = move || listed.read().is_empty() && !counts.read().facet.is_empty();
    // One button for both, so that the focus stays on it.
    let has_more = move || expanded.get() || counts.read().more || counts.read().values.len() > FEW_VALUES as usize;
    let toggle = move |_| on_change.run(FacetChange::Expand(!expanded.get_untracked()));
    let is_searchable = move || expanded.get() && values > MANY_VALUES;
    let find_label = "Find in ".to_owned() + &label;
    let row = {
        let name = name.clone();
        move |value: String| {
            let (counted, asked, told) = (value.clone(), (name.clone(), value.clone()), value.clone());
            view! {
                <FacetValue
                    facet=name.clone()
                    value
                    count=Memo::new(move |_| count_of(&counted))
                    choice=Memo::new(move |_| choice(&query.read(), &asked.0, &asked.1))
                    on_choose=move |choice| on_change.run(FacetChange::Choose(told.clone(), choice))
                />
            }
        }
    };
    view! {
        <details class="facet" open=open data-facet=name>
            <summary>{label.clone()}</summary>
            <fieldset>
                <legend class="visually-hidden">{label}</legend>
                <Show when=when(is_searchable)>
                    <input
                        class="facet-find"
                        type="search"
                        aria-label=find_label.clone()
                        placeholder=find_label.clone()
                        prop:value=live(move || find.get())
                        on:input:target=move |event| on_change.run(FacetChange::Find(event.target().value()))
                    />
                </Show>
                <ul class="facet-values">
                    <For each=move || listed.get() key=|value| value.clone() children=row/>
                </ul>
                <Show when=when(has_none)>
                    <p class="facet-none">"No values"</p>
                </Show>
                <Show when=when(has_more)>
                    <button type="button" class="facet-more" on:click=toggle>
                        {live(move || if expanded.get() { "Show fewer" } else { "Show more" }.to_owned())}
                    </button>
                </Show>
            </fieldset>
        </details>
    }
}
