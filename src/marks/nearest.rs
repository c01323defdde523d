//! Where a text has something like a pattern, with at most so many errors: letters added, left out or replaced.
//!
//! The algorithm is Myers' (G. Myers, "A Fast Bit-Vector Algorithm for Approximate String Matching Based on Dynamic
//! Programming", Journal of the ACM 46 (3), 1999): 64 rows of the table of edit distances are one word, and of the blocks
//! of rows only those are worked on that can still end in a match. approx-string-match, which Hypothesis anchors with,
//! does the same.

use std::ops::Range;

/// A place in a text and how many errors it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The characters that are like the pattern.
    pub range: Range<usize>,
    /// The edit distance to it.
    pub errors: usize,
}

/// The places where the text has the pattern with at most `most` errors. Of places that overlap the one with the fewest
/// errors stands for all.
pub fn find(pattern: &[char], text: &[char], most: usize) -> Vec<Near> {
    let most = most.min(pattern.len().saturating_sub(1));
    let mut found: Vec<(usize, usize)> = Vec::new();
    ends(pattern, text, most, |end, errors| match found.last_mut() {
        // Ends that are nearer than half a pattern belong to one place.
        Some((last, fewest)) if end - *last <= pattern.len() / 2 + 1 => {
            if errors < *fewest {
                (*last, *fewest) = (end, errors);
            }
        }
        _ => found.push((end, errors)),
    });
    let reversed: Vec<char> = pattern.iter().rev().copied().collect();
    found.into_iter().map(|(end, errors)| Near { range: start(&reversed, text, end, errors)..end, errors }).collect()
}

/// Where the match that ends here begins: the match of both turned round that is nearest to the pattern's length.
fn start(reversed: &[char], text: &[char], end: usize, errors: usize) -> usize {
    let reach = (reversed.len() + errors).min(end);
    let before: Vec<char> = text[..end].iter().rev().take(reach).copied().collect();
    let mut best = reversed.len().min(reach);
    let mut farthest = usize::MAX;
    starts(reversed, &before, errors, |length| {
        let distance = length.abs_diff(reversed.len());
        if distance < farthest {
            (best, farthest) = (length, distance);
        }
    });
    end - best
}

/// Calls back with each length of the text's beginning that has exactly so many errors; the text begins with the match.
fn starts(pattern: &[char], text: &[char], errors: usize, mut found: impl FnMut(usize)) {
    let width = 2 * errors + 1;
    // Row by row of the table, as far as it lies within `errors` of the diagonal.
    let far = errors + 1;
    let mut above: Vec<usize> = (0..width).map(|at| if at >= errors { at - errors } else { far }).collect();
    for (row, letter) in pattern.iter().enumerate() {
        let mut line = vec![far; width];
        for at in 0..width {
            let Some(column) = (row + 1 + at).checked_sub(errors) else { continue };
            let mut least = above.get(at + 1).map_or(far, |cost| cost + 1);
            if let Some(at) = at.checked_sub(1) {
                least = least.min(line[at] + 1);
            }
            if let Some(before) = column.checked_sub(1) {
                let Some(other) = text.get(before) else { continue };
                least = least.min(above[at] + usize::from(other != letter));
            }
            line[at] = least.min(far);
        }
        above = line;
    }
    for (at, cost) in above.iter().enumerate() {
        if *cost == errors
            && let Some(length) = (pattern.len() + at).checked_sub(errors)
        {
            found(length);
        }
    }
}

/// The edit distance between two texts.
pub fn distance(a: &[char], b: &[char]) -> usize {
    table(a, b).last().and_then(|line| line.last().copied()).unwrap_or_default()
}

/// What in a text stands for a part of the pattern, where the whole text stands for the whole pattern.
pub fn inner(pattern: &[char], text: &[char], part: Range<usize>) -> Range<usize> {
    let table = table(pattern, text);
    let (mut row, mut column) = (pattern.len(), text.len());
    let mut range = column..column;
    // Back along the cheapest way through the table.
    loop {
        if row >= part.end {
            range.end = column;
        }
        if row >= part.start {
            range.start = column;
        }
        let cost = table[row][column];
        let replaced = row.min(column) > 0 && {
            let differs = usize::from(pattern[row - 1] != text[column - 1]);
            table[row - 1][column - 1] + differs == cost
        };
        if replaced {
            (row, column) = (row - 1, column - 1);
        } else if row > 0 && table[row - 1][column] + 1 == cost {
            row -= 1;
        } else if column > 0 {
            column -= 1;
        } else {
            return range;
        }
    }
}

/// The edit distances between all beginnings of two texts.
fn table(a: &[char], b: &[char]) -> Vec<Vec<usize>> {
    let mut table = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for (row, letter) in a.iter().enumerate() {
        let above = &table[row];
        let mut line = vec![row + 1];
        for (at, other) in b.iter().enumerate() {
            line.push((above[at] + usize::from(letter != other)).min(above[at + 1] + 1).min(line[at] + 1));
        }
        table.push(line);
    }
    table
}

const WORD: usize = 64;

/// One block of 64 rows: which steps down the column go up by one, which go down.
#[derive(Clone, Copy)]
struct Block {
    plus: u64,
    minus: u64,
    /// The bit of its last row.
    last: u64,
    /// The edit distance in its last row.
    score: usize,
}

/// Calls back with every end of a match and its errors.
fn ends(pattern: &[char], text: &[char], most: usize, mut found: impl FnMut(usize, usize)) {
    if pattern.is_empty() {
        return;
    }
    let letters = Letters::of(pattern);
    let rows = |block: usize| (pattern.len() - block * WORD).min(WORD);
    let count = pattern.len().div_ceil(WORD);
    let block = |at: usize| Block { plus: !0, minus: 0, last: 1 << (rows(at) - 1), score: at * WORD + rows(at) };
    let mut blocks: Vec<Block> = (0..count).map(block).collect();
    // The last block that is worked on.
    let mut active = most.div_ceil(WORD).max(1) - 1;
    for (at, letter) in text.iter().enumerate() {
        let equal = letters.masks(*letter);
        let mut carry = 0;
        for number in 0..=active {
            carry = advance(&mut blocks[number], equal[number], carry);
        }
        let next = active + 1;
        if next < count
            && blocks[active].score.wrapping_add_signed(-carry) <= most
            && (equal[next] & 1 == 1 || carry < 0)
        {
            let score = blocks[active].score.wrapping_add_signed(-carry) + rows(next);
            blocks[next] = Block { score, ..block(next) };
            advance(&mut blocks[next], equal[next], carry);
            active = next;
        } else {
            while active > 0 && blocks[active].score >= most + WORD {
                active -= 1;
            }
        }
        if active + 1 == count && blocks[active].score <= most {
            found(at + 1, blocks[active].score);
        }
    }
}

/// One column further in one block: takes and gives the step that enters from above and leaves below.
fn advance(block: &mut Block, mut equal: u64, carry: isize) -> isize {
    let enters_down = u64::from(carry < 0);
    let (plus, minus) = (block.plus, block.minus);
    let vertical = equal | minus;
    equal |= enters_down;
    let horizontal = ((equal & plus).wrapping_add(plus) ^ plus) | equal;
    let mut up = minus | !(horizontal | plus);
    let mut down = plus & horizontal;
    let leaves = isize::from(up & block.last != 0) - isize::from(down & block.last != 0);
    up = up << 1 | u64::from(carry > 0);
    down = down << 1 | enters_down;
    block.plus = down | !(vertical | up);
    block.minus = up & vertical;
    block.score = block.score.wrapping_add_signed(leaves);
    leaves
}

/// For each letter of the pattern the rows that hold it.
struct Letters {
    known: Vec<(char, Vec<u64>)>,
    none: Vec<u64>,
}

impl Letters {
    fn of(pattern: &[char]) -> Self {
        let none = vec![0; pattern.len().div_ceil(WORD)];
        let mut known: Vec<(char, Vec<u64>)> = Vec::new();
        for (row, letter) in pattern.iter().enumerate() {
            let at = known.binary_search_by_key(letter, |(known, _)| *known).unwrap_or_else(|at| {
                known.insert(at, (*letter, none.clone()));
                at
            });
            known[at].1[row / WORD] |= 1 << (row % WORD);
        }
        Self { known, none }
    }

    fn masks(&self, letter: char) -> &[u64] {
        match self.known.binary_search_by_key(&letter, |(known, _)| *known) {
            Ok(at) => &self.known[at].1,
            Err(_) => &self.none,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The edit distance at each end, by the whole table (Sellers 1980).
    fn plainly(pattern: &[char], text: &[char]) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut last = Vec::new();
        for letter in text {
            let mut next = vec![0];
            for (row, other) in pattern.iter().enumerate() {
                let replaced = column[row] + usize::from(letter != other);
                next.push(replaced.min(column[row + 1] + 1).min(next[row] + 1));
            }
            last.push(next[pattern.len()]);
            column = next;
        }
        last
    }

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    proptest! {
        #[test]
        fn every_end_has_the_distance_of_the_whole_table(
            pattern in "[ab]{1,150}|[a-d ]{1,80}", text in "[ab]{0,300}|[a-d ]{0,300}", most in 0_usize..60
        ) {
            let (pattern, text) = (letters(&pattern), letters(&text));
            let most = most.min(pattern.len() - 1);
            let mut found = Vec::new();
            ends(&pattern, &text, most, |end, errors| found.push((end, errors)));
            let table = plainly(&pattern, &text);
            let expected: Vec<_> = (1..).zip(table).filter(|(_, errors)| *errors <= most).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn a_match_has_the_errors_it_says(pattern in "[a-c]{1,90}", text in "[a-c]{0,300}", most in 0_usize..30) {
            let (pattern, text) = (letters(&pattern), letters(&text));
            for Near { range, errors } in find(&pattern, &text, most) {
                prop_assert!(errors <= most);
                prop_assert_eq!(distance(&pattern, &text[range]), errors);
            }
        }
    }

    #[test]
    fn the_nearest_of_what_overlaps_stands_for_all() {
        let near = |start: usize, end: usize, errors| Near { range: start..end, errors };
        let text = letters("The bank said on Monday. The banks say on Mondays.");
        assert_eq!(find(&letters("bank said on Monday"), &text, 6), [near(4, 23, 0), near(29, 48, 3)]);
        assert_eq!(find(&letters("nothing of it"), &text, 2), []);
        assert_eq!(find(&[], &text, 2), []);
    }

    #[test]
    fn a_part_of_the_pattern_has_its_part_of_the_text() {
        let (pattern, text) = (letters("He told reporters there."), letters("She told many journalists there."));
        let range = inner(&pattern, &text, 3..17);
        assert_eq!(text[range].iter().collect::<String>(), "told many journalists");
        assert_eq!(inner(&[], &text, 0..0), 0..0);
    }
}
