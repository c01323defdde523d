//! Facets: which documents have which values, what a filter lets pass, and the counts.

use std::ops::Range;

use crate::analysis::{fold, lower_text};
use crate::answer::{FacetCounts, Failure, ValueCount};
use crate::bytes::{Cursor, Damage};
use crate::columns::{Column, Passing};
use crate::order;
use crate::pieces::Stream;
use crate::query::Filter;
use crate::root::Facet;
use crate::set::DocumentSet;

/// A facet's dictionary up to this size is read with the first pieces, before it is known which values are shown: it
/// saves a round. Two pieces of 32 kB.
pub(crate) const READ_AHEAD: u64 = 64 * 1024;

/// What a query chooses of one facet.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// The facet's number; `None` where the index has none of that name, so that no document has what is chosen.
    pub facet: Option<usize>,
    /// What was chosen and excluded, as the query writes it, each with the value's number where it exists.
    pub values: Vec<(Filter, Option<u32>)>,
}

impl Facet {
    /// Reads which of so many documents have which values.
    pub fn read_column(&self, documents: u32, stream: &Stream) -> Result<Option<Column>, Failure> {
        let Some(chunk) = stream.read(self.column.clone())? else { return Ok(None) };
        if self.column.is_empty() {
            return Ok(Some(Column::default()));
        }
        Column::read(chunk.bytes(), documents, self.values.keys()).map(Some).map_err(|damage| chunk.malformed(damage))
    }

    /// Asks for the dictionary, where it is small.
    pub fn read_ahead(&self, stream: &Stream) -> Result<(), Failure> {
        if self.values.bytes() > READ_AHEAD {
            return Ok(());
        }
        self.values.all().try_for_each(|block| self.values.open(block, stream).map(|_| ()))
    }

    /// The number of a value. The inner `None`: there is no such value; the outer: what would say so is not at hand.
    pub fn number_of(&self, value: &str, stream: &Stream) -> Result<Option<Option<u32>>, Failure> {
        let key = lower_text(value);
        if let Some(top) = self.top.iter().find(|top| lower_text(&top.form) == key) {
            return Ok(Some(Some(top.number)));
        }
        let mut number = None;
        for block in self.values.with_key(&key) {
            let Some(block) = self.values.open(block, stream)? else { return Ok(None) };
            block.visit(no_head, |(), index, other, cursor| {
                cursor.text()?;
                if other == key.as_bytes() {
                    number = Some(index);
                }
                Ok(other < key.as_bytes())
            })?;
        }
        Ok(Some(number))
    }

    /// Calls `take` with every value's number and form in a range of blocks; `false` where some are not at hand.
    pub fn for_each_form(
        &self,
        blocks: Range<usize>,
        stream: &Stream,
        take: &mut dyn FnMut(u32, &str),
    ) -> Result<bool, Failure> {
        let mut whole = true;
        for block in blocks {
            let Some(block) = self.values.open(block, stream)? else {
                whole = false;
                continue;
            };
            block.visit(no_head, |(), number, key, cursor| {
                let form = cursor.text()?;
                let key = std::str::from_utf8(key).map_err(|_| cursor.damage("a value is not UTF-8"))?;
                take(number, if form.is_empty() { key } else { form });
                Ok(true)
            })?;
        }
        Ok(whole)
    }

    /// The forms of values; `None` where some are not at hand.
    fn forms(&self, numbers: &[u32], stream: &Stream) -> Result<Option<Vec<String>>, Failure> {
        let mut forms: Vec<Option<String>> = numbers.iter().map(|number| self.top_form(*number)).collect();
        let mut whole = true;
        for index in 0..numbers.len() {
            if forms[index].is_some() {
                continue;
            }
            let Some(block) = self.values.with_number(numbers[index]) else { continue };
            whole &= self.for_each_form(block..block + 1, stream, &mut |number, form| {
                if let Some(place) = numbers.iter().position(|wanted| *wanted == number) {
                    forms[place] = Some(form.to_owned());
                }
            })?;
        }
        Ok(whole.then(|| forms.into_iter().map(Option::unwrap_or_default).collect()))
    }

    fn top_form(&self, number: u32) -> Option<String> {
        self.top.iter().find(|top| top.number == number).map(|top| top.form.clone())
    }

    /// The values that contain a text, folded.
    pub fn containing(&self, text: &str, stream: &Stream) -> Result<Option<DocumentSet>, Failure> {
        let wanted = fold(text);
        let mut found = DocumentSet::new(self.values.keys());
        let whole = self.for_each_form(self.values.all(), stream, &mut |number, form| {
            if fold(form).contains(&wanted) {
                found.insert(number);
            }
        })?;
        Ok(whole.then_some(found))
    }
}

fn no_head(_: &mut Cursor) -> Result<(), Damage> {
    Ok(())
}

impl Choice {
    /// The documents that the choice lets pass: with one of the chosen values, if any is chosen, and with none of the
    /// excluded.
    pub fn passing<'a>(&self, column: &'a Column) -> Passing<'a> {
        let has = |values: &[u32], exclude: bool| {
            let mut asked = self.values.iter().filter(|(filter, _)| filter.exclude == exclude);
            asked.any(|(_, number)| number.is_some_and(|number| values.contains(&number)))
        };
        let any_chosen = self.values.iter().any(|(filter, _)| !filter.exclude);
        column.passing(|values| (!any_chosen || has(values, false)) && !has(values, true))
    }
}

/// The counts of a facet's values as an answer shows them; `None` where their forms are not at hand.
///
/// `found` are the values that alone are wanted, where some are looked for.
pub(crate) fn shown(
    facet: &Facet,
    counts: &[u32],
    choice: Option<&Choice>,
    found: Option<&DocumentSet>,
    limit: usize,
    stream: &Stream,
) -> Result<Option<FacetCounts>, Failure> {
    let is_wanted = |number: u32| found.is_none_or(|found| found.contains(number));
    let counted = || (0..).zip(counts).filter(|(number, count)| **count > 0 && is_wanted(*number));
    let count = |number: u32| counts.get(number as usize).copied().unwrap_or(0);
    // The most frequent first, and equal ones by key: a value's number is its place among the keys.
    let key = |number: u32| u64::from(!count(number)) << 32 | u64::from(number);
    let mut shown = order::least(counted().map(|(number, _)| key(number)), limit);
    let chosen: Vec<&(Filter, Option<u32>)> = choice.map(|choice| choice.values.iter().collect()).unwrap_or_default();
    shown.extend(chosen.iter().filter_map(|(_, number)| number.map(key)));
    shown.sort_unstable();
    shown.dedup();
    let numbers: Vec<u32> = shown.iter().map(|key| *key as u32).collect();
    let counted_and_shown = numbers.iter().filter(|number| count(**number) > 0 && is_wanted(**number)).count();
    let beyond = counted().count() > counted_and_shown;
    let Some(forms) = facet.forms(&numbers, stream)? else { return Ok(None) };
    let mut values: Vec<ValueCount> =
        numbers.iter().zip(forms).map(|(number, value)| ValueCount { value, count: count(*number) }).collect();
    // What is chosen and does not exist is shown as it was asked for.
    for (filter, _) in chosen.iter().filter(|(_, number)| number.is_none()) {
        let key = lower_text(&filter.value);
        let place = values.partition_point(|value| value.count > 0 || lower_text(&value.value) < key);
        if values.get(place).is_none_or(|value| lower_text(&value.value) != key) {
            values.insert(place, ValueCount { value: filter.value.clone(), count: 0 });
        }
    }
    Ok(Some(FacetCounts { facet: facet.name.clone(), values, more: beyond }))
}
