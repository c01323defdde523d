//! How far an article has been read: shown while one reads, and kept on the device for when one comes back.

use std::rc::Rc;

use reader::browser::reading::{block_read, scroll_to_block, share_read};
use reader::browser::storage::{self, Key};
use reader::browser::timer::{Timer, before_paint};
use reader::places::{self, Place};

use super::viewport::on_scroll_or_resize;
use crate::signal::Held;

/// Under which the places are kept.
const PLACES: &str = "places";

/// How many milliseconds scrolling rests before the place is kept.
const REST: i32 = 400;

/// Who has read so much of an article has read it, and begins anew.
const READ: f64 = 0.97;

/// The reading of one article, for as long as its page is shown.
#[derive(Clone)]
pub struct Reading(Rc<Parts>);

struct Parts {
    share: Held<f64>,
    rested_share: Held<f64>,
    /// Where the article was left before, until reading goes on.
    left: Held<Option<Place>>,
    places: Key,
    article: String,
    timer: Timer,
}

impl Reading {
    /// Begins to read an article, given by the key that its address ends in, of the archive with this id.
    pub fn start(archive: &str, article: &str) -> Self {
        let places = Key::new(archive, PLACES);
        let left = storage::load(&places).and_then(|kept| places::find(&kept, article));
        let reading = Self(Rc::new(Parts {
            share: Held::new(0.0),
            rested_share: Held::new(0.0),
            left: Held::new(left),
            places,
            article: article.to_owned(),
            timer: Timer::default(),
        }));
        let measured = reading.clone();
        before_paint(Box::new(move || measured.measure()));
        reading
    }

    /// Forgets where the articles of the archive with this id were left.
    pub fn forget_all(archive: &str) {
        storage::forget(&Key::new(archive, PLACES));
    }

    /// What follows the scrolling, to be kept for as long as the page is shown.
    pub fn follow(&self) -> impl Sized + 'static {
        let reading = self.clone();
        on_scroll_or_resize(move || reading.scrolled())
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
        }
        self.0.left.set(None);
    }

    fn measure(&self) {
        let share = share_read();
        self.0.share.set(share);
        self.0.rested_share.set(share);
    }

    fn scrolled(&self) {
        self.0.share.set(share_read());
        // The timer must not keep what it belongs to: the article that comes next would be taken for this one.
        let reading = Rc::downgrade(&self.0);
        self.0.timer.start(REST, move || {
            if let Some(parts) = reading.upgrade() {
                Self(parts).rested();
            }
        });
    }

    fn rested(&self) {
        self.measure();
        let share = self.0.rested_share.get_untracked();
        // Who looks at the top alone has not left another place.
        let Some((block, depth)) = block_read().filter(|_| share > 0.0) else { return };
        let place = Place { block, depth: (depth * 1000.0) as u32 };
        let kept = storage::load(&self.0.places).unwrap_or_default();
        let kept = places::remember(&kept, &self.0.article, Some(&place).filter(|_| share < READ));
        storage::save(&self.0.places, &kept);
        self.0.left.set(None);
    }
}
