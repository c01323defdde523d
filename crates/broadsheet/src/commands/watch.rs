//! `broadsheet build --watch` and `--serve`: the site is built anew when something it is made of changes, and pages that are
//! open load anew. What cannot be built leaves the old site whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::Timestamp;
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::build::{BuildArguments, once};
use super::serve;
use crate::inputs::real;
use crate::report::{Report, say};

/// Programs write a file in several steps, and people save several files: it is built when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(150);
/// And after so long at the latest.
const MOST: Duration = Duration::from_secs(2);
/// Clocks are set, and machines sleep: so it is asked again what time it is after so long at the latest.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Builds, and builds again until the command is stopped. The error is that of the first build, or why nothing can be watched.
pub fn run(arguments: &BuildArguments, out: &Path, report: &mut Report) -> Result<()> {
    let mut watching = Watching::new(out)?;
    let mut built = once(arguments, out, false, report)?;
    let live = match arguments.serve {
        true => Some(serve::in_background(out, arguments.port, report)?),
        false => None,
    };
    if live.is_none() {
        report.summary("watching until you press Ctrl+C");
    }
    // What changed before it was watched is found at once.
    let mut is_due = watching.follow(&built.made_of)?;
    loop {
        if !is_due {
            watching.wait(built.until);
        }
        let mut report = Report::new(report.is_quiet(), report.json());
        match once(arguments, out, true, &mut report) {
            Ok(next) => {
                if let Some(live) = live.as_ref().filter(|_| next.is_new) {
                    live.tell();
                }
                is_due = watching.follow(&next.made_of)?;
                built = next;
            }
            Err(error) => {
                // What falls due meanwhile would fail again.
                built.until = None;
                // Of a folder that is gone it is watched whether it comes back; what came while that began is there already.
                is_due = watching.follow(&built.made_of)? && watching.follow(&built.made_of)?;
                say(format_args!("error: {error:#}; the site stays as it was, and is built when this is mended"));
            }
        }
    }
}

/// Hears of changes.
struct Watching {
    watcher: RecommendedWatcher,
    changes: Receiver<notify::Result<Event>>,
    /// What is to be heard of, and where it is watched: without links and detours, as changes are told.
    followed: BTreeMap<PathBuf, PathBuf>,
    /// What is written by ourselves, likewise.
    out: PathBuf,
}

impl Watching {
    fn new(out: &Path) -> Result<Self> {
        let (tell, changes) = channel();
        let watcher = notify::recommended_watcher(tell).context("changes of files cannot be watched here")?;
        Ok(Self { watcher, changes, followed: BTreeMap::new(), out: real(out) })
    }

    /// Watches these files and folders, and says whether any is new to it. Of what is not there the folder is watched in which it
    /// would be.
    fn follow(&mut self, paths: &[PathBuf]) -> Result<bool> {
        let mut is_new = false;
        for path in paths {
            let path = real(path);
            let place = self.watch(&path)?;
            is_new |= self.followed.insert(path, place.clone()) != Some(place);
        }
        Ok(is_new)
    }

    /// Watches a file or folder, else the folder in which it would be, and says which it is.
    fn watch(&mut self, path: &Path) -> Result<PathBuf> {
        loop {
            let place = path.ancestors().find(|place| place.is_dir()).unwrap_or(Path::new("/")).to_owned();
            let mode = if place == path { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match self.watcher.watch(&place, mode) {
                Ok(()) => return Ok(place),
                // It was taken away since it was seen.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => {
                    return Err(error).with_context(|| format!("{}: cannot be watched for changes", place.display()));
                }
            }
        }
    }

    /// Waits for a change, or for that moment.
    fn wait(&self, until: Option<Timestamp>) {
        let is_due = || until.is_some_and(|until| until <= Timestamp::now());
        while !is_due() {
            let left = until.and_then(|until| Duration::try_from(until.duration_since(Timestamp::now())).ok());
            match self.changes.recv_timeout(left.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)) {
                Ok(change) if self.concerns(&change) => {
                    let latest = Instant::now() + MOST;
                    while Instant::now() < latest && self.changes.recv_timeout(QUIET).is_ok() {}
                    return;
                }
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                // Never while the watcher is there.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(LONGEST_WAIT),
            }
        }
    }

    /// Whether something that is followed was changed by others: in the folder where something is missing much else may lie. What
    /// cannot be told counts.
    fn concerns(&self, change: &notify::Result<Event>) -> bool {
        let is_followed = |path: &PathBuf| {
            !path.starts_with(&self.out)
                && self.followed.keys().any(|followed| path.starts_with(followed) || followed.starts_with(path))
        };
        change.as_ref().map_or(true, |event| {
            !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(is_followed))
        })
    }
}
