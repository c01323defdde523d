//! The hits in their order.

use crate::answer::Hit;
use crate::query::{SearchOptions, Sort};
use crate::workshop::Scored;

/// The hits from `offset` on, at most `limit`; `dated` is how many documents of the index are dated.
///
/// Documents are numbered from the newest on, undated ones last: that is the order of all that is equal.
pub(crate) fn hits(passing: &[Scored], dated: u32, sort: Sort, options: &SearchOptions) -> Vec<Hit> {
    // What comes first has the least key. The bits of scores that are not negative are ordered as these are.
    let rank = |document: u32, score: f32| match sort {
        Sort::Relevance => !score.to_bits(),
        Sort::Newest => 0,
        // Numbers go by the instant, which is finer than the day: the dated ones backwards.
        Sort::Oldest if document < dated => dated - document,
        Sort::Oldest => u32::MAX,
    };
    let end = (options.offset as usize).saturating_add(options.limit as usize);
    let keys = passing.iter().map(|(document, score)| u64::from(rank(*document, *score)) << 32 | u64::from(*document));
    let first = least(keys, end);
    let wanted = first.into_iter().skip(options.offset as usize);
    let number = |key: u64| key as u32;
    let score = |key: u64| if sort == Sort::Relevance { f32::from_bits(!((key >> 32) as u32)) } else { 0.0 };
    wanted.map(|key| Hit { number: number(key), score: score(key) }).collect()
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
