//! Which fields a document has, and about how many words: what bounds its positions, so that they take little room.
//!
//! Few shapes are as good as exact lengths, since both the number of words and that of its bits change by a fraction only;
//! they take a quarter of the room, and are all fetched with the first query that needs positions.

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::{BitWriter, RICE_BITS, best_rice};
#[cfg(feature = "build")]
use crate::bytes::put_number;
use crate::bytes::{Cursor, Damage};
#[cfg(feature = "build")]
use crate::field_lengths::FieldLengths;
use crate::positions::Bounds;

/// The most words of a document that are indexed; further ones are not found.
pub(crate) const MOST_WORDS: u32 = 1 << 28;

/// What is known of the words of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shape {
    /// A bit for each field, the lowest for the first: whether it has words.
    pub fields: u32,
    /// The fewest words that all fields may have together, and the most.
    pub least: u32,
    pub most: u32,
}

/// The shapes of all documents of a segment.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    /// What a word in each field weighs, in sixteenths.
    pub weights: Vec<u32>,
    /// For each field the low bits of its positions.
    pub lows: Vec<u32>,
    #[cfg(feature = "build")]
    shapes: Vec<Shape>,
    /// For each shape what it leaves possible: little, so that it is near at hand.
    bounds: Vec<Bounds>,
    /// For each document the place of its own.
    of_documents: Vec<u16>,
}

impl Shapes {
    /// Reads what [`Self::write`] wrote.
    pub fn read(cursor: &mut Cursor, documents: u32, weights: Vec<u32>) -> Result<Self, Damage> {
        let mut shapes = Vec::new();
        for _ in 0..cursor.count()? {
            let (fields, least, more) = (cursor.number()?, cursor.number()?, cursor.number()?);
            let most = least.saturating_add(more);
            if fields >> weights.len() != 0 || most > MOST_WORDS || most < fields.count_ones() {
                return Err(cursor.damage("documents have a shape that none can have"));
            }
            shapes.push(Shape { fields, least, most });
        }
        let bytes = cursor.rest();
        let mut bits = BitReader::new(bytes);
        let lows = weights.iter().map(|_| bits.parameter()).collect::<Result<Vec<_>, _>>()?;
        let low = bits.parameter()?;
        // Each takes a bit at least.
        if documents as usize > bytes.len() * 8 {
            return Err(cursor.damage("it has too few shapes"));
        }
        let mut of_documents = Vec::with_capacity(documents as usize);
        for _ in 0..documents {
            of_documents.push(bits.rice(low) as u16);
        }
        bits.finish()?;
        let bounds = shapes.iter().map(Bounds::new).collect();
        Ok(Self {
            weights,
            lows,
            #[cfg(feature = "build")]
            shapes,
            bounds,
            of_documents,
        })
    }

    /// What the shape of a document leaves possible.
    #[inline]
    pub fn bounds(&self, document: u32) -> Bounds {
        let shape = self.of_documents.get(document as usize).copied().unwrap_or(u16::MAX);
        self.bounds.get(usize::from(shape)).copied().unwrap_or_default()
    }

    /// The shape of a document; one without words where there is no such document.
    #[cfg(all(test, feature = "build"))]
    pub fn of(&self, document: u32) -> Shape {
        let shape = self.of_documents.get(document as usize).and_then(|shape| self.shapes.get(usize::from(*shape)));
        shape.copied().unwrap_or_default()
    }
}

#[cfg(feature = "build")]
impl Shape {
    /// Of a document whose fields have so many words together: up to the next multiple of a quarter of the power of two below.
    fn of(lengths: &[u32]) -> Self {
        let words: u32 = lengths.iter().sum();
        let fields = (0..).zip(lengths).fold(0, |fields, (field, length)| fields | u32::from(*length > 0) << field);
        let step = 1_u32 << words.saturating_sub(1).checked_ilog2().unwrap_or(0).saturating_sub(2);
        let most = words.next_multiple_of(step);
        Self { fields, least: (most + 1 - step).min(words), most }
    }
}

#[cfg(feature = "build")]
impl Shapes {
    /// The shapes of documents, the most frequent first, and equal ones in their order.
    pub fn new(lengths: &FieldLengths, weights: Vec<u32>) -> Self {
        let all: Vec<Shape> = lengths.iter().map(Shape::of).collect();
        let mut shapes: std::collections::BTreeMap<Shape, u32> = std::collections::BTreeMap::new();
        all.iter().for_each(|shape| *shapes.entry(*shape).or_default() += 1);
        let mut by_frequency: Vec<(Shape, u32)> = shapes.into_iter().collect();
        by_frequency.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let places: std::collections::BTreeMap<Shape, u16> =
            by_frequency.iter().zip(0..).map(|((shape, _), place)| (*shape, place)).collect();
        let of_documents = all.iter().map(|shape| places[shape]).collect();
        // A word stands anywhere in its field: about half its length is passed over before it.
        let low = |field: usize| {
            let having = lengths.iter().map(|of| u64::from(of[field])).filter(|length| *length > 0);
            let (sum, count) = having.fold((0, 0), |(sum, count), length| (sum + length, count + 1));
            (sum / 2).checked_div(count).unwrap_or(0).max(1).ilog2()
        };
        let lows = (0..weights.len()).map(low).collect();
        let shapes: Vec<Shape> = by_frequency.into_iter().map(|(shape, _)| shape).collect();
        let bounds = shapes.iter().map(Bounds::new).collect();
        Self { bounds, weights, lows, shapes, of_documents }
    }

    /// Writes them. docs/FORMAT.md describes the bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        put_number(out, self.shapes.len() as u64);
        for Shape { fields, least, most } in &self.shapes {
            put_number(out, u64::from(*fields));
            put_number(out, u64::from(*least));
            put_number(out, u64::from(most - least));
        }
        let mut bits = BitWriter::default();
        let of_documents = || self.of_documents.iter().map(|shape| u32::from(*shape));
        let low = best_rice(of_documents());
        self.lows.iter().chain([&low]).for_each(|low| bits.put(*low, RICE_BITS));
        of_documents().for_each(|shape| bits.put_rice(shape, low));
        out.append(&mut bits.take());
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    const WEIGHTS: [u32; 2] = [32, 16];

    proptest! {
        #[test]
        fn what_is_written_is_read(all in vec((0..4_u32, prop_oneof![Just(0), 1..9_u32, 1..3_000_u32]), 0..300)) {
            let flat: Vec<u32> = all.iter().flat_map(|(first, second)| [*first, *second]).collect();
            let shapes = Shapes::new(&FieldLengths::new(2, flat), WEIGHTS.to_vec());
            let mut bytes = Vec::new();
            shapes.write(&mut bytes);
            let documents = all.len() as u32;
            let read = Shapes::read(&mut Cursor::new(&bytes), documents, WEIGHTS.to_vec()).expect("whole");
            for (document, (first, second)) in (0..).zip(&all) {
                let Shape { fields, least, most } = read.of(document);
                prop_assert!((least..=most).contains(&(first + second)));
                prop_assert_eq!((fields & 1 == 1, fields >> 1 == 1), (*first > 0, *second > 0));
            }
            prop_assert_eq!(read.of(documents), Shape::default());
            let too_many = bytes.len() as u32 * 8 + 1;
            prop_assert!(Shapes::read(&mut Cursor::new(&bytes), too_many, WEIGHTS.to_vec()).is_err());
        }
    }

    #[test]
    fn words_are_told_to_a_quarter() {
        let mut last = 0;
        for words in 1..5_000 {
            let Shape { least, most, .. } = Shape::of(&[0, words]);
            assert!((least..=most).contains(&words), "{words}");
            assert!(most - least <= words / 4, "{words}");
            // One begins where the one before ends.
            assert!(least == last + 1 || most == last, "{words}");
            last = most;
        }
        assert_eq!(Shape::of(&[0, 0]), Shape::default());
        assert_eq!(Shape::of(&[3, 0, 90]), Shape { fields: 5, least: 81, most: 96 });
    }
}
