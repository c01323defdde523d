//! What of the words of a query is looked for: the same in searching and in highlighting.

use std::ops::Range;

use crate::analysis::{TokenKind, han_variants, is_arabic, is_unseen, other_seats, spelt_out, tokenize, with_dot};
use crate::part::from;
use crate::query_text::{Words, sign};

/// The most words of a term that are looked for.
const MOST_WORDS: usize = 64;

/// So many letters stand before a star within a word: what begins with one alone is a large part of all words, and newspapers print
/// words so that they do not spell out (`f*ck`).
const LEAST_BEFORE_STAR: usize = 2;

/// One word to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WantedWord {
    /// In folded form.
    pub text: String,
    /// Whether words that only begin so are found too.
    pub prefix: bool,
    /// What stands behind the stars within the word, in folded form: such a word begins as the text does, has these in this order, and
    /// ends with the last unless it is a prefix.
    pub behind_stars: Vec<String>,
    /// Other words of the index that stand for it, such as those of its stem: for highlighting, which has no index.
    pub others: Vec<String>,
    /// How else the same is written: in the other form of Chinese characters; in quotes, with the hamza of other countries.
    pub variants: Vec<String>,
}

/// Words that stand next to one another, or one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WantedPhrase {
    /// In their order.
    pub words: Vec<WantedWord>,
    /// Whether they count as written alone.
    pub as_written: bool,
    /// What others write for it, and counts too: words that stand next to one another, or one word.
    pub others: Vec<Vec<WantedWord>>,
}

impl WantedPhrase {
    /// What is looked for beside another.
    pub fn beside(words: Vec<WantedWord>) -> Self {
        Self { as_written: words.len() > 1, words, others: Vec::new() }
    }

    /// Whether a star stands within one of its words: it means what it says, and nothing else.
    pub fn has_stars(&self) -> bool {
        self.words.iter().any(|word| !word.behind_stars.is_empty())
    }

    /// Adds what it is where its stars are those of the texts: newspapers print some words so.
    fn add_printed(&mut self) {
        let parts = |word: &WantedWord| [&word.text].into_iter().chain(&word.behind_stars).cloned().collect::<Vec<_>>();
        let printed = self.words.iter().flat_map(parts).map(|part| WantedWord::new(part, false));
        self.others.push(printed.collect());
    }
}

impl WantedWord {
    pub fn new(text: String, prefix: bool) -> Self {
        Self { text, prefix, behind_stars: Vec::new(), others: Vec::new(), variants: Vec::new() }
    }

    /// Characters of a script that is written without spaces.
    fn of_pair(text: String, prefix: bool) -> Self {
        let variants = han_variants(&text);
        Self { variants, ..Self::new(text, prefix) }
    }

    /// Whether a word of a text, in folded form, is found.
    pub fn matches(&self, word: &str) -> bool {
        let is = |text: &String| word == text || (self.prefix && word.starts_with(text.as_str()));
        if !self.behind_stars.is_empty() {
            return self.fits(word);
        }
        is(&self.text)
            || self.others.iter().any(|other| other == word)
            || self.variants.iter().any(is)
            || self.with_dot().is_some_and(|other| word.starts_with(&other.text))
    }

    /// Whether it is long enough that a star behind it may stand for letters, if others follow.
    fn may_have_stars(&self) -> bool {
        self.text.chars().nth(LEAST_BEFORE_STAR - 1).is_some()
    }

    /// Whether a word, in folded form, has what stands behind the stars; any has where there is none.
    pub fn fits(&self, word: &str) -> bool {
        let Some((last, between)) = self.behind_stars.split_last() else { return true };
        let Some(mut rest) = word.strip_prefix(self.text.as_str()) else { return false };
        for part in between {
            let Some(at) = place_of(part, rest) else { return false };
            rest = from(rest, at + part.len());
        }
        if self.prefix { place_of(last, rest).is_some() } else { rest.ends_with(last.as_str()) }
    }

    /// Whether it is no mere beginning of a token that it matches: the other forms of its characters are as many.
    pub fn is_as_long_as(&self, token: &str) -> bool {
        self.text.chars().count() >= token.chars().count()
    }

    /// The same beginning with the dot that may stand for its last letter, once another follows it: `हिन`, of which `हिन्दी` is
    /// folded to `हिंदी`.
    pub fn with_dot(&self) -> Option<Self> {
        let is_beginning = self.prefix && self.behind_stars.is_empty();
        let text = if is_beginning { with_dot(&self.text)? } else { return None };
        Some(Self::new(text, true))
    }
}

/// Where a text first stands within a word, in bytes. Words are short, and what the standard library searches texts with is long.
fn place_of(part: &str, word: &str) -> Option<usize> {
    word.as_bytes().windows(part.len().max(1)).position(|bytes| bytes == part.as_bytes())
}

/// What a term asks for. In quotes its words must stand next to one another; without, what was written as one word and
/// is several, such as `COVID-19`, is as good as these, but for scripts that are written without spaces.
/// Within quotes every word may have a star, and anywhere a star may stand within a word. `as_typed` says that the term's end is
/// still being typed.
pub(crate) fn wanted_phrases(words: &Words, as_typed: bool) -> Vec<WantedPhrase> {
    wanted(words, as_typed).0
}

/// Whether a term has a star that means nothing.
pub(crate) fn has_idle_star(words: &Words) -> bool {
    let may_have = words.prefix || words.text.contains(|character| sign(character) == '*');
    may_have && wanted(words, false).1
}

/// What a term asks for, and whether it has a star that means nothing: characters of a script that is written without spaces find
/// what begins so anyway.
fn wanted(words: &Words, as_typed: bool) -> (Vec<WantedPhrase>, bool) {
    let mut tokens = tokenize(&words.text);
    tokens.truncate(MOST_WORDS);
    let length = words.text.trim_end_matches(is_unseen).chars().count();
    let reaches_end = tokens.last().is_some_and(|token| token.range.end == length);
    let ends_in_word = reaches_end && tokens.last().is_some_and(|token| token.kind == TokenKind::Word);
    let last_is_prefix = reaches_end && (words.prefix || (as_typed && !words.exclude));
    let mut phrases: Vec<WantedPhrase> = Vec::new();
    let mut end_of_pair = None;
    let mut end_of_word = None;
    let mut used = 0;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_word = token.kind == TokenKind::Word;
        let stars = if is_word && words.quoted { stars_at_end(&words.text, token.range.end) } else { 0 };
        used += stars;
        let end_before = std::mem::replace(&mut end_of_word, is_word.then_some(token.range.end)).filter(|_| is_word);
        if let Some(between) = end_before.and_then(|end| stars_between(&words.text, end..token.range.start))
            && let Some(phrase) = phrases.last_mut()
            && let Some(word) = phrase.words.last_mut().filter(|word| word.may_have_stars())
        {
            used += between;
            word.behind_stars.push(token.text);
            word.prefix = stars > 0;
            word.variants.clear();
            phrase.as_written = true;
            phrase.others.clear();
            continue;
        }
        let written = || words.text.chars().skip(token.range.start).take(token.range.len());
        let mut seats = if is_word { other_seats(&mut written()) } else { Vec::new() };
        let spelt_out = if is_word && !words.quoted { spelt_out(&mut written()) } else { None };
        let mut word = match token.kind {
            TokenKind::Word => WantedWord::new(token.text, stars > 0),
            TokenKind::Pair => WantedWord::of_pair(token.text, false),
            // Between the pair before and the next word of a phrase it stands in texts too.
            TokenKind::Tail if end_of_pair == Some(token.range.end) && words.quoted && tokens.peek().is_some() => {
                WantedWord::of_pair(token.text, false)
            }
            // The pair before holds it, and in a text another character may follow.
            TokenKind::Tail if end_of_pair == Some(token.range.end) => continue,
            // Alone it stands for all pairs that begin so.
            TokenKind::Tail => WantedWord::of_pair(token.text, true),
        };
        if words.quoted {
            // There nothing else stands for a word that is not the same.
            word.variants.append(&mut seats);
        }
        // Pairs overlap, so one that goes on begins before the end of the one before.
        let goes_on = end_of_pair.is_some_and(|end| token.range.start < end);
        end_of_pair = (token.kind == TokenKind::Pair).then_some(token.range.end);
        match phrases.last_mut() {
            Some(phrase) if words.quoted || goes_on => phrase.words.push(word),
            _ => {
                let others = spelt_out.into_iter().chain(seats);
                let others = others.map(|text| vec![WantedWord::new(text, false)]).collect();
                phrases.push(WantedPhrase { words: vec![word], as_written: words.quoted, others });
            }
        }
    }
    // A pair of characters is whole: a third letter would be another token.
    if let Some(WantedPhrase { words, others, .. }) = phrases.last_mut()
        && last_is_prefix
        && end_of_pair != Some(length)
    {
        words.last_mut().into_iter().chain(others.iter_mut().flatten()).for_each(|word| word.prefix = true);
    }
    let one = as_one(&phrases);
    for phrase in &mut phrases {
        phrase.as_written |= phrase.words.len() > 1;
        phrase.others.extend(one.iter().cloned());
        if phrase.has_stars() {
            phrase.add_printed();
        }
    }
    let stars = words.text.chars().filter(|character| sign(*character) == '*').count();
    (phrases, stars > used || (words.prefix && !ends_in_word))
}

/// How many stars stand in this range of characters of a text, where nothing else does.
fn stars_between(text: &str, range: Range<usize>) -> Option<usize> {
    let count = range.len();
    let mut between = text.chars().skip(range.start).take(count);
    (count > 0 && between.all(|character| sign(character) == '*')).then_some(count)
}

/// How many stars stand here at the end of a word of a text.
fn stars_at_end(text: &str, at: usize) -> usize {
    let mut behind = text.chars().skip(at).skip_while(|character| sign(*character) == '*');
    let is_end = behind.next().is_none_or(|sign| sign.is_whitespace() || is_unseen(sign));
    let stars = text.chars().skip(at).take_while(|character| sign(*character) == '*');
    if is_end { stars.count() } else { 0 }
}

/// What is written as one word and is several, such as `cease-fire`, as the one word that others write: `ceasefire`. Nothing
/// where it has digits, which no letters join.
fn as_one(phrases: &[WantedPhrase]) -> Option<Vec<WantedWord>> {
    let mut one = String::new();
    for phrase in phrases {
        let [word] = phrase.words.as_slice() else { return None };
        if phrase.as_written || !word.text.chars().all(char::is_alphabetic) {
            return None;
        }
        one.push_str(&word.text);
    }
    (phrases.len() > 1).then(|| vec![WantedWord::new(one, false)])
}

/// So many groups of thousands follow the first of a number at most, up to billions: a pasted column of figures is none.
const MOST_THOUSANDS: usize = 3;

/// How many of these words, the first of a query's, are one word to others, and that word: thousands (`10 000`), and
/// neighbours in Arabic letters, since Persian joins parts of a word with a sign that nobody sees and few type.
pub(crate) fn neighbours(words: &[&[WantedWord]]) -> Option<(usize, WantedWord)> {
    let text = |place: usize| match words.get(place) {
        Some([word]) => word.text.as_str(),
        _ => "",
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_thousands = |place: &usize| text(*place).len() == 3 && is_number(text(*place));
    let first = text(0);
    let count = match first.len() {
        1..=3 if is_number(first) && !first.starts_with('0') => {
            1 + (1..=MOST_THOUSANDS).take_while(is_thousands).count()
        }
        _ => 1 + usize::from(is_arabic(first) && is_arabic(text(1))),
    };
    (count > 1).then(|| (count, WantedWord::new((0..count).map(text).collect(), false)))
}
