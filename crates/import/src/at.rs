//! Bytes of a file that several readers look at, each at a place of its own.

use std::cell::RefCell;
use std::io::{self, Read, SeekFrom};
use std::ops::Range;

use crate::stream::ReadSeek;

/// Reading at any place, as one who moves about and reads.
pub struct At<'a>(RefCell<&'a mut dyn ReadSeek>);

impl<'a> At<'a> {
    /// For bytes that are read through this alone from now on.
    pub fn new(bytes: &'a mut dyn ReadSeek) -> Self {
        Self(RefCell::new(bytes))
    }

    /// Reads what begins at a place; less than is asked for where the system gives less.
    ///
    /// # Errors
    /// The reader's own.
    pub fn read_at(&self, into: &mut [u8], place: u64) -> io::Result<usize> {
        let mut bytes = self.0.borrow_mut();
        bytes.seek(SeekFrom::Start(place))?;
        bytes.read(into)
    }

    /// A reader of all of them.
    pub fn all(&self) -> Part<'_, 'a> {
        self.part(0..u64::MAX)
    }

    /// A reader of those between two places.
    pub fn part(&self, Range { start, end }: Range<u64>) -> Part<'_, 'a> {
        Part { at: self, place: start, end }
    }
}

impl rawzip::ReaderAt for At<'_> {
    fn read_at(&self, into: &mut [u8], place: u64) -> io::Result<usize> {
        Self::read_at(self, into, place)
    }
}

/// A reader of a part, from front to end.
#[derive(Clone)]
pub struct Part<'p, 'a> {
    at: &'p At<'a>,
    place: u64,
    end: u64,
}

impl Part<'_, '_> {
    /// The same from so many bytes further on.
    pub fn from(&self, further: u64) -> Self {
        Self { place: self.place.saturating_add(further), ..self.clone() }
    }
}

impl Read for Part<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.place)).unwrap_or(usize::MAX);
        let most = into.len().min(left);
        let read = self.at.read_at(&mut into[..most], self.place)?;
        self.place += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn readers_do_not_disturb_one_another() {
        let mut bytes = io::Cursor::new(b"abcdefgh".to_vec());
        let at = At::new(&mut bytes);
        let (mut one, mut other) = (at.part(1..4), at.all());
        let mut first = [0; 2];
        one.read_exact(&mut first).unwrap();
        let (mut rest, mut all, mut late) = (String::new(), String::new(), String::new());
        other.read_to_string(&mut all).unwrap();
        one.read_to_string(&mut rest).unwrap();
        at.all().from(6).read_to_string(&mut late).unwrap();
        assert_eq!((&first, &*rest, &*all, &*late), (b"bc", "d", "abcdefgh", "gh"));
        assert_eq!(at.part(4..4).read(&mut first).unwrap(), 0);
    }
}
