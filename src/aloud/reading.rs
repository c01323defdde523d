//! The way through one article: its sentences, and where in them the reader is.

use super::clauses::{clauses, most};
use super::sentences::Sentences;
use super::settings::Settings;
use crate::marks::PartRange;

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which sentence.
    pub sentence: usize,
    /// Which piece of it.
    pub clause: usize,
}

/// The article that is read.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its language, BCP 47.
    pub language: String,
    /// Its sentences; none before they are here.
    pub sentences: Sentences,
    /// Where the reader is.
    pub place: Place,
}

impl Reading {
    /// Where the sentence stands that is read, where that can be marked.
    pub fn marked(&self) -> Option<PartRange> {
        self.sentences.get(self.place.sentence)?.place
    }

    /// The first sentence from here on, or back, that is read as it was chosen.
    pub fn reachable(&self, from: usize, forward: bool, settings: &Settings) -> Option<usize> {
        let is_read = |at: &usize| {
            let sentence = self.sentences.get(*at);
            sentence.is_some_and(|sentence| !sentence.is_caption || !settings.skips_captions)
        };
        match forward {
            true => (from..self.sentences.len()).find(is_read),
            false => (0..=from).rev().find(is_read),
        }
    }

    /// The sentence that is read, behind the present one or before it.
    pub fn beside(&self, forward: bool, settings: &Settings) -> Option<usize> {
        let here = self.place.sentence;
        let from = if forward { here.checked_add(1) } else { here.checked_sub(1) };
        self.reachable(from?, forward, settings)
    }

    /// The words of a piece.
    pub fn piece(&self, place: Place, settings: &Settings) -> Option<String> {
        self.pieces(place.sentence, settings).into_iter().nth(place.clause)
    }

    /// The piece behind another.
    pub fn behind(&self, Place { sentence, clause }: Place, settings: &Settings) -> Option<Place> {
        if clause + 1 < self.pieces(sentence, settings).len() {
            return Some(Place { sentence, clause: clause + 1 });
        }
        Some(Place { sentence: self.reachable(sentence + 1, true, settings)?, clause: 0 })
    }

    fn pieces(&self, sentence: usize, settings: &Settings) -> Vec<String> {
        let most = most(&self.language, settings.rate);
        self.sentences.get(sentence).map(|sentence| clauses(&sentence.text, most)).unwrap_or_default()
    }
}
