//! The line to the search worker: requests out, each with a number, replies back to whoever asked.

use std::collections::BTreeMap;

use leptos::prelude::*;
use reader::browser::worker::SearchWorker;
use reader::failure::{Failure, Trouble};
use reader::protocol::{self, Ask, Tell, Unreadable};

type Listener = Box<dyn FnOnce(Tell)>;

/// The worker, and who waits for what.
#[derive(Clone, Copy)]
pub struct Engine {
    line: StoredValue<Line, LocalStorage>,
    failure: RwSignal<Option<Failure>>,
}

#[derive(Default)]
struct Line {
    worker: Option<SearchWorker>,
    ready: bool,
    /// Requests that were made before the worker listened.
    kept_back: Vec<String>,
    waiting: BTreeMap<u32, Listener>,
    last: u32,
}

impl Engine {
    /// Starts the worker.
    pub fn start() -> Self {
        let engine = Self { line: StoredValue::new_local(Line::default()), failure: RwSignal::new(None) };
        let stopped = move |reason: String| engine.stop(Failure::new(Trouble::Worker, "", reason));
        match SearchWorker::start(move |text| engine.hear(&text), stopped) {
            Ok(worker) => engine.line.update_value(|line| line.worker = Some(worker)),
            Err(reason) => stopped(reason),
        }
        engine
    }

    /// Why the worker stopped, where it did.
    pub fn failure(self) -> Signal<Option<Failure>> {
        self.failure.into()
    }

    /// Asks something; `listener` hears the reply. The number of the request is returned.
    pub fn ask(self, ask: Ask, listener: impl FnOnce(Tell) + 'static) -> u32 {
        let number = self.line.try_update_value(|line| {
            line.last += 1;
            line.waiting.insert(line.last, Box::new(listener));
            let text = protocol::write(line.last, ask);
            match &line.worker {
                Some(worker) if line.ready => worker.send(&text),
                _ => line.kept_back.push(text),
            }
            line.last
        });
        number.unwrap_or_default()
    }

    fn hear(self, text: &str) {
        match protocol::read::<Tell>(text) {
            Ok(message) if message.body == Tell::Ready => self.line.update_value(|line| {
                line.ready = true;
                let kept_back = std::mem::take(&mut line.kept_back);
                if let Some(worker) = &line.worker {
                    kept_back.iter().for_each(|text| worker.send(text));
                }
            }),
            Ok(message) => {
                // Taken out first: the listener may ask again.
                let listener = self.line.try_update_value(|line| line.waiting.remove(&message.number)).flatten();
                if let Some(listener) = listener {
                    listener(message.body);
                }
            }
            Err(Unreadable::OtherBuild(build)) => self.stop(Failure::new(Trouble::OtherBuild, "", build)),
            Err(Unreadable::Malformed(reason)) => self.stop(Failure::new(Trouble::Worker, "", reason)),
        }
    }

    fn stop(self, failure: Failure) {
        self.failure.set(Some(failure.clone()));
        let waiting = self.line.try_update_value(|line| std::mem::take(&mut line.waiting)).unwrap_or_default();
        waiting.into_values().for_each(|listener| listener(Tell::Failed(failure.clone())));
    }
}
