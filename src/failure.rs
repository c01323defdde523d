//! What can go wrong between the page, the worker and the archive, said so that a reader knows what to do.

use serde::{Deserialize, Serialize};

/// What happened, to which file, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of thing happened.
    pub kind: Trouble,
    /// The file or the part that it happened to; empty where there is none.
    pub what: String,
    /// What was said about it; empty where nothing was.
    pub reason: String,
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// The file did not come: the network or the host is not there.
    Unreachable,
    /// The host has no such file.
    Gone,
    /// The file came and does not hold what it should.
    Damaged,
    /// A newer program made the archive.
    TooNew,
    /// The archive is of an earlier format than this page.
    TooOld,
    /// The archive was replaced since this page was opened.
    Replaced,
    /// Page and worker are of different builds.
    OtherBuild,
    /// A worker, which `what` names, could not be started, or stopped.
    Worker,
    /// The device's storage is off for this page.
    StorageOff,
    /// The device has no room left.
    StorageFull,
    /// Another tab keeps what is stored from being opened.
    StorageBlocked,
    /// A newer version of this page wrote what is stored.
    StorageTooNew,
    /// What is stored could not be read or written.
    Storage,
}

impl Trouble {
    /// All of them, each with the name that stands in messages.
    const NAMES: [(Self, &'static str); 13] = [
        (Self::Worker, "Worker"),
        (Self::Unreachable, "Unreachable"),
        (Self::Gone, "Gone"),
        (Self::Damaged, "Damaged"),
        (Self::TooNew, "TooNew"),
        (Self::TooOld, "TooOld"),
        (Self::Replaced, "Replaced"),
        (Self::OtherBuild, "OtherBuild"),
        (Self::StorageOff, "StorageOff"),
        (Self::StorageFull, "StorageFull"),
        (Self::StorageBlocked, "StorageBlocked"),
        (Self::StorageTooNew, "StorageTooNew"),
        (Self::Storage, "Storage"),
    ];

    /// The name that stands in messages.
    pub(crate) fn name(self) -> &'static str {
        let found = Self::NAMES.into_iter().find(|(kind, _)| *kind == self);
        found.map(|(_, name)| name).unwrap_or_default()
    }

    /// What has this name; the first where nothing has.
    pub(crate) fn named(name: &str) -> Self {
        let found = Self::NAMES.into_iter().find(|(_, known)| *known == name);
        found.map_or(Self::Worker, |(kind, _)| kind)
    }
}

impl Failure {
    /// That something happened to this file or part.
    pub fn new(kind: Trouble, what: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { kind, what: what.into(), reason: reason.into() }
    }

    /// What happened, in a sentence.
    pub fn message(&self) -> String {
        let of_file = |said: &str| ["The file ", &self.what, said].concat();
        match self.kind {
            Trouble::Unreachable => of_file(" could not be fetched."),
            Trouble::Gone => of_file(" is missing from this archive."),
            Trouble::Damaged => of_file(" is damaged."),
            Trouble::TooNew => "This archive was made by a newer version of Broadsheet than this page.".to_owned(),
            Trouble::TooOld => "This archive was made by an older version of Broadsheet than this page.".to_owned(),
            Trouble::Replaced => "This archive was replaced by a newer edition since you opened it.".to_owned(),
            Trouble::OtherBuild => "The parts of this page are of different versions.".to_owned(),
            Trouble::Worker => ["The ", &self.what, " stopped working."].concat(),
            Trouble::StorageOff => "This browser lets the page keep nothing, so that marks cannot be saved.".to_owned(),
            Trouble::StorageFull => "This device has no room left, and the last change was not saved.".to_owned(),
            Trouble::StorageBlocked => "Another tab keeps your marks from being opened.".to_owned(),
            Trouble::StorageTooNew => "A newer version of this page keeps your marks.".to_owned(),
            Trouble::Storage => "Your marks could not be read or written.".to_owned(),
        }
    }

    /// What to do about it, in a sentence.
    pub fn advice(&self) -> &'static str {
        match self.kind {
            Trouble::Unreachable => "Check the connection, then try again.",
            Trouble::Gone | Trouble::Damaged => {
                "Try again; if it stays so, whoever keeps this archive has to publish it anew."
            }
            Trouble::TooNew => "Whoever keeps this archive has to publish the page anew along with it.",
            Trouble::TooOld => "Whoever keeps this archive has to bundle it anew with the version that made this page.",
            Trouble::Replaced | Trouble::OtherBuild | Trouble::StorageTooNew => "Reload the page to go on.",
            Trouble::StorageOff => "Leave private browsing, or allow this site to keep data, then reload the page.",
            Trouble::StorageFull => "Make room, then try again; what was saved before is still there.",
            Trouble::StorageBlocked => "Close the other tabs of this site, then try again.",
            Trouble::Storage => "Try again; what was saved before is still there.",
            Trouble::Worker => "Reload the page; the front page and open articles can still be read.",
        }
    }

    /// Whether only reloading the page helps.
    pub fn wants_reload(&self) -> bool {
        matches!(
            self.kind,
            Trouble::Replaced | Trouble::OtherBuild | Trouble::Worker | Trouble::StorageOff | Trouble::StorageTooNew
        )
    }
}
