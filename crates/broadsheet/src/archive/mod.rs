//! The archive on disk: written whole or not at all, read back, and checked. docs/FORMAT.md describes the files.

mod check;
mod claim;
mod document;
mod durable;
mod folder;
mod front;
mod groups;
mod manifest_file;
mod read;
mod segment_files;
mod write;

pub use check::check;
pub use claim::Claim;
pub use folder::replace_file;
pub use manifest_file::{find, read_manifest};
pub use read::Archive;
pub use write::{claim, write};
