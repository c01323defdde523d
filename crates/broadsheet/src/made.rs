//! What a site was made from, kept with it: where that is still so and its files are those that were written, there is
//! nothing to do.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::archive::NEW_PREFIX;
use crate::identity::base32;
use crate::inputs::Inputs;
use crate::publication::Validity;
use crate::site::SITE;

/// Longer files of which no article is read are told apart by their lengths alone: they are no pictures either.
const LONGEST_PICTURE: u64 = crate::pictures::LONGEST_FILE;

/// What is known of a site that was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    /// Names what it was made from.
    from: String,
    /// Names its files, by their paths and lengths.
    files: String,
    /// Since when and until when what may be published is the same, as [`Origins::veil`] writes it.
    valid: String,
    /// How many articles it has.
    pub articles: u32,
    /// How many problems were named when it was built.
    pub problems: u64,
}

impl Made {
    /// What is known of the site in a folder that was made from this just now.
    pub fn new(origins: &Origins, site: &Path, validity: Validity, articles: u32, problems: u64) -> Result<Self> {
        let (from, files) = (origins.name(), Files::of(site)?.name);
        Ok(Self { from, files, valid: origins.veil(validity), articles, problems })
    }

    /// Whether the files of the site in this folder are those that were written, by their paths and lengths.
    pub fn has_its_files(&self, site: &Path) -> Result<bool> {
        Ok(self.files == Files::of(site)?.name)
    }

    /// When what may be published will be another, if ever.
    pub fn until(&self, origins: &Origins) -> Option<Timestamp> {
        origins.unveil(&self.valid).map(|(_, until)| until).filter(|until| *until < Timestamp::MAX)
    }

    /// Whether the site in this folder is what building it from this at this moment would make.
    pub fn is_same(&self, origins: &Origins, site: &Path, now: Timestamp) -> Result<bool> {
        let is_valid = origins.unveil(&self.valid).is_some_and(|(since, until)| since <= now && now < until);
        if self.from != origins.name() || !is_valid {
            return Ok(false);
        }
        let files = Files::of(site)?;
        // Of a file that was written behind the last the length alone says too little.
        Ok(self.files == files.name && files.newest < modified(&site.join(SITE))?)
    }
}

/// All that decides what a site is made like, but for the present.
pub struct Origins([u8; 32]);

impl Origins {
    /// Reads all of it: the program, the app, the settings and every file of the sources, but for the site in `out`. `how` is
    /// what else the command was told.
    pub fn of(inputs: &Inputs, app: &App, out: &Path, how: &str) -> Result<Self> {
        let mut hash = Sha256::new();
        let mut put = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        put(env!("BROADSHEET_PROGRAM").as_bytes());
        put(how.as_bytes());
        for file in app.files()? {
            put(file.as_bytes());
            put(&app.read(&file)?);
        }
        let config = &inputs.config;
        for text in [&config.id, &config.title, &config.language, &config.time_zone_name] {
            put(text.as_bytes());
        }
        for file in config.file.iter() {
            put(&fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))?);
        }
        inputs.files(out, &mut |file| {
            put(file.origin.as_deref().unwrap_or("cannot be looked at").as_bytes());
            put(&file.bytes.to_le_bytes());
            // What reading passes over, as a pipe, is not opened here either.
            if file.origin.is_some() && (file.is_read || file.bytes <= LONGEST_PICTURE) {
                // What cannot be read is the same as long as that is so.
                put(&hash_of(&file.path).unwrap_or_default());
            }
        });
        Ok(Self(hash.finalize().into()))
    }

    /// What the site says of it. It cannot be turned back.
    fn name(&self) -> String {
        base32(&self.derived(b"name"))
    }

    /// When an embargo ends is no business of those who can read the site. Who has the sources can tell, for a hash of all
    /// of them is laid over the two instants.
    fn veil(&self, Validity { since, until, .. }: Validity) -> String {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&since.as_nanosecond().to_be_bytes());
        bytes[16..].copy_from_slice(&until.as_nanosecond().to_be_bytes());
        base32(&self.laid_over(bytes))
    }

    fn unveil(&self, veiled: &str) -> Option<(Timestamp, Timestamp)> {
        let bytes = self.laid_over(crate::identity::from_base32(veiled)?.try_into().ok()?);
        let (since, until) = bytes.split_at(16);
        let instant = |bytes: &[u8]| Timestamp::from_nanosecond(i128::from_be_bytes(bytes.try_into().ok()?)).ok();
        Some((instant(since)?, instant(until)?))
    }

    fn laid_over(&self, mut bytes: [u8; 32]) -> [u8; 32] {
        bytes.iter_mut().zip(self.derived(b"validity")).for_each(|(byte, veil)| *byte ^= veil);
        bytes
    }

    fn derived(&self, what: &[u8]) -> [u8; 32] {
        Sha256::new().chain_update(what).chain_update(self.0).finalize().into()
    }
}

fn hash_of(file: &Path) -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    std::io::copy(&mut File::open(file).ok()?, &mut Writing(&mut hash)).ok()?;
    Some(hash.finalize().into())
}

/// A hash that bytes are written into.
struct Writing<'a>(&'a mut Sha256);

impl std::io::Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The files of a site, but for what it says of itself.
pub struct Files {
    /// Names them, by their paths and lengths.
    name: String,
    /// When the last of them was changed, by the clock of the disk.
    pub newest: SystemTime,
}

impl Files {
    /// Those of the site in a folder.
    pub fn of(site: &Path) -> Result<Self> {
        let mut found = Vec::new();
        let mut newest = SystemTime::UNIX_EPOCH;
        let mut open: Vec<(PathBuf, String)> = vec![(site.to_owned(), String::new())];
        while let Some((folder, below)) = open.pop() {
            let unreadable = || format!("{}: cannot be read", folder.display());
            for entry in fs::read_dir(&folder).with_context(unreadable)? {
                let entry = entry.with_context(unreadable)?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with(NEW_PREFIX) || below.is_empty() && name == SITE {
                    continue;
                }
                let path = [&below, "/", &name].concat();
                let metadata = entry.metadata().with_context(unreadable)?;
                if metadata.is_dir() {
                    open.push((entry.path(), path));
                } else {
                    newest = newest.max(metadata.modified().with_context(unreadable)?);
                    found.push((path, metadata.len()));
                }
            }
        }
        found.sort();
        let mut hash = Sha256::new();
        for (path, length) in &found {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update(length.to_le_bytes());
        }
        Ok(Self { name: base32(&hash.finalize()), newest })
    }
}

/// When a file was changed last.
pub fn modified(file: &Path) -> Result<SystemTime> {
    let modified = fs::metadata(file).and_then(|metadata| metadata.modified());
    modified.with_context(|| format!("{}: cannot be read", file.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn instants_are_told_to_those_alone_who_have_the_sources() {
        let (one, other) = (Origins([1; 32]), Origins([2; 32]));
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let mut validity = Validity::at(now);
        validity.until = "2026-07-01T06:00:00.5Z".parse().unwrap();
        assert_eq!(one.unveil(&one.veil(validity)), Some((Timestamp::MIN, validity.until)));
        assert_ne!(other.unveil(&one.veil(validity)), Some((Timestamp::MIN, validity.until)));
        for damaged in ["", "a", "0", &"a".repeat(51), &"a".repeat(53), &"é".repeat(26)] {
            assert_eq!(one.unveil(damaged), None, "{damaged}");
        }
    }
}
