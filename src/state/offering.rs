//! What the search box offers: suggestions once an answer stands and typing rests, and the searches made before.

use std::cell::Cell;
use std::rc::Rc;

use reader::browser::storage::{self, Key};
use reader::browser::text::lower;
use reader::browser::timer::Timer;
use reader::offers::{ARTICLES, Deed, Offer, article, forget, remember, remembered, suggested};
use reader::protocol::is_as_typed;
use reader::results::RowContent;
use reader::route::Location;
use search::{Query, Suggestion};

use super::{State, for_ever};
use crate::signal::{Held, effect};

/// How many milliseconds an answer stands before suggestions are asked for: whoever types on at once is not held up by
/// them.
const REST: i32 = 80;

/// What is offered, and the verbs that take it.
#[derive(Clone, Copy)]
pub struct Offering(&'static Offers);

struct Offers {
    state: State,
    offers: Held<Vec<Rc<Offer>>>,
    /// Whether what stands in the box is being typed, and was not led there by a link.
    is_typed: Cell<bool>,
    timer: Timer,
}

impl Offering {
    /// Offers something whenever an answer comes to what is being typed.
    pub fn start(state: State) -> Self {
        let offering = Self(for_ever(Offers {
            state,
            offers: Held::new(Vec::new()),
            is_typed: Cell::new(false),
            timer: Timer::default(),
        }));
        effect(move || {
            let answered = state.searching.with(|shown| shown.query.text.clone());
            if offering.0.is_typed.get() && answered.is_some_and(|text| offering.is_present(&text)) {
                offering.0.timer.start(REST, move || offering.ask());
            }
        });
        offering
    }

    /// What is offered, which is followed.
    pub fn offers(self) -> Vec<Rc<Offer>> {
        self.0.offers.get()
    }

    /// Hears that the box was entered.
    pub fn enter(self) {
        self.show_first(&self.0.state.navigation.present().query.text);
    }

    /// Takes the words that are being typed.
    pub fn type_words(self, text: String) {
        self.0.timer.stop();
        self.0.is_typed.set(true);
        // What was offered before stays until other offers come: it would flicker.
        if !is_as_typed(&text) {
            self.show_first(&text);
        }
        self.0.state.navigation.type_words(text);
    }

    /// Takes what is offered.
    pub fn take(self, offer: &Offer) {
        match &offer.deed {
            Deed::Type(text) => self.type_words(text.clone()),
            Deed::Follow(href) | Deed::Repeat(href) => {
                self.rest();
                self.remember(href);
                self.0.state.navigation.follow(href);
            }
            Deed::ForgetAll => self.keep(""),
        }
    }

    /// Forgets a search made before.
    pub fn forget(self, offer: &Offer) {
        if let Deed::Repeat(href) = &offer.deed {
            self.keep(&forget(&self.kept(), href));
        }
    }

    /// Remembers a search that was committed.
    pub fn remember_query(self, query: &Query) {
        self.remember(&Location::results(query.clone()).href());
    }

    /// Offers nothing more of what was typed, for it is committed.
    pub fn rest(self) {
        self.0.timer.stop();
        self.0.is_typed.set(false);
        self.0.offers.set(Vec::new());
    }

    fn remember(self, href: &str) {
        self.save(&remember(&self.kept(), href));
    }

    /// What is offered before anything is asked: of an empty box the searches made before.
    fn show_first(self, text: &str) {
        self.0.offers.set(if text.is_empty() { remembered(&self.kept()) } else { Vec::new() });
    }

    fn keep(self, kept: &str) {
        self.save(kept);
        self.0.offers.set(remembered(kept));
    }

    fn key(self) -> Option<Key> {
        let State { library, .. } = self.0.state;
        Some(Key::new(&library.manifest()?.id, "recent"))
    }

    fn kept(self) -> String {
        self.key().and_then(|key| storage::load(&key)).unwrap_or_default()
    }

    fn save(self, kept: &str) {
        if let Some(key) = self.key() {
            // Where storage is off nothing is remembered.
            storage::save(&key, kept);
        }
    }

    fn is_present(self, text: &str) -> bool {
        self.0.state.navigation.present().query.text == text
    }

    fn ask(self) {
        let text = self.0.state.navigation.present().query.text;
        if is_as_typed(&text) {
            self.0.state.searching.suggest(text.clone(), move |found| self.hear(&text, found));
        }
    }

    fn hear(self, text: &str, found: Vec<Suggestion>) {
        if !self.0.is_typed.get() || !self.is_present(text) {
            return;
        }
        let query = self.0.state.navigation.present().query;
        let mut offers = Vec::with_capacity(found.len() + ARTICLES);
        for suggestion in found {
            offers.push(Rc::new(suggested(suggestion, &query, lower)));
        }
        self.add_articles(&query, &mut offers);
        self.0.offers.set(offers);
    }

    /// Adds the best of the articles that were found by words.
    fn add_articles(self, query: &Query, offers: &mut Vec<Rc<Offer>>) {
        let State { searching, library, .. } = self.0.state;
        let Some(shown) = searching.shown().filter(|shown| shown.answer.clauses > 0) else { return };
        for hit in shown.answer.hits.iter().take(ARTICLES) {
            if let RowContent::Ready(preview) = library.content(hit.number) {
                offers.push(Rc::new(article(&preview.headline, &preview.slug, query)));
            }
        }
    }
}
