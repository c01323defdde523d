//! What a listener has chosen, kept on the device as a few lines of text. Whatever stands there, reading it fails at nothing.

use super::voice::base;

/// How fast is to be spoken, in per cent of the voice's own pace.
pub const RATES: [u32; 11] = [50, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300];

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// One of [`RATES`].
    pub rate: u32,
    /// Whether captions and credits of pictures are passed over.
    pub skips_captions: bool,
    /// For each language the voice that was chosen.
    voices: Vec<(String, String)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rate: 100, skips_captions: false, voices: Vec::new() }
    }
}

impl Settings {
    /// Reads what was kept.
    pub fn read(kept: &str) -> Self {
        let mut settings = Self::default();
        for line in kept.lines() {
            match line.split_once(' ') {
                Some(("rate", rate)) => settings.set_rate(rate),
                Some(("captions", "skip")) => settings.skips_captions = true,
                Some(("voice", chosen)) => {
                    if let Some((language, voice)) = chosen.split_once(' ') {
                        settings.set_voice(language, voice);
                    }
                }
                _ => {}
            }
        }
        settings
    }

    /// What is to be kept.
    pub fn write(&self) -> String {
        let mut lines = ["rate ", &self.rate.to_string(), "\n"].concat();
        if self.skips_captions {
            lines.push_str("captions skip\n");
        }
        for (language, voice) in &self.voices {
            lines.push_str(&["voice ", language, " ", voice, "\n"].concat());
        }
        lines
    }

    /// Chooses a rate; what is none of [`RATES`] is passed over.
    pub fn set_rate(&mut self, rate: &str) {
        self.rate = RATES.into_iter().find(|known| known.to_string() == rate).unwrap_or(self.rate);
    }

    /// The voice that was chosen for a language; empty where the browser chooses.
    pub fn voice(&self, language: &str) -> &str {
        let chosen = self.voices.iter().find(|(known, _)| *known == base(language));
        chosen.map_or("", |(_, voice)| voice)
    }

    /// Chooses a voice for a language; an empty one leaves it to the browser.
    pub fn set_voice(&mut self, language: &str, voice: &str) {
        self.voices.retain(|(known, _)| *known != base(language));
        if !voice.is_empty() && !voice.contains('\n') {
            self.voices.push((base(language).to_owned(), voice.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_read_again() {
        let mut settings = Settings { rate: 150, skips_captions: true, ..Settings::default() };
        settings.set_voice("de-AT", "urn:voice: one");
        settings.set_voice("en", "b");
        settings.set_voice("de-DE", "urn:voice: two");
        let kept = settings.write();
        assert_eq!(Settings::read(&kept), settings);
        assert_eq!(Settings::read(&kept).voice("de"), "urn:voice: two");
        settings.set_voice("de", "");
        assert_eq!(settings.voice("de-DE"), "");
    }

    #[test]
    fn whatever_stands_there_is_read() {
        for kept in ["", "rate", "rate 7", "rate -1\nvoice de\n\n", "captions", "\u{0}"] {
            assert_eq!(Settings::read(kept), Settings::default(), "{kept:?}");
        }
    }
}
