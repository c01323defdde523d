//! What is learnt of a corpus: which words, how often, under which subject; how long articles are, and what they are
//! filed under.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::open_words::OpenWords;
use super::weighted::Weighted;
use crate::corpora;

/// A word that occurs less often stands for the words that a larger corpus would have.
const KNOWN: u64 = 3;

/// A subject of fewer articles has no words of its own.
const ARTICLES_OF_TOPIC: u32 = 20;

/// The facets and what else an article is filed under, copied from one article as a whole: values that go together stay
/// together.
const FILED: [&str; 6] = ["subjects", "places", "people", "organisations", "by", "language"];

/// A word by its place in the list, or one of the open class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// One that the corpus has.
    Known(u32),
    /// One that is made up.
    Open,
}

/// The shape of one article of the corpus.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// Words of the headline.
    pub headline: usize,
    /// Words of each paragraph.
    pub paragraphs: Vec<usize>,
    /// What it is filed under, as members of a JSON object, each with a comma before it.
    pub filed: String,
    /// Where it was written; the date follows in the dateline.
    pub dateline: Option<String>,
    /// `T15:01:01Z`; empty where only the day is known.
    pub time: String,
    /// The first subject's place in [`Statistics::topics`].
    topic: Option<u32>,
}

/// Everything that was learnt.
pub struct Statistics {
    /// The words as they are printed most often.
    pub words: Vec<String>,
    /// All articles' shapes.
    pub templates: Vec<Template>,
    /// The open class.
    pub open: OpenWords,
    /// How many words the corpus has in running text.
    pub tokens: u64,
    common: Weighted<Word>,
    topics: Vec<Option<Weighted<Word>>>,
}

impl Statistics {
    /// Reads a corpus.
    pub fn learn(path: &Path) -> Result<Self> {
        let mut learner = Learner::default();
        for article in corpora::lines(path)? {
            learner.read(&article?);
        }
        learner.finish().with_context(|| format!("{} has no words", path.display()))
    }

    /// The words of an article of this shape: those of its subject, and all.
    pub fn topic(&self, template: &Template) -> &Weighted<Word> {
        let own = template.topic.and_then(|topic| self.topics.get(topic as usize)?.as_ref());
        own.unwrap_or(&self.common)
    }

    /// All articles' words.
    pub fn common(&self) -> &Weighted<Word> {
        &self.common
    }
}

#[derive(Default)]
struct Learner {
    numbers: HashMap<String, u32>,
    words: Vec<Counted>,
    topics: BTreeMap<String, u32>,
    /// For each topic its articles and how often it has which word.
    counts: Vec<(u32, HashMap<u32, u32>)>,
    templates: Vec<Template>,
    tokens: u64,
    /// Words in running text and different words, after each article.
    growth: Vec<(u64, u64)>,
}

#[derive(Default)]
struct Counted {
    count: u64,
    /// The forms in which it is printed; few have more than three.
    forms: Vec<(String, u32)>,
}

impl Learner {
    fn read(&mut self, article: &Value) {
        let subject = article["subjects"][0]["name"].as_str().or_else(|| article["subjects"][0].as_str());
        let topic = subject.map(|subject| {
            let next = self.topics.len() as u32;
            *self.topics.entry(subject.to_owned()).or_insert(next)
        });
        if let Some(topic) = topic {
            self.counts.resize_with(self.topics.len(), Default::default);
            self.counts[topic as usize].0 += 1;
        }
        let headline = self.count(article["headline"].as_str().unwrap_or_default(), topic, false);
        let body = corpora::body(article);
        let paragraphs = body.lines().map(|line| self.count(line, topic, true)).filter(|words| *words > 0).collect();
        let filed = |key: &&str| article.get(*key).map(|value| format!(",\"{key}\":{value}"));
        let date = article["datePublished"].as_str().unwrap_or_default();
        let place =
            article["dateline"].as_str().and_then(|line| line.rsplit_once(',')).map(|(place, _)| place.to_owned());
        self.templates.push(Template {
            headline,
            paragraphs,
            filed: FILED.iter().filter_map(filed).collect(),
            dateline: place,
            time: date.get(10..).unwrap_or_default().to_owned(),
            topic,
        });
        self.growth.push((self.tokens, self.words.len() as u64));
    }

    /// Counts a text's words. A headline's are all in capitals, which says nothing of how they are printed else.
    fn count(&mut self, text: &str, topic: Option<u32>, is_body: bool) -> usize {
        let mut count = 0;
        for printed in words(text) {
            let folded = printed.to_lowercase();
            let number = match self.numbers.get(&folded) {
                Some(number) => *number,
                None => {
                    let number = self.words.len() as u32;
                    self.words.push(Counted::default());
                    self.numbers.insert(folded.clone(), number);
                    number
                }
            };
            let word = &mut self.words[number as usize];
            word.count += 1;
            let form = if is_body { printed } else { &folded };
            match word.forms.iter_mut().find(|(known, _)| known == form) {
                // A headline's word counts as a form only where no body has it.
                Some((_, count)) => *count += 2 * u32::from(is_body),
                None => word.forms.push((form.to_owned(), 1 + u32::from(is_body))),
            }
            if let Some(topic) = topic {
                *self.counts[topic as usize].1.entry(number).or_default() += 1;
            }
            count += 1;
        }
        self.tokens += count as u64;
        count
    }

    fn finish(self) -> Option<Statistics> {
        let is_known = |word: &Counted| word.count >= KNOWN;
        let word = |number: u32| if is_known(&self.words[number as usize]) { Word::Known(number) } else { Word::Open };
        let weigh = |counts: &mut dyn Iterator<Item = (u32, f64)>| {
            let mut weights = Vec::new();
            let mut open = 0.0;
            for (number, count) in counts {
                match word(number) {
                    Word::Open => open += count,
                    known => weights.push((known, count)),
                }
            }
            // The order of a map is another each time; that of the words is not.
            weights.sort_by_key(|(word, _)| match word {
                Word::Known(number) => *number,
                Word::Open => u32::MAX,
            });
            weights.push((Word::Open, open));
            Weighted::new(&weights)
        };
        let all = self.words.iter().zip(0u32..).map(|(word, number)| (number, word.count as f64));
        let common = weigh(&mut all.into_iter())?;
        let topics = self.counts.iter().map(|(articles, counts)| {
            let counts = counts.iter().map(|(number, count)| (*number, f64::from(*count)));
            if *articles < ARTICLES_OF_TOPIC { None } else { weigh(&mut counts.into_iter()) }
        });
        let topics = topics.collect();
        let heaps = heaps(&self.growth);
        let vocabulary = self.words.len() as u64;
        let rare = self.words.iter().filter(|word| !is_known(word));
        let has_digit =
            |word: &&Counted| word.forms.iter().any(|(form, _)| form.bytes().any(|byte| byte.is_ascii_digit()));
        let (numbers, rare) = (rare.clone().filter(has_digit).count() as u64, rare.count() as u64);
        let open = OpenWords {
            articles: self.templates.len() as f64,
            vocabulary: vocabulary as f64,
            known: (vocabulary - rare) as f64,
            heaps,
            numbers: 100 * numbers / rare.max(1),
        };
        let printed = |word: Counted| word.forms.into_iter().max_by_key(|(_, count)| *count).map(|(form, _)| form);
        let words = self.words.into_iter().map(|word| printed(word).unwrap_or_default()).collect();
        let Self { templates, tokens, .. } = self;
        Some(Statistics { words, templates, open, tokens, common, topics })
    }
}

/// The words of a text as the generator has them: what stands between blanks, without the punctuation around it.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let trimmed = |word: &str| !word.is_empty();
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(move |word| trimmed(word))
}

/// The exponent between the first quarter of a corpus and all of it.
fn heaps(growth: &[(u64, u64)]) -> f64 {
    let (Some(quarter), Some(all)) = (growth.get(growth.len() / 4), growth.last()) else { return 0.5 };
    let logarithm = |pair: fn(&(u64, u64)) -> u64| (pair(all) as f64 / pair(quarter).max(1) as f64).ln();
    let exponent = logarithm(|(_, words)| *words) / logarithm(|(tokens, _)| *tokens);
    if exponent.is_finite() { exponent.clamp(0.3, 0.9) } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_no_punctuation_around_them() {
        let found: Vec<_> = words("\"It's 1,234.5 dlrs,\" <IBM> said -- U.S.").collect();
        assert_eq!(found, ["It's", "1,234.5", "dlrs", "IBM", "said", "U.S"]);
    }

    #[test]
    fn heaps_exponent_is_that_of_the_growth() {
        let growth: Vec<_> =
            (1..=400u64).map(|at| (at * 1_000, (10.0 * (at as f64 * 1_000.0).powf(0.6)) as u64)).collect();
        assert!((heaps(&growth) - 0.6).abs() < 0.01, "{}", heaps(&growth));
        assert_eq!(heaps(&[]), 0.5);
    }
}
