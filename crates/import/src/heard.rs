//! What a reader of one file tells, for the tests of readers.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use crate::meter::Meter;
use crate::outlet::{Flow, Outlet};
use crate::{Event, Imported, Message};

/// The articles of a file of this name and what was said, as `read` reads them.
pub fn heard(name: &str, read: impl FnOnce(&mut Outlet) -> Flow) -> (Vec<Imported>, Vec<Message>) {
    let (mut articles, mut said) = (Vec::new(), Vec::new());
    let mut tell = |event| {
        match event {
            Event::Article(found) => articles.push(*found),
            Event::Message(message) => said.push(message),
            Event::Progress { .. } => {}
        }
        Ok(())
    };
    let mut outlet = Outlet::new(&mut tell, name.into(), name.into(), Meter::new(0, 0));
    read(&mut outlet).unwrap();
    outlet.finish().unwrap();
    (articles, said)
}
