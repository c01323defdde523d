//! Cuts long sentences, which browsers do not read to their end: Chromium's remote voices stop after some 14 seconds, and
//! tell nobody (<https://issues.chromium.org/issues/40747712>). A pause begins anew with the last clause, too.

use crate::reading_time;

/// How many seconds of speech are said in one piece. Voices are slower than the readers of the table that tells the length, by
/// a quarter: 150 to 180 words a minute, where English was read aloud with 228.
const SECONDS: usize = 10;

/// How many characters are said in one piece, in a language and at a rate in per cent. Faster speech is not cut later: some
/// voices take no more than 200 to 300 characters at any rate.
pub fn most(language: &str, rate: u32) -> usize {
    reading_time::characters(language) as usize * SECONDS / 60 * rate.min(100) as usize / 100
}

/// How many milliseconds a piece is waited for before it is given up: three times as long as it should take, and half
/// a minute for a voice that comes over a slow network.
pub fn patience(text: &str, language: &str, rate: u32) -> u32 {
    let characters = text.chars().count() as u32;
    30_000 + characters * 3 * 60_000 / reading_time::characters(language) * 100 / rate.max(10)
}

/// The pieces of a sentence, each of at most so many characters, nothing lost but the blanks between them. It is cut behind
/// the last point of rest in reach, else between words, else where it must be.
pub fn clauses(sentence: &str, most: usize) -> Vec<String> {
    let most = most.max(1);
    let characters: Vec<char> = sentence.chars().collect();
    let mut clauses = Vec::new();
    let mut rest = without_blank(&characters);
    while rest.len() > most {
        let reach = rest.get(..most).unwrap_or_default();
        let is_blank = |at: usize| rest.get(at).is_none_or(|character| character.is_whitespace());
        let pause = |(at, character): (usize, &char)| rests(*character, is_blank(at + 1)).then_some(at + 1);
        // A clause of two words sounds as if the reader stumbled.
        let pause = reach.iter().enumerate().rev().find_map(pause).filter(|at| at * 4 >= most);
        let blank = (1..=most).rev().find(|at| is_blank(*at));
        let (clause, behind) = rest.split_at(pause.or(blank).unwrap_or(most));
        push(&mut clauses, clause);
        rest = without_blank(behind);
    }
    push(&mut clauses, rest);
    clauses
}

fn without_blank(characters: &[char]) -> &[char] {
    let blanks = characters.iter().take_while(|character| character.is_whitespace()).count();
    characters.get(blanks..).unwrap_or_default()
}

fn push(clauses: &mut Vec<String>, clause: &[char]) {
    let clause: String = clause.iter().collect();
    // A mark that stands alone is nothing to say; see `sentences`.
    if clause.chars().any(char::is_alphanumeric) {
        clauses.push(clause.trim().to_owned());
    }
}

/// Whether a reader rests behind a character: always in scripts without blanks, else where a blank follows.
fn rests(character: char, before_blank: bool) -> bool {
    "，、；：。！？".contains(character) || before_blank && ",;:—–…،؛)".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(sentence: &str, most: usize, expected: &[&str]) {
        assert_eq!(clauses(sentence, most), expected);
    }

    #[test]
    fn what_is_short_stays_whole() {
        check("One, two, three.", 16, &["One, two, three."]);
        check("", 16, &[]);
        check(" – ", 1, &[]);
    }

    #[test]
    fn a_sentence_is_cut_where_a_reader_rests() {
        check(
            "The council, which met on Monday, voted for the harbour; the mayor did not.",
            41,
            &["The council, which met on Monday,", "voted for the harbour; the mayor did not."],
        );
        check("It cost 1,000,000 dollars in the end.", 20, &["It cost 1,000,000", "dollars in the end."]);
    }

    #[test]
    fn without_a_rest_it_is_cut_between_words() {
        check("one two three four five", 10, &["one two", "three four", "five"]);
        check("Oh, incomprehensibilities happen", 16, &["Oh,", "incomprehensibil", "ities happen"]);
    }

    #[test]
    fn scripts_without_blanks_are_cut_too() {
        check("我们今天去公园，明天去学校，后天休息。", 9, &["我们今天去公园，", "明天去学校，", "后天休息。"]);
        check("あいうえおかきくけこ", 4, &["あいうえ", "おかきく", "けこ"]);
    }

    #[test]
    fn slow_speech_is_cut_sooner_and_fast_speech_no_later() {
        assert_eq!(most("en", 100), 164);
        assert_eq!(most("en-GB", 50), 82);
        assert_eq!(most("en", 300), 164);
        assert_eq!(most("zh-Hans", 100), 42);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_too_long(sentence in "[a-z ,;—.。，あい\u{301}🙂]{0,120}", most in 1usize..40) {
            let cut = clauses(&sentence, most);
            prop_assert!(cut.iter().all(|clause| clause.chars().count() <= most));
            let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&cut.concat()), letters(&sentence));
        }
    }
}
