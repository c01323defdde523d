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
    marks: Rc<Cell<Marks>>,
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

    /// Whether this last row of a table goes on to its end because a quotation mark is missing.
    pub fn swallowed(&self, last: &csv::StringRecord) -> bool {
        self.marks.get().lack_one()
            && last.iter().next_back().is_some_and(|cell| cell.trim_end().contains(['\n', '\r']))
    }
}

/// What quotation marks say, as the CSV library reads them: they enclose a cell that one begins, and two in a row stand for one in
/// it. In other cells they are signs like all others: inches.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    within: Within,
    /// Whether in this row something follows a mark that closed a cell: then it was to open one.
    is_torn: bool,
    /// Whether this row has anything.
    has_begun: bool,
    /// What was so of the row before.
    was_torn: bool,
}

/// Where in a cell reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    /// Nowhere: the cell begins.
    #[default]
    Nothing,
    /// In one without marks.
    Plain,
    /// Between marks.
    Marks,
    /// Behind a mark that closes the cell, if no other follows.
    Closing,
}

impl Marks {
    fn take(&mut self, byte: u8, delimiter: u8) {
        let is_end = matches!(byte, b'\r' | b'\n');
        self.within = match self.within {
            Within::Marks if byte == b'"' => Within::Closing,
            Within::Marks => Within::Marks,
            Within::Nothing | Within::Closing if byte == b'"' => Within::Marks,
            _ if is_end || byte == delimiter => Within::Nothing,
            within => {
                self.is_torn |= within == Within::Closing;
                Within::Plain
            }
        };
        if !is_end {
            self.has_begun = true;
        } else if self.within == Within::Nothing && self.has_begun {
            *self = Self { was_torn: self.is_torn, ..Self::default() };
        }
    }

    /// Whether the last row lacks one.
    fn lack_one(&self) -> bool {
        self.within == Within::Marks || if self.has_begun { self.is_torn } else { self.was_torn }
    }
}

/// Reads on, and notes where lines begin.
pub struct Counting<R> {
    inner: R,
    starts: LineStarts,
    byte: u64,
    line: u64,
    delimiter: u8,
    is_at_start: bool,
    /// What ends lines, as the first line shows: old programs of the Mac write `\r` alone.
    ends_with_cr: Option<bool>,
    is_behind_cr: bool,
}

impl<R> Counting<R> {
    /// A reader whose first line has this number.
    pub fn new(inner: R, line: u64, delimiter: u8, starts: LineStarts) -> Self {
        Self { inner, starts, byte: 0, line, delimiter, is_at_start: true, ends_with_cr: None, is_behind_cr: false }
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
        let mut marks = self.starts.marks.get();
        for byte in &into[..read] {
            marks.take(*byte, self.delimiter);
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
        self.starts.marks.set(marks);
        Ok(read)
    }
}
