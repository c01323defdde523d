//! The frame around every view: masthead, search box, notices, footer; and the contexts that pages ask for.

use leptos::prelude::*;
use reader::browser::keyboard::{self, Command};
use reader::browser::{document, links, list};
use reader::results::RowContent;
use reader::route::{Location, View};
use search::Query;

use crate::components::live::live_view;
use crate::components::{
    KEY_HELP, KeyHelp, Masthead, Notice, Progress, SEARCH_INPUT, SearchBox, SiteFooter, ThemeSwitch,
};
use crate::pages::{AboutPage, ArticlePage, FrontPage, NotFoundPage};
use crate::state::{Library, Loading, Navigation, Preferences, Searching, slow};

/// The links that the keys step through.
const RESULT_LINKS: &str = ".result-link";

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let navigation = Navigation::start();
    let library = Library::new();
    library.open();
    let location = navigation.location();
    let query = Memo::new(move |_| location.with(|location| location.query.clone()));
    let searching = Searching::start(query.into(), library);
    let preferences = Preferences::new();
    provide_context(navigation);
    provide_context(library);
    provide_context(searching);

    links::on_follow(move |href| navigation.follow(href));
    keyboard::on_command(run_command);
    Effect::new(move |_| {
        if let Loading::Ready(manifest) = &*library.manifest().read() {
            preferences.take_up(&manifest.id);
            document::set_language(&manifest.language);
        }
    });
    // The front page shows the newest articles: their previews need not wait for anything but the manifest.
    Effect::new(move |_| {
        if location.with(Location::is_front) {
            let _: RowContent = library.content(0);
        }
    });

    let title = move || library.manifest().with(|manifest| manifest.ready().map(|manifest| manifest.title.clone()));
    let terms =
        move || library.manifest().with(|manifest| manifest.ready().and_then(|manifest| manifest.terms.clone()));
    let words = Memo::new(move |_| location.with(|location| location.query.text.clone()));
    let busy = Signal::derive(move || {
        library.manifest().with(Loading::is_waiting)
            || searching.is_busy() && !library.manifest().with(|m| m.failure().is_some())
    });
    view! {
        <a class="skip-link" href="#content" on:click=skip_to_content>"Skip to content"</a>
        <Masthead title=Signal::derive(move || title().unwrap_or_default())>
            <SearchBox
                text=words
                on_type=move |text| navigation.type_words(text)
                on_commit=move |()| commit(navigation, searching)
            />
        </Masthead>
        <Progress slow=slow(busy)/>
        <main id="content" tabindex="-1">
            <Notices library searching query/>
            <Views location/>
        </main>
        <SiteFooter terms=Signal::derive(terms) on_help=move |()| document::show_dialog(KEY_HELP)>
            <ThemeSwitch theme=preferences.theme() on_choose=move |theme| preferences.choose_theme(theme)/>
        </SiteFooter>
        <KeyHelp on_close=move |()| document::close_dialog(KEY_HELP)/>
    }
}

/// The view that the address asks for. A view is made anew only where another is asked for, not with each word typed.
#[component]
fn Views(location: Signal<Location>) -> impl IntoView {
    let view = Memo::new(move |_| location.with(|location| location.view.clone()));
    live_view(move || match view.get() {
        View::Results => view! { <FrontPage/> }.into_any(),
        View::Article(slug) => view! { <ArticlePage slug/> }.into_any(),
        View::About => view! { <AboutPage/> }.into_any(),
        View::Unknown(name) => view! { <NotFoundPage what=["a view named “", &name, "”"].concat()/> }.into_any(),
    })
}

/// What went wrong with the archive or the search, while the rest of the page stays usable.
#[component]
fn Notices(library: Library, searching: Searching, query: Memo<Query>) -> impl IntoView {
    let manifest = move || library.manifest().with(|manifest| manifest.failure().cloned());
    // Without a manifest nothing else can work: one notice says it.
    let failure = Memo::new(move |_| manifest().or_else(|| library.trouble().get()).or_else(|| searching.failure()));
    let retry = move |()| {
        library.try_again();
        searching.try_again(query.get_untracked());
    };
    live_view(move || {
        failure.get().map(|failure| view! { <Notice failure on_retry=retry on_reload=move |()| document::reload()/> })
    })
}

fn skip_to_content(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    document::focus("#content");
}

/// Enter in the box: field terms become filters, as a step of its own.
fn commit(navigation: Navigation, searching: Searching) {
    let query = navigation.location().with_untracked(|location| location.query.clone());
    if query.text.trim().is_empty() {
        return;
    }
    searching.commit(query.clone(), move |committed| {
        let present = navigation.location().with_untracked(|location| location.query == query);
        if present && committed != query {
            navigation.choose(|query| *query = committed);
        }
    });
}

fn run_command(command: Command) -> bool {
    match command {
        Command::Search => document::focus_and_select(SEARCH_INPUT),
        Command::Leave => document::blur(),
        Command::Help => document::show_dialog(KEY_HELP),
        Command::Next => return list::step(RESULT_LINKS, true),
        Command::Previous => {
            let held = list::holds_focus(RESULT_LINKS);
            // Above the first result is the box.
            if !list::step(RESULT_LINKS, false) && held {
                document::focus_and_select(SEARCH_INPUT);
            }
            return held;
        }
    }
    true
}
