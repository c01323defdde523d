//! Writes an archive: the segments that are new, the joint where there are several, then the manifest in one step.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use article::Manifest;
use jiff::tz::TimeZone;
use search::{Answer, Synonyms};

use super::claim::Claim;
use super::edition::{Edition, Output, Source};
use super::held::{Held, HeldSegment, Intake};
use super::manifest_file::{MANIFEST, is_manifest};
use super::pictures::{self, sweep};
use super::plan::{Part, State, plan};
use super::publish::{Keep, folders, publish};
use super::segment_files::read_list;
use super::segment_writer::write_segment;
use crate::collect::Collection;
use crate::config::Config;
use crate::report::Report;

/// An edition of an archive that is on the disk but for its manifest: readers see the one before until it is published.
pub struct Prepared {
    /// What it holds and where.
    pub manifest: Manifest,
    /// How much that is.
    pub summary: Summary,
    front: Answer,
    keep: Keep,
}

impl Prepared {
    /// Puts the manifest in place, in one step, and removes what nobody needs any more.
    pub fn publish(&self, claim: &Claim) -> Result<()> {
        publish(&self.manifest, &self.front, self.keep, claim)?;
        sweep(claim.folder())
    }
}

/// What was written.
#[derive(Clone, Copy)]
pub struct Summary {
    /// Articles in the archive.
    pub articles: u32,
    /// Bytes of all files of the archive but its lists and the manifest.
    pub bytes: u64,
    /// Files of the archive.
    pub files: usize,
    /// How many of them are pictures.
    pub pictures: usize,
}

/// Claims a folder for an archive: one that is not empty must hold one already.
pub fn claim(folder: &Path) -> Result<Claim> {
    Claim::new(folder, MANIFEST, is_manifest)
}

/// Writes the collection as an archive into the claimed folder, in place of the archive that may be there.
pub fn write(collection: Collection, config: &Config, claim: &Claim, report: &mut Report) -> Result<Prepared> {
    write_edition(collection, None, config, Keep::EditionBefore, claim, report)
}

/// Adds the collection to the archive in the claimed folder, and says what came of it.
pub fn append(
    mut collection: Collection,
    config: &Config,
    claim: &Claim,
    report: &mut Report,
) -> Result<(Prepared, Intake)> {
    let mut held = Held::open(claim.folder())?;
    let intake = held.take_in(&mut collection, &config.time_zone, report)?;
    // A run that stopped behind the manifest may have left what was withdrawn: the same again clears it away.
    let is_repeated = collection.len() == 0 && !collection.withdrawn.is_empty();
    let keep = if held.has_removed() || is_repeated { Keep::Nothing } else { Keep::EditionBefore };
    Ok((write_edition(collection, Some(held), config, keep, claim, report)?, intake))
}

/// Cuts the articles of these uris out of the archive in the claimed folder; those that it does not hold are problems.
/// What it held before goes too.
pub fn remove(uris: &[String], config: &Config, claim: &Claim, report: &mut Report) -> Result<(Prepared, u64)> {
    let mut held = Held::open(claim.folder())?;
    let mut removed = 0;
    for uri in uris {
        if held.remove(uri)? {
            removed += 1;
        } else {
            report.problem(format!("{uri}: is not in the archive {}", claim.folder().display()));
        }
    }
    let collection = Collection::empty()?;
    Ok((write_edition(collection, Some(held), config, Keep::Nothing, claim, report)?, removed))
}

fn write_edition(
    added: Collection,
    held: Option<Held>,
    config: &Config,
    keep: Keep,
    claim: &Claim,
    report: &mut Report,
) -> Result<Prepared> {
    let zone = &config.time_zone;
    let is_current = held.as_ref().is_none_or(|held| held.manifest.format == article::FORMAT);
    let (mut held, of_held) = held.map(|held| (held.segments, held.synonyms)).unwrap_or_default();
    // What the settings do not say stays as it is.
    let synonyms = config.synonyms.clone().unwrap_or(of_held);
    let state = |segment: &HeldSegment| State {
        articles: segment.order.len(),
        counted: segment.counted(),
        must_go: !is_current || !segment.removed.is_empty(),
    };
    let mut parts = plan(&held.iter().map(state).collect::<Vec<_>>(), added.len());
    // A segment alone has no joint to say what its root does not.
    if let [Part::Kept(place)] = parts[..]
        && held[place].synonyms != synonyms
    {
        parts = vec![Part::Written(vec![place], false)];
    }
    let mut added = Some(added);
    let mut outputs = Vec::with_capacity(parts.len());
    for part in parts {
        outputs.push(match part {
            Part::Kept(place) => {
                Output { segment: held[place].reader.segment().clone(), articles: Source::Held(place) }
            }
            Part::Written(from, adds) => {
                let collection = added.take_if(|_| adds).map_or_else(Collection::empty, Ok)?;
                written(collection, &from, &mut held, (zone, &synonyms), claim, report)?
            }
        });
    }
    let edition = Edition { outputs, held, zone: zone.clone(), synonyms };
    let (manifest, front) = edition.manifest(config, claim, report)?;
    let summary = summary(&manifest, claim)?;
    Ok(Prepared { manifest, summary, front, keep })
}

/// Writes a segment of a collection and of what counts of these segments.
fn written(
    mut collection: Collection,
    from: &[usize],
    held: &mut [HeldSegment],
    (zone, synonyms): (&TimeZone, &Synonyms),
    claim: &Claim,
    report: &mut Report,
) -> Result<Output> {
    for place in from {
        held[*place].copy_into(&mut collection, zone, report)?;
    }
    collection.sort();
    let segment = write_segment(&mut collection, synonyms, claim, report)?;
    Ok(Output { segment, articles: Source::Collected(collection) })
}

fn summary(manifest: &Manifest, claim: &Claim) -> Result<Summary> {
    let mut summary = Summary { articles: manifest.articles, bytes: 0, files: 1, pictures: 0 };
    for folder in folders(manifest) {
        let list = read_list(&claim.folder().join(folder))?;
        summary.bytes += list.iter().map(|file| file.length).sum::<u64>();
        summary.files += list.len() + 1;
    }
    let mut pictures = BTreeSet::new();
    for segment in &manifest.segments {
        pictures.append(&mut pictures::read_list(&claim.folder().join(&segment.hash))?);
    }
    summary.bytes += pictures::bytes_of(claim.folder(), &pictures);
    summary.files += pictures.len();
    summary.pictures = pictures.len();
    Ok(summary)
}
