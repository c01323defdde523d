//! Where the reader is, in one value, and the one writer of the address bar.

use std::cell::{Cell, RefCell};

use reader::browser::event::always_on_window;
use reader::browser::timer::{Timer, before_paint};
use reader::browser::{document, history};
use reader::route::{Location, View};
use search::Query;

use super::{for_ever, leads};
use crate::signal::Held;

/// How many milliseconds typing or scrolling rests before the address bar hears of it: Safari allows 100 changes in 30
/// seconds.
const REST: i32 = 300;

/// What a view is called.
pub const HEADING: &str = "#content h1";

/// What the link of an article is found by, in front of its slug.
const LINK: &str = ".result-link[href^='./?article=";

/// Where results begin.
const RESULTS: &str = "#results";

/// Where the reader is, and the verbs that lead elsewhere: typing replaces, choosing pushes.
#[derive(Clone, Copy)]
pub struct Navigation(&'static Place);

struct Place {
    location: Held<Location>,
    /// The scroll position to take up once the view is there.
    awaited_scroll: Cell<Option<f64>>,
    /// Whether the reader came here by a step forward, and not back to a place that was left.
    is_new: Cell<bool>,
    /// The article from which the reader went back; empty where they did not.
    left: RefCell<String>,
    timer: Timer,
}

impl Navigation {
    /// Begins at the address that the page was opened with.
    pub fn start() -> Self {
        let navigation = Self(for_ever(Place {
            location: Held::new(Location::parse(&history::search())),
            awaited_scroll: Cell::new(history::kept_scroll()),
            is_new: Cell::new(history::kept_scroll().is_none()),
            left: RefCell::default(),
            timer: Timer::default(),
        }));
        history::take_over_scrolling();
        history::on_travel(move || navigation.travelled());
        history::on_leave(move || navigation.write());
        always_on_window("scroll", move |_| navigation.write_later());
        navigation
    }

    /// Reads and follows where the reader is.
    pub fn with<T>(self, read: impl FnOnce(&Location) -> T) -> T {
        self.0.location.with(read)
    }

    /// Where the reader is now.
    pub fn present(self) -> Location {
        self.0.location.get_untracked()
    }

    /// The query, which is followed.
    pub fn query(self) -> Query {
        self.with(|location| location.query.clone())
    }

    /// Takes the words that are being typed. From another view this opens the results.
    pub fn type_words(self, text: String) {
        let mut present = self.present();
        if present.view != View::Results {
            return self.open(Location::results(Query { text, ..present.query }));
        }
        present.query.text = text;
        self.0.location.set(present);
        document::scroll_back_to(RESULTS);
        self.write_later();
    }

    /// Changes the query as a step of its own, to which Back returns.
    pub fn choose(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.present().query;
        change(&mut query);
        self.open(Location::results(query));
    }

    /// Keeps in sight only the paragraphs of the article that have this in common, or all, as a step of its own.
    pub fn show_only(self, only: &str) {
        self.open(Location { only: only.to_owned(), ..self.present() });
    }

    /// Whether the reader came here by a step forward: then it is the page that chooses where to begin.
    pub fn is_new(self) -> bool {
        self.0.is_new.get()
    }

    /// Follows a link of the app.
    pub fn follow(self, href: &str) {
        self.open(Location::parse(href.strip_prefix("./").unwrap_or(href)));
    }

    /// Opens a place as a step of its own.
    pub fn open(self, location: Location) {
        let present = self.present();
        if present == location {
            return document::scroll_to(0.0);
        }
        // The entry that is left keeps its last words and its scroll position.
        self.write();
        history::push(&location.href());
        let same_view = present.view == location.view && present.is_front() == location.is_front();
        self.0.awaited_scroll.set((!same_view).then_some(0.0));
        self.0.is_new.set(true);
        self.0.left.take();
        self.0.location.set(location);
        if same_view {
            document::scroll_back_to(RESULTS);
        }
    }

    /// Hears that another view is there: its heading takes the focus, for those who do not see that it changed.
    pub fn view_has_changed(self) {
        document::focus(HEADING);
        self.view_is_there();
    }

    /// Hears that the view is there, as high as it will be: now the scroll position can be taken up again.
    pub fn view_is_there(self) {
        if let Some(scroll) = self.0.awaited_scroll.get() {
            before_paint(Box::new(move || {
                document::scroll_to(scroll);
                self.0.awaited_scroll.set(None);
                // A link that led to a list is gone; who types in the box goes on typing.
                if document::is_focus_lost() {
                    self.focus_link();
                }
            }));
        }
    }

    /// Moves the focus to the link of the article that was left, so that Tab and arrows go on from there; else to the heading.
    fn focus_link(self) {
        let left = self.0.left.borrow().clone();
        if left.is_empty() {
            return document::focus(HEADING);
        }
        let link = [LINK, &left, "']"].concat();
        // A list makes the rows that came into view in the frame after it was scrolled.
        before_paint(Box::new(move || {
            for place in [link.as_str(), HEADING] {
                if document::is_focus_lost() {
                    document::focus(place);
                }
            }
        }));
    }

    fn travelled(self) {
        self.0.timer.stop();
        let location = Location::parse(&history::search());
        // A link to a place inside the page travels too, and back from there.
        if self.present() == location {
            leads();
            return history::kept_scroll().map(document::scroll_to).unwrap_or_default();
        }
        self.0.awaited_scroll.set(Some(history::kept_scroll().unwrap_or_default()));
        self.0.is_new.set(false);
        self.0.left.replace(match self.present().view {
            View::Article(slug) => slug,
            _ => String::new(),
        });
        self.0.location.set(location);
    }

    fn write_later(self) {
        self.0.timer.start(REST, move || self.write());
    }

    /// Writes the present place into the present entry.
    fn write(self) {
        self.0.timer.stop();
        let scroll = self.0.awaited_scroll.get().unwrap_or_else(document::scroll);
        history::replace(&self.0.location.with_untracked(Location::href), scroll);
    }
}
