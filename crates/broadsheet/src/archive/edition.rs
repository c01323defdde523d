//! Makes the segments of an archive one: their order, their joint and the manifest.

use anyhow::{Context, Result};
use article::piece::{self, PieceKind};
use article::{FORMAT, FacetEntry, Manifest, Segment, file};
use jiff::tz::TimeZone;
use search::{Answer, Document, Index, Joining, Period, Synonyms, join};

use super::claim::Claim;
use super::document::document;
use super::front::front;
use super::held::HeldSegment;
use super::pieces::LoadedPieces;
use super::segment_writer::FolderWriter;
use crate::collect::Collection;
use crate::config::Config;
use crate::publication::Rank;
use crate::report::Report;

/// A segment of the archive as it will be, which is in place.
pub struct Output {
    /// What the manifest says of it.
    pub segment: Segment,
    /// Where its articles are.
    pub articles: Source,
}

/// Where the articles of a segment are.
pub enum Source {
    /// In the segment of this place that the archive holds.
    Held(usize),
    /// Here.
    Collected(Collection),
}

/// Where an article comes in the order of an archive.
enum Position {
    /// It has this number in the order of what the archive held.
    Held(u32),
    /// It is new.
    New(Rank),
}

/// The segments of an archive, and what it held before.
pub struct Edition {
    /// Articles that are new are in the last segment alone.
    pub outputs: Vec<Output>,
    /// The segments that it held.
    pub held: Vec<HeldSegment>,
    /// In which days are counted.
    pub zone: TimeZone,
    /// What the search looks for beside words.
    pub synonyms: Synonyms,
}

impl Edition {
    /// Writes the joint where there are several segments, and returns the manifest with what it tells of all articles.
    pub fn manifest(mut self, config: &Config, claim: &Claim, report: &mut Report) -> Result<(Manifest, Answer)> {
        let segments: Vec<Segment> = self.outputs.iter().map(|output| output.segment.clone()).collect();
        let mut pieces = LoadedPieces::new(claim.folder(), &segments);
        pieces.read_roots()?;
        let joint = if segments.len() > 1 { Some(self.join(&pieces, report)?) } else { None };
        let hash = match &joint {
            Some(joint) => {
                let mut writer = FolderWriter::new(claim)?;
                writer.put(file::JOINT.to_owned(), &piece::seal_bytes(PieceKind::Joint, joint))?;
                Some(writer.finish(claim)?)
            }
            None => None,
        };
        let index = Index::open(&pieces.roots(), joint.as_deref())?;
        let facets = index.facets().filter(|(_, values)| *values > 0);
        let mut facets: Vec<FacetEntry> =
            facets.map(|(name, values)| FacetEntry { name: name.to_owned(), values }).collect();
        if let Some(order) = &config.facets {
            let place = |facet: &FacetEntry| order.iter().position(|name| *name == facet.name);
            facets.retain(|facet| place(facet).is_some());
            facets.sort_by_key(place);
        }
        let day = |day| Period::day_of(day).map(|day| day.to_string());
        let (first, last) = index.days().unzip();
        let manifest = Manifest {
            format: FORMAT,
            id: config.id.clone(),
            title: config.title.clone(),
            language: config.language.clone(),
            time_zone: config.time_zone_name.clone(),
            terms: config.terms.clone(),
            articles: index.documents(),
            from: first.and_then(day),
            to: last.and_then(day),
            facets,
            facet_order: config.facets.clone(),
            segments,
            joint: hash,
        };
        Ok((manifest, front(&index)?))
    }

    fn join(&mut self, pieces: &LoadedPieces, report: &mut Report) -> Result<Vec<u8>> {
        let places = self.places(report)?;
        let masked: Vec<Vec<u32>> = self.outputs.iter().map(|output| self.masked(output)).collect();
        report.start("Joining the segments", masked.iter().map(|masked| masked.len() as u64).sum(), false);
        let mut n_read = 0;
        let joint = join(Joining {
            roots: &pieces.roots(),
            pieces,
            places: &places,
            masked: &masked,
            synonyms: &self.synonyms.clone(),
            document: &mut |segment, number| {
                n_read += 1;
                report.advance_to(n_read);
                self.document(segment as usize, number).map_err(std::io::Error::other)
            },
        });
        report.finish();
        match (joint, pieces.failure()) {
            (Err(_), Some(failure)) => Err(failure),
            (joint, _) => joint.context("the segments cannot be joined; bundle all sources again without --append"),
        }
    }

    fn masked(&self, output: &Output) -> Vec<u32> {
        match &output.articles {
            Source::Held(place) => self.held[*place].masked.iter().copied().collect(),
            Source::Collected(_) => Vec::new(),
        }
    }

    fn document(&mut self, output: usize, number: u32) -> Result<Document> {
        let article = match &mut self.outputs[output].articles {
            Source::Held(place) => self.held[*place].reader.article(number)?.article,
            Source::Collected(collection) => collection.article(number as usize)?,
        };
        Ok(document(&article, None))
    }

    /// For each article of each segment how many of those of the segments before it come before it.
    fn places(&mut self, report: &mut Report) -> Result<Vec<Vec<u32>>> {
        let articles = |outputs: &[Output]| outputs.iter().map(|output| u64::from(output.segment.articles)).sum();
        report.start("Ordering", articles(&self.outputs), false);
        let mut places = Vec::with_capacity(self.outputs.len());
        for output in 0..self.outputs.len() {
            let mut before = vec![0; output];
            let mut of_output = Vec::new();
            // The first segment has none before it.
            let count = if output == 0 { 0 } else { self.outputs[output].segment.articles };
            for number in 0..count {
                for (earlier, before) in before.iter_mut().enumerate() {
                    *before = self.place(output, number, earlier, *before)?;
                }
                of_output.push(before.iter().sum());
                report.advance_to(u64::from(number));
            }
            places.push(of_output);
        }
        report.finish();
        Ok(places)
    }

    /// How many articles of an earlier segment come before this one, at least so many.
    fn place(&mut self, output: usize, number: u32, earlier: usize, least: u32) -> Result<u32> {
        let position = self.position(output, number)?;
        let count = self.outputs[earlier].segment.articles;
        // By steps that double, since what comes next is mostly near; then by halves.
        let (mut low, mut high, mut step) = (least, least, 1);
        while high < count && self.comes_before(earlier, high, &position)? {
            low = high + 1;
            high = (low + step).min(count);
            step *= 2;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.comes_before(earlier, middle, &position)? { low = middle + 1 } else { high = middle }
        }
        Ok(low)
    }

    fn position(&mut self, output: usize, number: u32) -> Result<Position> {
        match self.order(output, number) {
            Some(order) => Ok(Position::Held(order)),
            None => Ok(Position::New(self.rank(output, number)?)),
        }
    }

    /// Whether an article of a segment comes before one at this position.
    fn comes_before(&mut self, output: usize, number: u32, position: &Position) -> Result<bool> {
        match position {
            Position::Held(order) => Ok(self.order(output, number).is_some_and(|number| number < *order)),
            Position::New(rank) => Ok(self.rank(output, number)? < *rank),
        }
    }

    /// The number of an article in the order of what the archive held; `None` where it is new.
    fn order(&self, output: usize, number: u32) -> Option<u32> {
        match &self.outputs[output].articles {
            Source::Held(place) => self.held[*place].order.get(number as usize).copied(),
            Source::Collected(collection) => collection.held(number as usize),
        }
    }

    fn rank(&mut self, output: usize, number: u32) -> Result<Rank> {
        match &self.outputs[output].articles {
            Source::Held(place) => Ok(Rank::of(&self.held[*place].reader.article(number)?.article, &self.zone)),
            Source::Collected(collection) => Ok(collection.rank(number as usize).clone()),
        }
    }
}
