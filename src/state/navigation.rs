//! Where the reader is, in one value, and the one writer of the address bar.

use std::time::Duration;

use leptos::prelude::*;
use reader::browser::{document, history};
use reader::route::{Location, View};
use search::Query;

/// How long typing or scrolling rests before the address bar hears of it: Safari allows 100 changes in 30 seconds.
const REST: Duration = Duration::from_millis(300);

/// Where results begin.
const RESULTS: &str = "#results";

/// Where the reader is, and the verbs that lead elsewhere: typing replaces, choosing pushes.
#[derive(Clone, Copy)]
pub struct Navigation {
    location: RwSignal<Location>,
    /// The scroll position to take up once the view is there.
    awaited_scroll: StoredValue<Option<f64>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Navigation {
    /// Begins at the address that the page was opened with.
    pub fn start() -> Self {
        let navigation = Self {
            location: RwSignal::new(Location::parse(&history::search())),
            awaited_scroll: StoredValue::new(history::kept_scroll()),
            timer: StoredValue::new(None),
        };
        history::take_over_scrolling();
        history::on_travel(move || navigation.travelled());
        history::on_leave(move || navigation.write());
        // It lasts as long as the page, so there is no clean-up.
        window_event_listener(leptos::ev::scroll, move |_| navigation.write_later());
        navigation
    }

    /// Where the reader is.
    pub fn location(self) -> Signal<Location> {
        self.location.into()
    }

    /// Takes the words that are being typed. From another view this opens the results.
    pub fn type_words(self, text: String) {
        if self.location.with_untracked(|location| location.view != View::Results) {
            let query = self.location.with_untracked(|location| Query { text, ..location.query.clone() });
            return self.open(Location::results(query));
        }
        self.location.update(|location| location.query.text = text);
        document::scroll_back_to(RESULTS);
        self.write_later();
    }

    /// Changes the query as a step of its own, to which Back returns.
    pub fn choose(self, change: impl FnOnce(&mut Query)) {
        let mut location = self.location.get_untracked();
        location.view = View::Results;
        change(&mut location.query);
        self.open(location);
    }

    /// Follows a link of the app.
    pub fn follow(self, href: &str) {
        self.open(Location::parse(href.strip_prefix("./").unwrap_or(href)));
    }

    /// Opens a place as a step of its own.
    pub fn open(self, location: Location) {
        if self.location.with_untracked(|present| *present == location) {
            return document::scroll_to(0.0);
        }
        // The entry that is left keeps its last words and its scroll position.
        self.write();
        history::push(&location.href());
        let same_view = self
            .location
            .with_untracked(|present| present.view == location.view && present.is_front() == location.is_front());
        self.awaited_scroll.set_value((!same_view).then_some(0.0));
        self.location.set(location);
        if same_view {
            document::scroll_back_to(RESULTS);
        }
    }

    /// Hears that another view is there: its heading takes the focus, for those who do not see that it changed.
    pub fn view_has_changed(self) {
        document::focus("#content h1");
        self.view_is_there();
    }

    /// Hears that the view is there, as high as it will be: now the scroll position can be taken up again.
    pub fn view_is_there(self) {
        if let Some(scroll) = self.awaited_scroll.get_value() {
            document::before_paint(move || {
                document::scroll_to(scroll);
                self.awaited_scroll.set_value(None);
            });
        }
    }

    fn travelled(self) {
        self.forget_timer();
        let location = Location::parse(&history::search());
        // A link to a place inside the page travels too.
        if self.location.with_untracked(|present| *present == location) {
            return;
        }
        self.awaited_scroll.set_value(Some(history::kept_scroll().unwrap_or_default()));
        self.location.set(location);
    }

    fn forget_timer(self) {
        if let Some(Some(handle)) = self.timer.try_update_value(Option::take) {
            handle.clear();
        }
    }

    fn write_later(self) {
        self.forget_timer();
        self.timer.set_value(set_timeout_with_handle(move || self.write(), REST).ok());
    }

    /// Writes the present place into the present entry.
    fn write(self) {
        self.forget_timer();
        let scroll = self.awaited_scroll.get_value().unwrap_or_else(document::scroll);
        history::replace(&self.location.with_untracked(Location::href), scroll);
    }
}
