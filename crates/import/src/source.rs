//! What is to be read.

use std::path::Path;

/// A file, or a folder with all that lies below it but for what is not wanted.
pub struct Source<'a> {
    /// The file or folder.
    pub path: &'a Path,
    /// Stands before the paths of origins: the way to `path` from the folder from which these count. Empty, or with `/` at its
    /// end.
    pub prefix: &'a str,
    /// Whether an entry is read: asked of a folder before it is entered, of a file right before it is read.
    pub wants: &'a mut dyn FnMut(&Entry) -> bool,
    /// Whether another source reads this file by itself: asked of a file that a list names, which is then left to that one.
    pub is_anothers: &'a dyn Fn(&Path) -> bool,
}

/// Something that lies in a source.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// Its path as [`crate::Origin`] has it.
    pub origin: &'a str,
    /// Whether it is a folder.
    pub is_folder: bool,
}
