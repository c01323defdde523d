//! An index that is open for searching.

use crate::answer::{Answer, FacetCounts, Failure, Hit, Matched, Totals, ValueCount};
use crate::columns::Column;
use crate::date::Day;
use crate::decoded::Decoded;
use crate::given::Given;
use crate::highlight::Highlighter;
use crate::joint::{GONE, Joint};
use crate::pieces::{Pieces, malformed};
use crate::query::{Query, SearchOptions, Sort};
use crate::query_text::completion::Completion;
use crate::related::related;
use crate::request::Request;
use crate::root::{FacetSummary, Root, Summary, TOP_VALUES};
use crate::search;
use crate::suggest::{self, Suggestion};
#[cfg(feature = "build")]
use crate::synonyms::Synonyms;
use crate::whole::Whole;

/// An index of one segment or several. It holds their roots and what was decoded for every query; all else is read from the
/// pieces that each search is given.
#[derive(Debug)]
pub struct Index {
    roots: Vec<Root>,
    joint: Option<Joint>,
    decoded: Decoded,
}

impl Index {
    /// Opens an index from the roots of its segments, the pieces 0, the oldest segment first, and where these are several
    /// from their joint.
    ///
    /// An answer of several segments is that of one with the same documents. Documents are numbered on from segment to
    /// segment.
    ///
    /// Fails with [`Failure::Malformed`] where a root is damaged, and with [`Failure::Disjointed`] where the joint is or
    /// belongs to others.
    pub fn open(roots: &[&[u8]], joint: Option<&[u8]>) -> Result<Self, Failure> {
        let mut read = Vec::with_capacity(roots.len());
        for (segment, root) in (0..).zip(roots) {
            read.push(Root::read(root).map_err(|damage| malformed(segment, 0, damage.what))?);
        }
        let joint = match joint {
            None if read.len() != 1 => return Err(Failure::Disjointed("it is not there".to_owned())),
            None => None,
            Some(joint) => {
                Some(Joint::read(joint, &read).map_err(|damage| Failure::Disjointed(damage.what.to_owned()))?)
            }
        };
        let facets = read.first().map_or(0, |root| root.facets.len());
        Ok(Self { roots: read, joint, decoded: Decoded::new(facets) })
    }

    /// How many pieces the index of a segment has beside this root.
    pub fn pieces_of(root: &[u8]) -> Result<u32, Failure> {
        let root = Root::read(root).map_err(|damage| malformed(0, 0, damage.what))?;
        Ok(root.layout.pieces() as u32)
    }

    fn summary(&self) -> Option<&Summary> {
        self.joint.as_ref().map(|joint| &joint.summary).or_else(|| self.roots.first().map(|root| &root.summary))
    }

    /// How many documents it holds.
    pub fn documents(&self) -> u32 {
        self.summary().map_or(0, |summary| summary.documents)
    }

    /// The number of the document that has this place among all, counted from the newest.
    pub fn document_at(&self, place: u32) -> Option<u32> {
        match &self.joint {
            Some(joint) => joint.ids.get(place as usize).copied(),
            None => Some(place).filter(|place| *place < self.documents()),
        }
    }

    /// The place of a document among all, counted from the newest; `None` where there is none of this number, or a newer one
    /// took its place.
    pub fn place_of(&self, id: u32) -> Option<u32> {
        let Some(joint) = &self.joint else { return Some(id).filter(|place| *place < self.documents()) };
        let mut rest = id as usize;
        for numbers in &joint.order.numbers {
            match numbers.get(rest) {
                Some(place) => return Some(*place).filter(|place| *place != GONE),
                None => rest -= numbers.len(),
            }
        }
        None
    }

    /// Gives hits that are numbered by their places the ids of their documents.
    fn name(&self, hits: &mut [Hit]) {
        for hit in hits {
            hit.number = self.document_at(hit.number).unwrap_or(hit.number);
        }
    }

    /// What queries look for beside their words.
    #[cfg(feature = "build")]
    pub fn synonyms(&self) -> Synonyms {
        self.summary().map_or_else(Synonyms::default, |summary| summary.synonyms.clone())
    }

    /// Its facets, each with the number of its different values.
    pub fn facets(&self) -> impl Iterator<Item = (&str, u32)> {
        let facets = self.summary().map_or(&[][..], |summary| &summary.facets);
        facets.iter().map(|facet| (facet.name.as_str(), facet.values))
    }

    /// The first and the last day that documents have; `None` where none is dated.
    pub fn days(&self) -> Option<(Day, Day)> {
        self.summary()?.span
    }

    /// Answers a query.
    ///
    /// Fails with [`Failure::Missing`] where pieces are needed that are not at hand: those that it names are to be
    /// fetched, and the same to be asked again. It takes three rounds at most, four where words stand next to one another or in
    /// one field (one more where a word is lacking, and the dictionary lies in pieces that no word of the query was looked up in), and a query without words or filters none. Fails with [`Failure::Malformed`] where a piece is damaged.
    pub fn search(&self, query: &Query, options: &SearchOptions, pieces: &dyn Pieces) -> Result<Answer, Failure> {
        self.search_with(query, options, None, pieces)
    }

    /// The same with a facet that the index does not hold: it filters as the others do, and its counts come last.
    pub fn search_with(
        &self,
        query: &Query,
        options: &SearchOptions,
        given: Option<&Given>,
        pieces: &dyn Pieces,
    ) -> Result<Answer, Failure> {
        let Some(whole) = self.whole(pieces) else { return Ok(Answer::default()) };
        let request = Request::new(query, options.as_typed, &whole);
        let summary_knows = options.facet_limit as usize <= TOP_VALUES
            && options.facet_find.is_none()
            && (given.is_none() || options.facet_limit == 0);
        let mut answer = if request.is_for_all() && summary_knows && query.sort != Sort::Oldest {
            all(whole.summary, request, options)
        } else {
            search::answer(&whole, request, query.sort, options, given)?
        };
        self.name(&mut answer.hits);
        Ok(answer)
    }

    /// A query whose filters have the values as the documents write them, which the search finds in other letters too: `zurich` for
    /// *Zürich*. A value that is known but for its case stays, and so does one that is not known. Fails as [`Self::search`] does.
    pub fn with_known_values(&self, query: &Query, pieces: &dyn Pieces) -> Result<Query, Failure> {
        self.whole(pieces).map_or_else(|| Ok(query.clone()), |whole| search::with_known_values(query, &whole))
    }

    /// A facet for [`Self::search_with`]: its name and its values, eight at most and in the order of the alphabet, in lower case.
    /// Every document has the values of this set: a bit for each, the lowest for the first.
    pub fn given(&self, facet: &str, values: &[&str], set: u8) -> Given {
        Given {
            facet: facet.to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            column: Column::of_sets(values.len().min(8) as u32, self.documents(), u32::from(set)),
        }
    }

    /// Gives a document the values of another set; `false` where a newer one took its place, or there is none of this number.
    pub fn put(&self, given: &mut Given, document: u32, set: u8) -> bool {
        self.place_of(document).is_some_and(|place| given.column.put(place, u32::from(set)))
    }

    /// Makes ready what every query with words reads: the days, the facets, the lists of short prefixes. Fails as
    /// [`Self::search`] does; what it asks for need not be asked for when a search comes.
    pub fn prepare(&self, pieces: &dyn Pieces) -> Result<(), Failure> {
        let Some(whole) = self.whole(pieces) else { return Ok(()) };
        search::read_ahead(&whole)?;
        for segment in whole.segments() {
            let prefixes = &segment.root.prefixes;
            prefixes.all().try_for_each(|block| prefixes.open(block, segment.stream).map(drop))?;
        }
        whole.require_all()
    }

    /// What finds the words of a query in texts, with all their forms that the index has. `as_typed` as in
    /// [`SearchOptions`]. Fails as [`Self::search`] does.
    pub fn highlighter(&self, text: &str, as_typed: bool, pieces: &dyn Pieces) -> Result<Highlighter, Failure> {
        let mut highlighter = Highlighter::new(text, as_typed);
        let Some(whole) = self.whole(pieces) else { return Ok(highlighter) };
        highlighter.widen(&whole.summary.synonyms);
        highlighter.take_forms(&|word, forgiving| word.other_forms(forgiving, &whole))?;
        whole.require_all()?;
        Ok(highlighter)
    }

    /// The documents most like one of them, given and told by their ids, the most like first, at most so many; none that has
    /// hardly anything in common with it. Its texts are given, each with its field's name, those first that tell most.
    ///
    /// Fails as [`Self::search`] does, and takes two rounds.
    pub fn related(
        &self,
        document: u32,
        texts: &[(String, String)],
        limit: usize,
        pieces: &dyn Pieces,
    ) -> Result<Vec<Hit>, Failure> {
        let (Some(whole), Some(place)) = (self.whole(pieces), self.place_of(document)) else { return Ok(Vec::new()) };
        let mut hits = related(&whole, place, texts, limit)?;
        self.name(&mut hits);
        Ok(hits)
    }

    /// What may be taken for what is being typed: names, then words, then values, of each kind the best first. What begins
    /// so in more than a little of the dictionary waits for another letter. Fails as [`Self::search`] does.
    pub fn suggest(&self, completion: &Completion, pieces: &dyn Pieces) -> Result<Vec<Suggestion>, Failure> {
        self.whole(pieces).map_or(Ok(Vec::new()), |whole| suggest::suggest(&whole, completion))
    }

    /// Makes ready what a search will need once another letter is typed: the words that begin as the last one does, unless
    /// they are many. Fails as [`Self::search`] does; what it asks for need not be asked for when that search comes.
    pub fn look_ahead(&self, completion: &Completion, pieces: &dyn Pieces) -> Result<(), Failure> {
        let Some(whole) = self.whole(pieces) else { return Ok(()) };
        suggest::look_ahead(&whole, completion)?;
        whole.require_all()
    }

    fn whole<'a>(&'a self, pieces: &'a dyn Pieces) -> Option<Whole<'a>> {
        Some(Whole::new(&self.roots, self.joint.as_ref(), self.summary()?, &self.decoded, pieces))
    }
}

/// All documents, newest first, as the summary tells of them.
fn all(summary: &Summary, request: Request, options: &SearchOptions) -> Answer {
    let total = summary.documents;
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
        answer.facets = summary.facets.iter().map(|facet| most_frequent(facet, limit)).collect();
        answer.histogram = summary.histogram.clone();
    }
    answer
}

/// A facet's most frequent values among all documents.
fn most_frequent(facet: &FacetSummary, limit: usize) -> FacetCounts {
    let most = facet.top.iter().take(limit);
    let values = most.map(|top| ValueCount { value: top.form.clone(), count: top.documents }).collect();
    FacetCounts { facet: facet.name.clone(), values, more: facet.values as usize > limit }
}
