//! One value of a facet: on, off, or excluded.

use leptos::prelude::*;
use reader::results::Choice;
use reader::{format, labels};

use super::live::live;

/// A checkbox with the value and its count, and a button that excludes it.
#[component]
pub fn FacetValue(
    /// The facet's name.
    facet: String,
    /// The value.
    value: String,
    /// How many articles have it.
    #[prop(into)]
    count: Signal<u32>,
    /// What the query asks of it.
    #[prop(into)]
    choice: Signal<Choice>,
    /// Hears what is to be asked of it.
    #[prop(into)]
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let said = labels::value(&facet, &value);
    let key = [facet, value].join(":");
    let excluded = move || choice.get() == Choice::Excluded;
    let exclude_name = "Exclude ".to_owned() + &said;
    let toggle =
        move |_| on_choose.run(if choice.get_untracked() == Choice::Chosen { Choice::Open } else { Choice::Chosen });
    let exclude = move |_| {
        on_choose.run(if choice.get_untracked() == Choice::Excluded { Choice::Open } else { Choice::Excluded })
    };
    view! {
        <li class="facet-value" class:excluded=live(excluded)>
            <label>
                <input type="checkbox" data-value=key.clone() prop:checked=live(move || choice.get() == Choice::Chosen) on:change=toggle/>
                <span class="facet-name" dir="auto">{said}</span>
                " "
                <span class="facet-count">{live(move || format::number(count.get()))}</span>
            </label>
            <button
                type="button"
                class="facet-exclude"
                data-value=["-", &key].concat()
                aria-label=exclude_name.clone()
                title=exclude_name
                aria-pressed=live(move || excluded().to_string())
                on:click=exclude
            >
                <span aria-hidden="true">"−"</span>
            </button>
        </li>
    }
}
