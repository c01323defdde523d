//! The days of the documents. These are numbered from the newest on, so each day's documents follow one another.

use std::ops::Range;

#[cfg(feature = "build")]
use crate::bytes::put_number;
use crate::bytes::{Cursor, Damage};
use crate::date::Day;
use crate::joint::{GONE, Order};

/// Each day that has documents, the latest first, and where its documents begin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days {
    runs: Vec<(Day, u32)>,
    /// How many documents are dated: the number of the first undated one.
    dated: u32,
}

impl Days {
    /// Adds the next document's day, which is no later than the one before.
    #[cfg(feature = "build")]
    pub fn push(&mut self, day: Day) {
        if self.runs.last().is_none_or(|(last, _)| *last != day) {
            self.runs.push((day, self.dated));
        }
        self.dated += 1;
    }

    #[cfg(feature = "build")]
    pub fn first(&self) -> Option<Day> {
        self.runs.last().map(|(day, _)| *day)
    }

    #[cfg(feature = "build")]
    pub fn last(&self) -> Option<Day> {
        self.runs.first().map(|(day, _)| *day)
    }

    pub fn dated(&self) -> u32 {
        self.dated
    }

    /// For each day, the latest first: how many days it lies before the last one, and how many documents it has.
    #[cfg(feature = "build")]
    pub fn write(&self, out: &mut Vec<u8>) {
        let mut before = self.last().unwrap_or(Day(0));
        for (day, range) in self.iter() {
            put_number(out, i64::from(before.0).abs_diff(i64::from(day.0)));
            put_number(out, u64::from(range.end - range.start));
            before = day;
        }
    }

    /// Reads the days; `last` is the latest, `dated` how many documents they must have together.
    pub fn read(cursor: &mut Cursor, last: Day, dated: u32) -> Result<Self, Damage> {
        let mut days = Self::default();
        let mut day = last.0;
        while !cursor.is_at_end() {
            let (gap, documents) = (cursor.number()?, cursor.number()?);
            let earlier = i32::try_from(gap).ok().and_then(|gap| day.checked_sub(gap));
            let rest = dated - days.dated;
            if documents == 0 || documents > rest || (gap == 0 && !days.runs.is_empty()) {
                return Err(cursor.damage("a day has no documents or too many"));
            }
            day = earlier.ok_or_else(|| cursor.damage("a day lies too far back"))?;
            days.runs.push((Day(day), days.dated));
            days.dated += documents;
        }
        if days.dated == dated { Ok(days) } else { Err(cursor.damage("the days have too few documents")) }
    }

    /// The days of all documents, from those of the segments.
    pub fn joined(of_segments: &[Self], order: &Order) -> Self {
        // The latest first, and how many documents a segment has on it: one number each, since sorting is compiled anew for
        // each type.
        let mut keys: Vec<u64> = Vec::new();
        for (days, numbers) in of_segments.iter().zip(&order.numbers) {
            for (day, range) in days.iter() {
                let documents = numbers.get(range.start as usize..range.end as usize).unwrap_or_default();
                let documents = documents.iter().filter(|number| **number != GONE).count();
                if documents > 0 {
                    keys.push(((i64::from(i32::MAX) - i64::from(day.0)) as u64) << 32 | documents as u64);
                }
            }
        }
        keys.sort_unstable();
        let mut joined = Self::default();
        for key in keys {
            let day = Day((i64::from(i32::MAX) - (key >> 32) as i64) as i32);
            if joined.runs.last().is_none_or(|(last, _)| *last != day) {
                joined.runs.push((day, joined.dated));
            }
            joined.dated += key as u32;
        }
        joined
    }

    /// Each day with its documents, the latest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Day, Range<u32>)> {
        self.runs
            .iter()
            .enumerate()
            .map(|(index, (day, start))| (*day, *start..self.runs.get(index + 1).map_or(self.dated, |(_, next)| *next)))
    }

    /// The documents of a range of days, both included; `None` leaves an end open but still means dated documents.
    pub fn between(&self, from: Option<Day>, to: Option<Day>) -> Range<u32> {
        let start_of = |index: usize| self.runs.get(index).map_or(self.dated, |(_, start)| *start);
        let start = to.map_or(0, |to| start_of(self.runs.partition_point(|(day, _)| *day > to)));
        let end = from.map_or(self.dated, |from| start_of(self.runs.partition_point(|(day, _)| *day >= from)));
        start..end.max(start)
    }
}
