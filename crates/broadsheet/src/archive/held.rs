//! What an archive holds before articles are added or cut out: its segments, and which of their articles count.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use article::{Manifest, StoredArticle};
use jiff::tz::TimeZone;
use search::{Index, Joined, Synonyms};

use super::manifest_file::read_manifest;
use super::pieces::LoadedPieces;
use super::read::{FIRST_WITH_JOINT, read_joint};
use super::segment_reader::SegmentReader;
use crate::collect::Collection;
use crate::publication::compare_versions;
use crate::report::Report;

/// See the top.
pub struct Held {
    /// What the archive says of itself.
    pub manifest: Manifest,
    /// The oldest first.
    pub segments: Vec<HeldSegment>,
    /// What the search looks for beside words.
    pub synonyms: Synonyms,
}

/// A segment.
pub struct HeldSegment {
    /// Its articles.
    pub reader: SegmentReader,
    /// The number of each of its articles in the order of all.
    pub order: Vec<u32>,
    /// The numbers of those in whose place newer ones are.
    pub masked: BTreeSet<u32>,
    /// Those that are to be cut out.
    pub removed: BTreeSet<u32>,
    /// What its root says that the search looks for beside words.
    pub synonyms: Synonyms,
}

/// What came of articles that were to be added.
#[derive(Clone, Copy, Default)]
pub struct Intake {
    /// They took the place of another version.
    pub replaced: u64,
    /// The archive holds them as they are.
    pub unchanged: u64,
    /// The archive holds a later version.
    pub outdated: u64,
    /// They withdrew what the archive held.
    pub withdrawn: u64,
}

impl Held {
    /// Opens the archive in this folder.
    pub fn open(folder: &Path) -> Result<Self> {
        let manifest = read_manifest(folder)?;
        let mut synonyms = Synonyms::default();
        let mut of_segments = vec![Synonyms::default(); manifest.segments.len()];
        let joined = if manifest.format < FIRST_WITH_JOINT {
            ensure!(manifest.segments.len() == 1, "{}: has more segments than its format allows", folder.display());
            let order = manifest.segments.iter().map(|segment| (0..segment.articles).collect()).collect();
            Joined { order, masked: vec![Vec::new(); manifest.segments.len()] }
        } else {
            let mut pieces = LoadedPieces::new(folder, &manifest.segments);
            pieces.read_roots()?;
            let joint = read_joint(folder, &manifest)?;
            let in_folder = || folder.display().to_string();
            let roots = pieces.roots();
            synonyms = Index::open(&roots, joint.as_deref()).with_context(in_folder)?.synonyms();
            for (root, of_segment) in roots.iter().zip(&mut of_segments) {
                *of_segment = Index::open(&[*root], None).with_context(in_folder)?.synonyms();
            }
            Joined::read(joint.as_deref(), &roots).with_context(in_folder)?
        };
        let segments = manifest.segments.iter().zip(joined.order).zip(joined.masked).zip(of_segments);
        let held = |(((segment, order), masked), synonyms): (((_, Vec<u32>), Vec<u32>), _)| HeldSegment {
            reader: SegmentReader::new(folder, segment),
            order,
            masked: masked.into_iter().collect(),
            removed: BTreeSet::new(),
            synonyms,
        };
        Ok(Self { segments: segments.map(held).collect(), manifest, synonyms })
    }

    /// The version of an article that counts, and the place of its segment.
    fn newest(&mut self, uri: &str) -> Result<Option<(usize, StoredArticle)>> {
        for (place, segment) in self.segments.iter_mut().enumerate().rev() {
            if let Some(stored) = segment.reader.find(uri)?.filter(|stored| segment.counts(stored.number)) {
                return Ok(Some((place, stored)));
            }
        }
        Ok(None)
    }

    /// Marks all versions of an article to be cut out; `false` where there are none.
    pub fn remove(&mut self, uri: &str) -> Result<bool> {
        let mut is_held = false;
        for segment in &mut self.segments {
            if let Some(stored) = segment.reader.find(uri)? {
                segment.removed.insert(stored.number);
                is_held = true;
            }
        }
        Ok(is_held)
    }

    /// Whether anything is to be cut out.
    pub fn has_removed(&self) -> bool {
        self.segments.iter().any(|segment| !segment.removed.is_empty())
    }

    /// Makes room for articles that are to be added: what they replace counts no more, what they withdraw is to be cut out.
    /// Those that the archive holds already, in this or a later version, leave the collection.
    pub fn take_in(&mut self, collection: &mut Collection, zone: &TimeZone, report: &mut Report) -> Result<Intake> {
        let mut intake = Intake::default();
        let mut keeps = vec![true; collection.len()];
        report.start("Comparing", collection.len() as u64, false);
        for (number, keeps) in keeps.iter_mut().enumerate() {
            report.advance_to(number as u64);
            let article = collection.article(number)?;
            let Some((place, stored)) = self.newest(&article.uri)? else { continue };
            if stored.article == article {
                *keeps = false;
                intake.unchanged += 1;
            } else if compare_versions(&stored.article, &article, zone) == Ordering::Greater {
                *keeps = false;
                intake.outdated += 1;
                let found = collection.found(number);
                report.note(format!("{found}: left out, the archive holds a later version of {}", article.uri));
            } else {
                self.segments[place].masked.insert(stored.number);
                intake.replaced += 1;
            }
        }
        collection.keep(&keeps);
        for number in 0..collection.withdrawn.len() {
            let article = collection.withdrawn(number)?;
            let Some((_, stored)) = self.newest(&article.uri)? else { continue };
            // What says neither which version it is nor when can only mean the one that is there.
            let is_bare =
                article.version.is_none() && article.date_modified.is_none() && article.date_published.is_none();
            let is_later = compare_versions(&stored.article, &article, zone) == Ordering::Greater && !is_bare;
            let found = collection.withdrawn[number].found.clone();
            if is_later {
                report.note(format!("{found}: left out, the archive holds a later version of {}", article.uri));
            } else {
                self.remove(&article.uri)?;
                intake.withdrawn += 1;
                report.note(format!("{found}: withdraws {}, which is cut out of the archive", article.uri));
            }
        }
        report.finish();
        Ok(intake)
    }
}

impl HeldSegment {
    /// Whether an article counts.
    fn counts(&self, number: u32) -> bool {
        !self.masked.contains(&number) && !self.removed.contains(&number)
    }

    /// How many articles count.
    pub fn counted(&self) -> usize {
        self.order.len() - self.masked.union(&self.removed).count()
    }

    /// Adds the articles that count to a collection, which then is not in order.
    pub fn copy_into(&mut self, collection: &mut Collection, zone: &TimeZone, report: &mut Report) -> Result<()> {
        report.start("Reading the archive", self.order.len() as u64, false);
        for number in 0..self.order.len() as u32 {
            if self.counts(number) {
                let stored = self.reader.article(number)?;
                collection.take_over(&stored.article, self.order[number as usize], zone)?;
            }
            report.advance_to(u64::from(number));
        }
        report.finish();
        Ok(())
    }
}
