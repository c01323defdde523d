//! What narrows the results, each thing removable.

use leptos::prelude::*;
use reader::results::Chip;

use super::live::when;

/// One chip for each filter, and one button for all.
#[component]
pub fn Chips(
    /// What is on.
    #[prop(into)]
    chips: Signal<Vec<Chip>>,
    /// Hears what is to be taken away.
    #[prop(into)]
    on_remove: Callback<Chip>,
    /// Hears that all is to be taken away.
    #[prop(into)]
    on_clear: Callback<()>,
) -> impl IntoView {
    let chip = move |chip: Chip| {
        let (label, text) = (chip.label() + ": ", chip.text());
        let name = "Remove filter: ".to_owned() + &label + &text;
        view! {
            <li class="chip">
                <span class="chip-label">{label}</span>
                <span class="chip-text" dir="auto">{text}</span>
                <button type="button" aria-label=name on:click=move |_| on_remove.run(chip.clone())>
                    <span aria-hidden="true">"×"</span>
                </button>
            </li>
        }
    };
    view! {
        <Show when=when(move || !chips.read().is_empty())>
            <div class="chips">
                <ul class="chip-list" aria-label="Active filters">
                    <For each=move || chips.get() key=|chip| (chip.label(), chip.text()) children=chip/>
                </ul>
                <button type="button" class="chips-clear" on:click=move |_| on_clear.run(())>"Clear all filters"</button>
            </div>
        </Show>
    }
}
