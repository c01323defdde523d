//! Passages as addresses name them: made short from what a mark knows of its place, and found again in a text that may have
//! changed since.

use std::ops::Range;

use super::anchor::{ENOUGH, anchor, settled};
use super::mark::{Quote, Selectors};
use super::text::MarkedText;
use crate::route::Passage;

/// A passage of at most so many characters is named whole.
const WHOLE: usize = 140;

/// So many characters of the beginning and of the end name one that is longer.
const END: usize = 64;

/// So many characters beside it tell a passage from its like.
const AROUND: usize = 32;

/// So many characters of a part are looked for; addresses that this program makes have fewer.
const LONGEST: usize = 300;

/// A passage in an address: whole words, one that is long or stands in several lines by its beginning and its end, and with
/// words beside it where it is short or something else is like it.
pub fn passage(Selectors { quote, elsewhere, .. }: &Selectors) -> Passage {
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    let Quote { exact, prefix, suffix } = quote;
    let (mut before, mut exact, mut after) = (letters(prefix), letters(exact), letters(suffix));
    while cuts(before.last(), exact.first()) {
        exact.splice(..0, before.pop());
    }
    while cuts(exact.last(), after.first()) {
        exact.push(after.remove(0));
    }
    let named: Vec<&[char]> = lines(&exact).collect();
    let (Some(first), Some(last)) = (named.first(), named.last()) else { return Passage::default() };
    let has_twin = elsewhere.as_ref().is_none_or(|other| other.quote as usize * 4 >= exact.len() * 3);
    let is_whole = named.len() == 1 && first.len() <= WHOLE;
    let (start, end) = match is_whole {
        true => (text(first), String::new()),
        false => (beginning(first, END), ending(last, END)),
    };
    // Of a passage that is not named whole it is not known what its beginning and its end are like; and one that is short is
    // not found by itself once a word of it has changed.
    let needs_more = !is_whole || has_twin || exact.len() < 2 * ENOUGH as usize;
    let prefix = lines(&before).next_back().map(|line| ending(line, AROUND));
    let suffix = lines(&after).next().map(|line| beginning(line, AROUND));
    Passage {
        prefix: prefix.filter(|_| needs_more).unwrap_or_default(),
        suffix: suffix.filter(|_| needs_more).unwrap_or_default(),
        start,
        end,
        length: if is_whole { 0 } else { exact.len() },
    }
}

/// Where a passage stands now, and whether its words are there as they were; `None` where that cannot be said.
pub fn find(passage: &Passage, text: &MarkedText) -> Option<(Range<usize>, bool)> {
    let part = |part: &str| part.chars().take(LONGEST).map(spaced).collect::<Vec<char>>();
    let Passage { prefix, start, end, suffix, length } = passage;
    let (prefix, start, end, suffix) = (part(prefix), part(start), part(end), part(suffix));
    let parts = Parts { prefix, start, end, suffix, length: *length };
    if parts.start.is_empty() {
        return None;
    }
    let text = text.spaced();
    if let Some(range) = parts.find(text.characters()) {
        let is_exact = parts.length == 0 || parts.length == range.len();
        return Some((range, is_exact));
    }
    parts.find_nearly(&text).map(|range| (range, false))
}

struct Parts {
    prefix: Vec<char>,
    start: Vec<char>,
    end: Vec<char>,
    suffix: Vec<char>,
    /// How many characters the whole has; 0 where that is not known.
    length: usize,
}

impl Parts {
    /// The first place that has all parts, as browsers follow a text fragment.
    fn find(&self, text: &[char]) -> Option<Range<usize>> {
        let Self { prefix, start, end, suffix, .. } = self;
        let ends = |at: &usize| {
            let rest = text.get(*at..).unwrap_or_default();
            let blanks = rest.iter().take_while(|letter| **letter == ' ').count();
            rest.get(blanks..).is_some_and(|rest| rest.starts_with(suffix))
        };
        let begins = |at: &usize| {
            let rest = text.get(..*at).unwrap_or_default();
            let blanks = rest.iter().rev().take_while(|letter| **letter == ' ').count();
            rest.get(..rest.len() - blanks).is_some_and(|rest| rest.ends_with(prefix))
        };
        let place = |fits: &dyn Fn(usize) -> bool| {
            occurrences(start, text, 0).filter(begins).find_map(|from| {
                let behind = from + start.len();
                match end.is_empty() {
                    true => Some(from..Some(behind).filter(ends)?),
                    false => {
                        let mut places = occurrences(end, text, behind).map(|at| at + end.len());
                        places.find(|to| ends(to) && fits(*to - from)).map(|to| from..to)
                    }
                }
            })
        };
        place(&|length| length == self.length).or_else(|| place(&|length| self.fits(length)))
    }

    /// The nearest words; of two ends at least one.
    fn find_nearly(&self, text: &MarkedText) -> Option<Range<usize>> {
        let near = |exact: &[char], prefix: &[char], suffix: &[char]| {
            let text_of = |letters: &[char]| letters.iter().collect::<String>();
            let quote = Quote { exact: text_of(exact), prefix: text_of(prefix), suffix: text_of(suffix) };
            anchor(&Selectors { quote, ..Selectors::default() }, text)
        };
        if self.end.is_empty() {
            // An address that was cut off ends in half a word.
            return near(&self.start, &self.prefix, &self.suffix).map(|range| settled(range, text.characters()));
        }
        match (near(&self.start, &self.prefix, &[]), near(&self.end, &[], &self.suffix)) {
            (Some(head), Some(tail)) if self.fits(tail.end.saturating_sub(head.start)) => Some(head.start..tail.end),
            // Something else came between them.
            (Some(head), Some(_)) => Some(head),
            // As much as belongs to it for sure: the sentence that it is in.
            (Some(head), None) => {
                let end = text.sentences(&head).end.min(head.start.saturating_add(self.length));
                Some(head.start..end.max(head.end))
            }
            (None, Some(tail)) => {
                let start = text.sentences(&tail).start.max(tail.end.saturating_sub(self.length));
                Some(start.min(tail.start)..tail.end)
            }
            (None, None) => None,
        }
        .map(|range| settled(range, text.characters()))
    }

    /// Whether a place of so many characters is about as long as the passage was.
    fn fits(&self, length: usize) -> bool {
        length > 0 && (self.length == 0 || length * 2 >= self.length && length * 2 <= self.length.saturating_mul(3))
    }
}

/// Where a text has these words from a place on, as whole words.
fn occurrences<'a>(words: &'a [char], text: &'a [char], from: usize) -> impl Iterator<Item = usize> + 'a {
    let is_whole = move |at: usize| {
        let end = at + words.len();
        !cuts(at.checked_sub(1).and_then(|at| text.get(at)), words.first()) && !cuts(words.last(), text.get(end))
    };
    let found = text.windows(words.len().max(1)).enumerate().skip(from);
    found.filter(move |(at, window)| *window == words && is_whole(*at)).map(|(at, _)| at)
}

/// Whether an edge between two characters goes through a word.
fn cuts(before: Option<&char>, behind: Option<&char>) -> bool {
    // Where words are written without blanks, every edge may be one between words.
    let is_spaced = |letter: &char| {
        letter.is_alphanumeric()
            && !matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
    };
    before.is_some_and(is_spaced) && behind.is_some_and(is_spaced)
}

/// The lines and cells of a text that have something in them, without the blanks at their ends. A part of a text fragment
/// lies within one.
fn lines(text: &[char]) -> impl DoubleEndedIterator<Item = &[char]> {
    text.split(|letter| matches!(letter, '\n' | '\t')).map(trimmed).filter(|line| !line.is_empty())
}

fn trimmed(line: &[char]) -> &[char] {
    let first = line.iter().position(|letter| !letter.is_whitespace()).unwrap_or(line.len());
    let last = line.iter().rposition(|letter| !letter.is_whitespace()).map_or(first, |last| last + 1);
    line.get(first..last).unwrap_or_default()
}

/// The words with which a line begins.
fn beginning(line: &[char], most: usize) -> String {
    let blank = |at: &usize| line.get(*at).is_some_and(|letter| letter.is_whitespace());
    let edge = if line.len() <= most { line.len() } else { (most / 2..=most).rev().find(blank).unwrap_or(most) };
    text(trimmed(line.get(..edge).unwrap_or_default()))
}

/// The words with which a line ends.
fn ending(line: &[char], most: usize) -> String {
    let start = line.len().saturating_sub(most);
    let blank = |at: &usize| line.get(*at).is_some_and(|letter| letter.is_whitespace());
    let edge = if start == 0 { 0 } else { (start - 1..start + most / 2).find(blank).unwrap_or(start) };
    text(trimmed(line.get(edge..).unwrap_or_default()))
}

fn text(letters: &[char]) -> String {
    letters.iter().copied().map(spaced).collect()
}

/// Every blank as a plain one: addresses know no other.
pub(super) fn spaced(letter: char) -> char {
    if letter.is_whitespace() { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::anchor::select;
    use proptest::prelude::*;

    const STORY: &str = "The council votes on the new harbour in the spring of next year.\n\
        A spokesman said that the harbour had been too small for the larger ships for years, and that the money was there.\n\
        Norway\nThe new harbour is to open in 2030.";

    /// A passage that is named by its ends, and what stands behind it.
    const LONG: [&str; 2] = [
        "A spokesman said that the harbour had been too small for the larger ships for years, that the money was there, and \
         nobody had expected it to be so, said the mayor on Friday.",
        " More is not known. The council meets again on Monday, and will hear what the port has to say.",
    ];

    fn parts(text: &str) -> MarkedText {
        let part = |(at, line): (usize, &str)| (format!("block{at}"), line.to_owned());
        MarkedText::new(&text.split('\n').enumerate().map(part).collect::<Vec<_>>())
    }

    fn of(text: &str, words: &str) -> Passage {
        let at = text.find(words).map(|at| text[..at].chars().count()).unwrap_or_default();
        passage(&select(&(at..at + words.chars().count()), &parts(text)))
    }

    #[track_caller]
    fn check(words: &str, parameter: &str) {
        assert_eq!(of(STORY, words).parameter(), parameter);
    }

    #[test]
    fn a_passage_is_named_as_shortly_as_it_can_be_told_from_others() {
        // Long enough to stand for itself.
        check(
            "said that the harbour had been too small for the larger ships for years, and that",
            "said+that+the+harbour+had+been+too+small+for+the+larger+ships+for+years%2C+and+that",
        );
        // Short: with the words beside it, in whole words.
        check("harbour", "The+council+votes+on+the+new-,harbour,-in+the+spring+of+next+year%2E");
        check("orway", "and+that+the+money+was+there%2E-,Norway,-The+new+harbour+is+to+open+in");
        // In several blocks: by the beginning and the end.
        check(
            "next year.\nA spokesman",
            "the+new+harbour+in+the+spring+of-,next+year%2E,-22-,A+spokesman,-said+that+the+harbour+had+been",
        );
    }

    #[test]
    fn a_passage_over_a_heading_keeps_it_apart_from_the_sentences_beside_it() {
        check(
            "the money was there.\nNorway\nThe new harbour",
            "larger+ships+for+years%2C+and+that-,the+money+was+there%2E,-43-,The+new+harbour,-is+to+open+in+2030%2E",
        );
        // One that begins with the heading, and one that ends with it.
        for words in ["Norway\nThe new harbour", "the money was there.\nNorway", "there.\nNorway\nThe new"] {
            check_found(&of(STORY, words), STORY, Some((words, true)));
            assert!(!of(STORY, words).start.contains("Norway The") && !of(STORY, words).end.contains("there. Norway"));
        }
    }

    #[test]
    fn a_long_passage_is_named_by_its_beginning_and_its_end() {
        let passage = of(&LONG.concat(), LONG[0]);
        assert_eq!(passage.start, "A spokesman said that the harbour had been too small for the");
        assert_eq!(
            passage.end,
            "there, and nobody had expected it to be so, said the mayor on Friday."
                .split_once(", ")
                .map_or("", |(_, end)| end)
        );
        assert_eq!(passage.length, LONG[0].len());
    }

    #[track_caller]
    fn check_found(passage: &Passage, text: &str, expected: Option<(&str, bool)>) {
        let found = find(passage, &parts(text));
        let letters: Vec<char> = text.chars().collect();
        let found = found.map(|(range, is_exact)| (letters[range].iter().collect::<String>(), is_exact));
        assert_eq!(found.as_ref().map(|(words, is_exact)| (words.as_str(), *is_exact)), expected);
    }

    #[test]
    fn a_passage_is_found_again_and_it_is_known_whether_it_has_changed() {
        let sentence = of(STORY, "votes on the new harbour in the spring of next year.");
        check_found(&sentence, STORY, Some(("votes on the new harbour in the spring of next year.", true)));
        let changed = STORY.replace("the spring of next", "the autumn of next");
        check_found(&sentence, &changed, Some(("votes on the new harbour in the autumn of next year.", false)));
        check_found(&sentence, "Nothing is left of it.\nThe new harbour is to open in 2030.", None);
        // The second "new harbour" is another one.
        let second = of(STORY, "The new harbour is");
        check_found(&second, STORY, Some(("The new harbour is", true)));
        // An address that was cut off in the middle of a word.
        let cut = Passage {
            start: sentence.start.trim_end_matches("ear.").to_owned(),
            suffix: String::new(),
            ..sentence.clone()
        };
        check_found(&cut, STORY, Some(("votes on the new harbour in the spring of next year", false)));
        let over_blocks = of(STORY, "next year.\nA spokesman");
        check_found(&over_blocks, STORY, Some(("next year.\nA spokesman", true)));
    }

    #[test]
    fn of_a_long_passage_one_end_is_enough() {
        let [long, ..] = LONG;
        let text = LONG.concat();
        let passage = of(&text, long);
        assert!(passage.length > 0);
        check_found(&passage, &text, Some((long, true)));
        let added = text.replace("larger ships", "larger and still larger ships");
        check_found(&passage, &added, Some((&long.replace("larger ships", "larger and still larger ships"), false)));
        // Its end has become another: what is left of its sentence is taken.
        let cut = text.replace("and nobody had expected it to be so, said the mayor on Friday.", "as was known. Ends.");
        let found = find(&passage, &parts(&cut)).unwrap_or_default();
        assert_eq!((found.0.start, found.1), (0, false));
        assert_eq!(found.0.end, cut.find(" Ends.").unwrap_or_default());
        // Its ends have come to stand far apart: what is between them is another.
        let (head, tail) = long.split_at(long.len() / 2);
        let apart = [head, &"Something else was said. ".repeat(20), tail].concat();
        let found = find(&passage, &parts(&apart)).unwrap_or_default();
        assert!(!found.1 && found.0.start == 0 && found.0.len() < long.len(), "{found:?}");
    }

    #[test]
    fn words_of_scripts_without_blanks_are_not_widened() {
        let text = "東京都は新しい港について来年の春に投票すると発表した。";
        assert_eq!(of(text, "新しい港").start, "新しい港");
        check_found(&of(text, "新しい港"), text, Some(("新しい港", true)));
    }

    proptest! {
        #[test]
        fn every_passage_of_a_text_is_found_in_it(text in "[a-d \n]{1,160}|[A-Za-z0-9日本,.\u{e9}\n -]{1,300}", from in 0_usize..300, length in 1_usize..200) {
            let marked = parts(&text);
            let letters: Vec<char> = text.chars().collect();
            let Some(range) = marked.range((0, from), (0, from + length)).or_else(|| marked.range((0, 0), (letters.len(), 0))) else { return Ok(()) };
            let passage = passage(&select(&range, &marked));
            let read = Passage::parse(&passage.parameter());
            prop_assert_eq!(&read, &passage);
            let found = find(&read, &marked);
            prop_assert!(found.as_ref().is_some_and(|(_, is_exact)| *is_exact), "{:?} is not found", passage);
        }

        #[test]
        fn no_passage_makes_it_panic(parameter in any::<String>(), text in any::<String>()) {
            find(&Passage::parse(&parameter), &parts(&text));
        }
    }
}
