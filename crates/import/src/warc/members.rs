//! The packed members of a web archive, each by itself: where one is damaged, those behind it can still be read.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use crate::meter::{Meter, Unpacked};

/// What may go on behind a place that is damaged.
pub trait Resume: BufRead {
    /// Goes on behind the place at which reading failed so; whether there is anything.
    fn resume(&mut self, failure: &io::Error) -> bool;
}

/// What is not packed. Where one record of it is wrong, the next is looked for by who reads records.
pub struct Plain<R>(pub R);

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl<R: BufRead> BufRead for Plain<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, used: usize) {
        self.0.consume(used);
    }
}

impl<R: BufRead> Resume for Plain<R> {
    fn resume(&mut self, _: &io::Error) -> bool {
        false
    }
}

/// What is packed, unpacked.
pub struct Packed<R>(BufReader<Unpacked<Members<R>>>);

impl<R: BufRead> Packed<R> {
    /// Of these bytes; what they unpack to is counted.
    pub fn new(bytes: R, meter: Rc<Meter>) -> Self {
        let members = Members(State::Next(Input::new(bytes)));
        Self(BufReader::with_capacity(64 * 1024, Unpacked::new(members, meter)))
    }
}

impl<R: BufRead> Read for Packed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl<R: BufRead> BufRead for Packed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, used: usize) {
        self.0.consume(used);
    }
}

impl<R: BufRead> Resume for Packed<R> {
    fn resume(&mut self, failure: &io::Error) -> bool {
        // Not where the disk fails, or too much was unpacked.
        let is_damage = matches!(
            failure.kind(),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
        );
        let left = self.0.buffer().len();
        self.0.consume(left);
        is_damage && self.0.get_mut().inner_mut().resume()
    }
}

/// Members, read one after the other.
struct Members<R>(State<R>);

enum State<R> {
    /// A member is being read.
    Open(GzDecoder<Input<R>>),
    /// One may follow.
    Next(Input<R>),
    /// One is damaged, and nothing is read before the next was looked for.
    Broken(Input<R>),
    /// Nothing does.
    End,
}

impl<R: BufRead> Members<R> {
    /// Looks for the next member that may be one.
    fn resume(&mut self) -> bool {
        let mut input = match std::mem::replace(&mut self.0, State::End) {
            State::Open(member) => member.into_inner(),
            State::Next(input) | State::Broken(input) => input,
            State::End => return false,
        };
        let is_found = input.find_next();
        if is_found {
            self.0 = State::Open(GzDecoder::new(input));
        }
        is_found
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let outcome = match &mut self.0 {
                State::Open(member) => member.read(into),
                State::Next(input) => input.fill_buf().map(<[u8]>::len),
                State::Broken(_) => return Err(io::Error::from(io::ErrorKind::InvalidData)),
                State::End => return Ok(0),
            };
            let is_open = matches!(self.0, State::Open(_));
            match outcome {
                Ok(read) if is_open && (read > 0 || into.is_empty()) => return Ok(read),
                Ok(0) if !is_open => return Ok(0),
                _ => {}
            }
            self.0 = match std::mem::replace(&mut self.0, State::End) {
                State::Open(member) if outcome.is_err() => State::Broken(member.into_inner()),
                State::Open(member) => State::Next(member.into_inner()),
                State::Next(mut input) if outcome.is_ok() => {
                    input.begin();
                    State::Open(GzDecoder::new(input))
                }
                other => other,
            };
            outcome?;
        }
    }
}

/// How a member begins: two signs, and the one way of packing that there is (RFC 1952, 2.3).
const BEGIN: [u8; 3] = *b"\x1f\x8b\x08";
/// So many bytes of a member are held: where it was cut short, the next one begins among them.
const MOST_HELD: usize = 1024 * 1024;
/// What is held before a member is let go when it is as much as this.
const SPARE: usize = 64 * 1024;

/// The packed bytes. Those of the member that is being read are held, as long as they are few.
struct Input<R> {
    inner: R,
    held: Vec<u8>,
    /// How far what is held was read again.
    at: usize,
    /// Where in it the member begins; nowhere where it is too long to be held.
    start: Option<usize>,
}

impl<R: BufRead> Input<R> {
    fn new(inner: R) -> Self {
        Self { inner, held: Vec::new(), at: 0, start: Some(0) }
    }

    /// A member may begin here.
    fn begin(&mut self) {
        if self.at >= SPARE || self.at == self.held.len() {
            self.held.drain(..self.at);
            self.at = 0;
        }
        self.start = Some(self.at);
    }

    /// Goes to where the next member may begin, behind the beginning of this one; whether there is such a place.
    fn find_next(&mut self) -> bool {
        if let Some(start) = self.start {
            self.at = (start + 1).min(self.held.len());
        }
        self.begin();
        let mut matched = 0;
        loop {
            let Ok(bytes) = self.fill_buf() else { return false };
            if bytes.is_empty() {
                return false;
            }
            let mut used = 0;
            for byte in bytes {
                used += 1;
                matched = if *byte == BEGIN[matched] { matched + 1 } else { usize::from(*byte == BEGIN[0]) };
                if matched == BEGIN.len() {
                    break;
                }
            }
            self.consume(used);
            if matched == BEGIN.len() {
                self.at -= BEGIN.len();
                self.begin();
                return true;
            }
            // The signs may stand at the end of what was looked at.
            let (read, kept) = (self.at, self.at.saturating_sub(BEGIN.len()));
            self.at = kept;
            self.begin();
            self.at += read - kept;
        }
    }
}

impl<R: BufRead> Read for Input<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let length = bytes.len().min(into.len());
        into[..length].copy_from_slice(&bytes[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.held.len() { Ok(&self.held[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, used: usize) {
        if self.at < self.held.len() {
            self.at = (self.at + used).min(self.held.len());
            return;
        }
        if let Some(start) = self.start
            && let Ok(bytes) = self.inner.fill_buf()
        {
            self.held.extend_from_slice(&bytes[..used.min(bytes.len())]);
            if self.held.len() - start > MOST_HELD {
                self.start = None;
                self.held.clear();
            }
            self.at = self.held.len();
        }
        self.inner.consume(used);
    }
}
