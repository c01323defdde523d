//! Puts the manifest in place, last of all, and removes what nobody needs any more.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};
use article::{Manifest, file};
use search::Answer;

use super::claim::Claim;
use super::folder;
use super::manifest_file::{MANIFEST, manifest_json};
use crate::identity;

/// Which folders stay that the manifest does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Those of the edition before, so that pages that are open keep working.
    EditionBefore,
    /// None: what was cut out must be nowhere.
    Nothing,
}

/// Puts the manifest in place in one step; what it names is there already.
pub fn publish(manifest: &Manifest, front: &Answer, keep: Keep, claim: &Claim) -> Result<()> {
    let out = claim.folder();
    let place = out.join(MANIFEST);
    let json = manifest_json(manifest, front)?;
    let before = fs::read(&place).unwrap_or_default();
    if json == before {
        if keep == Keep::EditionBefore {
            return Ok(());
        }
    } else {
        folder::replace_file(&place, &json)?;
    }
    let mut kept = folders(manifest);
    if keep == Keep::EditionBefore
        && let Ok(before) = serde_json::from_slice::<Manifest>(&before)
    {
        kept.append(&mut folders(&before));
    }
    for entry in fs::read_dir(out).with_context(|| format!("{}: cannot be read", out.display()))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Only what bears the name of a segment is ever removed.
        if identity::is_digest(&name) && entry.path().join(file::LIST).is_file() && !kept.contains(&name) {
            fs::remove_dir_all(entry.path())
                .with_context(|| format!("{}: cannot be removed", entry.path().display()))?;
        }
    }
    Ok(())
}

/// The folders that a manifest names.
pub fn folders(manifest: &Manifest) -> BTreeSet<String> {
    let segments = manifest.segments.iter().map(|segment| segment.hash.clone());
    segments.chain(manifest.joint.clone()).collect()
}
