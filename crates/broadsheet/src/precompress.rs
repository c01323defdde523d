//! `build --precompress`: beside each file of a site its compressed forms, for hosts that send such files in place of compressing
//! each time.
//!
//! A form that is there and holds its file stays as it is; nothing needs to be remembered of the build before. A form that no longer
//! holds its file is worse than none, for a host would send what is gone; so whoever replaces a file takes its forms away first
//! ([`forget`]).

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use anyhow::{Context, Result};

use crate::app::ARCHIVE;
use crate::archive::{Unfinished, sync_below};
use crate::compression::{BEST, Coding, LONG, LONGEST, beside, unpacked};
use crate::report::Report;

/// Brotli's quality for what is longer than [`LONG`].
const GOOD: u32 = 9;

/// Brotli's quality for what is not longer than [`SHORT`]. Of groups of articles [`BEST`] makes a fiftieth less, and takes 8 ms in place of
/// 3.4 for each (400 groups of Reuters-21578, brotli's own library, 2026-11-26); of such files there are tens of thousands.
const QUICKER: u32 = 10;

/// Groups, pieces and pages are hardly ever longer; the app's programs and stylesheet are.
const SHORT: u64 = 32 << 10;

/// What is compressed already: pictures, sounds, and compressed forms themselves.
const DENSE: [&str; 9] = ["br", "gz", "png", "jpg", "jpeg", "webp", "avif", "gif", "flac"];

/// What changes without a build, or is no reader's matter: the archive's manifest, which `bundle` replaces, and what the site says of
/// itself. Both are small.
const LEFT_OUT: [&str; 2] = ["archive.json", "site.json"];

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Precompressed {
    /// Files that have compressed forms now.
    pub files: u64,
    /// Compressed forms that were made.
    pub written: u64,
    /// Bytes of these files.
    pub bytes: u64,
    /// Bytes of their forms in brotli, the smaller one.
    pub packed: u64,
}

/// Gives each file of the site below `site` its compressed forms where they are smaller, on all cores. Names in `own` are files of the
/// site itself, whatever they end in.
pub fn precompress(site: &Path, own: &BTreeSet<String>, report: &mut Report) -> Result<Precompressed> {
    let mut files = Vec::new();
    list(site, &mut files)?;
    let is_own = |place: &Path| is_of_site(place, site, own);
    files.retain(|file| is_compressible(file) && (is_own(file) || is_of_archive(file, site)));
    let unfinished = Unfinished::new(site, "packed")?;
    let work = Work {
        files: &files,
        folder: unfinished.path(),
        next: AtomicUsize::new(0),
        is_stopped: AtomicBool::new(false),
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(files.len().max(1));
    report.start("Compressing", files.len() as u64, false);
    let (sender, receiver) = mpsc::channel();
    let mut done = Precompressed::default();
    let mut moves = Vec::new();
    let outcome = thread::scope(|scope| {
        for _ in 0..cores {
            let (sender, work, is_own) = (sender.clone(), &work, &is_own);
            scope.spawn(move || work.run(is_own, &sender));
        }
        drop(sender);
        for (count, packed) in (1..).zip(receiver) {
            // The others stop before they take another file, and what they send meanwhile goes nowhere.
            let packed: Packed = packed.inspect_err(|_| work.is_stopped.store(true, Ordering::Relaxed))?;
            report.advance_to(count);
            done.files += u64::from(packed.brotli > 0);
            done.bytes += if packed.brotli > 0 { packed.bytes } else { 0 };
            done.packed += packed.brotli;
            moves.extend(packed.made);
        }
        Ok(())
    });
    report.finish();
    outcome.map_err(|(file, error): (PathBuf, io::Error)| {
        anyhow::Error::new(error).context(format!("{}: could not be compressed", file.display()))
    })?;
    if moves.is_empty() {
        return Ok(done);
    }
    sync_below(unfinished.path()).with_context(|| format!("{}: cannot be written", unfinished.path().display()))?;
    done.written = moves.len() as u64;
    for (from, to) in moves {
        fs::rename(&from, &to).with_context(|| format!("{}: cannot be written", to.display()))?;
    }
    Ok(done)
}

/// Takes all compressed forms out of a site: of each file that has one beside it.
pub fn remove_all(site: &Path, own: &BTreeSet<String>) -> Result<()> {
    let mut files = Vec::new();
    list(site, &mut files)?;
    for file in files {
        let is_form = |of: &Path| of.is_file() && (is_of_site(of, site, own) || is_of_archive(of, site));
        if !is_of_site(&file, site, own) && unpacked(&file).is_some_and(|(of, _)| is_form(&of)) {
            fs::remove_file(&file).with_context(|| format!("{}: cannot be removed", file.display()))?;
        }
    }
    Ok(())
}

/// Takes away the compressed forms of a file that is about to change or to go.
pub fn forget(file: &Path) -> Result<()> {
    for packed in beside(file) {
        match fs::remove_file(&packed) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{}: cannot be removed", packed.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What became of a file.
struct Packed {
    bytes: u64,
    /// Bytes of its form in brotli; 0 where it has none.
    brotli: u64,
    /// Where new forms lie, and where they belong.
    made: Vec<(PathBuf, PathBuf)>,
}

/// The files, which several threads take one after the other.
struct Work<'a> {
    files: &'a [PathBuf],
    folder: &'a Path,
    next: AtomicUsize,
    is_stopped: AtomicBool,
}

impl Work<'_> {
    fn run(&self, is_own: &dyn Fn(&Path) -> bool, sender: &Sender<Result<Packed, (PathBuf, io::Error)>>) {
        while !self.is_stopped.load(Ordering::Relaxed) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = self.files.get(number) else { return };
            let packed = self.pack(number, file, is_own).map_err(|error| (file.clone(), error));
            if sender.send(packed).is_err() {
                return;
            }
        }
    }

    fn pack(&self, number: usize, file: &Path, is_own: &dyn Fn(&Path) -> bool) -> io::Result<Packed> {
        let mut packed = Packed { bytes: 0, brotli: 0, made: Vec::new() };
        if fs::metadata(file)?.len() > LONGEST {
            return Ok(packed);
        }
        let bytes = fs::read(file)?;
        packed.bytes = bytes.len() as u64;
        let quality = match packed.bytes {
            short if short <= SHORT => QUICKER,
            long if long > LONG => GOOD,
            _ => BEST,
        };
        // gzip is quick, and tells whether brotli is worth trying: of pieces of the index, which are dense, it is not.
        for coding in [Coding::Gzip, Coding::Brotli { quality }] {
            let place = coding.name(file);
            if is_own(&place) {
                return Ok(packed);
            }
            let there = fs::read(&place).ok();
            let length = match there {
                Some(there) if coding.holds(&there, &bytes) => there.len(),
                _ => match coding.compress(&bytes)? {
                    Some(made) => {
                        let aside = self.folder.join(format!("{number}.{}", coding.ending()));
                        fs::write(&aside, &made)?;
                        packed.made.push((aside, place));
                        made.len()
                    }
                    None if there.is_some() => return fs::remove_file(&place).map(|()| packed),
                    None => return Ok(packed),
                },
            };
            if coding != Coding::Gzip {
                packed.brotli = length as u64;
            }
        }
        Ok(packed)
    }
}

/// Whether a file is one that the site lists: what else lies in its folder is the owner's, and is left alone.
fn is_of_site(file: &Path, site: &Path, own: &BTreeSet<String>) -> bool {
    file.strip_prefix(site).is_ok_and(|path| own.contains(&path.to_string_lossy().replace('\\', "/")))
}

fn is_of_archive(file: &Path, site: &Path) -> bool {
    file.strip_prefix(site).is_ok_and(|path| path.starts_with(ARCHIVE))
}

fn is_compressible(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let extension = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    // `_headers` and what begins with a point are for the host, not for readers.
    !name.starts_with(['.', '_']) && !LEFT_OUT.contains(&name.as_ref()) && !DENSE.contains(&extension.as_str())
}

/// All files below a folder, in the order of their names. What links lead to lies elsewhere, and what begins with a point is the
/// host's or the system's.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable = || format!("{}: cannot be read", folder.display());
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).with_context(unreadable)?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let kind = fs::symlink_metadata(&path).with_context(unreadable)?.file_type();
        match () {
            () if is_hidden || kind.is_symlink() => {}
            () if kind.is_dir() => list(&path, files)?,
            () => files.push(path),
        }
    }
    Ok(())
}
