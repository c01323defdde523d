//! The same meaning of a query, by brute force over the documents: what an answer must be.

use std::collections::{BTreeMap, BTreeSet};

use search::analysis::analogy::Analogies;
use search::analysis::{Stemmer, for_each_written, tokenize};
use search::{
    Answer, Bound, Day, Document, Filter, Matched, ParsedText, Period, Query, Schema, SearchOptions, Sort, Term, Totals,
};

use crate::word_twin::{articles, begins_with, edits, hebrew_prefixes, lost, without_article};

pub struct Twin<'a> {
    pub(super) schema: Schema,
    pub(super) documents: &'a [Document],
    /// The words of all documents, each with its stems.
    pub(super) stems: BTreeMap<String, BTreeSet<String>>,
    /// What words lost at their beginning: each with the word and its stem.
    prefixes: BTreeMap<String, BTreeSet<(String, String)>>,
    /// What was learnt of stems in each language.
    analogies: Vec<Analogies>,
    /// The words of each field of each document.
    pub(super) tokens: Vec<Vec<Vec<String>>>,
    /// Words and phrases of one meaning, and how many of each list are looked for.
    pub(super) synonyms: Vec<(Vec<Vec<String>>, usize)>,
}

impl<'a> Twin<'a> {
    pub fn new(schema: Schema, documents: &'a [Document]) -> Self {
        let mut stems: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut prefixes: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
        let mut languages: BTreeMap<&str, BTreeSet<(String, String)>> = BTreeMap::new();
        for document in documents {
            let stemmer = Stemmer::for_language(&document.language);
            for text in &document.fields {
                for_each_written(text, |word, written, _, _| {
                    let known = stems.entry(word.to_owned()).or_default();
                    if let Some(stemmer) = &stemmer {
                        let stem = stemmer.stem(written).into_owned();
                        let Some(prefix) = lost(word, &stem) else { return };
                        if !prefix.is_empty() {
                            prefixes.entry(prefix.clone()).or_default().insert((word.to_owned(), stem.clone()));
                        }
                        let language = document.language.split('-').next().unwrap();
                        languages.entry(language).or_default().insert((word[prefix.len()..].to_owned(), stem.clone()));
                        known.insert(stem);
                    }
                });
            }
        }
        for (word, stems) in &mut stems {
            if stems.is_empty() {
                stems.insert(word.clone());
            }
        }
        let learn = |(language, examples): (&&str, &BTreeSet<(String, String)>)| {
            let pairs = examples.iter().map(|(word, stem)| (word.as_str(), stem.as_str()));
            Analogies::of_language(language, &pairs.collect::<Vec<_>>())
        };
        let analogies = languages.iter().map(learn).collect();
        let words = |text: &String| tokenize(text).into_iter().map(|token| token.text).collect();
        let tokens = documents.iter().map(|document| document.fields.iter().map(words).collect()).collect();
        Self { schema, documents, stems, prefixes, analogies, tokens, synonyms: Vec::new() }
    }

    /// The words of the archive that a whole word of a query stands for: itself and what has its stem.
    pub(super) fn forms(&self, word: &str, typed: bool, forgiving: bool) -> BTreeSet<String> {
        let exists = |stem: &String| stem.chars().count() > 2 && self.stems.values().any(|stems| stems.contains(stem));
        let base = without_article(word);
        let of_article = |article: &&str| self.stems.get(&((*article).to_owned() + base));
        let mut by_prefix: BTreeSet<String> = articles(base).iter().filter_map(of_article).flatten().cloned().collect();
        for (prefix, lost) in self.prefixes.iter().filter(|(prefix, _)| prefix.is_ascii() == word.is_ascii()) {
            let longer = prefix.clone() + base;
            by_prefix.extend(lost.iter().filter(|(other, _)| *other == longer).map(|(_, stem)| stem.clone()));
        }
        let guess = |known: &Analogies| known.candidates(base).into_iter().find(exists);
        let begins = |other: &&String| typed && other != &word && begins_with(other, word);
        let is_guessed =
            !self.stems.contains_key(word) && by_prefix.is_empty() && !self.stems.keys().any(|other| begins(&other));
        let stems: BTreeSet<String> = match self.stems.get(word) {
            Some(stems) => stems.clone(),
            None if is_guessed => self.analogies.iter().filter_map(guess).collect(),
            None => by_prefix,
        };
        let stems: BTreeSet<String> = stems.into_iter().filter(|stem| stem.chars().count() > 2).collect();
        let related = self.stems.iter().filter(|(_, of_word)| !of_word.is_disjoint(&stems));
        let mut forms: BTreeSet<String> = related.map(|(word, _)| word.clone()).chain([word.to_owned()]).collect();
        let behind_prefix = hebrew_prefixes(word).iter().map(|prefix| (*prefix).to_owned() + word);
        forms.extend(behind_prefix.filter(|longer| self.stems.contains_key(longer)));
        let own = self.own(word, typed, &forms);
        if forgiving && self.is_rare(own) {
            for meant in self.spellings(word, own) {
                forms.extend(self.forms(&meant, false, false));
            }
        }
        forms
    }

    /// The words of the archive that a word may have been meant to be: of those with as few edits as can be the three
    /// likeliest: most frequent, and made by a slip of which a word allows few, not in its first letter.
    fn spellings(&self, word: &str, own: usize) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 4 || !letters.iter().all(|letter| letter.is_alphabetic()) {
            return Vec::new();
        }
        let most = if letters.len() < 8 { 1 } else { 2 };
        let mut near: Vec<(usize, std::cmp::Reverse<usize>, String)> = Vec::new();
        for other in self.stems.keys() {
            let other_letters: Vec<char> = other.chars().collect();
            let edits = edits(&letters, &other_letters);
            let frequency = self.frequency(other);
            if (1..=most).contains(&edits) && frequency > own {
                let (mut one, mut two) = (letters.clone(), other_letters.clone());
                one.sort_unstable();
                two.sort_unstable();
                let is_of_few = edits == 1 && (other_letters.len() > letters.len() || one == two);
                let of_kind = if is_of_few { 26 } else { 1 };
                let of_place = if letters[0] == other_letters[0] { 2 } else { 1 };
                near.push((edits, std::cmp::Reverse(frequency * of_kind * of_place), other.clone()));
            }
        }
        near.sort();
        let least = near.first().map(|(cost, ..)| *cost);
        let most = near.first().map_or(0, |(_, frequency, _)| frequency.0);
        let is_likely = |cost: usize, frequency: usize| Some(cost) == least && frequency * 20 >= most;
        near.retain(|(cost, frequency, _)| is_likely(*cost, frequency.0));
        near.into_iter().take(3).map(|(.., word)| word).collect()
    }
}

/// A query's parts.
#[derive(Default)]
pub(super) struct Parts {
    pub clauses: Vec<Part>,
    excluded: Vec<Part>,
    pub filters: Vec<Filter>,
    pub dates: Vec<(Option<Day>, Option<Day>)>,
    /// What means nothing, each once.
    ignored: BTreeSet<String>,
}

/// What a document must match.
pub(super) enum Part {
    /// Words next to one another; of each the words that stand for it, and of the last perhaps what it begins.
    Words {
        field: Option<String>,
        words: Vec<BTreeSet<String>>,
        prefix: Option<String>,
        /// The one word, where it may stand for others of its meaning.
        plain: Option<String>,
        /// What else the one word may be: what it is written as together with others.
        also: BTreeSet<String>,
        /// The words side by side as which these may be written.
        apart: Option<Vec<String>>,
    },
    /// Any of the alternatives: all of the first parts and none of the second.
    Either(Vec<(Vec<Part>, Vec<Part>)>),
}

impl Twin<'_> {
    pub(super) fn parts(&self, query: &Query, as_typed: bool) -> Parts {
        let parsed = ParsedText::parse(&query.text);
        let dates = vec![(query.from.map(Period::first_day), query.to.map(Period::last_day))];
        let mut parts = Parts { filters: query.filters.clone(), dates, ..Parts::default() };
        let count = parsed.terms.len();
        for (index, term) in parsed.terms.into_iter().enumerate() {
            let typed = as_typed && parsed.open && index + 1 == count;
            match term {
                Term::Words(_) | Term::Either { .. } => {
                    parts.ignored.extend(term.ignored().into_iter().map(str::to_owned));
                    self.add(&term, typed, true, &mut parts.clauses, &mut parts.excluded);
                }
                // A value that is being typed filters once there is one.
                Term::Facet { facet, value, .. } if typed && self.known_value(&facet, &value).is_none() => {
                    parts.ignored.insert(format!("{facet}:{value}"));
                }
                Term::Facet { facet, value, exclude } => parts.filters.push(Filter { facet, value, exclude }),
                Term::Date(Bound::After, period) => parts.dates.push((Some(period.first_day()), None)),
                Term::Date(Bound::Before, period) => parts.dates.push((None, Some(Day(period.first_day().0 - 1)))),
                Term::Date(Bound::On, period) => {
                    parts.dates.push((Some(period.first_day()), Some(period.last_day())));
                }
                Term::Between(from, to) => parts.dates.push((Some(from.first_day()), Some(to.last_day()))),
                Term::Nothing(text) => _ = parts.ignored.insert(text),
            }
        }
        parts.clauses = self.widened(parts.clauses);
        for Filter { facet, value, .. } in &mut parts.filters {
            *value = self.known_value(facet, value).unwrap_or(value.clone());
        }
        parts
    }

    fn add(&self, term: &Term, typed: bool, forgiving: bool, all: &mut Vec<Part>, none: &mut Vec<Part>) {
        match term {
            Term::Words(words) => {
                let mut parts = self.words(words, typed && !words.exclude, forgiving && !words.exclude);
                match words.exclude {
                    false => all.append(&mut parts),
                    true => none.push(Part::Either(vec![(self.widened(parts), vec![])])),
                }
            }
            Term::Either { alternatives, exclude } => {
                let last = alternatives.len() - 1;
                let groups = alternatives.iter().enumerate().map(|(index, terms)| {
                    let (mut all, mut none) = (vec![], vec![]);
                    for (place, term) in terms.iter().enumerate() {
                        let typed = typed && index == last && place + 1 == terms.len();
                        self.add(term, typed, forgiving && !exclude, &mut all, &mut none);
                    }
                    (self.widened(all), none)
                });
                let either = Part::Either(groups.filter(|(all, _)| !all.is_empty()).collect());
                if *exclude { none.push(either) } else { all.push(either) }
            }
            _ => {}
        }
    }

    fn matches(&self, document: usize, part: &Part) -> bool {
        let (field, words, prefix, also, apart) = match part {
            Part::Words { field, words, prefix, also, apart, .. } => (field, words, prefix, also, apart),
            Part::Either(groups) => {
                return groups.iter().any(|(all, none)| {
                    all.iter().all(|part| self.matches(document, part))
                        && !none.iter().any(|part| self.matches(document, part))
                });
            }
        };
        self.schema.fields.iter().zip(&self.tokens[document]).any(|(name, have)| {
            field.as_ref().is_none_or(|wanted| *wanted == name.name)
                && (0..have.len()).any(|start| {
                    let is_apart = |words: &Vec<String>| have[start..].starts_with(words);
                    apart.as_ref().is_some_and(is_apart)
                        || words.iter().enumerate().all(|(at, forms)| {
                            let begins = |other: &String| {
                                at + 1 == words.len()
                                    && prefix.as_ref().is_some_and(|prefix| begins_with(other, prefix))
                            };
                            let is = |other: &String| forms.contains(other) || also.contains(other) || begins(other);
                            have.get(start + at).is_some_and(is)
                        })
                })
        })
    }

    pub(super) fn values(&self, document: &Document, facet: &str) -> BTreeSet<String> {
        let place = self.schema.facets.iter().position(|name| name == facet);
        let values = place.map(|place| document.facets[place].as_slice()).unwrap_or_default();
        values.iter().filter(|value| !value.is_empty()).map(|value| value.to_lowercase()).collect()
    }

    fn passes_facet(&self, document: &Document, filters: &[Filter], facet: &str) -> bool {
        let have = self.values(document, facet);
        let has = |filter: &&Filter| have.contains(&filter.value.to_lowercase());
        let of_facet = || filters.iter().filter(|filter| filter.facet == facet);
        let chosen: Vec<&Filter> = of_facet().filter(|filter| !filter.exclude).collect();
        (chosen.is_empty() || chosen.iter().any(has))
            && !of_facet().filter(|filter| filter.exclude).any(|filter| has(&filter))
    }

    pub(super) fn passes(&self, document: &Document, parts: &Parts, but_facet: Option<&str>, with_dates: bool) -> bool {
        let facets: BTreeSet<&str> = parts.filters.iter().map(|filter| filter.facet.as_str()).collect();
        facets.iter().all(|facet| Some(*facet) == but_facet || self.passes_facet(document, &parts.filters, facet))
            && (!with_dates
                || parts.dates.iter().all(|(from, to)| {
                    (from.is_none() && to.is_none())
                        || document
                            .day
                            .is_some_and(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
                }))
    }

    /// How values are written: as most documents do.
    pub(super) fn form(&self, facet: usize, key: &str) -> String {
        let mut forms: BTreeMap<&String, i32> = BTreeMap::new();
        for document in self.documents {
            if let Some(first) = document.facets[facet].iter().find(|value| value.to_lowercase() == key) {
                *forms.entry(first).or_default() -= 1;
            }
        }
        forms.into_iter().min_by_key(|(form, count)| (*count, *form)).map_or(key.to_owned(), |(form, _)| form.clone())
    }

    #[track_caller]
    pub fn check(&self, query: &Query, options: &SearchOptions, answer: &Answer) {
        let parts = self.parts(query, options.as_typed);
        let is_excluded = |document: usize| parts.excluded.iter().any(|part| self.matches(document, part));
        let tally: Vec<Option<usize>> = (0..self.documents.len())
            .map(|document| {
                let matching = parts.clauses.iter().filter(|words| self.matches(document, words)).count();
                (!is_excluded(document)).then_some(matching)
            })
            .collect();
        let clauses = parts.clauses.len();
        let levels = if clauses == 0 { [0; 3] } else { [clauses, (clauses * 3).div_ceil(4), 1] };
        let set = |level: usize| -> BTreeSet<u32> {
            (0..)
                .zip(&tally)
                .filter(|(_, tally)| tally.is_some_and(|tally| tally >= level))
                .map(|(number, _)| number)
                .collect()
        };
        let [all, most, any] = levels.map(set);
        let chosen = if all.len() >= 10 || clauses == 0 {
            &all
        } else if most.len() >= 10 {
            &most
        } else {
            &any
        };
        let matched = match () {
            () if *chosen == all => Matched::All,
            () if *chosen == most => Matched::Most,
            () => Matched::Any,
        };
        assert_eq!(answer.matched, matched, "{query:?}");
        let document = |number: &u32| &self.documents[*number as usize];
        let narrowed = |set: &BTreeSet<u32>| -> Vec<u32> {
            set.iter().copied().filter(|number| self.passes(document(number), &parts, None, true)).collect()
        };
        let totals = [&all, &most, &any].map(|set| narrowed(set).len() as u32);
        assert_eq!(answer.totals, Totals { all: totals[0], most: totals[1], any: totals[2] }, "{query:?}");
        let result = narrowed(chosen);
        assert_eq!(answer.total as usize, result.len(), "{query:?}");
        assert_eq!(answer.ignored.len(), parts.ignored.len(), "{query:?}: {:?}", answer.ignored);
        self.check_hits(query, options, answer, result, clauses > 0);
        if options.facet_limit > 0 {
            self.check_facets(options, answer, chosen, &parts);
            assert_eq!(answer.histogram, self.histogram(chosen, &parts), "{query:?}");
        }
    }

    #[track_caller]
    fn check_hits(
        &self,
        query: &Query,
        options: &SearchOptions,
        answer: &Answer,
        mut result: Vec<u32>,
        has_words: bool,
    ) {
        let hits: Vec<u32> = answer.hits.iter().map(|hit| hit.number).collect();
        let expected = result.len().saturating_sub(options.offset as usize).min(options.limit as usize);
        assert_eq!(hits.len(), expected, "{query:?}");
        match query.sort {
            Sort::Relevance if has_words => {
                assert!(hits.iter().all(|number| result.contains(number)), "{query:?}");
                let in_order = answer.hits.is_sorted_by(|one, next| {
                    one.score > next.score || (one.score == next.score && one.number < next.number)
                });
                assert!(in_order, "{query:?}: {:?}", answer.hits);
                return;
            }
            Sort::Relevance | Sort::Newest => {}
            Sort::Oldest => {
                let day = |number: &u32| self.documents[*number as usize].day;
                result.sort_by_key(|number| match day(number) {
                    Some(day) => (false, Some(day), std::cmp::Reverse(*number), 0),
                    None => (true, None, std::cmp::Reverse(0), *number),
                });
            }
        }
        let expected: Vec<u32> =
            result.into_iter().skip(options.offset as usize).take(options.limit as usize).collect();
        assert_eq!(hits, expected, "{query:?}");
    }
}
