//! The line to the search worker: requests out, each with a number, replies back to whoever asked. The worker is fetched
//! and started when something is asked for the first time: who only reads does without its program.

use std::cell::RefCell;

use article::Segment;
use reader::ask;
use reader::browser::worker::SearchWorker;
use reader::browser::{json, spawn};
use reader::failure::{Failure, Trouble};
use reader::protocol::{Ask, Tell, Unreadable};
use reader::tell;

use super::for_ever;
use crate::signal::Held;

type Listener = Box<dyn FnOnce(Tell)>;

/// The worker, and who waits for what.
#[derive(Clone, Copy)]
pub struct Engine(&'static Line);

struct Line {
    inside: RefCell<Inside>,
    failure: Held<Option<Failure>>,
}

#[derive(Default)]
struct Inside {
    worker: Option<SearchWorker>,
    /// Whether starting it was tried.
    started: bool,
    ready: bool,
    /// What says which segments to search, until it was sent; `None` again then.
    opening: Option<String>,
    opened: bool,
    /// Requests that were made before the worker listened and knew its segments.
    kept_back: Vec<String>,
    waiting: Vec<(u32, Listener)>,
    last: u32,
}

impl Engine {
    /// A line to a worker that is not started yet.
    pub fn new() -> Self {
        Self(for_ever(Line { inside: RefCell::default(), failure: Held::new(None) }))
    }

    fn start(self) {
        if std::mem::replace(&mut self.0.inside.borrow_mut().started, true) {
            return;
        }
        let stopped = move |reason: String| self.stop(Failure::new(Trouble::Worker, "", reason));
        match SearchWorker::start(move |text| self.hear(&text), stopped) {
            Ok(worker) => self.0.inside.borrow_mut().worker = Some(worker),
            Err(reason) => stopped(reason),
        }
    }

    /// The number of a request that is answered without the worker.
    pub fn next_number(self) -> u32 {
        let mut line = self.0.inside.borrow_mut();
        line.last += 1;
        line.last
    }

    /// Says which segments to search, as [`Ask::Open`] does; until then requests wait.
    pub fn open(self, segments: Vec<Segment>, joint: Option<String>) {
        self.0.inside.borrow_mut().opening = Some(ask::write(0, &Ask::Open { segments, joint }));
        self.send_kept_back();
    }

    fn send_kept_back(self) {
        let mut line = self.0.inside.borrow_mut();
        if !line.ready {
            return;
        }
        let opening = line.opening.take();
        line.opened |= opening.is_some();
        let kept_back = if line.opened { std::mem::take(&mut line.kept_back) } else { Vec::new() };
        if let Some(worker) = &line.worker {
            opening.iter().chain(&kept_back).for_each(|text| worker.send(text));
        }
    }

    /// Why the worker stopped, where it did.
    pub fn failure(self) -> Option<Failure> {
        self.0.failure.get()
    }

    /// Asks something; `listener` hears the reply. The number of the request is returned.
    pub fn ask(self, ask: Ask, listener: impl FnOnce(Tell) + 'static) -> u32 {
        self.send(ask, Box::new(listener))
    }

    fn send(self, ask: Ask, listener: Listener) -> u32 {
        let number = self.next_number();
        if let Some(failure) = self.0.failure.get_untracked() {
            // Later than now: whoever asks learns the number first.
            spawn(async move { listener(Tell::Failed(failure)) });
            return number;
        }
        let mut line = self.0.inside.borrow_mut();
        line.waiting.push((number, listener));
        let text = ask::write(number, &ask);
        match &line.worker {
            Some(worker) if line.opened => worker.send(&text),
            _ => line.kept_back.push(text),
        }
        drop(line);
        self.start();
        number
    }

    fn hear(self, text: &str) {
        match json::parse(text).map_err(Unreadable::Malformed).and_then(tell::hear) {
            Ok(message) if message.body == Tell::Ready => {
                self.0.inside.borrow_mut().ready = true;
                self.send_kept_back();
            }
            Ok(message) => {
                // Taken out first: the listener may ask again.
                if let Some(listener) = self.take_listener(message.number) {
                    listener(message.body);
                }
            }
            Err(Unreadable::OtherBuild(build)) => self.stop(Failure::new(Trouble::OtherBuild, "", build)),
            Err(Unreadable::Malformed(reason)) => self.stop(Failure::new(Trouble::Worker, "", reason)),
        }
    }

    fn take_listener(self, number: u32) -> Option<Listener> {
        let waiting = &mut self.0.inside.borrow_mut().waiting;
        let at = waiting.iter().position(|(asked, _)| *asked == number)?;
        Some(waiting.remove(at).1)
    }

    fn stop(self, failure: Failure) {
        self.0.failure.set(Some(failure.clone()));
        let waiting = std::mem::take(&mut self.0.inside.borrow_mut().waiting);
        waiting.into_iter().for_each(|(_, listener)| listener(Tell::Failed(failure.clone())));
    }
}
