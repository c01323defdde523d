//! What the search worker is asked, and what it tells.

use article::Segment;
use reader::ask;
use reader::failure::Failure;
use reader::protocol::{Ask, Tell};
use reader::tell;

use super::line::Line;

/// The line to the search worker.
#[derive(Clone, Copy)]
pub struct Engine(Line);

impl Engine {
    /// A line to a worker that is not started yet.
    pub fn new() -> Self {
        Self(Line::to("search", "search_worker_loader.js"))
    }

    /// The number of a request that is answered without the worker.
    pub fn next_number(self) -> u32 {
        self.0.next_number()
    }

    /// Says which segments to search, as [`Ask::Open`] does; until then requests wait.
    pub fn open(self, segments: Vec<Segment>, joint: Option<String>) {
        self.0.open(ask::write(0, &Ask::Open { segments, joint }));
    }

    /// Why the worker stopped, where it did.
    pub fn failure(self) -> Option<Failure> {
        self.0.failure()
    }

    /// Asks something; `listener` hears the reply. The number of the request is returned.
    pub fn ask(self, ask: Ask, listener: impl FnOnce(Tell) + 'static) -> u32 {
        self.send(ask, Box::new(listener))
    }

    fn send(self, ask: Ask, listener: Box<dyn FnOnce(Tell)>) -> u32 {
        let heard = move |body| {
            let told =
                Result::and_then(body, |body| tell::hear(body).map_err(|unfit| self.0.failed(unfit.to_string())));
            listener(told.unwrap_or_else(Tell::Failed));
        };
        self.0.ask(&|number| ask::write(number, &ask), Box::new(heard))
    }
}
