//! The lines in which rows begin. The CSV library says where it began to look for a row, which is before the empty lines above
//! it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

/// Where lines that are not empty begin, as bytes and as lines, as far as reading has come and from the last row on.
#[derive(Clone, Debug, Default)]
pub struct LineStarts {
    starts: Rc<RefCell<VecDeque<(u64, u64)>>>,
    /// How many quotation marks there were so far.
    quotes: Rc<Cell<u64>>,
}

/// So many are kept; a row of more lines is hardly one, and its place is then a little before it.
const MOST: usize = 1_000_000;

impl LineStarts {
    /// The line of the first row that begins at this byte or behind.
    pub fn line_from(&self, byte: u64) -> Option<u64> {
        let mut starts = self.starts.borrow_mut();
        while starts.front().is_some_and(|(start, _)| *start < byte) {
            starts.pop_front();
        }
        starts.front().map(|(_, line)| *line)
    }

    /// Whether a quotation mark so far has no other: two in a row stand for one in a text.
    fn has_odd_quote(&self) -> bool {
        self.quotes.get() % 2 == 1
    }

    /// Whether this last row of a table goes on to its end because a quotation mark is missing.
    pub fn swallowed(&self, last: &csv::StringRecord) -> bool {
        self.has_odd_quote() && last.iter().next_back().is_some_and(|cell| cell.trim_end().contains(['\n', '\r']))
    }
}

/// Reads on, and notes where lines begin.
pub struct Counting<R> {
    inner: R,
    starts: LineStarts,
    byte: u64,
    line: u64,
    is_at_start: bool,
    /// What ends lines, as the first line shows: old programs of the Mac write `\r` alone.
    ends_with_cr: Option<bool>,
    is_behind_cr: bool,
}

impl<R> Counting<R> {
    /// A reader whose first line has this number.
    pub fn new(inner: R, line: u64, starts: LineStarts) -> Self {
        Self { inner, starts, byte: 0, line, is_at_start: true, ends_with_cr: None, is_behind_cr: false }
    }

    /// Whether a line ends before this byte, or with it.
    fn ends_a_line(&mut self, byte: u8) -> bool {
        let was_cr = std::mem::replace(&mut self.is_behind_cr, byte == b'\r');
        if self.ends_with_cr.is_none() && (was_cr || byte == b'\n') {
            self.ends_with_cr = Some(byte != b'\n');
        }
        match self.ends_with_cr {
            Some(true) => was_cr,
            _ => byte == b'\n',
        }
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        for byte in &into[..read] {
            if self.ends_a_line(*byte) {
                self.line += 1;
                self.is_at_start = true;
            }
            if self.is_at_start && !matches!(byte, b'\r' | b'\n') {
                self.is_at_start = false;
                let mut starts = self.starts.starts.borrow_mut();
                if starts.len() < MOST {
                    starts.push_back((self.byte, self.line));
                }
            }
            self.byte += 1;
        }
        let quotes = into[..read].iter().filter(|byte| **byte == b'"').count() as u64;
        self.starts.quotes.set(self.starts.quotes.get() + quotes);
        Ok(read)
    }
}
