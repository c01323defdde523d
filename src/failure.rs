//! What can go wrong between the page, the worker and the archive, said so that a reader knows what to do.

use serde::{Deserialize, Serialize};

use crate::messages::{Message, t};

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
        let said = match self.kind {
            Trouble::Unreachable => t("The file {file} could not be fetched."),
            Trouble::Gone => t("The file {file} is missing from this archive."),
            Trouble::Damaged => t("The file {file} is damaged."),
            Trouble::TooNew => t("This archive was made by a newer version of Broadsheet than this page."),
            Trouble::TooOld => t("This archive was made by an older version of Broadsheet than this page."),
            Trouble::Replaced => t("This archive was replaced by a newer edition since you opened it."),
            Trouble::OtherBuild => t("The parts of this page are of different versions."),
            Trouble::Worker if self.what == "notebook" => t("The notebook stopped working."),
            Trouble::Worker => t("The search stopped working."),
            Trouble::StorageOff => t("This browser lets the page keep nothing, so that nothing can be saved."),
            Trouble::StorageFull => t("This device has no room left, and the last change was not saved."),
            Trouble::StorageBlocked => t("Another tab keeps your marks from being opened."),
            Trouble::StorageTooNew => t("A newer version of this page keeps your marks."),
            Trouble::Storage => t("Your marks could not be read or written."),
        };
        said.with(&[("file", &self.what)])
    }

    /// What to do about it, in a sentence.
    pub fn advice(&self) -> Message {
        match self.kind {
            Trouble::Unreachable => t("Check the connection, then try again."),
            Trouble::Gone | Trouble::Damaged => {
                t("Try again; if it stays so, whoever keeps this archive has to publish it anew.")
            }
            Trouble::TooNew => t("Whoever keeps this archive has to publish the page anew along with it."),
            Trouble::TooOld => {
                t("Whoever keeps this archive has to bundle it anew with the version that made this page.")
            }
            Trouble::Replaced | Trouble::OtherBuild | Trouble::StorageTooNew => t("Reload the page to go on."),
            Trouble::StorageOff => t("Leave private browsing, or allow this site to keep data, then reload the page."),
            Trouble::StorageFull => t("Make room, then try again; what was saved before is still there."),
            Trouble::StorageBlocked => t("Close the other tabs of this site, then try again."),
            Trouble::Storage => t("Try again; what was saved before is still there."),
            Trouble::Worker => t("Reload the page; the front page and open articles can still be read."),
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
