//! Scripts that are written without spaces: overlapping pairs of characters.

use std::ops::Range;

use super::TokenKind;
use super::class::Class;
use super::fold::fold_into;

/// Whether a character begins a unit: a letter of such a script. Their digits and punctuation are not among them.
pub(super) fn is_base(character: char) -> bool {
    let in_script = matches!(u32::from(character),
        // Thai, Lao; Burmese; Khmer.
        0xe01..=0xe30 | 0xe32..=0xe33 | 0xe40..=0xe46 | 0xe81..=0xeb0 | 0xeb2..=0xeb3 | 0xebd..=0xec6 | 0xedc..=0xedf
        | 0x1000..=0x102a | 0x103f | 0x1050..=0x1055 | 0x1780..=0x17b3
        // Korean: initial consonants, letters alone, syllables.
        | 0x1100..=0x115f | 0x3131..=0x318e | 0xa960..=0xa97c | 0xac00..=0xd7a3 | 0xffa1..=0xffdc
        // Iteration marks, kana, Chinese characters.
        | 0x3005..=0x3007 | 0x3031..=0x3035 | 0x3041..=0x3096 | 0x309d..=0x309f | 0x30a1..=0x30fa
        | 0x30fc..=0x30ff | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9d | 0x20000..=0x3ffff);
    in_script && character.is_alphanumeric()
}

/// Says where a line may break: Khmer and Burmese are printed with it between words, and typed without.
const BREAK: char = '\u{200b}';

/// Bytes of a character with its marks beyond which further marks are not told apart; no script stacks as many.
const MOST_BYTES: usize = 32;

/// The characters of such a script that follow one another.
#[derive(Default)]
pub(super) struct PairRun {
    /// The folded character before, with its marks, and where it stands; empty where no run is open.
    before: String,
    range: Range<usize>,
    /// The character being read.
    unit: String,
}

impl PairRun {
    /// Adds the characters of such a script that follow one another from `at` on, and returns where they end.
    pub fn extend(
        &mut self,
        characters: &[(char, Class)],
        mut at: usize,
        start: usize,
        take: &mut impl FnMut(&str, &str, Range<usize>, TokenKind),
    ) -> usize {
        while let Some((character, Class::Pair)) = characters.get(at) {
            self.unit.clear();
            fold_into(*character, &mut self.unit);
            let from = at;
            at += 1;
            while let Some((mark, Class::Mark)) = characters.get(at) {
                if self.unit.len() < MOST_BYTES {
                    fold_into(*mark, &mut self.unit);
                }
                at += 1;
            }
            self.push(start + from..start + at, take);
            if let Some([(BREAK, _), (_, Class::Pair)]) = characters.get(at..at + 2) {
                at += 1;
            }
        }
        at
    }

    fn push(&mut self, range: Range<usize>, take: &mut impl FnMut(&str, &str, Range<usize>, TokenKind)) {
        if !self.before.is_empty() {
            self.before.push_str(&self.unit);
            take(&self.before, &self.before, self.range.start..range.end, TokenKind::Pair);
        }
        std::mem::swap(&mut self.before, &mut self.unit);
        self.range = range;
    }

    /// Ends the run with its last character alone.
    pub fn end(&mut self, take: &mut impl FnMut(&str, &str, Range<usize>, TokenKind)) {
        if !self.before.is_empty() {
            take(&self.before, &self.before, self.range.clone(), TokenKind::Tail);
            self.before.clear();
        }
    }
}
