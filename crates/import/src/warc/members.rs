//! The packed members of a web archive, each by itself: where one is damaged, those behind it can still be read.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use crate::meter::{Meter, Unpacked};

/// What may go on behind a place that is damaged.
pub trait Resume: BufRead {
    /// Goes on behind the place at which reading failed so.
    fn resume(&mut self, failure: &io::Error) -> Resumed;
}

/// Whether anything stands behind a place that is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed {
    /// A record that is packed by itself.
    Found,
    /// None.
    Nothing,
    /// Nobody knows: too much looked like one.
    GaveUp,
}

/// Whether a failure is damage: not that the disk fails, or that too much was unpacked.
pub fn is_damage(failure: &io::Error) -> bool {
    matches!(failure.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
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
    fn resume(&mut self, _: &io::Error) -> Resumed {
        Resumed::Nothing
    }
}

/// What is packed, unpacked.
pub struct Packed<R>(BufReader<Unpacked<Members<R>>>);

impl<R: BufRead> Packed<R> {
    /// Of these bytes; what they unpack to is counted.
    pub fn new(bytes: R, meter: Rc<Meter>) -> Self {
        let members = Members { state: State::Next(Input::new(bytes)), tries: Tries::default() };
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
    fn resume(&mut self, failure: &io::Error) -> Resumed {
        let left = self.0.buffer().len();
        self.0.consume(left);
        if is_damage(failure) { self.0.get_mut().inner_mut().resume() } else { Resumed::Nothing }
    }
}

/// Members, read one after the other.
struct Members<R> {
    state: State<R>,
    tries: Tries,
}

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
    fn resume(&mut self) -> Resumed {
        let mut input = match std::mem::replace(&mut self.state, State::End) {
            State::Open(member) => member.into_inner(),
            State::Next(input) | State::Broken(input) => input,
            State::End => return Resumed::Nothing,
        };
        let resumed = input.find_next(&mut self.tries);
        if resumed == Resumed::Found {
            self.state = State::Open(GzDecoder::new(input));
        }
        resumed
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let outcome = match &mut self.state {
                State::Open(member) => member.read(into),
                State::Next(input) => input.fill_buf().map(<[u8]>::len),
                State::Broken(_) => return Err(io::Error::from(io::ErrorKind::InvalidData)),
                State::End => return Ok(0),
            };
            let is_open = matches!(self.state, State::Open(_));
            match outcome {
                Ok(read) if is_open && (read > 0 || into.is_empty()) => return Ok(read),
                Ok(0) if !is_open => return Ok(0),
                _ => {}
            }
            self.state = match std::mem::replace(&mut self.state, State::End) {
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

/// How a member begins: two signs, and the one way of packing that there is (RFC 1952, 2.3). A byte of flags follows.
const BEGIN: [u8; 3] = *b"\x1f\x8b\x08";
/// Flags that no member has.
const RESERVED: u8 = 0xe0;
/// What a record begins with that is packed by itself.
const RECORD: &[u8] = b"WARC/";
/// A member whose head is longer than this is no record.
const MOST_HEAD: u64 = 4 * 1024;
/// So many bytes of a member are held: where it was cut short, the next one begins among them.
pub const MOST_HELD: usize = 1024 * 1024;
/// What is held before a member is let go when it is as much as this.
const SPARE: usize = 64 * 1024;

/// How often a place of an archive may look like the beginning of a record and be none. By chance one in a hundred million does
/// (2^27); where many do, looking for the next would take for ever.
pub struct Tries(u32);

impl Default for Tries {
    fn default() -> Self {
        Self(1_000)
    }
}

impl Tries {
    /// Counts one that was in vain; whether there may be another.
    pub fn may_go_on(&mut self) -> bool {
        self.0 = self.0.saturating_sub(1);
        self.0 > 0
    }
}

/// How far behind the beginning of these bytes the next member begins that is a record.
pub fn next_record(bytes: impl BufRead, tries: &mut Tries) -> Option<u64> {
    let mut input = Input::new(bytes);
    input.start = None;
    (input.find_next(tries) == Resumed::Found).then(|| input.place())
}

/// The packed bytes. Those of the member that is being read are held, as long as they are few.
struct Input<R> {
    inner: R,
    held: Vec<u8>,
    /// How far what is held was read again.
    at: usize,
    /// Where in it the member begins; nowhere where it is too long to be held.
    start: Option<usize>,
    /// How many bytes were taken from the reader.
    taken: u64,
}

impl<R: BufRead> Input<R> {
    fn new(inner: R) -> Self {
        Self { inner, held: Vec::new(), at: 0, start: Some(0), taken: 0 }
    }

    /// How far this has come.
    fn place(&self) -> u64 {
        self.taken - (self.held.len() - self.at) as u64
    }

    /// A member may begin here.
    fn begin(&mut self) {
        if self.at >= SPARE || self.at == self.held.len() {
            self.held.drain(..self.at);
            self.at = 0;
        }
        self.start = Some(self.at);
    }

    /// Goes to the next member that is a record, behind the beginning of this one.
    fn find_next(&mut self, tries: &mut Tries) -> Resumed {
        let failed_at = self.place();
        self.step_back();
        while self.find_begin() {
            if !self.is_at_record() {
                self.step_back();
            } else if self.place() >= failed_at {
                return Resumed::Found;
            } else {
                // It may be in vain again, and was read before.
                return if tries.may_go_on() { Resumed::Found } else { Resumed::GaveUp };
            }
            if !tries.may_go_on() {
                return Resumed::GaveUp;
            }
        }
        Resumed::Nothing
    }

    /// Goes to the second byte of this member, where it is held.
    fn step_back(&mut self) {
        if let Some(start) = self.start {
            self.at = (start + 1).min(self.held.len());
        }
        self.begin();
    }

    /// Whether the member that begins here holds a record. Goes nowhere.
    fn is_at_record(&mut self) -> bool {
        let mut first = Vec::new();
        let member = GzDecoder::new(self.by_ref().take(MOST_HEAD));
        // Where it cannot be unpacked it is none.
        let _ = member.take(RECORD.len() as u64).read_to_end(&mut first);
        self.at = self.start.unwrap_or_default();
        first == RECORD
    }

    /// Goes to where the next member may begin; whether there is such a place.
    fn find_begin(&mut self) -> bool {
        let length = BEGIN.len() + 1;
        let mut matched = 0;
        loop {
            let Ok(bytes) = self.fill_buf() else { return false };
            if bytes.is_empty() {
                return false;
            }
            let mut used = 0;
            for byte in bytes {
                used += 1;
                let fits = BEGIN.get(matched).map_or(byte & RESERVED == 0, |sign| byte == sign);
                matched = if fits { matched + 1 } else { usize::from(*byte == BEGIN[0]) };
                if matched == length {
                    break;
                }
            }
            self.consume(used);
            if matched == length {
                self.at -= length;
                self.begin();
                return true;
            }
            // The signs may stand at the end of what was looked at.
            let (read, kept) = (self.at, self.at.saturating_sub(length));
            self.at = kept;
            self.begin();
            self.at += read - kept;
        }
    }
}

impl<R: BufRead> Read for Input<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
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
        self.taken += used as u64;
        self.inner.consume(used);
    }
}
