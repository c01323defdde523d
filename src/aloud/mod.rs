//! Reading aloud: an article becomes sentences, a queue of articles is read one after the other, and what is to be said is
//! told piece by piece. Plain data in, plain data out. All this runs in the notebook's worker, which draws what there is to
//! press; the browser's voice, which a window alone has, is public/voice.js.

pub mod clauses;
mod notice;
mod player;
mod queue;
mod reading;
mod script;
pub mod sentences;
mod settings;
mod speech;
mod voice;

pub use notice::Notice;
pub use player::Player;
pub use queue::{Entry, Queue};
pub use script::{Kind, Script};
pub use settings::{RATES, Settings};
pub use speech::{Orders, Spoken, Utterance};
pub use voice::{Voice, base, is_of};
