//! Facets: which documents have which values, what a filter lets pass, and the counts.

use std::ops::Range;

use crate::analysis::{fold, lower_text};
use crate::answer::{FacetCounts, Failure, ValueCount};
use crate::blocks::Blocks;
use crate::bytes::{Cursor, Damage};
use crate::columns::{Column, Passing};
use crate::facet_forms;
use crate::joint::JointFacet;
use crate::order;
use crate::query::Filter;
use crate::root::FacetSummary;
use crate::set::DocumentSet;
use crate::whole::{Segment, Whole};

/// A facet's dictionary up to this size is read with the first pieces, before it is known which values are shown: it
/// saves a round. Two pieces of 32 kB.
pub(crate) const READ_AHEAD: u64 = 64 * 1024;

/// A facet's dictionary of up to so many bytes is looked through where the facet is named.
pub(crate) const LARGEST_OF_ONE: u64 = 1 << 20;

/// What a query chooses of one facet.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// The facet's number; `None` where the index has none of that name, so that no document has what is chosen.
    pub facet: Option<usize>,
    /// What was chosen and excluded, as the query writes it, each with the value's number where it exists.
    pub values: Vec<(Filter, Option<u32>)>,
}

/// The values of a facet, of all segments. They are numbered in the order of their keys.
pub(crate) struct Values<'a> {
    whole: &'a Whole<'a>,
    facet: usize,
    pub summary: &'a FacetSummary,
    joint: Option<&'a JointFacet>,
}

impl<'a> Values<'a> {
    /// Those of the facet of this number; `None` where there is none.
    pub fn new(facet: usize, whole: &'a Whole) -> Option<Self> {
        let summary = whole.summary.facets.get(facet)?;
        let joint = whole.joint.and_then(|joint| joint.facets.get(facet));
        Some(Self { whole, facet, summary, joint })
    }

    /// Asks for the dictionaries, where they are small.
    pub fn read_ahead(&self) -> Result<(), Failure> {
        for Segment { root, stream, .. } in self.whole.segments() {
            let Some(values) = root.facets.get(self.facet).map(|facet| &facet.values) else { continue };
            if values.bytes() <= READ_AHEAD {
                values.all().try_for_each(|block| values.open(block, stream).map(drop))?;
            }
        }
        Ok(())
    }

    /// The number of a value of a segment among all; `None` where no document has it any more.
    fn number_among_all(&self, segment: u32, value: u32) -> Option<u32> {
        let Some(joint) = self.joint else { return Some(value) };
        let number = joint.order.numbers.get(segment as usize)?.get(value as usize)?;
        Some(*number).filter(|number| *number < joint.order.count)
    }

    /// The number of a value. The inner `None`: there is no such value; the outer: what would say so is not at hand.
    pub fn number_of(&self, value: &str) -> Result<Option<Option<u32>>, Failure> {
        let key = lower_text(value);
        if let Some(top) = self.summary.top.iter().find(|top| lower_text(&top.form) == key) {
            return Ok(Some(Some(top.number)));
        }
        let mut found = None;
        let mut is_whole = true;
        for segment in self.whole.segments() {
            let Some(values) = segment.root.facets.get(self.facet).map(|facet| &facet.values) else { continue };
            for block in values.with_key(&key) {
                is_whole &= self.for_each_of_block(segment, block, &mut |other, number, _| {
                    if other == key.as_bytes() {
                        found = self.number_among_all(segment.number, number);
                    }
                })?;
            }
        }
        Ok(is_whole.then_some(found))
    }

    /// The number of the value that a text is but for diacritics and whatever else is folded in texts: of several the most frequent as
    /// far as the summary tells, else the first. It is for what [`Self::number_of`] does not know; `None` too where a block is not at
    /// hand, which its stream remembers.
    /// It reads up to `most` bytes of dictionaries.
    pub fn number_of_folded(&self, value: &str, most: u64) -> Result<Option<u32>, Failure> {
        let wanted = fold(value);
        if wanted.is_empty() {
            return Ok(None);
        }
        if let Some(top) = self.summary.top.iter().find(|top| fold(&top.form) == wanted) {
            return Ok(Some(top.number));
        }
        let mut found: Option<u32> = None;
        self.for_each_like(value, false, most, &mut |number, form| {
            if found.is_none_or(|known| number < known) && fold(form) == wanted {
                found = Some(number);
            }
        })?;
        Ok(found)
    }

    /// Calls `take` with the number and the form of every value that is a text but for what is folded, or begins so where it `begins`,
    /// with others beside them, and with one that several segments have as often. Where these may begin in another way and all that
    /// does is more than `most` bytes of dictionaries, it is passed over; so is what is not at hand, which its stream remembers.
    pub fn for_each_like(
        &self,
        text: &str,
        begins: bool,
        most: u64,
        take: &mut dyn FnMut(u32, &str),
    ) -> Result<(), Failure> {
        let (written, folded, mut left) = (lower_text(text), fold(text), most);
        self.for_each_in(&mut |values| blocks_like((&written, &folded), begins, &mut left, values), take).map(drop)
    }

    /// Calls `take` with the number and the form of every value, with one that several segments have as often; `false` where some are
    /// not at hand.
    pub fn for_each_form(&self, take: &mut dyn FnMut(u32, &str)) -> Result<bool, Failure> {
        self.for_each_in(&mut |values| values.all().collect(), take)
    }

    /// The same, for those in these blocks of each segment.
    fn for_each_in(
        &self,
        blocks: &mut dyn FnMut(&Blocks) -> Vec<usize>,
        take: &mut dyn FnMut(u32, &str),
    ) -> Result<bool, Failure> {
        let mut is_whole = true;
        for segment in self.whole.segments() {
            let facet = segment.root.facets.get(self.facet);
            for block in facet.map_or_else(Vec::new, |facet| blocks(&facet.values)) {
                is_whole &= self.for_each_of_block(segment, block, &mut |_, value, form| {
                    let Some(number) = self.number_among_all(segment.number, value) else { return };
                    take(number, self.joint.and_then(|joint| joint.form(number)).unwrap_or(form));
                })?;
            }
        }
        Ok(is_whole)
    }

    /// How many bytes its dictionaries have.
    pub fn bytes(&self) -> u64 {
        let facets = self.whole.roots().iter().filter_map(|root| root.facets.get(self.facet));
        facets.map(|facet| facet.values.bytes()).sum()
    }

    /// Calls `take` with the key, the number in its segment and the form of every value of a block; `false` where it is not
    /// at hand.
    fn for_each_of_block(
        &self,
        segment: Segment,
        block: usize,
        take: &mut dyn FnMut(&[u8], u32, &str),
    ) -> Result<bool, Failure> {
        let Some(values) = segment.root.facets.get(self.facet).map(|facet| &facet.values) else { return Ok(true) };
        let Some(block) = values.open(block, segment.stream)? else { return Ok(false) };
        block.visit(no_head, |(), number, key, cursor| {
            let form = facet_forms::read(cursor, &mut |_, _| {})?;
            let text = std::str::from_utf8(key).map_err(|_| cursor.damage("a value is not UTF-8"))?;
            take(key, number, if form.is_empty() { text } else { form });
            Ok(true)
        })?;
        Ok(true)
    }

    /// The forms of values; `None` where some are not at hand.
    pub fn forms(&self, numbers: &[u32]) -> Result<Option<Vec<String>>, Failure> {
        let mut forms: Vec<Option<String>> = numbers.iter().map(|number| self.known_form(*number)).collect();
        let mut is_whole = true;
        for index in 0..numbers.len() {
            if forms[index].is_some() {
                continue;
            }
            let (segment, value) = match self.joint {
                None => (0, numbers[index]),
                Some(joint) => joint.places.get(numbers[index] as usize).copied().unwrap_or_default(),
            };
            let Some(segment) = self.whole.segment(segment) else { continue };
            let facet = segment.root.facets.get(self.facet);
            let Some(block) = facet.and_then(|facet| facet.values.with_number(value)) else { continue };
            is_whole &= self.for_each_of_block(segment, block, &mut |_, value, form| {
                let number = self.number_among_all(segment.number, value);
                if let Some(place) = numbers.iter().position(|wanted| Some(*wanted) == number)
                    && forms[place].is_none()
                {
                    forms[place] = Some(form.to_owned());
                }
            })?;
        }
        Ok(is_whole.then(|| forms.into_iter().map(Option::unwrap_or_default).collect()))
    }

    /// The form of a value that is known without a dictionary.
    fn known_form(&self, number: u32) -> Option<String> {
        let top = self.summary.top.iter().find(|top| top.number == number).map(|top| top.form.as_str());
        top.or_else(|| self.joint?.form(number)).map(str::to_owned)
    }

    /// The values that contain a text, folded.
    pub fn containing(&self, text: &str) -> Result<Option<DocumentSet>, Failure> {
        let wanted = fold(text);
        let mut found = DocumentSet::new(self.summary.values);
        let is_whole = self.for_each_form(&mut |number, form| {
            if fold(form).contains(&wanted) {
                found.insert(number);
            }
        })?;
        Ok(is_whole.then_some(found))
    }
}

/// The blocks of a dictionary that may have keys which are a text but for what is folded, or begin so; the text as it is written and as it is
/// folded. Such a key begins as either does, all of it or up to a letter that is none of ASCII: those of ASCII are folded to
/// themselves. Of `left`, how many bytes may be read, what begins most alike takes first: in scripts other than the Latin what
/// begins in any way may be nearly all.
fn blocks_like((written, folded): (&str, &str), begins: bool, left: &mut u64, values: &Blocks) -> Vec<usize> {
    let mut may_have = vec![false; values.all().len()];
    let mut add = |range: Range<usize>| {
        let bytes = values.bytes_of(range.clone());
        if let Some(rest) = left.checked_sub(bytes) {
            *left = rest;
            may_have.iter_mut().take(range.end).skip(range.start).for_each(|may_have| *may_have = true);
        }
    };
    for text in [written, folded].iter().take(if written == folded { 1 } else { 2 }) {
        add(if begins { values.with_prefix(text) } else { values.with_key(text) });
    }
    let plain = folded.bytes().take_while(u8::is_ascii).count();
    for start in (0..=plain).rev().filter_map(|length| folded.as_bytes().get(..length)) {
        add(values.between(&[start, &[0x80][..]].concat(), &[start, &[u8::MAX][..]].concat()));
    }
    may_have.iter().enumerate().filter(|(_, may_have)| **may_have).map(|(block, _)| block).collect()
}

/// The head of a block of values: there is none.
pub(crate) fn no_head(_: &mut Cursor) -> Result<(), Damage> {
    Ok(())
}

impl Choice {
    /// Finds the values that nobody writes as the query does, but for what is folded.
    pub fn find_folded(&mut self, whole: &Whole) -> Result<(), Failure> {
        let Some(values) = self.facet.and_then(|facet| Values::new(facet, whole)) else { return Ok(()) };
        for (filter, number) in self.values.iter_mut().filter(|(_, number)| number.is_none()) {
            *number = values.number_of_folded(&filter.value, LARGEST_OF_ONE)?;
        }
        Ok(())
    }

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

/// How values of these numbers are written; `None` where that is not at hand.
pub(crate) type Forms<'a> = &'a dyn Fn(&[u32]) -> Result<Option<Vec<String>>, Failure>;

/// The counts of a facet's values as an answer shows them; `None` where their forms are not at hand.
///
/// `found` are the values that alone are wanted, where some are looked for.
pub(crate) fn shown(
    (facet, forms): (&str, Forms),
    counts: &[u32],
    choice: Option<&Choice>,
    found: Option<&DocumentSet>,
    limit: usize,
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
    let Some(forms) = forms(&numbers)? else { return Ok(None) };
    let mut shown: Vec<ValueCount> =
        numbers.iter().zip(forms).map(|(number, value)| ValueCount { value, count: count(*number) }).collect();
    // What is chosen and does not exist is shown as it was asked for.
    for (filter, _) in chosen.iter().filter(|(_, number)| number.is_none()) {
        let key = lower_text(&filter.value);
        let place = shown.partition_point(|value| value.count > 0 || lower_text(&value.value) < key);
        if shown.get(place).is_none_or(|value| lower_text(&value.value) != key) {
            shown.insert(place, ValueCount { value: filter.value.clone(), count: 0 });
        }
    }
    Ok(Some(FacetCounts { facet: facet.to_owned(), values: shown, more: beyond }))
}
