//! Files of a site as a host should send them: compressed well, each once, and as they are where that saves little.
//!
//! [`ServeDir`](tower_http::services::ServeDir) sends `name.br` or `name.gz` in place of `name` to whom takes that. Here
//! these files need not lie on the disk: where `build --precompress` made none, opening one compresses `name`, and what came of it is
//! kept in memory. So lengths, ETags, conditional requests, ranges and `Vary` are those of `ServeDir`.

use std::future::Future;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::SystemTime;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata, TokioBackend, TokioFile};

use crate::compression::{BEST, Coding, LONG, LONGEST, unpacked};

/// Bytes of compressed files that are kept. The app's are a quarter of a megabyte; the rest is for groups and pieces.
const KEPT: u64 = 64 << 20;

/// How many compressed files the cache reckons with.
const FILES_KEPT: usize = 4096;

/// The files of a site's folder, and beside each its compressed forms. Clones share what was compressed.
#[derive(Clone)]
pub struct Packing {
    packed: Arc<Cache<Key, Option<Packed>, Weight>>,
}

/// A file in the state in which it was compressed, and how: once it changes, this is not asked for any more.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    path: PathBuf,
    modified: SystemTime,
    length: u64,
    coding: Coding,
}

#[derive(Clone)]
struct Packed {
    bytes: Arc<[u8]>,
    modified: SystemTime,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Option<Packed>> for Weight {
    fn weight(&self, _: &Key, packed: &Option<Packed>) -> u64 {
        // That a file is not worth it takes room too, and what weighs nothing would stay for ever.
        256 + packed.as_ref().map_or(0, |packed| packed.bytes.len() as u64)
    }
}

impl Packing {
    /// Nothing compressed yet.
    pub fn new() -> Self {
        Self { packed: Arc::new(Cache::with_weighter(FILES_KEPT, KEPT, Weight)) }
    }

    /// Compresses what every first visit fetches as well as can be: the files of the site's folder itself.
    ///
    /// # Errors
    /// Where the folder or a file of it cannot be read. What is left is compressed when it is asked for.
    pub async fn pack_app(self, folder: Arc<Path>) -> io::Result<()> {
        let mut entries = tokio::fs::read_dir(folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let key = Key::of(entry.path(), Coding::Brotli { quality: BEST }).await?;
            if key.length <= LONG && entry.file_type().await?.is_file() {
                self.pack(key).await?;
            }
        }
        Ok(())
    }

    /// The file behind a name that ends in a coding's, compressed: as well as can be if that was done, else at once.
    async fn find(&self, name: &Path) -> io::Result<Packed> {
        let not_here = || io::Error::from(io::ErrorKind::NotFound);
        let (path, coding) = unpacked(name).ok_or_else(not_here)?;
        let key = Key::of(path, coding).await?;
        let packed = match self.packed.get(&Key { coding: Coding::Brotli { quality: BEST }, ..key.clone() }) {
            Some(best) if coding != Coding::Gzip => best,
            _ => self.pack(key).await?,
        };
        packed.ok_or_else(not_here)
    }

    /// A file's compressed form, made where it is not at hand; none where it saves too little.
    async fn pack(&self, key: Key) -> io::Result<Option<Packed>> {
        if key.length > LONGEST {
            return Ok(None);
        }
        let Key { path, modified, coding, .. } = key.clone();
        let packing = async {
            let bytes = tokio::task::spawn_blocking(move || compress(&path, coding)).await??;
            Ok(bytes.map(|bytes| Packed { bytes: bytes.into(), modified }))
        };
        // Whoever asks for a file that is being compressed waits for that.
        self.packed.get_or_insert_async(&key, packing).await
    }
}

impl Key {
    async fn of(path: PathBuf, coding: Coding) -> io::Result<Self> {
        let metadata = tokio::fs::metadata(&path).await?;
        Ok(Self { path, modified: metadata.modified()?, length: metadata.len(), coding })
    }
}

/// Whether this is the name of a compressed file.
pub fn is_packed(name: &Path) -> bool {
    unpacked(name).is_some()
}

/// Whether a compressed file lies on the disk, and its file has not changed since.
async fn lies_there(name: &Path) -> bool {
    let Some((file, _)) = unpacked(name) else { return false };
    let changed = async |path: &Path| tokio::fs::metadata(path).await.and_then(|metadata| metadata.modified()).ok();
    changed(name).await.zip(changed(&file).await).is_some_and(|(packed, file)| packed >= file)
}

fn compress(path: &Path, coding: Coding) -> io::Result<Option<Vec<u8>>> {
    coding.compress(&std::fs::read(path)?)
}

/// A file of the folder, or the compressed form of one.
pub enum Sent {
    /// As it lies there.
    Plain(TokioFile),
    /// Out of memory.
    Packed(Cursor<Arc<[u8]>>, SystemTime),
}

/// Length and time of what is sent; the time is the file's.
pub enum State {
    /// Of a file or folder as it lies there.
    Plain(std::fs::Metadata),
    /// Of a compressed file.
    Packed(u64, SystemTime),
}

impl Backend for Packing {
    type File = Sent;
    type Metadata = State;
    type OpenFuture = Pin<Box<dyn Future<Output = io::Result<Sent>> + Send>>;
    type MetadataFuture = Pin<Box<dyn Future<Output = io::Result<State>> + Send>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let packing = self.clone();
        Box::pin(async move {
            if !is_packed(&path) || lies_there(&path).await {
                return TokioBackend.open(path).await.map(Sent::Plain);
            }
            let packed = packing.find(&path).await?;
            Ok(Sent::Packed(Cursor::new(packed.bytes), packed.modified))
        })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let packing = self.clone();
        Box::pin(async move {
            if !is_packed(&path) || lies_there(&path).await {
                return tokio::fs::metadata(path).await.map(State::Plain);
            }
            let packed = packing.find(&path).await?;
            Ok(State::Packed(packed.bytes.len() as u64, packed.modified))
        })
    }
}

impl Metadata for State {
    fn is_dir(&self) -> bool {
        matches!(self, Self::Plain(metadata) if metadata.is_dir())
    }

    fn modified(&self) -> io::Result<SystemTime> {
        match self {
            Self::Plain(metadata) => metadata.modified(),
            Self::Packed(_, modified) => Ok(*modified),
        }
    }

    fn len(&self) -> u64 {
        match self {
            Self::Plain(metadata) => metadata.len(),
            Self::Packed(length, _) => *length,
        }
    }
}

impl File for Sent {
    type Metadata = State;
    type MetadataFuture<'a> = Pin<Box<dyn Future<Output = io::Result<State>> + Send + 'a>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        match self {
            Self::Plain(file) => Box::pin(async { file.metadata().await.map(State::Plain) }),
            Self::Packed(bytes, modified) => {
                let state = State::Packed(bytes.get_ref().len() as u64, *modified);
                Box::pin(async { Ok(state) })
            }
        }
    }
}

impl AsyncRead for Sent {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(file) => Pin::new(file).poll_read(context, buffer),
            Self::Packed(bytes, _) => Pin::new(bytes).poll_read(context, buffer),
        }
    }
}

impl AsyncSeek for Sent {
    fn start_seek(self: Pin<&mut Self>, position: io::SeekFrom) -> io::Result<()> {
        match self.get_mut() {
            Self::Plain(file) => Pin::new(file).start_seek(position),
            Self::Packed(bytes, _) => Pin::new(bytes).start_seek(position),
        }
    }

    fn poll_complete(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        match self.get_mut() {
            Self::Plain(file) => Pin::new(file).poll_complete(context),
            Self::Packed(bytes, _) => Pin::new(bytes).poll_complete(context),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_of(packing: &Packing, runtime: &tokio::runtime::Runtime, name: PathBuf) -> Option<usize> {
        runtime.block_on(packing.find(&name)).ok().map(|packed| packed.bytes.len())
    }

    #[test]
    fn the_app_is_compressed_better_once_there_was_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let words = (0..4000_u32).map(|word| (word * word % 977).to_string() + " ");
        std::fs::write(folder.path().join("app.js"), words.collect::<String>()).expect("is written");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let packing = Packing::new();
        let size = |coding| bytes_of(&packing, &runtime, folder.path().join(format!("app.js.{coding}")));
        let (quick, gzip) = (size("br").expect("is compressed"), size("gz").expect("is compressed"));
        runtime.block_on(packing.clone().pack_app(folder.path().into())).expect("is compressed");
        let best = size("br").expect("is compressed");
        assert!(best < quick, "{best} bytes, {quick} at once");
        assert_eq!(size("gz"), Some(gzip));
    }

    #[test]
    fn a_file_that_changes_is_compressed_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, name) = (folder.path().join("a.json"), folder.path().join("a.json.br"));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let packing = Packing::new();
        assert_eq!(bytes_of(&packing, &runtime, name.clone()), None);
        std::fs::write(&file, "a".repeat(1000)).expect("is written");
        assert!(bytes_of(&packing, &runtime, name.clone()).is_some_and(|bytes| bytes < 100));
        std::fs::write(&file, "a").expect("is written");
        assert_eq!(bytes_of(&packing, &runtime, name), None, "nothing is saved");
    }
}
