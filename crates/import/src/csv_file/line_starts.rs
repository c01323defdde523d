//! The lines in which rows begin. The CSV library says where it began to look for a row, which is before the empty lines above
//! it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

/// Where lines that are not empty begin, as bytes and as lines, as far as reading has come and from the last row on.
#[derive(Clone, Debug, Default)]
pub struct LineStarts(Rc<RefCell<VecDeque<(u64, u64)>>>);

/// So many are kept; a row of more lines is hardly one, and its place is then a little before it.
const MOST: usize = 1_000_000;

impl LineStarts {
    /// The line of the first row that begins at this byte or behind.
    pub fn line_from(&self, byte: u64) -> Option<u64> {
        let mut starts = self.0.borrow_mut();
        while starts.front().is_some_and(|(start, _)| *start < byte) {
            starts.pop_front();
        }
        starts.front().map(|(_, line)| *line)
    }
}

/// Reads on, and notes where lines begin.
pub struct Counting<R> {
    inner: R,
    starts: LineStarts,
    byte: u64,
    line: u64,
    is_at_start: bool,
}

impl<R> Counting<R> {
    /// A reader whose first line has this number.
    pub fn new(inner: R, line: u64, starts: LineStarts) -> Self {
        Self { inner, starts, byte: 0, line, is_at_start: true }
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        let mut starts = self.starts.0.borrow_mut();
        for byte in &into[..read] {
            if *byte == b'\n' {
                self.line += 1;
                self.is_at_start = true;
            } else if self.is_at_start && *byte != b'\r' {
                self.is_at_start = false;
                if starts.len() < MOST {
                    starts.push_back((self.byte, self.line));
                }
            }
            self.byte += 1;
        }
        Ok(read)
    }
}
