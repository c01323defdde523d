//! Choosing by weight in constant time: Walker's alias method, as Vose builds it (IEEE Transactions on Software
//! Engineering 17(9), 1991).

use crate::random::Random;

/// Entries with weights.
#[derive(Clone, Debug)]
pub struct Weighted<T> {
    entries: Vec<Column<T>>,
}

/// One of two entries, the first with this share.
#[derive(Clone, Copy, Debug)]
struct Column<T> {
    share: f64,
    first: T,
    other: T,
}

impl<T: Copy> Weighted<T> {
    /// Entries without weight are never chosen; `None` where none has any.
    pub fn new(weights: &[(T, f64)]) -> Option<Self> {
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        if total <= 0.0 {
            return None;
        }
        let scale = weights.len() as f64 / total;
        let scaled = weights.iter().map(|(entry, weight)| (*entry, weight * scale));
        let (mut small, mut large): (Vec<_>, Vec<_>) = scaled.partition(|(_, weight)| *weight < 1.0);
        let mut entries = Vec::with_capacity(weights.len());
        while let (Some((first, share)), Some((other, weight))) = (small.last().copied(), large.last().copied()) {
            small.pop();
            large.pop();
            entries.push(Column { share, first, other });
            let left = weight - (1.0 - share);
            if left < 1.0 { small.push((other, left)) } else { large.push((other, left)) }
        }
        // What is left has a weight of one, but for rounding.
        entries.extend(small.into_iter().chain(large).map(|(first, _)| Column { share: 1.0, first, other: first }));
        Some(Self { entries })
    }

    /// One of them.
    pub fn choose(&self, random: &mut Random) -> T {
        let column = &self.entries[random.below(self.entries.len())];
        if random.share() < column.share { column.first } else { column.other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_as_often_as_they_weigh() {
        let weighted = Weighted::new(&[('a', 6.0), ('b', 3.0), ('c', 1.0), ('d', 0.0)]).expect("has weight");
        let mut random = Random::new(5);
        let chosen: Vec<char> = (0..100_000).map(|_| weighted.choose(&mut random)).collect();
        let share = |entry| chosen.iter().filter(|one| **one == entry).count() as f64 / 100_000.0;
        for (entry, expected) in [('a', 0.6), ('b', 0.3), ('c', 0.1), ('d', 0.0)] {
            assert!((share(entry) - expected).abs() < 0.01, "{entry}: {}", share(entry));
        }
    }

    #[test]
    fn nothing_is_chosen_from_what_weighs_nothing() {
        assert!(Weighted::<u8>::new(&[]).is_none() && Weighted::new(&[(1, 0.0)]).is_none());
    }
}
