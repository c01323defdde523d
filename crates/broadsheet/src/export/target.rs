//! Where an export goes: standard output, a file or a folder, of which the last two are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::{NamedTempFile, TempDir};

use crate::archive::{NEW_PREFIX, sync_below};
use crate::report::written;

/// A stream of bytes, to standard output or into a file.
pub struct Stream(Inner);

enum Inner {
    Stdout(BufWriter<io::Stdout>),
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Stream {
    /// Into the file `out`, else to standard output. A file of this name is replaced once the new one is whole.
    pub fn new(out: Option<&Path>) -> Result<Self> {
        let Some(out) = out else { return Ok(Self(Inner::Stdout(BufWriter::new(stdout())))) };
        ensure!(!out.is_dir(), "{}: is a folder, and this form is a file; name one with --out", out.display());
        let file = tempfile::Builder::new().prefix(NEW_PREFIX).tempfile_in(parent(out)?);
        let file = file.with_context(|| format!("{}: cannot be written", out.display()))?;
        Ok(Self(Inner::File(BufWriter::new(file), out.to_owned())))
    }

    /// Writes bytes.
    pub fn put(&mut self, bytes: &[u8]) -> Result<()> {
        let outcome = self.write_all(bytes);
        self.told(outcome)
    }

    /// What came of writing. Where nobody reads on, the command ends.
    pub fn told(&self, outcome: io::Result<()>) -> Result<()> {
        match &self.0 {
            Inner::Stdout(_) => written(outcome),
            Inner::File(_, out) => outcome.with_context(|| format!("{}: cannot be written", out.display())),
        }
    }

    /// Puts the file in place.
    pub fn finish(mut self) -> Result<()> {
        let flushed = self.flush();
        self.told(flushed)?;
        let Inner::File(file, out) = self.0 else { return Ok(()) };
        let unwritten = || format!("{}: cannot be written", out.display());
        let file = file.into_inner().map_err(io::IntoInnerError::into_error).with_context(unwritten)?;
        readable_by_all(file.as_file()).and_then(|()| file.as_file().sync_all()).with_context(unwritten)?;
        file.persist(&out).map(drop).map_err(|error| error.error).with_context(unwritten)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Inner::Stdout(output) => output.write(bytes),
            Inner::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Inner::Stdout(output) => output.flush(),
            Inner::File(file, _) => file.flush(),
        }
    }
}

impl Seek for Stream {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        match &mut self.0 {
            Inner::Stdout(_) => Err(io::ErrorKind::NotSeekable.into()),
            Inner::File(file, _) => file.seek(position),
        }
    }
}

/// A folder that is being filled, out of the way until it is whole.
pub struct Folder {
    filling: TempDir,
    out: PathBuf,
}

impl Folder {
    /// Refuses a folder that holds something: nothing of anybody's is replaced.
    pub fn new(out: &Path) -> Result<Self> {
        let is_free = match fs::read_dir(out) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        ensure!(is_free, "{}: is there and no empty folder; name a new one with --out", out.display());
        let filling = tempfile::Builder::new().prefix(NEW_PREFIX).tempdir_in(parent(out)?);
        let filling = filling.with_context(|| format!("{}: the folder cannot be made", out.display()))?;
        Ok(Self { filling, out: out.to_owned() })
    }

    /// Writes a file of this name, which holds no more than letters, digits, `-`, `_` and a point.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        fs::write(self.filling.path().join(name), bytes)
            .with_context(|| format!("{}: cannot be written", self.out.join(name).display()))
    }

    /// Copies a file to this path, which names a folder and a file of such names.
    pub fn copy(&self, path: &str, from: &Path) -> Result<()> {
        let place = self.filling.path().join(path);
        let folder = place.parent().unwrap_or(self.filling.path());
        fs::create_dir_all(folder)
            .and_then(|()| fs::copy(from, &place))
            .map(drop)
            .with_context(|| format!("{}: cannot be copied to {}", from.display(), self.out.join(path).display()))
    }

    /// Puts the folder in place.
    pub fn finish(self) -> Result<()> {
        let Self { filling, out } = self;
        let removed = if out.exists() { fs::remove_dir(&out) } else { Ok(()) };
        removed
            .and_then(|()| folder_for_all(filling.path()))
            .and_then(|()| sync_below(filling.path()))
            .and_then(|()| fs::rename(filling.path(), &out))
            .with_context(|| format!("{}: cannot be put in place", out.display()))?;
        // It has another name now, under which nothing removes it.
        let _ = filling.keep();
        Ok(())
    }
}

/// The folder in which something is to be put, which nobody makes by a slip in a name.
fn parent(out: &Path) -> Result<&Path> {
    let folder = out.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    ensure!(
        folder.is_dir(),
        "{}: cannot be written: there is no folder {}; make it first",
        out.display(),
        folder.display()
    );
    Ok(folder)
}

/// Temporary files are their owner's alone; what is exported is not.
#[cfg(unix)]
fn readable_by_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn folder_for_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn folder_for_all(_: &Path) -> io::Result<()> {
    Ok(())
}
