//! What the browser tells of its voices and of what it was handed.

use super::Player;
use crate::aloud::notice::Notice;
use crate::aloud::settings::Settings;
use crate::aloud::voice::{Voice, is_of};

/// So many pieces in a row may be given up before the voice is.
const SILENT: u32 = 2;

impl Player {
    /// Learns what the device kept, and what the browser offers: nothing where it cannot speak.
    pub fn take_voices(&mut self, kept: &str, voices: Option<Vec<Voice>>) {
        // What was chosen since is newer.
        if !std::mem::replace(&mut self.knows_settings, true) {
            self.settings = Settings::read(kept);
        }
        // What the tab was to keep before the voice was there to hear of it.
        self.told_queue.clear();
        self.is_mute = voices.is_none();
        self.voices = voices.unwrap_or_default();
        self.check();
        self.hand_over();
    }

    /// Whether nothing can be said before there are voices.
    pub(super) fn waits_for_voices(&self) -> bool {
        self.is_open && !self.has_waited && !self.is_mute && self.voices.is_empty()
    }

    /// Hears that a piece was said to its end.
    pub fn have_said(&mut self, number: u32) {
        if self.handed.front().is_none_or(|(awaited, _)| *awaited != number) {
            return;
        }
        self.silent = 0;
        self.handed.pop_front();
        match self.handed.front() {
            Some((_, place)) => {
                self.reading.place = *place;
                self.hand_over();
            }
            None => self.end(),
        }
    }

    /// Hears that a piece, or voices, were waited for and did not come.
    pub fn have_missed(&mut self, number: u32) {
        if self.waits_for_voices() {
            self.has_waited = true;
            return self.check();
        }
        let Some((_, place)) = self.handed.front().filter(|(awaited, _)| *awaited == number).copied() else { return };
        self.silent += 1;
        if self.silent >= SILENT {
            return self.fail(Notice::Failed(String::new()));
        }
        // The browser has lost it, and it holds up what waits behind it.
        match self.reading.behind(place, &self.settings) {
            Some(next) => {
                self.move_to(next);
                self.hand_over();
            }
            None => self.end(),
        }
    }

    /// Hears why a piece was not said, as `SpeechSynthesisErrorEvent` names it.
    pub fn have_failed(&mut self, number: u32, reason: &str) {
        if !self.handed.iter().any(|(known, _)| *known == number) {
            return;
        }
        match reason {
            // Not by this page, which no longer listens to what it takes back: by another tab, or by the system.
            "interrupted" | "canceled" => self.pause(),
            "not-allowed" => self.fail(Notice::AskAgain),
            reason => self.fail(Notice::Failed(reason.to_owned())),
        }
    }

    /// Says what keeps it from being read, where something does.
    pub(super) fn check(&mut self) {
        let has_voice = || self.voices().iter().any(|voice| is_of(&voice.language, &self.reading.language));
        let missing = if self.is_mute {
            Notice::NoSpeech
        } else if self.voices.is_empty() {
            if self.has_waited { Notice::NoVoices } else { Notice::Nothing }
        } else if self.reading.sentences.is_empty() || has_voice() || !self.voice().is_empty() {
            Notice::Nothing
        } else {
            Notice::NoVoiceFor(self.reading.language.clone())
        };
        if missing != Notice::Nothing {
            self.fail(missing);
        } else if self.notice.is_in_the_way() {
            self.notice = Notice::Nothing;
        }
    }
}
