//! Articles on their way into an archive wait in a temporary file, so that memory does not grow with their texts.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use article::Article;

/// Where a spooled article lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    offset: u64,
    length: usize,
}

/// Being written.
pub struct Spool {
    file: BufWriter<File>,
    offset: u64,
    buffer: Vec<u8>,
}

impl Spool {
    /// An empty one in the system's folder for temporary files.
    pub fn new() -> Result<Self> {
        let file = tempfile::tempfile().context("no temporary file can be made for the articles")?;
        Ok(Self { file: BufWriter::new(file), offset: 0, buffer: Vec::new() })
    }

    /// Puts an article away.
    pub fn put(&mut self, article: &Article) -> Result<Place> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        serde_json::to_writer(&mut buffer, article)?;
        let place = self.put_bytes(&buffer);
        self.buffer = buffer;
        place
    }

    /// Puts bytes away.
    pub fn put_bytes(&mut self, bytes: &[u8]) -> Result<Place> {
        self.file.write_all(bytes).context("the temporary file for the articles cannot be written")?;
        let place = Place { offset: self.offset, length: bytes.len() };
        self.offset += bytes.len() as u64;
        Ok(place)
    }

    /// Takes an article out again.
    pub fn get(&mut self, place: Place) -> Result<Article> {
        serde_json::from_slice(&self.get_bytes(place)?).context("the temporary file for the articles was changed")
    }

    /// Takes bytes out again.
    pub fn get_bytes(&mut self, place: Place) -> Result<Vec<u8>> {
        self.file.flush().context("the temporary file for the articles cannot be written")?;
        let file = self.file.get_mut();
        let mut bytes = vec![0; place.length];
        file.seek(SeekFrom::Start(place.offset))
            .and_then(|_| file.read_exact(&mut bytes))
            .context("the temporary file for the articles cannot be read")?;
        file.seek(SeekFrom::End(0)).context("the temporary file for the articles cannot be read")?;
        Ok(bytes)
    }
}
