//! Makes the files of many pictures, on all cores, within a bound of memory.

use std::fs::{self, File};
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Result;

use super::LONGEST_FILE;
use super::renditions::{MOST_PIXELS, Original, WAY, Why};
use super::wanted::Bytes;
use crate::archive::{PictureName, PictureShelf};
use crate::report::Report;
use crate::spool::Spool;

/// Bytes that a pixel takes while its picture is decoded and made smaller: those of the picture, what a decoder keeps beside
/// it, and the first pass of making it smaller.
const BYTES_A_PIXEL: u64 = 12;

/// Memory that all pictures which are being made take together: as much as the largest one alone, 768 MB.
const MEMORY: u64 = MOST_PIXELS * BYTES_A_PIXEL;

/// The files of a picture.
#[derive(Clone, Debug)]
pub struct Files {
    /// Narrowest first, at least one.
    pub names: Vec<PictureName>,
    /// Of the widest, in pixels.
    pub height: u32,
}

/// What came of a picture: its files, else why there are none.
pub type Outcome = Result<Files, Why>;

/// Makes what the shelf lacks. The answers are in the order of what was asked for.
pub fn make_all(asked: &[Bytes], spool: &mut Spool, shelf: &PictureShelf, report: &mut Report) -> Result<Vec<Outcome>> {
    let mut outcomes: Vec<Option<Result<Outcome>>> = asked.iter().map(|_| None).collect();
    report.start("Making pictures", asked.len() as u64, false);
    let (next, memory, spool) = (AtomicUsize::new(0), Memory::new(), Mutex::new(spool));
    let n_workers = thread::available_parallelism().map_or(1, usize::from).min(asked.len());
    thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        for _ in 0..n_workers {
            let (tell, next, memory, spool) = (tell.clone(), &next, &memory, &spool);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(bytes) = asked.get(number) else { return };
                    let outcome = make(bytes, spool, shelf, memory);
                    // Where nobody listens any more there is nothing to do.
                    if tell.send((number, outcome)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        for (n_done, (number, outcome)) in (1..).zip(told) {
            outcomes[number] = Some(outcome);
            report.advance_to(n_done);
        }
    });
    report.finish();
    shelf.sync()?;
    outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(|| Ok(Err("was not made".into())))).collect()
}

/// The error is for what stops all: a disk that is full.
fn make(bytes: &Bytes, spool: &Mutex<&mut Spool>, shelf: &PictureShelf, memory: &Memory) -> Result<Outcome> {
    let bytes = match bytes {
        Bytes::Spooled(place) => spool.lock().unwrap_or_else(PoisonError::into_inner).get_bytes(*place)?,
        Bytes::File(path) => match read(path) {
            Ok(bytes) => bytes,
            Err(why) => return Ok(Err(why)),
        },
    };
    let original = match Original::read(&bytes) {
        Ok(original) => original,
        Err(why) => return Ok(Err(why)),
    };
    let (name, widths) = (PictureName::original(WAY, &bytes), original.widths());
    let height = original.height_at(widths.last().copied().unwrap_or_default());
    let held: Option<Vec<PictureName>> = widths.iter().map(|width| shelf.find(&name, *width).cloned()).collect();
    if let Some(names) = held {
        return Ok(Ok(Files { names, height }));
    }
    let _part = memory.take(original.pixels() * BYTES_A_PIXEL);
    let made = match original.make() {
        Ok(made) => made,
        Err(why) => return Ok(Err(why)),
    };
    let mut names = Vec::with_capacity(made.len());
    for file in made {
        let name = PictureName::new(&name, file.width, &file.bytes, file.extension);
        shelf.put(&name, &file.bytes)?;
        names.push(name);
    }
    Ok(Ok(Files { names, height }))
}

fn read(path: &std::path::Path) -> Result<Vec<u8>, Why> {
    let unreadable = |error: std::io::Error| Why::from(format!("cannot be read: {error}"));
    if fs::metadata(path).map_err(unreadable)?.len() > LONGEST_FILE {
        return Err(format!("has more than {} MB, the most that is read", LONGEST_FILE >> 20).into());
    }
    let mut bytes = Vec::new();
    // A file that grows meanwhile is cut off.
    File::open(path).and_then(|file| file.take(LONGEST_FILE).read_to_end(&mut bytes)).map_err(unreadable)?;
    Ok(bytes)
}

/// What is left of [`MEMORY`].
struct Memory {
    free: Mutex<u64>,
    given_back: Condvar,
}

/// A part of it, until this goes.
struct Part<'a> {
    of: &'a Memory,
    bytes: u64,
}

impl Memory {
    fn new() -> Self {
        Self { free: Mutex::new(MEMORY), given_back: Condvar::new() }
    }

    /// Waits until there is so much.
    fn take(&self, bytes: u64) -> Part<'_> {
        let bytes = bytes.min(MEMORY);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.given_back.wait_while(free, |free| *free < bytes);
        *free.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Part { of: self, bytes }
    }
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        *self.of.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.of.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_memory_is_given_than_there_is() {
        let (memory, most, now) = (Memory::new(), Mutex::new(0), Mutex::new(0));
        thread::scope(|scope| {
            for part in 1..=8 {
                let (memory, most, now) = (&memory, &most, &now);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let bytes = MEMORY / part;
                        let _part = memory.take(bytes);
                        let mut taken = now.lock().unwrap_or_else(PoisonError::into_inner);
                        *taken += bytes;
                        let mut most = most.lock().unwrap_or_else(PoisonError::into_inner);
                        *most = (*most).max(*taken);
                        drop((taken, most));
                        *now.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
                    }
                });
            }
        });
        let most = most.into_inner().unwrap_or_default();
        assert!(most <= MEMORY, "{most}");
    }
}
