//! A facet that the index does not hold and who asks brings along, such as what a reader has read and saved.
//!
//! It is one more column: filters, counts, totals and the histogram take it as they take the index's own.

use crate::columns::Column;

/// The values that documents have for whoever asks, as a facet. Made by [`crate::Index::given`].
#[derive(Debug, Default)]
pub struct Given {
    /// By which filters name it, and its counts are told.
    pub(crate) facet: String,
    /// In the order of their keys, as those of any facet.
    pub(crate) values: Vec<String>,
    pub(crate) column: Column,
}

impl Given {
    /// The number of a value, whatever its case; `None` where there is none such.
    pub(crate) fn number_of(&self, value: &str) -> Option<u32> {
        (0..).zip(&self.values).find(|(_, known)| known.eq_ignore_ascii_case(value)).map(|(number, _)| number)
    }

    /// How values are written.
    pub(crate) fn forms(&self, numbers: &[u32]) -> Vec<String> {
        numbers.iter().map(|number| self.values.get(*number as usize).cloned().unwrap_or_default()).collect()
    }
}
