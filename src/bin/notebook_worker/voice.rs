//! The other end of public/voice.js: what it is to say goes out, what became of it comes in.

use article::fields::{Fields, Value, read};
use reader::aloud::{Orders, Utterance, Voice};
use reader::browser::channel::Channel;
use reader::browser::{json, stamp};
use serde_json::json;

/// What the voice tells.
pub enum Told {
    /// What the device keeps, and which voices the browser has; none where it cannot speak.
    Voices(String, Option<Vec<Voice>>),
    /// A piece was said; or not, and why.
    Said(u32, String),
    /// One of the system's keys was pressed.
    Act(String),
}

/// The line to the voice.
pub struct VoiceLine {
    /// By which the channel is known.
    pub name: String,
    channel: Option<Channel>,
}

impl VoiceLine {
    /// Opens one that nobody else knows.
    pub fn open(hear: impl Fn(Told) + 'static) -> Self {
        let name = stamp::urn();
        let channel =
            Channel::open(&name, move |text| json::parse(&text).ok().and_then(told).into_iter().for_each(&hear));
        Self { name, channel }
    }

    /// Hands over what is to be said, and what the system is to think of it (`MediaSessionPlaybackState`).
    pub fn send(&self, orders: &Orders, state: &str) {
        let piece = |Utterance { number, text, language, voice, rate }: &Utterance| json!({ "number": number, "text": text, "language": language, "voice": voice, "rate": rate });
        let pieces: Vec<_> = orders.say.iter().map(piece).collect();
        let orders = json!({ "stops": orders.stops, "pieces": pieces, "state": state, "settings": orders.kept, "queue": orders.queue });
        if let Some(channel) = &self.channel {
            channel.send(&orders.to_string());
        }
    }
}

/// What a message of the voice tells; `None` where it is none.
fn told(message: Value) -> Option<Told> {
    let Value::List(parts) = message else { return None };
    let mut parts = parts.into_iter();
    let mut next = || parts.next().unwrap_or_default();
    match (next(), next(), next()) {
        (Value::Text(what), Value::Text(act), _) if what == "act" => Some(Told::Act(act)),
        (Value::Text(what), Value::Number(number), Value::Text(reason)) if what == "said" => {
            Some(Told::Said(u32::try_from(number).ok()?, reason))
        }
        (Value::Text(what), Value::Text(kept), Value::List(voices)) if what == "voices" => {
            let voices = voices.into_iter().filter_map(|found| read(found, |fields| fields.one("", voice)).ok());
            Some(Told::Voices(kept, Some(voices.collect())))
        }
        (Value::Text(what), Value::Text(kept), _) if what == "voices" => Some(Told::Voices(kept, None)),
        _ => None,
    }
}

fn voice(voice: &mut Fields) -> Voice {
    Voice {
        uri: voice.text("uri"),
        name: voice.text("name"),
        language: voice.text("language"),
        is_local: voice.flag("local"),
    }
}
