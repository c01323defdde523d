//! How far an article has been read: shown while one reads, and kept on the device for when one comes back.

use std::cell::Cell;
use std::rc::Rc;

use article::BLOCK_ANCHOR;
use reader::browser::document;
use reader::browser::event::on_window;
use reader::browser::reading::{block_read, scroll_to_block, share_read};
use reader::browser::timer::{Timer, before_paint};
use reader::record::{Place, Record};

use super::Lists;
use super::viewport::on_scroll_or_resize;
use crate::signal::{Held, leaving};

/// How many milliseconds scrolling rests before the place is kept.
const REST: i32 = 400;

/// What begins each way to scroll.
const USES: [&str; 3] = ["wheel", "keydown", "pointerdown"];

/// The keys that do.
const KEYS: [&str; 7] = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "End", "Home", " "];

/// Who presses one of these does not scroll, though the page may move when what it belongs to goes.
const CONTROLS: &str = "a, button, input, select, textarea";

/// Who has so much of an article behind them has read it, and begins anew.
const READ: f64 = 0.97;

/// The reading of one article, for as long as its page is shown.
#[derive(Clone)]
pub struct Reading(Rc<Parts>);

struct Parts {
    share: Held<f64>,
    rested_share: Held<f64>,
    /// Where the article was left before, until reading goes on.
    left: Held<Option<Place>>,
    lists: Lists,
    article: String,
    id: u32,
    /// Whether the reader said themselves that the article is read, or is not: then its end says nothing.
    is_said: Cell<bool>,
    /// Whether the reader has come to the end by themselves.
    is_passed: Cell<bool>,
    timer: Timer,
}

thread_local! {
    /// Whether the page went by itself to the place that is shown, and the reader has done nothing since.
    static IS_LED: Cell<bool> = const { Cell::new(false) };
}

/// Hears that the page goes to a place of the article by itself, which does not mean that what stands before it was read.
pub fn leads() {
    IS_LED.set(true);
}

impl Reading {
    /// Begins to read an article, given by the key that its address ends in, and by its id. `is_led` where the page goes to a
    /// place of it by itself: that is not where the reader leaves it.
    pub fn start(lists: Lists, article: &str, id: u32, is_led: bool) -> Self {
        IS_LED.set(is_led);
        let reading = Self(Rc::new(Parts {
            share: Held::new(0.0),
            rested_share: Held::new(0.0),
            left: Held::new(lists.record(article).left),
            lists,
            article: article.to_owned(),
            id,
            is_said: Cell::new(false),
            is_passed: Cell::new(false),
            timer: Timer::default(),
        }));
        let measured = reading.clone();
        // One that fits into the view is read without scrolling.
        before_paint(Box::new(move || measured.scrolled()));
        reading
    }

    /// What follows the scrolling, to be kept for as long as the page is shown.
    pub fn follow(&self) -> impl Sized + 'static {
        let (reading, left) = (self.clone(), self.clone());
        // From then on it is the reader who scrolls.
        let used = USES.map(|event| {
            on_window(event, |event| {
                let scrolls = match event.kind().as_str() {
                    "keydown" => KEYS.contains(&event.key().as_str()),
                    "pointerdown" => !event.is_within(CONTROLS),
                    _ => true,
                };
                if scrolls {
                    IS_LED.set(false);
                }
            })
        });
        (on_scroll_or_resize(move || reading.scrolled()), leaving(move || left.leave()), used)
    }

    /// How much of the text has passed, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.0.share.get()
    }

    /// The same, once scrolling rests.
    pub fn rested_share(&self) -> f64 {
        self.0.rested_share.get()
    }

    /// Whether the article was left somewhere, and reading has not gone on.
    pub fn was_left(&self) -> bool {
        self.0.left.with(Option::is_some)
    }

    /// Goes on where the article was left.
    pub fn go_on(&self) {
        if let Some(Place { block, depth }) = self.0.left.get_untracked() {
            scroll_to_block(&block, f64::from(depth) / 1000.0);
            // The button goes.
            document::focus(&["#", BLOCK_ANCHOR, &block].concat());
        }
        self.0.left.set(None);
    }

    /// What is kept of the article, which is followed.
    pub fn record(&self) -> Record {
        self.0.lists.record(&self.0.article)
    }

    /// Takes the article for read, or for unread where it is read already.
    pub fn toggle_read(&self) {
        self.0.is_said.set(true);
        self.change(true, &|record| record.is_read = !record.is_read);
    }

    /// Saves the article, or saves it no longer.
    pub fn toggle_saved(&self) {
        self.change(true, &|record| record.is_saved = !record.is_saved);
    }

    fn change(&self, is_asked: bool, change: &dyn Fn(&mut Record)) {
        self.0.lists.change(&self.0.article, self.0.id, is_asked, change);
    }

    fn scrolled(&self) {
        let share = share_read();
        self.0.share.set(share);
        // As it is now: a key that is pressed before scrolling rests is not what led here.
        let is_led = IS_LED.get();
        self.0.is_passed.set(share >= READ && !is_led);
        // The timer must not keep what it belongs to: the article that comes next would be taken for this one.
        let reading = Rc::downgrade(&self.0);
        self.0.timer.start(REST, move || {
            if let Some(parts) = reading.upgrade() {
                Self(parts).rested(is_led);
            }
        });
    }

    fn rested(&self, is_led: bool) {
        let share = share_read();
        self.0.share.set(share);
        self.0.rested_share.set(share);
        if is_led {
            return;
        }
        // Who looks at the top alone has not left another place.
        if share == 0.0 {
            return;
        }
        self.0.left.set(None);
        if share >= READ {
            return self.end();
        }
        let left = block_read().map(|(block, depth)| Place { block, depth: (depth * 1000.0) as u32 });
        self.change(false, &|record| record.left = left.clone());
    }

    /// The end has been reached.
    fn end(&self) {
        let is_read = !self.0.is_said.get();
        self.change(false, &|record| {
            record.left = None;
            record.is_read |= is_read;
        });
    }

    /// Who goes on from the end at once has read it too. Nothing can be measured any more: another article may stand there.
    fn leave(&self) {
        self.0.timer.stop();
        if self.0.is_passed.get() {
            self.end();
        }
    }
}
