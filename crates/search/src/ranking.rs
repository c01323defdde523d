//! Every number by which documents are ranked or taken into the result, each with its reason.
//!
//! The formula is BM25F (Robertson, Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.6) with one
//! length for the whole document. Only `+ - * /` are used, which IEEE 754 defines to the last bit, so that
//! a score is the same natively and in every browser.

/// The fields of an archive of articles and their weights, the order in which documents give them.
///
/// A headline states what an article is about in some eight words, and an editor's names do so in
/// few words too: a word there says about three times as much as one in running text. The standfirst sums the text
/// up. A byline is looked for by name, where any match is a good one.
pub const FIELDS: [(&str, f32); 5] = [("headline", 3.0), ("abstract", 1.5), ("body", 1.0), ("by", 2.0), ("names", 2.0)];

/// How soon further occurrences of a word stop counting: the usual value of the literature (1.2 to 2).
const K1: f64 = 1.2;

/// How much a document's length counts. The literature's 0.75 is for texts of like kind; an archive mixes headlines
/// without a text and long reads, and at 0.75 the former would fill the first page of every common word. 0.4 is what
/// the engines ATIRE and Anserini use (Trotman, Jia, Crane, "Towards an Efficient and Effective Search Engine",
/// 2012).
const B: f64 = 0.4;

/// What a word that only begins as the query says is worth beside the word itself: less than half, so that
/// the exact word leads where all else is alike.
pub(crate) const PREFIX_WORTH: f32 = 0.4;

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

/// The weight at which a word's count is worth half, for each length code, when the average document has so many
/// words.
pub(crate) fn saturation(average_length: f64) -> [f32; 256] {
    let average = if average_length > 0.0 { average_length } else { 1.0 };
    std::array::from_fn(|code| (K1 * (1.0 - B + B * f64::from(length_of(code as u8)) / average)) as f32)
}

/// A document's number of words as one byte: exact up to 15, then with three binary digits after the first.
pub(crate) fn length_code(words: u32) -> u8 {
    if words < 16 {
        return words as u8;
    }
    let shift = words.ilog2() - 3;
    (8 + 8 * shift as u8) + ((words >> shift) as u8 - 8)
}

/// The least number of words that has this code.
fn length_of(code: u8) -> u32 {
    if code < 16 {
        return u32::from(code);
    }
    let shift = u32::from((code - 8) / 8).min(28);
    u32::from(8 + (code - 8) % 8) << shift
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for number in [1.0, 1.5, 2.0, 3.0, 10.0, 21_578.5, 4e9] {
            assert!((ln(number) - f64::ln(number)).abs() < 1e-12, "{number}");
        }
    }

    #[test]
    fn a_length_code_keeps_the_order_and_an_eighth_of_precision() {
        let mut before = 0;
        for words in (0..5_000).chain([100_000, 1 << 20, u32::MAX]) {
            let code = length_code(words);
            assert!(code >= before, "{words}");
            before = code;
            let back = length_of(code);
            assert!(back <= words && words - back <= words / 8, "{words} comes back as {back}");
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
