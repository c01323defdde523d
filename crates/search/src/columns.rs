//! Which documents have which values of a facet: one number for each document, that of its combination of values.
//!
//! Documents share few combinations, so counting is one addition a document, whatever values it has, and what lets a
//! document pass is looked up once a combination.

#[cfg(feature = "build")]
use std::collections::HashMap;

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::{BitWriter, RICE_BITS, best_rice};
#[cfg(feature = "build")]
use crate::bytes::put_number;
use crate::bytes::{Cursor, Damage};
use crate::joint::{GONE, Order};
use crate::set::DocumentSet;

/// Bits of a combination's number that are written at a time, each group with a bit that says whether another follows.
const GROUP: u32 = 3;

/// One facet's values by document.
#[derive(Debug, Default)]
pub(crate) struct Column {
    /// For each document the number of its combination.
    documents: Vec<u32>,
    /// Where each combination's values begin in `values`; one more at the end.
    starts: Vec<u32>,
    values: Vec<u32>,
}

/// Writes a column: the combinations, the most frequent first, then the documents that have another than the first.
#[cfg(feature = "build")]
pub(crate) fn write(documents: &[Vec<u32>], out: &mut Vec<u8>) {
    let mut frequency: HashMap<&[u32], u32> = HashMap::new();
    documents.iter().for_each(|values| *frequency.entry(values).or_default() += 1);
    let mut combinations: Vec<(&[u32], u32)> = frequency.into_iter().collect();
    combinations.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let numbers: HashMap<&[u32], u32> = combinations.iter().map(|(values, _)| *values).zip(0..).collect();
    put_number(out, combinations.len() as u64);
    for (values, _) in &combinations {
        put_number(out, values.len() as u64);
        let mut next = 0;
        for value in *values {
            put_number(out, u64::from(value - next));
            next = value + 1;
        }
    }
    let others: Vec<(u32, u32)> = (0..)
        .zip(documents)
        .map(|(document, values)| (document, numbers[values.as_slice()]))
        .filter(|(_, number)| *number > 0)
        .collect();
    put_number(out, others.len() as u64);
    let gaps = others.iter().scan(0, |next, (document, _)| {
        let gap = document - *next;
        *next = document + 1;
        Some(gap)
    });
    let low = best_rice(gaps.clone());
    let mut bits = BitWriter::default();
    bits.put(low, RICE_BITS);
    for (gap, (_, number)) in gaps.zip(&others) {
        bits.put_rice(gap, low);
        let mut rest = number - 1;
        loop {
            let more = rest >> GROUP;
            bits.put(rest & ((1 << GROUP) - 1) | u32::from(more > 0) << GROUP, GROUP + 1);
            if more == 0 {
                break;
            }
            rest = more - 1;
        }
    }
    out.append(&mut bits.take());
}

impl Column {
    /// Reads what [`write`] wrote for so many documents and values.
    pub fn read(bytes: &[u8], documents: u32, values: u32) -> Result<Self, Damage> {
        let mut cursor = Cursor::new(bytes);
        let mut column = Self { documents: Vec::new(), starts: vec![0], values: Vec::new() };
        let combinations = cursor.count()?;
        for _ in 0..combinations {
            let mut next = 0_u32;
            for _ in 0..cursor.count()? {
                let value = next.checked_add(cursor.number()?).filter(|value| *value < values);
                let value = value.ok_or_else(|| cursor.damage("a value does not exist"))?;
                column.values.push(value);
                next = value + 1;
            }
            column.starts.push(column.values.len() as u32);
        }
        if combinations == 0 && documents > 0 {
            return Err(cursor.damage("it has no values for its documents"));
        }
        column.documents = vec![0; documents as usize];
        let others = cursor.number()?;
        let mut bits = BitReader::new(cursor.rest());
        let low = bits.parameter()?;
        let mut next = 0_u32;
        for _ in 0..others.min(documents) {
            let document = next.wrapping_add(bits.rice(low));
            let number = read_grouped(&mut bits);
            next = document.wrapping_add(1);
            match column.documents.get_mut(document as usize) {
                Some(place) if (number as usize) < combinations => *place = number,
                _ => return Err(cursor.damage("a document or its values do not exist")),
            }
        }
        bits.finish()?;
        Ok(column)
    }

    /// A column of so few values that each set of them is a number: the bits of those that are in it. All documents have this
    /// one.
    pub fn of_sets(values: u32, documents: u32, set: u32) -> Self {
        let mut column = Self { documents: vec![set; documents as usize], starts: vec![0], values: Vec::new() };
        for set in 0..1_u32 << values {
            column.values.extend((0..values).filter(|value| set >> value & 1 == 1));
            column.starts.push(column.values.len() as u32);
        }
        column
    }

    /// Gives a document another set of values; `false` where there is no such document.
    pub fn put(&mut self, document: u32, set: u32) -> bool {
        let place = self.documents.get_mut(document as usize);
        place.map(|place| *place = set).is_some()
    }

    /// The values of all documents, from those of the segments.
    pub fn joined(of_segments: &[Self], documents: &Order, values: &Order) -> Self {
        // A document without a combination has no values.
        let mut joined =
            Self { documents: vec![u32::MAX; documents.count as usize], starts: vec![0], values: Vec::new() };
        for (segment, column) in of_segments.iter().enumerate() {
            let numbers = |order: &Order| order.numbers.get(segment).cloned().unwrap_or_default();
            let (documents, values) = (numbers(documents), numbers(values));
            let before = joined.starts.len() as u32 - 1;
            for combination in 0..column.starts.len().saturating_sub(1) {
                let of_combination = column.values_of(combination).iter();
                let numbers = of_combination.filter_map(|value| values.get(*value as usize));
                joined.values.extend(numbers.filter(|number| **number != GONE));
                joined.starts.push(joined.values.len() as u32);
            }
            for (number, combination) in documents.iter().zip(&column.documents) {
                if let Some(place) = joined.documents.get_mut(*number as usize) {
                    *place = before + combination;
                }
            }
        }
        joined
    }

    /// The values of a combination.
    fn values_of(&self, combination: usize) -> &[u32] {
        let bounds = self.starts.get(combination).zip(self.starts.get(combination + 1));
        bounds.and_then(|(start, end)| self.values.get(*start as usize..*end as usize)).unwrap_or_default()
    }

    /// The documents for whose values this holds.
    pub fn passing(&self, holds: impl Fn(&[u32]) -> bool) -> Passing<'_> {
        let combinations =
            (0..self.starts.len().saturating_sub(1)).map(|number| holds(self.values_of(number))).collect();
        Passing { column: self, combinations, without: holds(&[]) }
    }

    /// How many of the documents have each value.
    pub fn count(&self, documents: &DocumentSet, values: u32) -> Vec<u32> {
        let mut combinations = vec![0_u32; self.starts.len()];
        documents.for_each(|document| {
            let combination = self.documents.get(document as usize).copied().unwrap_or(u32::MAX);
            if let Some(count) = combinations.get_mut(combination as usize) {
                *count += 1;
            }
        });
        let mut counts = vec![0; values as usize];
        for (number, count) in combinations.iter().enumerate().filter(|(_, count)| **count > 0) {
            for value in self.values_of(number) {
                if let Some(sum) = counts.get_mut(*value as usize) {
                    *sum += count;
                }
            }
        }
        counts
    }
}

fn read_grouped(bits: &mut BitReader) -> u32 {
    let (mut number, mut base, mut shift) = (0_u32, 1_u32, 0);
    loop {
        let group = bits.take(GROUP + 1);
        number = number.wrapping_add((group & ((1 << GROUP) - 1)) << shift);
        if group >> GROUP == 0 || shift + GROUP >= 32 {
            return number.wrapping_add(base);
        }
        shift += GROUP;
        // A further group counts from one: what it would say with nothing in it, the one before says alone.
        base = base.wrapping_add(1 << shift);
    }
}

/// The documents whose combination passes.
pub(crate) struct Passing<'a> {
    column: &'a Column,
    combinations: Vec<bool>,
    /// Whether documents pass where no document has a value.
    without: bool,
}

impl Passing<'_> {
    /// Whether a document does.
    #[inline]
    pub fn contains(&self, document: u32) -> bool {
        let combination = self.column.documents.get(document as usize).copied().unwrap_or(u32::MAX);
        self.combinations.get(combination as usize).copied().unwrap_or(self.without)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_counted(
            documents in prop::collection::vec(prop::collection::btree_set(0..40_u32, 0..4), 0..300), every in 1..5_u32
        ) {
            let documents: Vec<Vec<u32>> = documents.into_iter().map(|values| values.into_iter().collect()).collect();
            let mut bytes = Vec::new();
            write(&documents, &mut bytes);
            let column = Column::read(&bytes, documents.len() as u32, 40).expect("whole");
            let mut wanted = DocumentSet::new(documents.len() as u32);
            (0..documents.len() as u32).step_by(every as usize).for_each(|document| _ = wanted.insert(document));
            let mut expected = vec![0; 40];
            wanted.for_each(|document| documents[document as usize].iter().for_each(|value| expected[*value as usize] += 1));
            prop_assert_eq!(column.count(&wanted, 40), expected);
            let even = column.passing(|values| values.iter().any(|value| value % 2 == 0));
            for (document, values) in (0..).zip(&documents) {
                prop_assert_eq!(even.contains(document), values.iter().any(|value| value % 2 == 0));
            }
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), documents in 0..90_u32) {
            if let Ok(column) = Column::read(&bytes, documents, 9) {
                prop_assert_eq!(column.count(&DocumentSet::all(documents), 9).len(), 9);
            }
        }
    }

    #[test]
    fn many_combinations_have_numbers() {
        let documents: Vec<Vec<u32>> = (0..5_000).map(|value| vec![value]).collect();
        let mut bytes = Vec::new();
        write(&documents, &mut bytes);
        let column = Column::read(&bytes, 5_000, 5_000).expect("whole");
        assert_eq!(column.count(&DocumentSet::all(5_000), 5_000), vec![1; 5_000]);
    }
}
