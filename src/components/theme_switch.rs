//! Light, dark, sepia, or as the system has it.

use leptos::prelude::*;

use super::live::live;

/// The choices, as `(value, name)`; the first leaves it to the system.
const CHOICES: [(&str, &str); 4] = [("system", "System"), ("light", "Light"), ("dark", "Dark"), ("sepia", "Sepia")];

/// A group of radio buttons.
#[component]
pub fn ThemeSwitch(
    /// The value that is on.
    #[prop(into)]
    theme: Signal<&'static str>,
    /// Hears the value that was chosen.
    #[prop(into)]
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let choices = CHOICES.map(|(value, name)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="theme"
                    value=value
                    prop:checked=live(move || theme.get() == value)
                    on:change=move |_| on_choose.run(value)
                />
                <span>{name}</span>
            </label>
        }
    });
    view! {
        <div class="theme-switch" role="radiogroup" aria-label="Theme">
            {choices.into_iter().collect_view()}
        </div>
    }
}
