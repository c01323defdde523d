//! A stream that fails before one item of it is held in memory that is larger than an article may be.

use std::cell::Cell;
use std::io::{self, Read};

use crate::LIMIT;

/// Counts the bytes since the last item, which who reads items sets back to 0.
pub struct Bounded<'a, R> {
    inner: R,
    since_item: &'a Cell<u64>,
}

impl<'a, R> Bounded<'a, R> {
    /// A stream under this count.
    pub fn new(inner: R, since_item: &'a Cell<u64>) -> Self {
        Self { inner, since_item }
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.since_item.get() > LIMIT {
            return Err(io::Error::other("too large"));
        }
        let read = self.inner.read(into)?;
        self.since_item.set(self.since_item.get() + read as u64);
        Ok(read)
    }
}
