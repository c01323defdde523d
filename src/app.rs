//! The frame around every view: masthead, search box, notices, footer; and the state that pages ask for.

use std::rc::Rc;

use reader::browser::{document, keyboard, links, list};
use reader::messages::t;
use reader::results::RowContent;
use reader::route::{Location, View as Place};
use reader::shortcuts::Command;

use crate::components::{
    KEY_HELP, KeyHelp, Masthead, Notice, Progress, SEARCH_INPUT, SearchBox, SiteFooter, TypePanel, Use,
};
use crate::pages::{aloud_player, front_page, late_page, not_found_page};
use crate::signal::{effect, on_change};
use crate::state::{
    CONTENT, Late, Library, Lists, Navigation, Notebook, Offering, Preferences, Searching, Shortcuts, State, slow,
};
use crate::view::{View, el, switch};

/// The links that the keys step through.
const RESULT_LINKS: &str = ".result-link";

/// The whole page.
pub fn app() -> View {
    let navigation = Navigation::start();
    let library = Library::new();
    library.open();
    let lists = Lists::start(library);
    let searching = Searching::start(navigation, library, lists);
    let preferences = Preferences::new();
    let notebook = Notebook::start(library);
    let shortcuts = Shortcuts::start(library);
    let state = State { navigation, library, searching, notebook, lists, shortcuts, late: Late::new() };
    let offering = Offering::start(state);

    links::on_follow(move |href| navigation.follow(href));
    links::on_approach(move || state.late.approach());
    keyboard::on_command(move |key| shortcuts.command(key), run_command);
    on_change(
        move || library.manifest(),
        move |manifest| {
            if let Some(manifest) = manifest {
                preferences.take_up(&manifest.id);
                shortcuts.take_up();
            }
        },
    );
    // Who has found something is about to open it.
    on_change(
        move || {
            let has_results = !searching.is_busy() && searching.with(|shown| shown.answer.total) > Some(0);
            has_results && navigation.with(|location| !location.query.text.is_empty())
        },
        move |has_found| {
            if *has_found {
                state.late.approach();
            }
        },
    );
    // The front page shows the newest articles: their previews need not wait for anything but the manifest.
    effect(move || {
        if navigation.with(Location::is_front) {
            let _: Option<RowContent> = library.newest(0).map(|id| library.content(id));
        }
    });

    let busy = move || library.is_waiting() || searching.is_busy() && library.failure().is_none();
    let title = move || library.manifest().map(|manifest| manifest.title.clone()).unwrap_or_default();
    let search_box = SearchBox {
        text: Box::new(move || navigation.with(|location| location.query.text.clone())),
        key: Box::new(move || if shortcuts.is_on() { shortcuts.key(0) } else { String::new() }),
        offers: Box::new(move || offering.offers()),
        on_use: Box::new(move |used| match used {
            Use::Enter => {
                searching.prepare();
                offering.enter();
            }
            Use::Type(text) => offering.type_words(text),
            Use::Clear => {
                offering.type_words(String::new());
                document::focus(SEARCH_INPUT);
            }
            Use::Commit => commit(state, offering),
            Use::Take(offer) => offering.take(&offer),
            Use::Forget(offer) => offering.forget(&offer),
        }),
    };
    let type_panel = TypePanel {
        choice: Rc::new(move |setting| preferences.choice(setting)),
        on_choose: Rc::new(move |setting, choice| preferences.choose(setting, choice)),
        on_reset: Rc::new(move || preferences.reset()),
    };
    let skip_link = el("a.skip-link")
        .attr("href", "#content")
        .on("click", |event| {
            event.prevent_default();
            document::focus(CONTENT);
        })
        .child(t("Skip to content"));
    let progress = Progress { slow: Box::new(slow(busy)) };
    View::many(vec![
        skip_link.into(),
        Masthead { title: Box::new(title), children: View::many(vec![search_box.into(), progress.into()]) }.into(),
        el("main").attr("id", "content").attr("tabindex", "-1").child(notices(state)).child(place(state)).into(),
        SiteFooter {
            terms: Rc::new(move || library.manifest().and_then(|manifest| manifest.terms.clone())),
            on_help: || document::show_dialog(KEY_HELP),
        }
        .into(),
        aloud_player(notebook),
        type_panel.into(),
        KeyHelp {
            key: Rc::new(move |at| shortcuts.key(at)),
            is_on: Box::new(move || shortcuts.is_on()),
            said: Box::new(move || shortcuts.said()),
            on_change: Rc::new(move |at| shortcuts.begin(at)),
            on_key: Box::new(move |key| shortcuts.take(key)),
            on_switch: Box::new(move || shortcuts.switch()),
            on_reset: Box::new(move || shortcuts.reset()),
            on_leave: Box::new(move || shortcuts.leave()),
            on_close: || document::close_dialog(KEY_HELP),
        }
        .into(),
    ])
}

/// The view that the address asks for. A view is made anew only where another is asked for, not with each word typed.
fn place(state: State) -> View {
    switch(
        move || state.navigation.with(|location| location.view.clone()),
        move |place| match place.clone() {
            Place::Results => front_page(state),
            Place::Unknown(name) => {
                not_found_page(state, t("This archive has no view named “{name}”.").with(&[("name", &name)]))
            }
            Place::Article(_) | Place::About | Place::Notebook => late_page(state, place),
        },
    )
}

/// What went wrong with the archive or the search, while the rest of the page stays usable.
fn notices(state: State) -> View {
    let State { navigation, library, searching, notebook, lists, .. } = state;
    // Without a manifest nothing else can work: one notice says it.
    let failure = move || {
        let failure = library.failure().or_else(|| library.trouble()).or_else(|| searching.failure());
        failure.or_else(|| notebook.failure()).or_else(|| lists.failure())
    };
    let on_retry = Rc::new(move || {
        library.try_again();
        if searching.failure().is_some() {
            searching.try_again(navigation.present().query);
        }
        notebook.try_again();
        lists.try_again();
        // The button goes.
        document::focus(CONTENT);
    });
    switch(failure, move |failure| {
        failure.map(|failure| Notice { failure, on_retry: on_retry.clone(), on_reload: document::reload })
    })
}

/// Enter in the box: field terms become filters, as a step of its own, and the search is remembered.
fn commit(State { navigation, searching, .. }: State, offering: Offering) {
    let query = navigation.present().query;
    if query.text.trim().is_empty() {
        return;
    }
    // At once, and not when that is answered: by then more may have been typed.
    offering.rest();
    searching.commit(query.clone(), move |committed| {
        offering.remember_query(&committed);
        let present = navigation.present();
        // From an article Enter leads to the results, as typing does.
        if present.query == query && (committed != query || present.view != Place::Results) {
            navigation.choose(|query| *query = committed);
        }
    });
}

fn run_command(command: Command) -> bool {
    match command {
        Command::Search => document::focus_and_select(SEARCH_INPUT),
        Command::Leave => document::blur(),
        Command::Help => document::show_dialog(KEY_HELP),
        Command::Press(control) => return document::press(control),
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
