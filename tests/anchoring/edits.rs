//! Articles that are edited as newsrooms do, with every word's origin kept, so that it is known where a mark belongs.

use std::ops::Range;

use xtask::random::Random;

/// A word and where it comes from.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    /// The sentence that it stood in, and the how manieth word it was there; `None` where it is new.
    origin: Option<usize>,
}

/// Words of one sentence of the article as it was; new sentences have no number.
#[derive(Clone, Debug)]
struct Sentence {
    number: Option<usize>,
    words: Vec<Word>,
}

/// An article: paragraphs of sentences of words.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    paragraphs: Vec<Vec<Sentence>>,
}

/// A passage of the article as it was.
pub struct Marked {
    pub range: Range<usize>,
    /// The sentences that it stands in.
    sentences: Range<usize>,
    /// The words of its first sentence that it begins with, of its last that it ends before.
    words: Range<usize>,
}

/// What became of a mark.
pub enum Outcome {
    Found,
    /// It stands there still, and was not found.
    Lost,
    /// Its sentence was cut, and it is placed nowhere.
    Gone,
    /// It was put at another sentence, though its own may have survived.
    Wrong(bool),
}

impl Draft {
    pub fn of(blocks: &[String]) -> Self {
        let mut number = 0;
        let mut sentence = |words: Vec<&str>| {
            let words = words.iter().enumerate().map(|(at, word)| Word { text: (*word).to_owned(), origin: Some(at) });
            number += 1;
            Sentence { number: Some(number - 1), words: words.collect() }
        };
        let paragraphs = blocks.iter().map(|block| split(block).into_iter().map(&mut sentence).collect());
        Self { paragraphs: paragraphs.collect() }
    }

    pub fn sentences(&self) -> usize {
        self.paragraphs.iter().map(Vec::len).sum()
    }

    /// The blocks, each under an id that only its own text gives it.
    pub fn blocks(&self) -> Vec<(String, String)> {
        let mut blocks: Vec<(String, String)> = Vec::new();
        for paragraph in &self.paragraphs {
            let words = paragraph.iter().flat_map(|sentence| sentence.words.iter().map(|word| word.text.as_str()));
            let text = words.collect::<Vec<_>>().join(" ");
            let hash = text
                .bytes()
                .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
            let id = format!("{hash:016x}");
            let repeats = blocks.iter().filter(|(other, _)| other.split('-').next() == Some(&id)).count();
            blocks.push((if repeats > 0 { format!("{id}-{}", repeats + 1) } else { id }, text));
        }
        blocks
    }

    /// Every word with the sentence it belongs to and its range in the text.
    fn placed(&self) -> Vec<(Option<usize>, &Word, Range<usize>)> {
        let mut at = 0;
        let mut placed = Vec::new();
        for paragraph in &self.paragraphs {
            // An empty paragraph is a line too.
            let before = placed.len();
            for sentence in paragraph {
                for word in &sentence.words {
                    let end = at + word.text.chars().count();
                    placed.push((sentence.number, word, at..end));
                    at = end + 1;
                }
            }
            at += usize::from(placed.len() == before);
        }
        placed
    }

    pub fn text(&self, range: Range<usize>) -> String {
        let blocks: Vec<_> = self.blocks().into_iter().map(|(_, text)| text).collect();
        blocks.join("\n").chars().skip(range.start).take(range.len()).collect()
    }

    /// Marks a sentence (0), a phrase of one (1), or two sentences that follow one another (2).
    pub fn choose(&self, random: &mut Random, kind: u64) -> Marked {
        let count = self.sentences();
        let first = random.below(if kind == 2 { count - 1 } else { count });
        let sentences = first..first + if kind == 2 { 2 } else { 1 };
        let last_length = self.sentence(sentences.end - 1).words.len();
        let words = match kind {
            1 => {
                let length = (2 + random.below(8)).min(last_length);
                let start = random.below(last_length - length + 1);
                start..start + length
            }
            _ => 0..last_length,
        };
        let placed = self.placed();
        let at = |sentence: usize, word: usize| {
            let found =
                placed.iter().find(|(number, found, _)| *number == Some(sentence) && found.origin == Some(word));
            found.map(|(_, _, range)| range.clone()).unwrap_or_default()
        };
        let range = at(sentences.start, words.start).start..at(sentences.end - 1, words.end - 1).end;
        Marked { range, sentences, words }
    }

    fn sentence(&self, number: usize) -> &Sentence {
        let found = self.paragraphs.iter().flatten().find(|sentence| sentence.number == Some(number));
        found.expect("a sentence of the article")
    }

    /// Edited between one and ten times: words changed, sentences moved, added and cut, paragraphs cut, moved, joined and split.
    pub fn edited(&self, random: &mut Random, marked: &Marked, other: &Self) -> Self {
        let mut draft = self.clone();
        // In half of all the marked sentence itself is rewritten, at most a fifth of its words; a row of a table, of which a
        // word is a fifth, is another row then.
        let number = marked.sentences.start + random.below(marked.sentences.len());
        let words = draft.sentence(number).words.len();
        if words >= 10 && random.below(2) == 0 {
            for _ in 0..1 + random.below(words / 5) {
                draft.change_word(random, Some(number), other);
            }
        }
        for _ in 0..1 + random.below(10) {
            match random.below(10) {
                0..=3 => draft.change_word(random, None, other),
                4 | 5 => {
                    let sentence = draft.take_sentence(random);
                    draft.put_sentence(random, sentence);
                }
                6 => drop(draft.take_sentence(random)),
                7 => {
                    let foreign = other.paragraphs[random.below(other.paragraphs.len())].first().cloned();
                    draft.put_sentence(random, foreign.map(|sentence| Sentence { number: None, ..sentence }));
                }
                8 => {
                    let at = random.below(draft.paragraphs.len());
                    let paragraph = draft.paragraphs.remove(at);
                    if random.below(2) == 0 || draft.paragraphs.is_empty() {
                        draft.paragraphs.insert(random.below(draft.paragraphs.len() + 1), paragraph);
                    }
                }
                _ => {
                    let at = random.below(draft.paragraphs.len());
                    let half = draft.paragraphs[at].len() / 2;
                    let rest = draft.paragraphs[at].split_off(half);
                    draft.paragraphs.insert(at + 1, rest);
                    draft.paragraphs.retain(|paragraph| !paragraph.is_empty());
                }
            }
        }
        draft
    }

    fn change_word(&mut self, random: &mut Random, number: Option<usize>, other: &Self) {
        let new = other.paragraphs.iter().flatten().flat_map(|sentence| &sentence.words).nth(random.below(40));
        let new = Word { text: new.map_or_else(|| "late".to_owned(), |word| word.text.clone()), origin: None };
        let count = self.sentences();
        let chosen = random.below(count.max(1));
        let mut sentences = self.paragraphs.iter_mut().flatten().enumerate();
        let sentence = sentences.find(|(at, sentence)| match number {
            Some(number) => sentence.number == Some(number),
            None => *at == chosen,
        });
        let Some((_, sentence)) = sentence else { return };
        let at = random.below(sentence.words.len());
        match random.below(3) {
            0 => sentence.words[at] = new,
            1 => sentence.words.insert(at, new),
            _ if sentence.words.len() > 1 => drop(sentence.words.remove(at)),
            _ => {}
        }
    }

    fn take_sentence(&mut self, random: &mut Random) -> Option<Sentence> {
        let at = random.below(self.paragraphs.len());
        let paragraph = self.paragraphs.get_mut(at)?;
        let taken = paragraph.remove(random.below(paragraph.len()));
        if paragraph.is_empty() {
            paragraph.push(Sentence { number: None, words: vec![Word { text: "Ends.".to_owned(), origin: None }] });
        }
        Some(taken)
    }

    fn put_sentence(&mut self, random: &mut Random, sentence: Option<Sentence>) {
        let at = random.below(self.paragraphs.len());
        let Some((sentence, paragraph)) = sentence.zip(self.paragraphs.get_mut(at)) else { return };
        paragraph.insert(random.below(paragraph.len() + 1), sentence);
    }

    /// Whether a mark was put where it belongs.
    pub fn judge(&self, marked: &Marked, found: Option<&Range<usize>>) -> Outcome {
        let placed = self.placed();
        let of_mark = |number: &Option<usize>| number.is_some_and(|number| marked.sentences.contains(&number));
        // The words that are marked and stand there still, and whether they stand in their order and next to one another.
        let is_marked = |number: usize, word: usize| {
            (number > marked.sentences.start || word >= marked.words.start)
                && (number + 1 < marked.sentences.end || word < marked.words.end)
        };
        let mut own = Vec::new();
        for (at, (number, word, range)) in placed.iter().enumerate() {
            if of_mark(number)
                && let (Some(number), Some(origin)) = (number, word.origin)
                && is_marked(*number, origin)
            {
                own.push((at, range.clone()));
            }
        }
        let before: usize = marked.range.len();
        let kept: usize = own.iter().map(|(_, range)| range.len() + 1).sum();
        // What stands between its first word and its last and is not its own.
        let span = own.first().zip(own.last()).map_or(0, |((_, first), (_, last))| last.end.abs_diff(first.start));
        let survived = kept * 4 >= before * 3 && span <= before * 3 / 2;
        let Some(found) = found else { return if survived { Outcome::Lost } else { Outcome::Gone } };
        let overlap = |range: &Range<usize>| range.end.min(found.end).saturating_sub(range.start.max(found.start));
        let in_sentence: usize = placed
            .iter()
            .filter(|(number, ..)| of_mark(number))
            .map(|(_, _, range)| overlap(range) + 1)
            .filter(|length| *length > 1)
            .sum();
        let hit: usize = own.iter().map(|(_, range)| overlap(range)).sum();
        match in_sentence * 2 >= found.len() {
            false => Outcome::Wrong(survived),
            true if !survived => Outcome::Gone,
            true if hit * 2 >= kept => Outcome::Found,
            true => Outcome::Lost,
        }
    }
}

/// The words of each sentence of a paragraph.
fn split(block: &str) -> Vec<Vec<&str>> {
    let mut sentences = vec![Vec::new()];
    let words: Vec<&str> = block.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        sentences.last_mut().expect("there is one").push(*word);
        let ends = word.trim_end_matches(['"', '\'', '”', ')']).ends_with(['.', '!', '?']);
        let begins = words
            .get(at + 1)
            .is_some_and(|next| next.starts_with(|letter: char| letter.is_uppercase() || "\"'“(".contains(letter)));
        if ends && begins && word.chars().count() > 3 {
            sentences.push(Vec::new());
        }
    }
    sentences.retain(|words| !words.is_empty());
    sentences
}
