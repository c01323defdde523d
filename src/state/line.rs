//! The line to a worker: requests out, each with a number, replies back to whoever asked. The worker is fetched and started
//! when something is asked for the first time: who has no use for it does without its program.

use std::cell::RefCell;
use std::rc::Rc;

use reader::browser::file::File;
use reader::browser::worker::Program;
use reader::browser::{json, spawn};
use reader::envelope::{self, Body};
use reader::failure::{Failure, Trouble};
use reader::protocol::Unreadable;

use super::for_ever;
use crate::signal::Held;

/// Hears the reply: what is inside the message, or why none comes.
type Listener = Box<dyn FnOnce(Result<Body, Failure>)>;

/// Hears what the worker tells without being asked.
type News = Rc<dyn Fn(Body)>;

/// The worker, and who waits for what.
#[derive(Clone, Copy)]
pub struct Line(&'static Worker);

struct Worker {
    /// The script that loads its program.
    loader: &'static str,
    /// What it is to people: "The … stopped working."
    name: &'static str,
    inside: RefCell<Inside>,
    on_news: RefCell<Option<News>>,
    failure: Held<Option<Failure>>,
}

#[derive(Default)]
struct Inside {
    program: Option<Program>,
    /// Whether starting it was tried.
    started: bool,
    ready: bool,
    /// What it must hear first, until it was sent; `None` again then.
    opening: Option<String>,
    opened: bool,
    /// Requests that were made before the worker listened and had heard that.
    kept_back: Vec<String>,
    waiting: Vec<(u32, Listener)>,
    last: u32,
}

impl Line {
    /// A line to a worker that is not started yet.
    pub fn to(name: &'static str, loader: &'static str) -> Self {
        Self(for_ever(Worker {
            loader,
            name,
            inside: RefCell::default(),
            on_news: RefCell::default(),
            failure: Held::new(None),
        }))
    }

    /// Hears from now on what the worker tells without being asked: what answers request 0.
    pub fn on_news(self, hear: Box<dyn Fn(Body)>) {
        self.0.on_news.replace(Some(hear.into()));
    }

    fn start(self) {
        if std::mem::replace(&mut self.0.inside.borrow_mut().started, true) {
            return;
        }
        let stopped = move |reason: String| self.stop(self.failed(reason));
        match Program::start(self.0.loader, move |text| self.hear(&text), stopped) {
            Ok(program) => self.0.inside.borrow_mut().program = Some(program),
            Err(reason) => stopped(reason),
        }
    }

    /// Whether the worker runs, or is being started.
    pub fn is_started(self) -> bool {
        self.0.inside.borrow().started
    }

    /// That the worker did not do what it is there for.
    pub fn failed(self, reason: String) -> Failure {
        Failure::new(Trouble::Worker, self.0.name, reason)
    }

    /// The number of a request that is answered without the worker.
    pub fn next_number(self) -> u32 {
        let mut inside = self.0.inside.borrow_mut();
        inside.last += 1;
        inside.last
    }

    /// Says what the worker must hear before all else, a whole message; until then requests wait.
    pub fn open(self, opening: String) {
        self.0.inside.borrow_mut().opening = Some(opening);
        self.send_kept_back();
    }

    fn send_kept_back(self) {
        let mut inside = self.0.inside.borrow_mut();
        if !inside.ready {
            return;
        }
        let opening = inside.opening.take();
        inside.opened |= opening.is_some();
        let kept_back = if inside.opened { std::mem::take(&mut inside.kept_back) } else { Vec::new() };
        if let Some(program) = &inside.program {
            opening.iter().chain(&kept_back).for_each(|text| program.send(text));
        }
    }

    /// Why the worker stopped, where it did.
    pub fn failure(self) -> Option<Failure> {
        self.0.failure.get()
    }

    /// Asks something, which `write` makes a message of this number; `listener` hears the reply, later than now. The number
    /// of the request is returned.
    pub fn ask(self, write: &dyn Fn(u32) -> String, listener: Listener) -> u32 {
        let number = self.next_number();
        if let Some(failure) = self.0.failure.get_untracked() {
            // Later than now: whoever asks learns the number first.
            spawn(async move { listener(Err(failure)) });
            return number;
        }
        let mut inside = self.0.inside.borrow_mut();
        inside.waiting.push((number, listener));
        let text = write(number);
        match &inside.program {
            Some(program) if inside.opened => program.send(&text),
            _ => inside.kept_back.push(text),
        }
        drop(inside);
        self.start();
        number
    }

    /// Hands a file to a worker that listens, for what is asked next.
    pub fn hand(self, file: &File) {
        if let Some(program) = &self.0.inside.borrow().program {
            program.hand(file);
        }
    }

    fn hear(self, text: &str) {
        match json::parse(text).map_err(Unreadable::Malformed).and_then(envelope::open) {
            Ok(message) if message.body.0 == "Ready" => {
                self.0.inside.borrow_mut().ready = true;
                self.send_kept_back();
            }
            Ok(message) => {
                // Taken out first: who listens may ask again.
                let on_news = self.0.on_news.borrow().clone();
                match (self.take_listener(message.number), on_news) {
                    (Some(listener), _) => listener(Ok(message.body)),
                    (None, Some(hear)) if message.number == 0 => hear(message.body),
                    _ => {}
                }
            }
            Err(Unreadable::OtherBuild(build)) => self.stop(Failure::new(Trouble::OtherBuild, "", build)),
            Err(Unreadable::Malformed(reason)) => self.stop(self.failed(reason)),
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
        waiting.into_iter().for_each(|(_, listener)| listener(Err(failure.clone())));
    }
}
