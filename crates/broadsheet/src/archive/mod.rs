//! The archive on disk: written whole or not at all, read back, and checked. docs/FORMAT.md describes the files.

mod check;
mod claim;
mod document;
mod durable;
mod edition;
mod folder;
mod front;
mod groups;
mod held;
mod manifest_file;
mod pictures;
mod pieces;
mod plan;
mod publish;
mod read;
mod segment_files;
mod segment_reader;
mod segment_writer;
mod write;

pub use check::check;
pub use claim::Claim;
pub use durable::{sync_below, sync_names};
pub use folder::{NEW_PREFIX, Unfinished, replace_file};
pub use held::Intake;
pub use manifest_file::{find, holds_segments, read_manifest, read_manifest_if_any};
pub use pictures::{FOLDER as PICTURES, PictureName, PictureShelf};
pub use read::Archive;
pub use write::{Prepared, append, claim, remove, write};
