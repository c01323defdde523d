//! One synthetic article: the shape of one that there is, with words drawn anew.

use serde_json::Value;
use std::fmt::Write;
use std::ops::Range;

use super::calendar::Day;
use super::statistics::{Statistics, Template, Word};
use crate::random::Random;

/// The share of words that an article has said before: a word that occurs once in a text is likely to come again. So an
/// article has as many different words as one of the agency's: 74.8 of 127.1 there, 75.9 of 127.4 here.
const REPEATED: f64 = 0.24;

/// The share of words, of those drawn, that are its subject's; the others are drawn from all articles' words.
const TOPICAL: f64 = 0.5;

/// The share of a headline's words that stand in the body too.
const FROM_BODY: f64 = 0.6;

/// The shortest word of the body that a headline takes up.
const TAKEN_UP: usize = 5;

/// Words of a sentence at least, and how many more there are at most; news agencies write about 22.
const SENTENCE: (usize, usize) = (14, 17);

/// How often a word that is not of the open class is looked for; of the agency's words one in forty is of it.
const TRIES: usize = 100;

/// A word that was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drawn {
    /// One that the corpus has.
    Known(u32),
    /// One of the open class, by its number.
    Open(u64),
}

/// Which article is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The seed of them all.
    pub seed: u64,
    /// Its place among all, from 0.
    pub number: u64,
    /// How many there are.
    pub all: u64,
}

/// Writes articles as lines of JSON; keeps its buffers from one to the next.
pub struct Writer<'a> {
    statistics: &'a Statistics,
    drawn: Vec<Drawn>,
    text: String,
    /// The words of the open class that this article has to bring up, and how many have come up before it.
    fresh: Range<u64>,
    before: u64,
    /// How many words it still has.
    left: usize,
}

impl<'a> Writer<'a> {
    /// With what was learnt.
    pub fn new(statistics: &'a Statistics) -> Self {
        Self { statistics, drawn: Vec::new(), text: String::new(), fresh: 0..0, before: 0, left: 0 }
    }

    /// The words of the article that was written last, the headline's at the end.
    pub fn drawn(&self) -> &[Drawn] {
        &self.drawn
    }

    /// Appends one article with its line's end; `None` where nothing was learnt. The same place gives the same article,
    /// whichever were written before.
    pub fn write(&mut self, place: Place, line: &mut String) -> Option<&'a Template> {
        let mut random = Random::of_part(place.seed, place.number + 1);
        let statistics = self.statistics;
        let template = random.choose(&statistics.templates)?;
        self.drawn.clear();
        self.fresh = statistics.open.fresh(place.number);
        self.before = self.fresh.start;
        self.left = template.headline + template.paragraphs.iter().sum::<usize>();
        let mut body = String::new();
        for words in &template.paragraphs {
            self.paragraph(template, *words, &mut random);
            body.push_str(if body.is_empty() { "" } else { "," });
            body.push_str(&quoted(&self.text));
        }
        self.headline(template, &mut random);
        let day = Day::of_article(place.number, place.all, random.share());
        // Writing to a string does not fail.
        let _ = write!(line, "{{\"uri\":\"synthetic-{}:{}\"", place.seed, place.number + 1);
        let _ = write!(line, ",\"headline\":{}", quoted(&self.text));
        let _ = write!(line, ",\"datePublished\":\"{}{}\"", day.iso(), template.time);
        if let Some(place) = &template.dateline {
            let _ = write!(line, ",\"dateline\":{}", quoted(&format!("{place}, {}", day.in_dateline())));
        }
        let _ = writeln!(line, "{},\"body\":[{body}]}}", template.filed);
        Some(template)
    }

    fn paragraph(&mut self, template: &Template, words: usize, random: &mut Random) {
        self.text.clear();
        let mut left = 0;
        for at in 0..words {
            let word = match self.drawn.is_empty() || self.is_urgent() || random.share() >= REPEATED {
                true => self.draw(template, random),
                false => self.drawn[random.below(self.drawn.len())],
            };
            self.left -= 1;
            self.drawn.push(word);
            let is_first = left == 0;
            if is_first {
                left = SENTENCE.0 + random.below(SENTENCE.1);
                self.text.push_str(if at == 0 { "" } else { ". " });
            } else {
                self.text.push(' ');
            }
            left -= 1;
            let start = self.text.len();
            self.print(word);
            if is_first && let Some(first) = self.text.get_mut(start..=start) {
                first.make_ascii_uppercase();
            }
        }
        self.text.push('.');
    }

    fn headline(&mut self, template: &Template, random: &mut Random) {
        self.text.clear();
        let body = self.drawn.len();
        for at in 0..template.headline {
            let from_body = match body > 0 && !self.is_urgent() && random.share() < FROM_BODY {
                true => Some(self.drawn[random.below(body)]).filter(|word| self.is_long(*word)),
                false => None,
            };
            let word = from_body.unwrap_or_else(|| self.draw(template, random));
            self.left -= 1;
            self.drawn.push(word);
            self.text.push_str(if at == 0 { "" } else { " " });
            self.print(word);
        }
        self.text.make_ascii_uppercase();
    }

    /// Whether all words that are left have to be new ones.
    fn is_urgent(&self) -> bool {
        (self.fresh.end - self.fresh.start) as usize >= self.left
    }

    fn draw(&mut self, template: &Template, random: &mut Random) -> Drawn {
        let words = match random.share() < TOPICAL {
            true => self.statistics.topic(template),
            false => self.statistics.common(),
        };
        match words.choose(random) {
            Word::Known(number) if !self.is_urgent() || self.fresh.is_empty() => Drawn::Known(number),
            _ => match self.fresh.next() {
                Some(fresh) => Drawn::Open(fresh),
                None if self.before > 0 => Drawn::Open(self.statistics.open.old(self.before, random)),
                // The corpus begins with words that it has often; the open class comes up later.
                None => self.known(random),
            },
        }
    }

    fn known(&self, random: &mut Random) -> Drawn {
        let known = |word| match word {
            Word::Known(number) => Some(Drawn::Known(number)),
            Word::Open => None,
        };
        // A corpus in which no word comes often has no known ones.
        (0..TRIES).find_map(|_| known(self.statistics.common().choose(random))).unwrap_or(Drawn::Open(0))
    }

    fn is_long(&self, word: Drawn) -> bool {
        match word {
            Drawn::Known(number) => self.statistics.words[number as usize].len() >= TAKEN_UP,
            Drawn::Open(_) => true,
        }
    }

    fn print(&mut self, word: Drawn) {
        match word {
            Drawn::Known(number) => self.text.push_str(&self.statistics.words[number as usize]),
            Drawn::Open(number) => self.statistics.open.write(number, &mut self.text),
        }
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
