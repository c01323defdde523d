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
    /// The ways in which documents write it, in order, and how many each.
    pub forms: Vec<(String, u32)>,
    /// How many documents have it.
    pub documents: u32,
}

impl SortedValue {
    /// As most documents write it.
    pub fn form(&self) -> &str {
        most_used(&self.forms).unwrap_or(&self.key)
    }
}

/// The form that most documents use, of equally many the first; forms come in order.
pub(crate) fn most_used(forms: &[(String, u32)]) -> Option<&str> {
    // The first of equally many: `max_by_key` would take the last.
    forms.iter().rev().max_by_key(|(_, documents)| *documents).map(|(form, _)| form.as_str())
}

/// The values of a document, each once however often and in whatever case it stands there: its key, and as it is written
/// first. Empty ones are none.
pub(crate) fn distinct(values: &[String]) -> Vec<(String, &String)> {
    let mut distinct: Vec<(String, &String)> = Vec::new();
    for form in values.iter().filter(|value| !value.is_empty()) {
        let key = lower_text(form);
        if !distinct.iter().any(|(known, _)| *known == key) {
            distinct.push((key, form));
        }
    }
    distinct
}

impl FacetBuilder {
    /// Adds the next document's values.
    pub fn add(&mut self, values: &[String]) {
        let distinct = distinct(values);
        self.column.push(distinct.len() as u32);
        for (key, form) in distinct {
            let new = self.values.len() as u32;
            let number = *self.numbers.entry(key).or_insert(new);
            if number == new {
                self.values.push(Value::default());
            }
            self.column.push(number);
            if let Some(value) = self.values.get_mut(number as usize) {
                value.documents += 1;
                *value.forms.entry(form.clone()).or_default() += 1;
            }
        }
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
            let forms = value.forms.iter().map(|(form, documents)| (form.clone(), *documents)).collect();
            values.push(SortedValue { key, forms, documents: value.documents });
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
