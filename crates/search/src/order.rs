//! The hits in their order.

use std::cmp::Ordering;

use crate::answer::Hit;
use crate::counting::Reach;
use crate::days::Days;
use crate::query::{SearchOptions, Sort};

/// The hits from `offset` on, at most `limit`. `scores` is empty where there are no words.
///
/// Documents are numbered from the newest on, undated ones last: that is the order of all that is equal.
pub(crate) fn hits(reach: &Reach, scores: &[f32], days: &Days, sort: Sort, options: &SearchOptions) -> Vec<Hit> {
    let (offset, limit) = (options.offset as usize, options.limit as usize);
    let hit = |number: u32| Hit { number, score: scores.get(number as usize).copied().unwrap_or(0.0) };
    match sort {
        Sort::Relevance if !scores.is_empty() => best(reach.passing().map(hit).collect(), offset, limit),
        Sort::Relevance | Sort::Newest => reach.passing().skip(offset).take(limit).map(hit).collect(),
        Sort::Oldest => {
            // Numbers go by the instant, which is finer than the day: the dated ones backwards.
            let dated = days.iter().rev().flat_map(|(_, documents)| documents.rev());
            let undated = days.dated()..;
            let passing =
                dated.chain(undated.take_while(|number| reach.knows(*number))).filter(|number| reach.passes(*number));
            passing.skip(offset).take(limit).map(hit).collect()
        }
    }
}

/// The best from `offset` on. Only as many as are passed over or returned are sorted.
fn best(mut hits: Vec<Hit>, offset: usize, limit: usize) -> Vec<Hit> {
    let end = offset.saturating_add(limit).min(hits.len());
    if end < hits.len() {
        hits.select_nth_unstable_by(end, better);
        hits.truncate(end);
    }
    hits.sort_unstable_by(better);
    hits.split_off(offset.min(hits.len()))
}

fn better(one: &Hit, other: &Hit) -> Ordering {
    other.score.total_cmp(&one.score).then(one.number.cmp(&other.number))
}
