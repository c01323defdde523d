//! Cuts a text into its sentences. Where the browser has a segmenter (`Intl.Segmenter`, Unicode Standard Annex 29) that
//! cuts, elsewhere a plain rule does; both take the point of an abbreviation for an end, which is mended here.

use std::ops::Range;

use super::script::{Kind, Script};
use super::voice::base;
use crate::marks::PartRange;

/// A sentence to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, where that can be marked.
    pub place: Option<PartRange>,
    /// What is said.
    pub text: String,
    /// Whether it belongs to a picture.
    pub is_caption: bool,
}

/// Cuts a line of text, nothing lost; `None` where the browser cannot.
pub type Segment<'a> = &'a dyn Fn(&str) -> Option<Vec<String>>;

/// The sentences of an article.
pub type Sentences = Vec<Sentence>;

/// Cuts a script.
pub fn of_script(script: &Script, segment: Segment) -> Sentences {
    let mut sentences = Vec::new();
    let mut part = 0;
    for (kind, text) in &script.parts {
        let characters: Vec<char> = text.chars().collect();
        for range in sentences_of(text, &script.language, segment) {
            let said = characters.get(range.clone()).unwrap_or_default().iter();
            // A cell of a table ends as a clause does.
            let text = said.map(|character| if *character == '\t' { ',' } else { *character }).collect();
            let place = PartRange { part, start: range.start, end: range.end };
            sentences.push(Sentence {
                place: Some(place).filter(|_| *kind != Kind::Beside),
                text,
                is_caption: *kind != Kind::Part,
            });
        }
        part += usize::from(*kind != Kind::Beside);
    }
    sentences
}

/// Where the sentences of a text stand, in Unicode scalar values, without the blanks around them. What has neither letter nor
/// digit is none, for there are voices that never come to its end. A line ends a sentence: items of lists, rows of tables.
pub fn sentences_of(text: &str, language: &str, segment: Segment) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        let pieces = segment(line).unwrap_or_else(|| plain(line));
        let mut at = line_start;
        // The sentence that goes on while its pieces end in abbreviations.
        let mut sentence = String::new();
        let mut start = at;
        let mut pieces = pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            at += piece.chars().count();
            sentence.push_str(&piece);
            if pieces.peek().is_some_and(|next| goes_on(&sentence, next, language)) {
                continue;
            }
            sentences.extend(without_blanks(&sentence, start));
            sentence.clear();
            start = at;
        }
        line_start += line.chars().count() + 1;
    }
    sentences
}

fn without_blanks(sentence: &str, start: usize) -> Option<Range<usize>> {
    if !sentence.chars().any(char::is_alphanumeric) {
        return None;
    }
    let before = sentence.chars().take_while(|character| character.is_whitespace()).count();
    Some(start + before..start + before + sentence.trim().chars().count())
}

/// A plain rule: a sentence ends behind a full stop, a question or exclamation mark or the like, with the quotation marks and
/// brackets that close there, where a blank follows; and without one where scripts write none.
pub fn plain(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut has_ended, mut is_wide) = (false, false);
    for character in line.chars() {
        if has_ended && !ends(character) && !closes(character) {
            let is_blank = character.is_whitespace();
            if !is_blank && (is_wide || pieces.last().is_some_and(|piece| piece.ends_with(char::is_whitespace))) {
                pieces.push(String::new());
            }
            has_ended = is_blank;
        } else if ends(character) {
            (has_ended, is_wide) = (true, "。！？．｡".contains(character));
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

fn ends(character: char) -> bool {
    ".!?…。！？．｡؟۔।॥։።".contains(character)
}

fn closes(character: char) -> bool {
    "\"')]}»›”’“‘」』）】".contains(character)
}

/// What ends in a point and seldom a sentence, by the archive's likeliest languages. Taken for an abbreviation by mistake,
/// two sentences are read as one; taken for an end, one is torn.
const ABBREVIATIONS: &str = " Mr Mrs Ms Dr Prof Sr Jr St Gen Col Lt Sgt Capt Cpl Maj Adm Rep Sen Gov Pres Rev Hon Messrs \
    No Nos Vol Fig vs cf al approx est Ave Blvd Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Bros Inc Ltd Corp Co \
    Hr Fr Nr Abs Art Bd bzw ca evtl ggf inkl usw vgl Str MM Mme Mlle Mgr Sra Srta Dra Ud Uds Excmo pág núm art ";

/// Languages that write ordinal numbers with a point: `3. Oktober`.
const ORDINALS: &str = " de da nb nn no fi cs sk pl hu sl hr sr bs et lv tr is lb ";

/// Whether a sentence goes on behind what looks like its end.
fn goes_on(before: &str, next: &str, language: &str) -> bool {
    if next.trim_start().chars().next().is_some_and(char::is_lowercase) {
        return true;
    }
    let Some(before) = before.trim_end().strip_suffix('.') else { return false };
    let word = before.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    let has = |list: &str, word: &str| !word.is_empty() && list.contains(&[" ", word, " "].concat());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_ordinal = word.len() <= 2 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_initial || has(ABBREVIATIONS, word) || is_ordinal && has(ORDINALS, base(language))
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
