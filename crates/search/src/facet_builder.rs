//! Collects one facet's values while documents are added.

use std::collections::{BTreeMap, HashMap};

use crate::analysis::lower_text;

/// The values of one facet, and which documents have them.
#[derive(Default)]
pub(crate) struct FacetBuilder {
    /// By value in lower case. The order of the map never shows: values are sorted at the end.
    numbers: HashMap<String, u32>,
    values: Vec<Value>,
    /// For each document how many values it has, then the values.
    column: Vec<u32>,
}

/// One value.
#[derive(Default)]
struct Value {
    documents: u32,
    /// The ways in which documents write it, and how many each.
    forms: BTreeMap<String, u32>,
}

/// A value as it is written.
pub(crate) struct SortedValue {
    /// In lower case.
    pub key: String,
    /// As most documents write it; of equally many ways the first.
    pub form: String,
    /// How many documents have it.
    pub documents: u32,
}

impl FacetBuilder {
    /// Adds the next document's values. Empty ones are none.
    pub fn add(&mut self, values: &[String]) {
        let start = self.column.len();
        self.column.push(0);
        for form in values.iter().filter(|value| !value.is_empty()) {
            let new = self.values.len() as u32;
            let number = *self.numbers.entry(lower_text(form)).or_insert(new);
            if number == new {
                self.values.push(Value::default());
            }
            if self.column[start + 1..].contains(&number) {
                continue;
            }
            self.column.push(number);
            if let Some(value) = self.values.get_mut(number as usize) {
                value.documents += 1;
                *value.forms.entry(form.clone()).or_default() += 1;
            }
        }
        self.column[start] = (self.column.len() - start - 1) as u32;
    }

    /// The values sorted by their lower case, and each document's values as sorted numbers in that order.
    pub fn finish(self) -> (Vec<SortedValue>, Vec<Vec<u32>>) {
        let mut keys: Vec<(String, u32)> = self.numbers.into_iter().collect();
        keys.sort_unstable();
        let mut place = vec![0; keys.len()];
        let mut values = Vec::with_capacity(keys.len());
        for (sorted, (key, number)) in (0..).zip(keys) {
            place[number as usize] = sorted;
            let value = &self.values[number as usize];
            // The first of equally many: `max_by_key` would take the last.
            let form = value.forms.iter().rev().max_by_key(|(_, documents)| **documents);
            let form = form.map_or_else(|| key.clone(), |(form, _)| form.clone());
            values.push(SortedValue { key, form, documents: value.documents });
        }
        let mut documents = Vec::new();
        let mut rest = self.column.as_slice();
        while let Some((count, behind)) = rest.split_first() {
            let (numbers, behind) = behind.split_at(*count as usize);
            let mut sorted: Vec<u32> = numbers.iter().map(|number| place[*number as usize]).collect();
            sorted.sort_unstable();
            documents.push(sorted);
            rest = behind;
        }
        (values, documents)
    }
}
