//! What is told of reading aloud: what to say, and what to mark.

use crate::marks::PartRange;

/// Something to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utterance {
    /// By which it is told that it was said.
    pub number: u32,
    /// The words.
    pub text: String,
    /// Their language, BCP 47.
    pub language: String,
    /// The voice's `uri`; empty where the browser chooses.
    pub voice: String,
    /// In per cent of the voice's own pace.
    pub rate: u32,
}

/// What is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    /// Whether what is being said, and what waits to be, ends now.
    pub stops: bool,
    /// What is to be said then, one after the other, behind what waits already.
    pub say: Vec<Utterance>,
    /// What is waited for, and how many milliseconds: the number of what is being said, 0 for voices.
    pub awaited: Option<(u32, u32)>,
    /// What the device is to keep; `None` where that is as before.
    pub kept: Option<String>,
    /// What the tab is to keep of the queue, empty where there is none; `None` where that is as before.
    pub queue: Option<String>,
    /// The sentence that is read.
    pub spoken: Spoken,
}

/// The sentence that is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The article's address, and where in it the sentence stands.
    pub place: Option<(String, PartRange)>,
    /// Whether the reader asked to be there.
    pub goes_there: bool,
}
