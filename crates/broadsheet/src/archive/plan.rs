//! Which segments of an archive stay as they are when it changes, and which are written anew together.

/// A segment is written anew together with all that came after it where it holds fewer than so many times their articles.
///
/// So a segment holds at least three times what came after it: a million articles lie in ten segments at most (log₄), each of
/// which costs a reader a few requests. An article is written again only when it comes into a segment that is a third larger
/// than its old one: some fifty times at most on the way to a million (log₁.₃₃), however few are added each time.
const TIMES_THE_REST: usize = 3;

/// A segment of which one article in so many counts no more is written anew, so that what is read and passed over stays
/// little, and what the joint says of it.
const SHARE_MASKED: usize = 8;

/// What is known of a segment that an archive holds.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// How many articles it holds.
    pub articles: usize,
    /// How many of them count.
    pub counted: usize,
    /// Whether it cannot stay: an article is cut out of it, or it is of an earlier format.
    pub must_go: bool,
}

/// A segment of the archive as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// One that stays, by its place.
    Kept(usize),
    /// One that is written: of the articles of these that count, and of those that are added where that is so.
    Written(Vec<usize>, bool),
}

/// The segments of an archive that holds these, when so many articles are added. Where articles are added, they are in the last.
pub fn plan(held: &[State], added: usize) -> Vec<Part> {
    // From here on segments are written together.
    let mut from = held.len();
    let mut behind = added;
    for (place, state) in held.iter().enumerate().rev() {
        if state.counted < TIMES_THE_REST * behind {
            from = place;
        }
        behind += state.counted;
    }
    let mut parts = Vec::new();
    for (place, state) in held.iter().enumerate().take(from) {
        let masked = state.articles - state.counted;
        let is_alone = held.len() == 1 && added == 0;
        if state.must_go || masked * SHARE_MASKED > state.articles || (is_alone && masked > 0) {
            parts.push(Part::Written(vec![place], false));
        } else {
            parts.push(Part::Kept(place));
        }
    }
    if from < held.len() || added > 0 {
        parts.push(Part::Written((from..held.len()).collect(), added > 0));
    }
    // Of nothing no segment is made.
    let counted = |place: &usize| held.get(*place).map_or(0, |state| state.counted);
    parts.retain(|part| match part {
        Part::Kept(place) => counted(place) > 0,
        Part::Written(from, adds) => *adds || from.iter().any(|place| counted(place) > 0),
    });
    if parts.is_empty() {
        parts.push(Part::Written(Vec::new(), false));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each segment as articles and how many count.
    #[track_caller]
    fn check(held: &[(usize, usize)], added: usize, expected: &[Part]) {
        let state =
            |(articles, counted): &(usize, usize)| State { articles: *articles, counted: *counted, must_go: false };
        assert_eq!(plan(&held.iter().map(state).collect::<Vec<_>>(), added), expected);
    }

    fn written(from: std::ops::Range<usize>, adds: bool) -> Part {
        Part::Written(from.collect(), adds)
    }

    #[test]
    fn small_segments_are_written_together() {
        check(&[], 5, &[written(0..0, true)]);
        check(&[(40, 40)], 13, &[Part::Kept(0), written(1..1, true)]);
        check(&[(40, 40)], 14, &[written(0..1, true)]);
        check(&[(40, 40), (1, 1)], 1, &[Part::Kept(0), written(1..2, true)]);
        check(&[(40, 40), (10, 10), (1, 1)], 0, &[Part::Kept(0), Part::Kept(1), Part::Kept(2)]);
        check(&[(40, 40), (10, 10), (3, 3)], 1, &[written(0..3, true)]);
        check(&[], 0, &[written(0..0, false)]);
    }

    #[test]
    fn segments_of_which_much_is_masked_or_all_are_written_anew() {
        check(&[(40, 35), (5, 5)], 0, &[Part::Kept(0), Part::Kept(1)]);
        check(&[(40, 34), (6, 6)], 0, &[written(0..1, false), Part::Kept(1)]);
        check(&[(4, 0), (2, 2)], 0, &[written(0..2, false)]);
        check(&[(4, 3)], 0, &[written(0..1, false)]);
        check(&[(4, 0)], 0, &[written(0..0, false)]);
        let cut = State { articles: 40, counted: 40, must_go: true };
        assert_eq!(plan(&[cut, State { must_go: false, ..cut }], 0), [written(0..2, false)]);
        let small = State { articles: 2, counted: 2, must_go: false };
        assert_eq!(plan(&[cut, small], 0), [written(0..1, false), Part::Kept(1)]);
    }

    #[test]
    fn there_are_few_segments_and_few_rewritings() {
        let mut held: Vec<State> = Vec::new();
        let (mut most, mut rewritten) = (0, 0);
        for _ in 0..20_000 {
            let parts = plan(&held, 1);
            let counted = |part: &Part| match part {
                Part::Kept(place) => held[*place].counted,
                Part::Written(from, _) => from.iter().map(|place| held[*place].counted).sum::<usize>() + 1,
            };
            let sizes: Vec<usize> = parts.iter().map(counted).collect();
            rewritten += sizes[sizes.len() - 1];
            held = sizes.iter().map(|size| State { articles: *size, counted: *size, must_go: false }).collect();
            most = most.max(held.len());
        }
        assert!(
            most <= 8 && rewritten / 20_000 <= 35,
            "{most} segments, each article was written {} times",
            rewritten / 20_000
        );
    }
}
