//! How the segments of an index fit together, where there are several: read and checked. docs/FORMAT.md describes the bytes.
//!
//! A segment knows nothing of the others. The joint says in which order all documents are, which of them count no more since
//! newer ones took their place, and what an answer that is the same as that of one index needs beyond sums: how many documents
//! of each term are gone, which values of facets are the same. All numbers from here on are those that the documents and the
//! values of one index of all would have.

use crate::analysis::analogy::Analogies;
use crate::bits::BitReader;
use crate::bytes::{Cursor, Damage};
use crate::decoded::read_learnt;
use crate::root::{FacetSummary, MAX_DOCUMENTS, Root, Summary, read_histogram, read_span, read_top};
use crate::stems::{Change, Changes};
use crate::synonyms::Synonyms;

/// The number of the format of joints: that of the index with which it last changed.
pub(crate) const VERSION: u32 = 3;

/// What is wrong where it speaks of documents, terms or values beyond those that the segments have.
const NOT_THERE: &str = "it names what is not there";

/// In place of a number: it counts no more.
pub(crate) const GONE: u32 = u32::MAX;

/// What things that the segments hold, each in its order, are in the order of all.
#[derive(Debug, Default)]
pub(crate) struct Order {
    /// For each segment the number of each of its things among all, or [`GONE`]. They ascend but for those.
    pub numbers: Vec<Vec<u32>>,
    /// How many there are.
    pub count: u32,
}

/// What the joint says of a facet.
#[derive(Debug)]
pub(crate) struct JointFacet {
    /// The values, by their keys.
    pub order: Order,
    /// For each value a segment that has it, and its number there.
    pub places: Vec<(u32, u32)>,
    /// How values are written that the segments write in several ways, by their numbers.
    forms: Vec<(u32, String)>,
}

/// See the top.
#[derive(Debug, Default)]
pub(crate) struct Joint {
    pub summary: Summary,
    /// The documents, newest first.
    pub order: Order,
    /// For each document its id: its number in its segment and the documents of the segments before it.
    pub ids: Vec<u32>,
    /// How many documents of each segment are gone.
    pub gone: Vec<u32>,
    /// Terms of which documents are gone, and how many. Terms are numbered as documents are in ids.
    less: Vec<(u32, u32)>,
    /// Terms that become other stems than their segment says, and how.
    ways: Vec<(u32, u32)>,
    changes: Changes,
    /// How many terms the segments before each have.
    terms_before: Vec<u32>,
    /// What was learnt of stems from all terms.
    pub analogies: Vec<Analogies>,
    pub facets: Vec<JointFacet>,
}

impl Joint {
    pub fn read(bytes: &[u8], roots: &[Root]) -> Result<Self, Damage> {
        let mut cursor = Cursor::new(bytes);
        let mut joint = Self::read_terms(&mut cursor, roots)?;
        joint.analogies = read_learnt(&mut cursor)?;
        joint.read_facets(&mut cursor, roots)?;
        joint.summary.synonyms = Synonyms::read(&mut cursor)?;
        if cursor.is_at_end() { Ok(joint) } else { Err(cursor.damage("it has bytes too many")) }
    }

    /// Of documents alone, in this order.
    pub fn new((order, gone): (Order, Vec<u32>), roots: &[Root]) -> Self {
        let mut ids = vec![0; order.count as usize];
        let mut id = 0;
        for numbers in &order.numbers {
            for number in numbers {
                if let Some(place) = ids.get_mut(*number as usize) {
                    *place = id;
                }
                id += 1;
            }
        }
        let mut terms_before = Vec::with_capacity(roots.len());
        let mut n_terms = 0_u32;
        for root in roots {
            terms_before.push(n_terms);
            n_terms = n_terms.saturating_add(root.terms.blocks.keys());
        }
        Self { order, ids, gone, terms_before, ..Self::default() }
    }

    /// Reads what stands of documents and terms.
    pub fn read_terms(cursor: &mut Cursor, roots: &[Root]) -> Result<Self, Damage> {
        let mut joint = Self::new(Order::of_documents(cursor, roots)?, roots);
        joint.less = read_numbered(cursor)?;
        joint.changes = Changes::read(cursor)?;
        joint.ways = read_numbered(cursor)?;
        Ok(joint)
    }

    fn read_facets(&mut self, cursor: &mut Cursor, roots: &[Root]) -> Result<(), Damage> {
        let documents = self.order.count;
        let terms = cursor.number()?;
        let (dated, span) = read_span(cursor, documents)?;
        let histogram = read_histogram(cursor, documents - dated)?;
        self.summary = Summary { documents, terms, dated, span, histogram, ..Summary::default() };
        for (facet, FacetSummary { name, .. }) in roots.iter().take(1).flat_map(|root| &root.summary.facets).enumerate()
        {
            let of_facet = |root: &Root| root.facets.get(facet).map_or(0, |facet| facet.values.keys());
            let counts: Vec<u32> = roots.iter().map(of_facet).collect();
            let mut order = Order::read(cursor, &counts, true)?;
            order.leave_out(&read_ascending(cursor, order.count)?);
            let mut places = vec![(0, 0); order.count as usize];
            for (segment, numbers) in (0..).zip(&order.numbers) {
                for (value, number) in (0..).zip(numbers) {
                    if let Some(place) = places.get_mut(*number as usize) {
                        *place = (segment, value);
                    }
                }
            }
            let mut forms = Vec::new();
            for number in read_ascending(cursor, order.count)? {
                forms.push((number, cursor.text()?.to_owned()));
            }
            self.summary.facets.push(FacetSummary { name: name.clone(), values: order.count, top: read_top(cursor)? });
            self.facets.push(JointFacet { order, places, forms });
        }
        Ok(())
    }

    /// How many documents of a term of a segment are gone.
    pub fn less(&self, segment: u32, term: u32) -> u32 {
        self.of_term(&self.less, segment, term).unwrap_or(0)
    }

    /// What makes a term of a segment its stems, where that is other than the segment says.
    pub fn changes(&self, segment: u32, term: u32) -> Option<&[Change]> {
        self.of_term(&self.ways, segment, term).map(|way| self.changes.of(way))
    }

    fn of_term(&self, list: &[(u32, u32)], segment: u32, term: u32) -> Option<u32> {
        let number = self.terms_before.get(segment as usize)?.checked_add(term)?;
        let at = list.partition_point(|(known, _)| *known < number);
        list.get(at).filter(|(known, _)| *known == number).map(|(_, value)| *value)
    }
}

impl JointFacet {
    /// How a value is written, where the segments write it in several ways.
    pub fn form(&self, number: u32) -> Option<&str> {
        let at = self.forms.partition_point(|(known, _)| *known < number);
        self.forms.get(at).filter(|(known, _)| *known == number).map(|(_, form)| form.as_str())
    }
}

impl Order {
    /// Reads the order of the documents of segments without those that are gone, and how many of each are.
    pub fn of_documents(cursor: &mut Cursor, roots: &[Root]) -> Result<(Self, Vec<u32>), Damage> {
        let (mut order, masked) = Self::of_all_documents(cursor, roots)?;
        let gone = order.mask(&masked);
        Ok((order, gone))
    }

    /// Reads the order of all documents of segments, and the ids of those that are gone.
    pub fn of_all_documents(cursor: &mut Cursor, roots: &[Root]) -> Result<(Self, Vec<u32>), Damage> {
        if cursor.number()? != VERSION {
            return Err(cursor.damage("it is of another version of the format"));
        }
        let fits = cursor.count()? == roots.len() && roots.iter().all(|root| root.has_schema_of(&roots[0]));
        let mut counts = Vec::with_capacity(roots.len());
        let mut all = 0_u32;
        for root in roots {
            all = all.saturating_add(root.summary.documents);
            counts.push(cursor.number()?);
            if !fits || all > MAX_DOCUMENTS || counts.last() != Some(&root.summary.documents) {
                return Err(cursor.damage("it is the joint of other segments"));
            }
        }
        let order = Self::read(cursor, &counts, false)?;
        Ok((order, read_ascending(cursor, all)?))
    }

    /// Reads the order of the things of segments that have so many each; things of several are the same where they are
    /// `shared`.
    pub fn read(cursor: &mut Cursor, counts: &[u32], shared: bool) -> Result<Self, Damage> {
        let length = cursor.number()? as usize;
        let bytes = cursor.take(length)?;
        let mut bits = BitReader::new(bytes);
        let mut order = Self::default();
        for count in counts {
            if order.count.checked_add(*count).is_none() {
                return Err(cursor.damage(NOT_THERE));
            }
            if order.numbers.is_empty() {
                order = Self { numbers: vec![(0..*count).collect()], count: *count };
            } else {
                order.add(*count, shared, &mut bits)?;
            }
        }
        bits.finish()?;
        Ok(order)
    }

    fn add(&mut self, count: u32, shared: bool, bits: &mut BitReader) -> Result<(), Damage> {
        let low = bits.parameter()?;
        // The new number of each thing that was there, and of each new one.
        let mut moved: Vec<u32> = Vec::with_capacity(self.count as usize);
        let mut numbers = Vec::with_capacity(count as usize);
        let mut next = 0;
        for _ in 0..count {
            let gap = bits.rice(low);
            if gap > self.count - moved.len() as u32 {
                return Err(Damage { at: 0, what: NOT_THERE });
            }
            moved.extend(next..next + gap);
            next += gap;
            numbers.push(next);
            if shared && bits.take(1) == 1 {
                if moved.len() as u32 == self.count {
                    return Err(Damage { at: 0, what: NOT_THERE });
                }
                moved.push(next);
            }
            next += 1;
        }
        let rest = self.count - moved.len() as u32;
        moved.extend(next..next + rest);
        for numbers in &mut self.numbers {
            numbers.iter_mut().for_each(|number| *number = moved.get(*number as usize).copied().unwrap_or(GONE));
        }
        self.numbers.push(numbers);
        self.count = next + rest;
        Ok(())
    }

    /// Leaves out what has these numbers, which ascend.
    fn leave_out(&mut self, gone: &[u32]) {
        if gone.is_empty() {
            return;
        }
        for numbers in &mut self.numbers {
            for number in numbers {
                let at = gone.partition_point(|gone| gone < number);
                *number = if gone.get(at) == Some(number) { GONE } else { *number - at as u32 };
            }
        }
        self.count -= gone.len() as u32;
    }

    /// Leaves out what has these ids, which ascend, and returns how many of each segment these are.
    fn mask(&mut self, masked: &[u32]) -> Vec<u32> {
        let mut of_segments = Vec::with_capacity(self.numbers.len());
        // Wide ones, since sorting is compiled anew for each type.
        let mut gone: Vec<u64> = Vec::with_capacity(masked.len());
        let mut rest = masked.iter().peekable();
        let mut before = 0;
        for numbers in &self.numbers {
            let known = gone.len();
            for (id, number) in (before..).zip(numbers) {
                if rest.next_if(|masked| **masked == id).is_some() {
                    gone.push(u64::from(*number));
                }
            }
            of_segments.push((gone.len() - known) as u32);
            before += numbers.len() as u32;
        }
        gone.sort_unstable();
        self.leave_out(&gone.iter().map(|number| *number as u32).collect::<Vec<u32>>());
        of_segments
    }
}

/// Reads ascending numbers below a limit.
fn read_ascending(cursor: &mut Cursor, limit: u32) -> Result<Vec<u32>, Damage> {
    let count = cursor.number()?;
    let length = cursor.number()? as usize;
    let bytes = cursor.take(length)?;
    // Each takes a bit at least.
    if count as usize > bytes.len() * 8 {
        return Err(cursor.damage(NOT_THERE));
    }
    let mut bits = BitReader::new(bytes);
    let low = bits.parameter()?;
    let mut numbers = Vec::with_capacity(count as usize);
    let mut next = 0_u32;
    for _ in 0..count {
        let number = next.checked_add(bits.rice(low)).filter(|number| *number < limit);
        let number = number.ok_or_else(|| cursor.damage(NOT_THERE))?;
        numbers.push(number);
        next = number + 1;
    }
    bits.finish()?;
    Ok(numbers)
}

/// Reads ascending numbers, each with another number that belongs to it.
fn read_numbered(cursor: &mut Cursor) -> Result<Vec<(u32, u32)>, Damage> {
    let mut numbered = Vec::new();
    for number in read_ascending(cursor, u32::MAX)? {
        numbered.push((number, cursor.number()?));
    }
    Ok(numbered)
}
