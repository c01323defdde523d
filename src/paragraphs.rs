//! Which paragraphs of an article stay in sight when a reader asks for those that have something in common; the rest folds
//! away.
//!
//! What they have in common is a [`Trait`]: a name in the address, a label, and the blocks that have it. Whoever knows something
//! of blocks feeds one in.

use std::ops::Range;

use article::{Article, Block, BlockKind, joins_words};

use crate::messages::t;

/// The trait of blocks in which the query matches something.
pub const MATCHES: &str = "matches";

/// The trait of blocks with words in quotation marks.
pub const QUOTES: &str = "quotes";

/// The beginning of the traits of blocks that mention a name.
const MENTIONS: &str = "mentions:";

/// The most names that are looked for: what fills more than a few lines is no longer taken in at a glance.
const NAMES: usize = 24;

/// Something that some of an article's blocks have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trait {
    /// Its name in the address.
    pub name: String,
    /// How it is called.
    pub label: String,
    /// For each block whether it has it.
    pub blocks: Vec<bool>,
}

impl Trait {
    /// How many blocks have it.
    pub fn count(&self) -> usize {
        self.blocks.iter().filter(|has| **has).count()
    }

    /// Whether some blocks have it and others not: else there is nothing to ask for.
    pub fn tells_apart(&self) -> bool {
        (1..self.blocks.len()).contains(&self.count())
    }
}

/// The blocks in which something was found, given what was found in each.
pub fn matched(found: &[Vec<Range<usize>>]) -> Trait {
    Trait {
        name: MATCHES.to_owned(),
        label: t("Search matches").into(),
        blocks: found.iter().map(|found| !found.is_empty()).collect(),
    }
}

/// The blocks with words in quotation marks.
pub fn quoting(article: &Article) -> Trait {
    let is_quote = |block: &Block| block.kind == BlockKind::Blockquote || has_quote(&block.text);
    Trait {
        name: QUOTES.to_owned(),
        label: t("Quotations").into(),
        blocks: article.body.iter().map(is_quote).collect(),
    }
}

/// The blocks that mention a name, given what was found of its letters in each: Oman is not in "woman".
pub fn mentioning(name: &str, body: &[Block], found: &[Vec<Range<usize>>]) -> Trait {
    let mentions =
        |(block, found): (&Block, &Vec<Range<usize>>)| found.iter().any(|range| is_whole(&block.text, range));
    Trait {
        name: [MENTIONS, name].concat(),
        label: name.to_owned(),
        blocks: body.iter().zip(found).map(mentions).collect(),
    }
}

/// Whether a range of characters begins and ends where words do.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).and_then(|at| text.chars().nth(at));
    !before.is_some_and(joins_words) && !text.chars().nth(range.end).is_some_and(joins_words)
}

/// The names that the source gives an article, as far as a reader can take them in: those of people, organisations and places.
pub fn names(article: &Article) -> impl Iterator<Item = &str> {
    let names = [&article.people, &article.organisations, &article.places].into_iter().flatten();
    names.map(|name| name.name.as_str()).take(NAMES)
}

/// Whether a text has at least two words in quotation marks: a single one is more often a title or a word that is doubted.
fn has_quote(text: &str) -> bool {
    let mut opened = None;
    for (at, character) in text.char_indices() {
        match character {
            '“' | '„' | '«' | '"' | '「' if opened.is_none() => opened = Some(at),
            '”' | '“' | '»' | '"' | '」' => {
                let quoted = opened.take().and_then(|start| text.get(start..at)).unwrap_or_default();
                if quoted.split_whitespace().nth(1).is_some() || quoted.starts_with('「') {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// A row of an article's body under a filter: a block by its place, or a run of blocks that are folded away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A block in sight.
    Block(usize),
    /// So many blocks out of sight.
    Folded(Range<usize>),
}

impl Row {
    /// What a row is known again by.
    pub fn key(&self) -> String {
        match self {
            Self::Block(at) => at.to_string(),
            Self::Folded(run) => [run.start.to_string(), run.end.to_string()].join("-"),
        }
    }
}

/// The rows of a body of so many blocks of which these stay in sight.
pub fn rows(blocks: usize, stays: impl Fn(usize) -> bool) -> Vec<Row> {
    let mut rows = Vec::with_capacity(blocks);
    for at in 0..blocks {
        match rows.last_mut() {
            _ if stays(at) => rows.push(Row::Block(at)),
            Some(Row::Folded(run)) => run.end = at + 1,
            _ => rows.push(Row::Folded(at..at + 1)),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::Name;

    #[test]
    fn quotations_are_told_from_single_words() {
        for quoted in [
            "He said: “We go on.”",
            "„Wir gehen“, sagte er",
            "« On y va »",
            "\"we go\" he said",
            "彼は「行く」と言った",
        ] {
            assert!(has_quote(quoted), "{quoted}");
        }
        for plain in ["no quote", "the “surge” came", "6\" of snow and no more", "it’s theirs", "”backwards“"]
        {
            assert!(!has_quote(plain), "{plain}");
        }
    }

    /// Once "woman" mentioned Oman, and "Person Number 10" the first of all persons.
    #[test]
    fn a_name_is_mentioned_in_whole_words() {
        let mentions = |text: &str, found: Range<usize>| {
            let block = Block { text: text.to_owned(), ..Block::default() };
            mentioning("it", &[block], &[vec![found]]).blocks == [true]
        };
        assert!(!mentions("A woman spoke.", 3..7) && !mentions("Person Number 10", 0..15) && !mentions("Omans", 0..4));
        assert!(mentions("Oman’s king", 0..4) && mentions("In Oman.", 3..7) && mentions("Oman", 0..4));
        // Written onto it, or beside it without a space.
        assert!(mentions("وسيول قالت", 1..5) && mentions("在首尔举行", 1..3));
    }

    #[test]
    fn what_all_blocks_have_or_none_does_not_tell_them_apart() {
        let has = |blocks: &[bool]| Trait { blocks: blocks.to_vec(), ..quoting(&Article::default()) };
        assert!(has(&[true, false]).tells_apart());
        for blocks in [&[true, true][..], &[false, false], &[true], &[]] {
            assert!(!has(blocks).tells_apart(), "{blocks:?}");
        }
    }

    #[test]
    fn each_trait_has_a_name_of_its_own() {
        let block = |text: &str| Block { text: text.to_owned(), ..Block::default() };
        let article = Article {
            places: vec![Name { name: "Seoul".to_owned(), ..Name::default() }],
            body: vec![block("Kim in Seoul"), block("Kim “went to Busan”")],
            ..Article::default()
        };
        let found = [vec![0..3, 7..12], Vec::new()];
        let mention = names(&article).map(|name| mentioning(name, &article.body, &found)).next();
        assert_eq!(
            mention.map(|mention| (mention.name, mention.blocks)),
            Some(("mentions:Seoul".to_owned(), vec![true, false]))
        );
        assert_eq!((quoting(&article).name.as_str(), quoting(&article).blocks), ("quotes", vec![false, true]));
        assert_eq!((matched(&found).name.as_str(), matched(&found).count()), ("matches", 1));
    }

    #[test]
    fn runs_fold_into_one_row() {
        let stays = [false, false, true, false, true, true, false];
        let folded = rows(stays.len(), |at| stays[at]);
        assert_eq!(
            folded,
            [Row::Folded(0..2), Row::Block(2), Row::Folded(3..4), Row::Block(4), Row::Block(5), Row::Folded(6..7)]
        );
        assert_eq!(rows(2, |_| true), [Row::Block(0), Row::Block(1)]);
    }
}
