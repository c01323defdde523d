//! How much each document has of something.

use crate::set::DocumentSet;

/// Documents, and a weight for each.
pub(crate) struct Amounts {
    pub documents: DocumentSet,
    weights: Vec<f32>,
    count: u32,
}

impl Amounts {
    pub fn new(documents: u32) -> Self {
        Self { documents: DocumentSet::new(documents), weights: vec![0.0; documents as usize], count: 0 }
    }

    /// Adds to a document's weight; with a weight of 0 it is among the documents too.
    #[inline]
    pub fn add(&mut self, document: u32, weight: f32) {
        if let Some(sum) = self.weights.get_mut(document as usize) {
            *sum += weight;
            self.count += u32::from(self.documents.insert(document));
        }
    }

    pub fn weight(&self, document: u32) -> f32 {
        self.weights.get(document as usize).copied().unwrap_or(0.0)
    }

    /// How many documents there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Empties it; costs no more than there were documents.
    pub fn clear(&mut self) {
        for document in self.documents.iter() {
            if let Some(weight) = self.weights.get_mut(document as usize) {
                *weight = 0.0;
            }
        }
        self.documents.clear();
        self.count = 0;
    }
}
