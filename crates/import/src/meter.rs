//! What is counted of one file on disk while it is read: how far reading has come, and how much was unpacked from it.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// What may be unpacked from any file, however small it is: four articles of the largest size.
const FREE: u64 = 64 * 1024 * 1024;
/// What may be unpacked from a file beyond that, for each of its bytes. Text shrinks to a third or a tenth, the most
/// repetitive to a hundredth; deflate could go down to a thousandth, which is what bombs do.
const RATIO: u64 = 200;

/// The counts of one file.
pub struct Meter {
    read: Cell<u64>,
    most_read: u64,
    left_to_unpack: Cell<u64>,
}

impl Meter {
    /// For a file of so many bytes, behind files of which so many were read.
    pub fn new(bytes_before: u64, bytes: u64) -> Rc<Self> {
        Rc::new(Self {
            read: Cell::new(bytes_before),
            // A file that grows while it is read must not push progress beyond what was promised.
            most_read: bytes_before + bytes,
            left_to_unpack: Cell::new(most_unpacked(bytes)),
        })
    }

    /// For another file of so many bytes, of which nothing counts as read.
    pub fn of_another(&self, bytes: u64) -> Rc<Self> {
        let read = self.read.get();
        Rc::new(Self { read: Cell::new(read), most_read: read, left_to_unpack: Cell::new(most_unpacked(bytes)) })
    }

    /// For what is unpacked from the same file beside that: of this too there may be so much and no more.
    pub fn another(&self) -> Rc<Self> {
        let read = self.read.get();
        Rc::new(Self { read: Cell::new(read), most_read: read, left_to_unpack: self.left_to_unpack.clone() })
    }

    /// Does something that is done again and is not to count twice.
    pub fn aside(&self, what: impl FnOnce()) {
        let (read, left_to_unpack) = (self.read.get(), self.left_to_unpack.get());
        what();
        self.read.set(read);
        self.left_to_unpack.set(left_to_unpack);
    }

    /// Bytes on disk of this file and those before it, as far as they were read.
    pub fn bytes_read(&self) -> u64 {
        self.read.get()
    }
}

fn most_unpacked(bytes: u64) -> u64 {
    bytes.saturating_mul(RATIO).saturating_add(FREE)
}

/// Counts what is read from the disk.
pub struct Counted<R> {
    inner: R,
    meter: Rc<Meter>,
}

impl<R> Counted<R> {
    /// A reader whose bytes count.
    pub fn new(inner: R, meter: Rc<Meter>) -> Self {
        Self { inner, meter }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        let so_far = self.meter.read.get() + read as u64;
        self.meter.read.set(so_far.min(self.meter.most_read));
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Fails where more is unpacked than a file of its size can hold in earnest. All that is unpacked from one file on disk
/// counts together, from archives within it too, so that many small bombs are as one large one.
pub struct Unpacked<R> {
    inner: R,
    meter: Rc<Meter>,
}

impl<R> Unpacked<R> {
    /// A reader of unpacked bytes.
    pub fn new(inner: R, meter: Rc<Meter>) -> Self {
        Self { inner, meter }
    }

    /// What unpacks.
    pub fn inner_mut(&mut self) -> &mut R {
        &mut self.inner
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        match self.meter.left_to_unpack.get().checked_sub(read as u64) {
            Some(left) => self.meter.left_to_unpack.set(left),
            None => {
                return Err(io::Error::other(format!(
                    "it unpacks to more than {RATIO} times its size, as a zip bomb does and no text; unpack it yourself if you trust it"
                )));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unpacked_from_one_file_counts_together() {
        let meter = Meter::new(0, 10);
        let unpack = |bytes: u64| {
            let mut unpacked = Unpacked::new(io::repeat(b' ').take(bytes), Rc::clone(&meter));
            io::copy(&mut unpacked, &mut io::sink())
        };
        assert!(unpack(FREE).is_ok());
        assert!(unpack(10 * RATIO).is_ok());
        assert!(unpack(1).is_err());
    }

    #[test]
    fn progress_stays_within_the_size_that_was_promised() {
        let meter = Meter::new(5, 10);
        let mut counted = Counted::new(io::repeat(b' ').take(100), Rc::clone(&meter));
        assert!(io::copy(&mut counted, &mut io::sink()).is_ok());
        assert_eq!(meter.bytes_read(), 15);
    }
}
