//! The hits in their order.

use crate::answer::Hit;
use crate::query::{SearchOptions, Sort};
use crate::set::DocumentSet;
use crate::workshop::Scored;

/// The documents that come first by their dates, so many, in their order: each as its key, which holds its number. `dated` is how
/// many documents of the index are dated.
///
/// Documents are numbered from the newest on, undated ones last: that is the order of all that is equal.
pub(crate) fn by_date(passing: &DocumentSet, dated: u32, sort: Sort, count: usize) -> Vec<u64> {
    if sort != Sort::Oldest {
        return passing.iter().take(count).map(u64::from).collect();
    }
    // Numbers go by the instant, which is finer than the day: the dated ones backwards.
    let place = |document: u32| if document < dated { dated - document } else { u32::MAX };
    least(passing.iter().map(|document| u64::from(place(document)) << 32 | u64::from(document)), count)
}

/// The documents that match best, so many, in their order: each as its key, which holds its score and its number.
pub(crate) fn best(scored: &[Scored], count: usize) -> Vec<u64> {
    least(scored.iter().map(|(document, score)| key(*document, *score)), count)
}

/// What comes first has the least key. The bits of scores that are not negative are ordered as these are.
pub(crate) fn key(document: u32, score: f32) -> u64 {
    u64::from(!score.to_bits()) << 32 | u64::from(document)
}

/// The hits of a page of the documents that come first.
pub(crate) fn page(first: &[u64], sort: Sort, options: &SearchOptions) -> Vec<Hit> {
    let wanted = first.iter().skip(options.offset as usize).take(options.limit as usize);
    let score = |key: u64| if sort == Sort::Relevance { score(key) } else { 0.0 };
    wanted.map(|key| Hit { number: *key as u32, score: score(*key) }).collect()
}

/// The score in a key.
pub(crate) fn score(key: u64) -> f32 {
    f32::from_bits(!((key >> 32) as u32))
}

/// The least keys, so many, in order.
pub(crate) fn least(keys: impl Iterator<Item = u64>, count: usize) -> Vec<u64> {
    let mut least: Vec<u64> = Vec::new();
    if count == 0 {
        return least;
    }
    // What is not below the greatest of enough others is not among the least: most keys are dropped at a glance.
    let mut bound = u64::MAX;
    for key in keys {
        if key < bound {
            least.push(key);
            if least.len() >= count.saturating_mul(2).max(64) {
                least.sort_unstable();
                least.truncate(count);
                bound = least.last().copied().unwrap_or(u64::MAX);
            }
        }
    }
    least.sort_unstable();
    least.truncate(count);
    least
}
