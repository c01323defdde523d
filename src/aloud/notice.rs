//! What a listener is to be told.

/// What a listener is to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Notice {
    /// Nothing.
    #[default]
    Nothing,
    /// The browser cannot speak.
    NoSpeech,
    /// It has no voice at all.
    NoVoices,
    /// It has none for this language.
    NoVoiceFor(String),
    /// It speaks when the reader asks for it once more.
    AskAgain,
    /// The voice did not read on, and why.
    Failed(String),
    /// An article has no words.
    Empty(String),
    /// An article cannot be had.
    Lost(String),
    /// Another article has begun by itself.
    Next(String),
    /// Articles were added, so many.
    Added(usize),
    /// The queue is at its end.
    Finished,
}

impl Notice {
    /// Whether nothing can be read before it is mended.
    pub fn is_in_the_way(&self) -> bool {
        matches!(self, Self::NoSpeech | Self::NoVoices | Self::NoVoiceFor(_))
    }
}
