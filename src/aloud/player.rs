//! The reader: a queue of articles, the sentence that is read, and what the browser is to say next.
//!
//! The browser is handed one piece ahead, so that no gap is heard. A pause takes back what it was handed and begins anew with
//! the last piece: what browsers do of themselves on `pause()` is an end on Android, and remote voices of Chromium do not
//! come back from it.

mod heard;

use std::collections::VecDeque;

use super::clauses::patience;
use super::notice::Notice;
use super::queue::{Entry, Queue};
use super::reading::{Place, Reading};
use super::script::Script;
use super::sentences::Sentences;
use super::settings::Settings;
use super::speech::{Orders, Spoken, Utterance};
use super::voice::Voice;

/// Pieces that the browser has been handed: the one that is said, and the next.
const AHEAD: usize = 2;

/// How many milliseconds voices are waited for. Where there are any they come within one or two seconds; those that come later
/// still are taken then, and what was said is taken back.
const VOICES: u32 = 2000;

/// Everything about reading aloud. What the page is to do is gathered until it is taken.
#[derive(Debug, Default)]
pub struct Player {
    queue: Queue,
    is_open: bool,
    is_playing: bool,
    has_ended: bool,
    /// The address of the article whose script was asked for.
    awaited: Option<String>,
    reading: Reading,
    handed: VecDeque<(u32, Place)>,
    last_number: u32,
    silent: u32,
    /// Whether the browser cannot speak.
    is_mute: bool,
    /// What it offers.
    voices: Vec<Voice>,
    /// Whether the voices were waited for: browsers tell of them late.
    has_waited: bool,
    settings: Settings,
    knows_settings: bool,
    notice: Notice,
    orders: Orders,
    goes_there: bool,
    /// Whether the script that is awaited was not asked for yet.
    wants_script: bool,
    /// The sentence at which the article that is awaited was left, where the page was loaded anew.
    left_at: Option<usize>,
    /// What the tab has of the queue, as far as is known.
    told_queue: String,
}

impl Player {
    /// The articles, and which of them is read.
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// Whether it is being read, or is about to be.
    pub fn is_playing(&self) -> bool {
        self.is_playing
    }

    /// Whether there is anything to be seen of it.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether all was read.
    pub fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// The language of the article that is read, BCP 47.
    pub fn language(&self) -> &str {
        &self.reading.language
    }

    /// What the browser offers.
    pub fn voices(&self) -> &[Voice] {
        &self.voices
    }

    /// The voice that was chosen for the language, where the browser offers it; else empty.
    pub fn voice(&self) -> &str {
        let chosen = self.settings.voice(&self.reading.language);
        if self.voices().iter().any(|voice| voice.uri == chosen) { chosen } else { "" }
    }

    /// What was chosen.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What a listener is to be told.
    pub fn notice(&self) -> &Notice {
        &self.notice
    }

    /// Takes what the page is to do.
    pub fn take_orders(&mut self) -> Orders {
        let slug = self.queue.present().map(|entry| entry.slug.clone());
        let awaited = self.handed.front().map(|(number, place)| {
            let text = self.reading.piece(*place, &self.settings).unwrap_or_default();
            (*number, patience(&text, &self.reading.language, self.settings.rate))
        });
        // Voices are waited for as a piece is of which none has the number.
        let voices = self.waits_for_voices().then_some((0, VOICES));
        let place = slug.zip(self.reading.marked()).filter(|_| !self.has_ended && !self.notice.is_in_the_way());
        let queue = match self.queue.entries().is_empty() {
            true => String::new(),
            // Before it is here, what is read of it is where it was left.
            false => self.queue.write(self.left_at.unwrap_or(self.reading.place.sentence)),
        };
        let is_told = self.told_queue == queue;
        self.told_queue.clone_from(&queue);
        Orders {
            awaited: awaited.or(voices),
            queue: (!is_told).then_some(queue),
            spoken: Spoken { place, goes_there: std::mem::take(&mut self.goes_there) },
            ..std::mem::take(&mut self.orders)
        }
    }

    /// Reads an article now; where it is the one that is read already, pauses or goes on. What was read before stays in the
    /// queue before it.
    pub fn read(&mut self, entry: Entry) {
        if self.is_open && self.queue.present().is_some_and(|present| present.slug == entry.slug) {
            return self.toggle();
        }
        self.is_open = true;
        self.is_playing = true;
        let at = self.queue.put(entry);
        self.go_to(at);
    }

    /// Takes up a queue that the tab kept when the page was loaded anew, paused where it was; unless something is read already.
    pub fn resume(&mut self, kept: &str) {
        if let Some((queue, sentence)) = Queue::read(kept).filter(|_| !self.is_open) {
            let at = queue.at();
            self.queue = queue;
            self.is_open = true;
            self.go_to(at);
            self.left_at = Some(sentence);
        }
    }

    /// Reads the article at this place of the queue, now or once it is asked to play.
    pub fn go_to(&mut self, at: usize) {
        self.queue.go_to(at);
        self.awaited = self.queue.present().map(|entry| entry.slug.clone());
        self.wants_script = self.awaited.is_some();
        self.reading.sentences.clear();
        self.left_at = None;
        self.has_ended = false;
        self.silent = 0;
        self.notice = Notice::Nothing;
        self.move_to(Place::default());
        self.check();
    }

    /// The address of the article whose script is awaited, told once.
    pub fn take_wanted(&mut self) -> Option<String> {
        self.awaited.clone().filter(|_| std::mem::take(&mut self.wants_script))
    }

    /// Takes the sentences of the article that was asked for.
    pub fn take_script(&mut self, script: &Script, sentences: Sentences) {
        if self.awaited.as_ref() != Some(&script.slug) {
            return;
        }
        self.awaited = None;
        self.reading = Reading { language: script.language.clone(), sentences, place: Place::default() };
        let left_at = self.left_at.take();
        let from = |from| self.reading.reachable(from, true, &self.settings);
        let Some(sentence) = left_at.and_then(from).or_else(|| from(0)) else {
            return self.go_on(Notice::Empty(script.headline.clone()));
        };
        self.reading.place.sentence = sentence;
        // Who loads the page anew is where they were.
        self.goes_there = left_at.is_none();
        self.check();
        self.hand_over();
    }

    /// Hears that the article that was asked for cannot be had.
    pub fn have_lost(&mut self, slug: &str) {
        if self.awaited.as_deref() == Some(slug) {
            let headline = self.queue.present().map(|entry| entry.headline.clone()).unwrap_or_default();
            self.go_on(Notice::Lost(headline));
        }
    }

    /// Adds articles to the end of the queue, those that it does not hold yet.
    pub fn add(&mut self, entries: Vec<Entry>) {
        let added = self.queue.add(entries);
        if !self.notice.is_in_the_way() {
            self.notice = Notice::Added(added);
        }
    }

    /// Takes an article out of the queue; where it is the one that is read, the next one is.
    pub fn remove(&mut self, slug: &str) {
        let is_present = self.queue.present().is_some_and(|present| present.slug == slug);
        self.queue.remove(slug);
        match self.queue.entries().is_empty() {
            true => self.close(),
            false if is_present => self.go_to(self.queue.at()),
            false => {}
        }
    }

    /// Takes all articles out of the queue but the one that is read.
    pub fn clear(&mut self) {
        self.queue.clear();
    }

    /// Stops, and forgets the queue.
    pub fn close(&mut self) {
        self.take_back();
        *self = Self {
            is_mute: self.is_mute,
            voices: std::mem::take(&mut self.voices),
            has_waited: self.has_waited,
            last_number: self.last_number,
            settings: std::mem::take(&mut self.settings),
            knows_settings: self.knows_settings,
            orders: std::mem::take(&mut self.orders),
            told_queue: std::mem::take(&mut self.told_queue),
            ..Self::default()
        };
    }

    /// Pauses, or goes on.
    pub fn toggle(&mut self) {
        match self.is_playing {
            true => self.pause(),
            false => self.play(),
        }
    }

    /// Goes on with the piece at which it was paused; where all was read, with what was added since, or from the article's
    /// start.
    pub fn play(&mut self) {
        if !self.is_open || self.is_playing {
            return;
        }
        self.is_playing = true;
        self.silent = 0;
        self.notice = Notice::Nothing;
        self.goes_there = true;
        let next = self.queue.next().filter(|_| self.has_ended);
        if next.is_some() || self.reading.sentences.is_empty() && self.awaited.is_none() {
            return self.go_to(next.unwrap_or(self.queue.at()));
        }
        self.has_ended = false;
        self.check();
        self.hand_over();
    }

    /// Says no more until asked.
    pub fn pause(&mut self) {
        self.is_playing = false;
        self.take_back();
    }

    /// Shows the sentence that is read.
    pub fn go_there(&mut self) {
        self.goes_there = true;
    }

    /// Goes to the sentence before, or to the next one; behind the last to the next article.
    pub fn step(&mut self, forward: bool) {
        let beside = self.reading.beside(forward, &self.settings);
        if let (None, true, Some(next)) = (beside, forward, self.queue.next()) {
            return self.go_to(next);
        }
        self.goes_there = true;
        self.move_to(Place { sentence: beside.unwrap_or(self.reading.place.sentence), clause: 0 });
        self.hand_over();
    }

    /// Chooses how fast is spoken: one of [`super::RATES`].
    pub fn set_rate(&mut self, rate: &str) {
        self.settings.set_rate(rate);
        self.take_up_settings();
    }

    /// Chooses a voice for the language of the article that is read; an empty one leaves it to the browser.
    pub fn set_voice(&mut self, voice: &str) {
        self.settings.set_voice(&self.reading.language, voice);
        self.take_up_settings();
    }

    /// Passes over captions and credits, or no longer.
    pub fn toggle_captions(&mut self) {
        self.settings.skips_captions = !self.settings.skips_captions;
        self.take_up_settings();
    }

    /// What is being said is said anew as it was chosen.
    fn take_up_settings(&mut self) {
        self.orders.kept = Some(self.settings.write());
        self.check();
        let here = self.reading.place.sentence;
        let sentence = self.reading.reachable(here, true, &self.settings).unwrap_or(here);
        // From the sentence's start: how it is cut depends on the rate.
        self.move_to(Place { sentence, clause: 0 });
        self.hand_over();
    }

    fn fail(&mut self, notice: Notice) {
        self.pause();
        self.notice = notice;
    }

    fn move_to(&mut self, place: Place) {
        self.take_back();
        self.reading.place = place;
    }

    /// Takes back what the browser was handed.
    fn take_back(&mut self) {
        self.orders.stops |= !self.handed.is_empty();
        self.orders.say.clear();
        self.handed.clear();
    }

    /// Hands the browser what it has room for.
    fn hand_over(&mut self) {
        if !self.is_playing || self.voices().is_empty() {
            return;
        }
        while self.handed.len() < AHEAD {
            let next = match self.handed.back() {
                Some((_, last)) => self.reading.behind(*last, &self.settings),
                None => Some(self.reading.place),
            };
            let piece = |next| Some((next, self.reading.piece(next, &self.settings)?));
            let Some((place, text)) = next.and_then(piece) else { break };
            self.last_number += 1;
            self.handed.push_back((self.last_number, place));
            self.orders.say.push(Utterance {
                number: self.last_number,
                text,
                language: self.reading.language.clone(),
                voice: self.voice().to_owned(),
                rate: self.settings.rate,
            });
        }
    }

    /// The article is at its end.
    fn end(&mut self) {
        let next = self.queue.next().and_then(|next| self.queue.entries().get(next));
        self.go_on(next.map_or(Notice::Finished, |next| Notice::Next(next.headline.clone())));
    }

    /// Goes on with the next article, where there is one, and says why.
    fn go_on(&mut self, notice: Notice) {
        if let Some(next) = self.queue.next() {
            self.go_to(next);
            if !self.notice.is_in_the_way() {
                self.notice = notice;
            }
            return;
        }
        self.fail(notice);
        self.awaited = None;
        self.has_ended = true;
        let first = self.reading.reachable(0, true, &self.settings).unwrap_or_default();
        self.reading.place = Place { sentence: first, clause: 0 };
    }
}

#[cfg(test)]
#[path = "player_tests.rs"]
mod tests;
