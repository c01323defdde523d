//! Which documents are about the same as one of them.
//!
//! The words that tell most of a document are those that it has often and few others have (tf-idf; Salton, Buckley,
//! "Term-weighting approaches in automatic text retrieval", 1988). Of these, each document is worth its BM25 score times
//! that of the document itself: the product of both as vectors, so that what matters here matters there too.

use crate::analysis::{TokenKind, tokenize};
use crate::answer::{Failure, Hit};
use crate::leaf::{FoundLeaf, Leaf};
use crate::ranking::{self, FIELDS};
use crate::whole::Whole;
use crate::words::WantedWord;
use crate::workshop::Workshop;

/// Words of a text that are looked at. News is written so that its beginning tells what it is about.
const WORDS_READ: usize = 400;

/// Words that are looked up in the dictionary: each may be in a piece of its own, so that they bound what is fetched.
const LOOKED_UP: usize = 25;

/// Words that are searched for, the most telling of those.
const SEARCHED: usize = 12;

/// Shorter words tell little: most are articles and prepositions, in whatever language.
const SHORTEST: usize = 3;

/// A document has to be worth this part of what the document is worth itself, which is the most there is: with a sixth of
/// it, it shares two of twelve telling words in full or four by half.
const LEAST: f32 = 1.0 / 6.0;

/// The words that may tell most of texts, each with its field's name: those that stand there most often, by the weights of
/// the fields. What is rare among all documents is not known yet.
fn frequent_words(texts: &[(String, String)]) -> Vec<(String, f32)> {
    let mut words: Vec<(String, f32)> = Vec::new();
    let mut read = 0;
    for (field, text) in texts {
        let weight = FIELDS.iter().find(|(name, _)| name == field).map_or(1.0, |(_, weight)| *weight);
        for token in tokenize(text) {
            read += 1;
            let is_long = token.kind == TokenKind::Pair || token.text.chars().nth(SHORTEST - 1).is_some();
            let is_number = token.text.bytes().next().is_some_and(|first| first.is_ascii_digit());
            if read > WORDS_READ || token.kind == TokenKind::Tail || !is_long || is_number {
                continue;
            }
            match words.iter_mut().find(|(known, _)| *known == token.text) {
                Some((_, sum)) => *sum += weight,
                None => words.push((token.text, weight)),
            }
        }
    }
    best(&words.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(), LOOKED_UP)
        .into_iter()
        .filter_map(|place| words.get(place).cloned())
        .collect()
}

/// The places of the largest numbers, at most so many, the largest first and equal ones in their order. Numbers that are
/// not negative are ordered as their bits are.
fn best(numbers: &[f32], most: usize) -> Vec<usize> {
    let mut keys: Vec<u64> =
        (0..).zip(numbers).map(|(place, number)| u64::from(!number.to_bits()) << 32 | place).collect();
    keys.sort_unstable();
    keys.into_iter().take(most).map(|key| key as u32 as usize).collect()
}

/// The documents most like one, given by its texts, each with its field's name; at most so many. All are numbered by their
/// places among all.
pub(crate) fn related(
    whole: &Whole,
    document: u32,
    texts: &[(String, String)],
    limit: usize,
) -> Result<Vec<Hit>, Failure> {
    let chosen = telling(whole, texts)?;
    whole.require_all()?;
    let leaves = chosen.iter().map(|leaf| leaf.read(whole)).collect::<Result<Vec<_>, _>>()?;
    whole.require_all()?;
    let count = leaves.len();
    let room = whole.decoded.room.take();
    let mut workshop = Workshop::new(whole, leaves.into_iter().flatten().collect(), room)?;
    let mut sums = vec![0.0_f32; whole.summary.documents as usize];
    for leaf in 0..count {
        let matching = workshop.find(leaf)?;
        let scored = workshop.score(&[&matching], &matching.documents)?;
        let own = scored.iter().find(|(number, _)| *number == document).map_or(0.0, |(_, score)| *score);
        for (number, score) in &scored {
            if let Some(sum) = sums.get_mut(*number as usize) {
                *sum += own * score;
            }
        }
    }
    whole.decoded.room.replace(workshop.close());
    let Some(own) = sums.get_mut(document as usize) else { return Ok(Vec::new()) };
    let least = std::mem::take(own) * LEAST;
    let hit = |place: usize| Hit { number: place as u32, score: sums.get(place).copied().unwrap_or(0.0) };
    let hits = best(&sums, limit).into_iter().map(hit);
    Ok(hits.filter(|hit| hit.score > 0.0 && hit.score >= least).collect())
}

/// The most telling words of texts, looked up; none where a dictionary is not at hand, which the streams remember.
fn telling(whole: &Whole, texts: &[(String, String)]) -> Result<Vec<FoundLeaf>, Failure> {
    let mut found = Vec::new();
    let mut worth = Vec::new();
    for (text, weight) in frequent_words(texts) {
        let words = vec![WantedWord::new(text, false)];
        let (as_written, forgiving, literal) = (false, false, true);
        let leaf = Leaf { words, field: None, as_written, forgiving, literal, others: Vec::new() };
        let Some(leaf) = leaf.find(whole)? else { continue };
        worth.push(weight * ranking::rarity(whole.summary.documents, leaf.documents()));
        found.push(leaf);
    }
    let chosen = best(&worth, SEARCHED);
    let chosen = (0..).zip(found).filter(|(place, _)| chosen.contains(place)).map(|(_, leaf)| leaf);
    Ok(chosen.collect())
}
