//! The archive on disk: written whole or not at all, read back, and checked. docs/FORMAT.md describes the files.

mod check;
mod document;
mod durable;
mod folder;
mod groups;
mod manifest_file;
mod read;
mod segment_files;
mod write;

pub use check::check;
pub use folder::{replace_file, require_ours};
pub use read::Archive;
pub use write::{require_archive, write};
