//! Learns how endings change: which questions about words tell apart those that change differently.

use std::collections::{BTreeMap, BTreeSet};

use super::analogy::{Analogies, Change, MOST_CHANGES, Node};
use super::ending::{Ending, Test, passed};

/// The most words that are learnt from; further ones change little and would take long.
const MOST_EXAMPLES: usize = 50_000;

/// A word to learn from.
struct Example {
    ending: Ending,
    change: usize,
}

/// Words that the questions up to here do not tell apart, and the next question for them.
struct Group {
    examples: Vec<Example>,
    /// The test that tells the most, and how much; none where no test tells anything.
    best: Option<(Test, f64)>,
}

/// The tree as it grows. Where it has split, the changes of all words from there on stand.
enum Tree {
    Group(Group),
    Split(Test, Vec<usize>, Box<[Tree; 2]>),
}

/// See [`Analogies::learn`].
pub(super) fn learn<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>, most_answers: usize) -> Analogies {
    // Sorted, so that the order of the words plays no part.
    let words: BTreeSet<(&str, &str)> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
    let step = words.len().div_ceil(MOST_EXAMPLES).max(1);
    let words: Vec<(&str, &str)> = words.into_iter().step_by(step).collect();
    let changes: BTreeSet<Change> = words.iter().map(|(word, stem)| change(word, stem)).collect();
    let changes: Vec<Change> = changes.into_iter().collect();
    let number = |wanted: &Change| changes.binary_search(wanted).unwrap_or_default();
    let examples =
        words.iter().map(|(word, stem)| Example { ending: Ending::of(word), change: number(&change(word, stem)) });
    let mut tree = Tree::Group(Group::new(examples.collect()));
    for _ in 1..most_answers {
        let Some(group) = tree.most_divided() else { break };
        group.split();
    }
    let mut nodes = Vec::new();
    tree.write(&[], &mut nodes);
    keep_used(changes, nodes)
}

/// What makes a word its stem.
fn change(word: &str, stem: &str) -> Change {
    let same = word.chars().zip(stem.chars()).take_while(|(one, other)| one == other).count();
    Change { removed: word.chars().count() - same, added: stem.chars().skip(same).collect() }
}

fn keep_used(changes: Vec<Change>, mut nodes: Vec<Node>) -> Analogies {
    let mut new_numbers = BTreeMap::new();
    let mut kept = Vec::new();
    for node in &mut nodes {
        let Node::Changes(numbers) = node else { continue };
        for number in numbers {
            *number = *new_numbers.entry(*number).or_insert_with(|| {
                kept.push(changes[*number].clone());
                kept.len() - 1
            });
        }
    }
    Analogies::new(kept, nodes)
}

impl Group {
    fn new(examples: Vec<Example>) -> Self {
        let best = best_test(&examples);
        Self { examples, best }
    }

    /// The changes of its words, the most frequent first.
    fn changes(&self) -> Vec<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        self.examples.iter().for_each(|example| *counts.entry(example.change).or_default() += 1);
        let mut changes: Vec<(usize, usize)> = counts.into_iter().map(|(change, count)| (count, change)).collect();
        changes.sort_by_key(|(count, change)| (std::cmp::Reverse(*count), *change));
        changes.into_iter().map(|(_, change)| change).take(MOST_CHANGES).collect()
    }
}

/// Sum of squares by sum: the higher, the less words differ (Gini's measure of impurity, turned round).
fn purity(counts: impl Iterator<Item = u32>) -> f64 {
    let (squares, sum) = counts.fold((0.0, 0.0), |(squares, sum), count| {
        let count = f64::from(count);
        (squares + count * count, sum + count)
    });
    if sum > 0.0 { squares / sum } else { 0.0 }
}

fn best_test(examples: &[Example]) -> Option<(Test, f64)> {
    let mut all: BTreeMap<usize, u32> = BTreeMap::new();
    let mut by_test: BTreeMap<Test, BTreeMap<usize, u32>> = BTreeMap::new();
    for example in examples {
        *all.entry(example.change).or_default() += 1;
    }
    if all.len() < 2 {
        return None;
    }
    for example in examples {
        for test in passed(&example.ending) {
            *by_test.entry(test).or_default().entry(example.change).or_default() += 1;
        }
    }
    let before = purity(all.values().copied());
    let mut best = None;
    for (test, passed) in &by_test {
        let others = all.iter().map(|(change, count)| count - passed.get(change).unwrap_or(&0));
        let gain = purity(passed.values().copied()) + purity(others) - before;
        // Of equal ones the first.
        if gain > best.map_or(1e-9, |(_, best)| best) {
            best = Some((*test, gain));
        }
    }
    best
}

impl Tree {
    fn gain(&self) -> f64 {
        match self {
            Self::Group(group) => group.best.map_or(0.0, |(_, gain)| gain),
            Self::Split(_, _, branches) => branches[0].gain().max(branches[1].gain()),
        }
    }

    /// The group whose next question tells the most.
    fn most_divided(&mut self) -> Option<&mut Self> {
        if let Self::Split(_, _, branches) = self {
            let [passed, failed] = &mut **branches;
            return if passed.gain() >= failed.gain() { passed.most_divided() } else { failed.most_divided() };
        }
        (self.gain() > 0.0).then_some(self)
    }

    fn split(&mut self) {
        let Self::Group(group) = self else { return };
        let Some((test, _)) = group.best else { return };
        let changes = group.changes();
        let (passed, failed) =
            std::mem::take(&mut group.examples).into_iter().partition(|example| example.ending.passes(test));
        *self =
            Self::Split(test, changes, Box::new([passed, failed].map(|examples| Self::Group(Group::new(examples)))));
    }

    /// Appends the nodes of the tree. Words of few changes may also change as their nearest relatives do. A question whose
    /// answers are the same is left out.
    fn write(&self, inherited: &[usize], nodes: &mut Vec<Node>) {
        let with_inherited = |mut changes: Vec<usize>| {
            for change in inherited {
                if changes.len() < MOST_CHANGES && !changes.contains(change) {
                    changes.push(*change);
                }
            }
            changes
        };
        match self {
            Self::Group(group) => nodes.push(Node::Changes(with_inherited(group.changes()))),
            Self::Split(test, changes, branches) => {
                let changes = with_inherited(changes.clone());
                let at = nodes.len();
                nodes.push(Node::Test(*test, 0));
                branches[0].write(&changes, nodes);
                let passed_over = nodes.len() - at - 1;
                nodes[at] = Node::Test(*test, passed_over);
                branches[1].write(&changes, nodes);
                if nodes.len() == at + 3 && nodes[at + 1] == nodes[at + 2] {
                    nodes.drain(at..at + 2);
                }
            }
        }
    }
}
