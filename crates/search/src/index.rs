//! An index that is open for searching.

use crate::answer::{Answer, FacetCounts, Failure, Hit, Matched, Totals, ValueCount};
use crate::date::Day;
use crate::decoded::Decoded;
use crate::expansion::Dictionary;
use crate::highlight::Highlighter;
use crate::pieces::{Pieces, Stream, root_damage};
use crate::query::{Query, SearchOptions, Sort};
use crate::related::related;
use crate::request::Request;
use crate::root::{Facet, Root, TOP_VALUES};
use crate::search;

/// An index. It holds the root and what was decoded for every query; all else is read from the pieces that each search
/// is given.
#[derive(Debug)]
pub struct Index {
    root: Root,
    decoded: Decoded,
}

impl Index {
    /// Opens an index from its root, piece 0. Fails with [`Failure::Malformed`] where that is damaged.
    pub fn open(root: &[u8]) -> Result<Self, Failure> {
        let root = Root::read(root).map_err(|damage| root_damage(damage.what))?;
        let decoded = Decoded::new(root.facets.len());
        Ok(Self { root, decoded })
    }

    /// How many documents it holds.
    pub fn documents(&self) -> u32 {
        self.root.documents
    }

    /// Its facets, each with the number of its different values.
    pub fn facets(&self) -> impl Iterator<Item = (&str, u32)> {
        self.root.facets.iter().map(|facet| (facet.name.as_str(), facet.values.keys()))
    }

    /// The first and the last day that documents have; `None` where none is dated.
    pub fn days(&self) -> Option<(Day, Day)> {
        self.root.span
    }

    /// Answers a query.
    ///
    /// Fails with [`Failure::Missing`] where pieces are needed that are not at hand: those that it names are to be
    /// fetched, and the same to be asked again. It takes three rounds at most, and a query without words or filters
    /// none. Fails with [`Failure::Malformed`] where a piece is damaged.
    pub fn search(&self, query: &Query, options: &SearchOptions, pieces: &dyn Pieces) -> Result<Answer, Failure> {
        let request = Request::new(query, options.as_typed, &self.root);
        let root_knows = options.facet_limit as usize <= TOP_VALUES && options.facet_find.is_none();
        if request.is_for_all() && root_knows && query.sort != Sort::Oldest {
            return Ok(self.all(request, options));
        }
        let stream = Stream::new(pieces, self.root.layout);
        search::answer(&self.root, &self.decoded, request, query.sort, options, &stream)
    }

    /// Makes ready what every query with words reads: the days, the facets, the lists of short prefixes. Fails as
    /// [`Self::search`] does; what it asks for need not be asked for when a search comes.
    pub fn prepare(&self, pieces: &dyn Pieces) -> Result<(), Failure> {
        let stream = Stream::new(pieces, self.root.layout);
        search::read_ahead(&self.root, &self.decoded, &stream)?;
        self.root.prefixes.all().try_for_each(|block| self.root.prefixes.open(block, &stream).map(drop))?;
        stream.require_all()
    }

    /// What finds the words of a query in texts, with all their forms that the index has. `as_typed` as in
    /// [`SearchOptions`]. Fails as [`Self::search`] does.
    pub fn highlighter(&self, text: &str, as_typed: bool, pieces: &dyn Pieces) -> Result<Highlighter, Failure> {
        let stream = Stream::new(pieces, self.root.layout);
        let dictionary = Dictionary { root: &self.root, decoded: &self.decoded, stream: &stream };
        let mut highlighter = Highlighter::new(text, as_typed);
        highlighter.widen(&self.root.synonyms);
        for word in highlighter.words_by_stem() {
            word.others = word.other_forms(&dictionary)?;
        }
        stream.require_all()?;
        Ok(highlighter)
    }

    /// The documents most like one of them, the most like first, at most so many; none that has hardly anything in common
    /// with it. Its texts are given, each with its field's name, those first that tell most.
    ///
    /// Fails as [`Self::search`] does, and takes two rounds.
    pub fn related(
        &self,
        document: u32,
        texts: &[(String, String)],
        limit: usize,
        pieces: &dyn Pieces,
    ) -> Result<Vec<Hit>, Failure> {
        let stream = Stream::new(pieces, self.root.layout);
        let dictionary = Dictionary { root: &self.root, decoded: &self.decoded, stream: &stream };
        related(&dictionary, document, texts, limit)
    }

    /// All documents, newest first, as the root tells of them.
    fn all(&self, request: Request, options: &SearchOptions) -> Answer {
        let total = self.root.documents;
        let first = options.offset.min(total);
        let hits = (first..total).take(options.limit as usize).map(|number| Hit { number, score: 0.0 }).collect();
        let mut answer = Answer {
            total,
            matched: Matched::All,
            totals: Totals { all: total, most: total, any: total },
            hits,
            ignored: request.ignored,
            ..Answer::default()
        };
        if options.facet_limit > 0 {
            let limit = options.facet_limit as usize;
            answer.facets = self.root.facets.iter().map(|facet| most_frequent(facet, limit)).collect();
            answer.histogram = self.root.histogram.clone();
        }
        answer
    }
}

/// A facet's most frequent values among all documents.
fn most_frequent(facet: &Facet, limit: usize) -> FacetCounts {
    let most = facet.top.iter().take(limit);
    let values = most.map(|top| ValueCount { value: top.form.clone(), count: top.documents }).collect();
    FacetCounts { facet: facet.name.clone(), values, more: facet.values.keys() as usize > limit }
}
