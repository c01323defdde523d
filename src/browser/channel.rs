//! A line between the programs of one site (`BroadcastChannel`), for who is not the other's worker.

use wasm_bindgen::JsValue;
use web_sys::{BroadcastChannel, EventTarget, MessageEvent};

use super::event::{Event, Listener};

/// A channel that was opened. It lasts as long as it is kept.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// Opens the channel of this name; `hear` is told each text that comes over it.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let heard = move |event: Event| {
            if let Some(text) = event.as_kind::<MessageEvent>().data().as_string() {
                hear(text);
            }
        };
        let target: &EventTarget = &channel;
        let listener = Listener::new(target.clone(), "message", Box::new(heard));
        Some(Self { channel, _listener: listener })
    }

    /// Sends a text to all others that have it open.
    pub fn send(&self, text: &str) {
        self.channel.post_message(&JsValue::from_str(text)).ok();
    }
}
