//! Every number by which documents are ranked or taken into the result, each with its reason.
//!
//! The formula is BM25F (Robertson, Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.6) with one
//! length for the whole document and a fixed length for the average one. How much a document has of a word is then known
//! when it is indexed, and stands in the index as one of 16 levels. Only `+ - * /` are used, which IEEE 754
//! defines to the last bit, so that a score is the same natively and in every browser.

#[cfg(feature = "build")]
use crate::document::Schema;

/// The fields of an archive of articles and their weights, the order in which documents give them.
///
/// A headline states what an article is about in some eight words, and an editor's names do so in
/// few words too: a word there says about three times as much as one in running text. The standfirst sums the text
/// up. A byline is looked for by name, where any match is a good one. The text comes last: where the other fields
/// begin and end is written for each document, and they are short.
pub const FIELDS: [(&str, f32); 5] = [("headline", 3.0), ("by", 2.0), ("names", 2.0), ("abstract", 1.5), ("body", 1.0)];

/// How soon further occurrences of a word stop counting: the usual value of the literature (1.2 to 2).
const K1: f32 = 1.2;

/// How much a document's length counts: the usual value of the literature. docs/benchmarks.md has what was tried.
const B: f32 = 0.75;

/// The length of an average document. It is fixed, so that how much a document has of a word does not change when others
/// join the archive. An agency's story has some 150 words, a newspaper's some 600; between 150 and 250 this makes
/// no difference worth telling.
const AVERAGE: f32 = 200.0;

/// How much of a word the levels stand for: from a word that stands once in a very long text to one that fills the
/// headline too, at even distances of what they gain, so that a level is wrong by at most 3 of 100 of it.
pub(crate) const LEVELS: [f32; 16] = {
    let mut levels = [0.0; 16];
    let mut level = 0;
    while level < levels.len() {
        let gain = 0.1 + 0.85 * level as f32 / 15.0;
        levels[level] = gain / (1.0 - gain);
        level += 1;
    }
    levels
};

/// Weights are counted in sixteenths, so that their sums are exact.
#[cfg(feature = "build")]
pub(crate) fn sixteenths(weight: f32) -> u32 {
    (weight * 16.0 + 0.5) as u32
}

/// What a word in each field weighs, in sixteenths.
#[cfg(feature = "build")]
pub(crate) fn weights(schema: &Schema) -> Vec<u32> {
    schema.fields.iter().map(|field| sixteenths(field.weight)).collect()
}

/// For each level but the last how much of a word it stands for at most, times what a document's length is multiplied with, in
/// sixteenths: a level is the nearest by what it gains.
const LEVEL_ENDS: [f32; 15] = {
    let mut ends = [0.0; 15];
    let mut level = 0;
    while level < ends.len() {
        let gain = (gain(LEVELS[level]) + gain(LEVELS[level + 1])) / 2.0;
        ends[level] = gain / (1.0 - gain) * 16.0 * K1;
        level += 1;
    }
    ends
};

/// What the length of a document of so many words multiplies.
#[inline]
pub(crate) fn norm(words: u32) -> f32 {
    1.0 - B + B * words as f32 / AVERAGE
}

/// The most that a word's occurrences weigh together, in sixteenths, which has this level in a document whose length multiplies so
/// much; without end for the last.
#[inline]
pub(crate) fn level_end(level: u8, norm: f32) -> u32 {
    LEVEL_ENDS.get(usize::from(level)).map_or(u32::MAX, |end| (end * norm) as u32)
}

/// The level of a word whose occurrences weigh so many sixteenths together, in a document of so many words.
#[cfg(feature = "build")]
pub(crate) fn level(weight: u64, words: u32) -> u8 {
    (0..15).take_while(|level| weight > u64::from(level_end(*level, norm(words)))).count() as u8
}

/// How well a document matches a word of which it has so much: half where that is 1, never more than one.
#[inline]
pub(crate) const fn gain(much: f32) -> f32 {
    much / (1.0 + much)
}

/// What a word that only has the stem of the query's word is worth beside it: the written form leads where all else is
/// alike. On Cranfield and SciFact together 0.8 does best of 0.6, 0.8 and 1.
pub(crate) const STEM_WORTH: f32 = 0.8;

/// Whether a word may be spelt wrong that so many of all documents have: one that none has, and in a large archive one that
/// hardly any has. In a small one most words are in one document, and rightly so.
pub(crate) fn is_rare(found: u32, documents: u32) -> bool {
    found == 0 || (found <= 2 && found <= documents / 1_000)
}

/// Whether one of two words that so many of all documents have says nothing of the other, as *the* of *rapist* and *is* of *land*: one in
/// more than a twentieth of the documents that has at least five times those of the other. *New* stays with *York*: in Reuters
/// it is in 18.8 of 100 documents, and *York* in 4.4; *is* is in 36.7, and *land* in 0.9.
pub(crate) fn is_outnumbered(rarer: u32, commoner: u32, documents: u32) -> bool {
    commoner > LEAST_COMMON.max(documents / 20) && commoner / 5 >= rarer
}

/// In so few documents any word may be by chance.
const LEAST_COMMON: u32 = 10;

/// Among so many different words at most all that may be the stem of an unknown word are tried. Some of more words has nearly
/// any of them by chance, so that a slip is taken for an ending; and what is learnt of so many is sure of the likeliest, which is
/// the only one tried then: of 510 misspelt words of Reuters 95.9 in 100 lead to the right article so, and 77.5 if all are.
pub(crate) const MOST_GUESSED_AMONG: u32 = 1_000;

/// What the words are worth that a rare word may have been meant to be, the most likely first: all less than the word as
/// it is spelt. As many are taken.
pub(crate) const SPELLING_WORTH: [f32; 3] = [0.5, 0.4, 0.3];

/// How likely a slip of one edit is beside others: likelihood is this times the number of documents with the word (Kernighan,
/// Church, Gale, "A spelling correction program based on a noisy channel model", 1990). Any of a word's letters may be
/// left out, or swapped with the next; but each may be replaced by 25 others, and 26 may be added everywhere. Slips of the four
/// kinds being alike frequent, one of the first two is so many times as likely.
pub(crate) const FEW_SLIPS: u32 = 26;

/// The first letter is seldom wrong: elsewhere a slip is so many times as likely.
pub(crate) const FIRST_LETTER: u32 = 2;

/// A word that is so many times less likely than the most likely one is not meant: it may be the same slip.
pub(crate) const SPELLING_SHARE: u64 = 20;

/// Of up to so many different terms all are looked through for words that begin with any letter: with some ten bytes each
/// they are 1 MB, and more would be too much to fetch for a slip, so that of more only words with the first letter or the
/// second are.
pub(crate) const LARGEST_LOOKED_THROUGH: u32 = 100_000;

/// What a word is worth beside the query's that the archive's owner says means the same: less than another form of the
/// word itself, for another name may mean a little more or less, and more than what may have been meant.
pub(crate) const SYNONYM_WORTH: f32 = 0.7;

/// What a word that only begins as the query says is worth beside the word itself: less than half, so that
/// the exact word leads where all else is alike.
pub(crate) const PREFIX_WORTH: f32 = 0.4;

/// So many letters of a word say nothing yet of how well a document matches: all that have a word which begins so match
/// alike, and the newest lead.
pub(crate) const SHORT_PREFIX: usize = 2;

/// How much of the word a document is taken to have where the prefix is short.
pub(crate) const SHORT_PREFIX_MUCH: f32 = 1.0;

/// So many of the documents that match best are put in order again by how near the query's words stand in them: the first page.
/// Each may lie in another block of every word's positions, so that more would cost more; on Cranfield and SciFact 32 and 64
/// make no difference.
pub(crate) const NEAR_AMONG: usize = 20;

/// Of words that so many documents have it is looked where they stand: not of those that more than a fifth have, which stand near
/// anything and have the longest lists; nor, in the largest archives, of those whose positions would be more than some 64 kB to
/// fetch. Without the former Cranfield and SciFact do as well as with them; of a tenth and less Cranfield gains nothing.
pub(crate) fn is_telling(found: u32, documents: u32) -> bool {
    found <= documents / 5 && found <= 1 << 15
}

/// What words next to one another are worth that follow one another in the query: so much of the rarity of the less rare one, nearly
/// what a document gains by having that word in place of not having it. Two words apart they are worth half of it, three words
/// apart a third (Rasolofo, Savoy, "Term proximity scoring for keyword-based retrieval systems", 2003, who take the square of the
/// distance).
pub(crate) const NEAR_WORTH: f32 = 0.4;

/// So many words apart words are still near: half of a sentence. On Cranfield and SciFact 4 and 16 do as well.
pub(crate) const NEAR_WITHIN: u32 = 8;

/// What words are worth that stand the other way around than in the query: `oil prices` rather than `prices of oil`.
pub(crate) const REVERSED_WORTH: f32 = 0.5;

/// Fewer documents than this with all words: the words are relaxed. A first page of results.
pub(crate) const RELAX_BELOW: u32 = 10;

/// How many of so many clauses are most of them: three quarters, rounded up.
pub(crate) fn most_of(clauses: usize) -> usize {
    (clauses * 3).div_ceil(4)
}

/// How rare a word is that `found` of `documents` have: ln(1 + (N − n + ½) / (n + ½)), never negative.
pub(crate) fn rarity(documents: u32, found: u32) -> f32 {
    let found = f64::from(found.min(documents));
    ln(1.0 + (f64::from(documents) - found + 0.5) / (found + 0.5)) as f32
}

/// The natural logarithm of a finite number of at least 1.
///
/// Not the platform's: that may differ in the last bit from one to the next. The number is m · 2^e with m between 1
/// and 2; ln m = 2 artanh((m − 1) / (m + 1)), whose series is short since the fraction is at most a third.
fn ln(number: f64) -> f64 {
    let bits = number.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    let fraction = (mantissa - 1.0) / (mantissa + 1.0);
    let square = fraction * fraction;
    let mut power = fraction;
    let mut sum = 0.0;
    // (1/9)^17 lies below the precision of the number.
    for term in 0..17 {
        sum += power / f64::from(2 * term + 1);
        power *= square;
    }
    2.0 * sum + f64::from(exponent) * std::f64::consts::LN_2
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for number in [1.0, 1.5, 2.0, 3.0, 10.0, 21_578.5, 4e9] {
            assert!((ln(number) - f64::ln(number)).abs() < 1e-12, "{number}");
        }
    }

    #[test]
    fn a_level_is_the_nearest() {
        for words in [1, 10, 250, 5_000] {
            for weight in [16, 24, 32, 64, 144, 4_800] {
                let much = weight as f32 / 16.0 / (K1 * (1.0 - B + B * words as f32 / AVERAGE));
                let nearest = (0..16).min_by(|one, other| {
                    let far = |level: usize| (gain(LEVELS[level]) - gain(much)).abs();
                    far(*one).total_cmp(&far(*other))
                });
                assert_eq!(Some(usize::from(level(weight, words))), nearest, "{weight} in {words}");
            }
        }
    }

    #[test]
    fn rare_words_weigh_more() {
        assert!(rarity(1_000, 1) > rarity(1_000, 10) && rarity(1_000, 1_000) > 0.0);
    }

    #[test]
    fn most_is_three_quarters_rounded_up() {
        assert_eq!([1, 2, 3, 4, 5, 8].map(most_of), [1, 2, 3, 3, 4, 6]);
    }
}
