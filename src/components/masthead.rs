//! The top of every page: the archive's name, the search box, the way to About.

use leptos::prelude::*;

use super::live::live;

/// The masthead. What is put into it stands between the name and the links.
#[component]
pub fn Masthead(
    /// The archive's name.
    #[prop(into)]
    title: Signal<String>,
    /// The search box.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="masthead">
            <p class="masthead-title"><a href="./" dir="auto">{live(move || title.get())}</a></p>
            {children()}
            <nav class="masthead-links" aria-label="Site">
                <a href="./?view=about">"About"</a>
            </nav>
        </header>
    }
}
