//! The bottom of every page.

use leptos::prelude::*;

use super::live::{live, when};

/// The footer: links, and what is put into it (the theme switch).
#[component]
pub fn SiteFooter(
    /// What a reader may do with the articles.
    #[prop(into)]
    terms: Signal<Option<String>>,
    /// Asks for the list of keys.
    #[prop(into)]
    on_help: Callback<()>,
    /// The theme switch.
    children: Children,
) -> impl IntoView {
    view! {
        <footer class="site-footer">
            {children()}
            <p class="site-links">
                <a href="./?view=about">"About this archive"</a>
                <button type="button" class="plain" on:click=move |_| on_help.run(())>"Keys"</button>
            </p>
            <Show when=when(move || terms.read().is_some())>
                <p class="terms" dir="auto">{live(move || terms.get().unwrap_or_default())}</p>
            </Show>
        </footer>
    }
}
