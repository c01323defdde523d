//! Marks, and links to passages, after edits of real articles: how many are found again, and none at a wrong sentence.
//!
//! `cargo test --test anchoring -- --nocapture` prints the figures that docs/benchmarks.md has.
#![cfg(not(target_arch = "wasm32"))]

#[path = "anchoring/edits.rs"]
mod edits;

use edits::{Draft, Outcome};
use std::ops::Range;

use reader::marks::anchor::{anchor, select};
use reader::marks::passage::{find, passage};
use reader::marks::{MarkedText, Quote, Selectors};
use reader::route::Passage;
use xtask::random::Random;
use xtask::{corpora, project};

/// What is marked, under the number by which [`Draft::choose`] knows it, and how many edited articles are tried.
const KINDS: [(&str, u64, usize); 3] = [("sentences", 0, 1000), ("phrases", 1, 400), ("two sentences", 2, 400)];

/// What became of the marks.
#[derive(Debug, Default)]
struct Count {
    survived: usize,
    found: usize,
    wrong: usize,
    gone: usize,
}

impl Count {
    fn share(&self) -> f64 {
        self.found as f64 / self.survived.max(1) as f64
    }
}

/// A way to find a passage of a text in another.
struct Way {
    name: &'static str,
    find: Find,
    /// Which share of those that survived must be found, of each kind. Of two sentences one may have been rewritten, moved or
    /// parted from the other by a third.
    goals: [f64; 3],
    /// Which share of all may be put at a wrong sentence.
    wrong_at_most: f64,
}

type Find = fn(&Range<usize>, &MarkedText, &MarkedText) -> Option<Range<usize>>;

/// By all that a mark knows; by what Hypothesis tells of one, which is less: not what else was like the passage; and by what stands
/// in an address, which is as little.
const WAYS: [Way; 3] = [
    Way {
        name: "marks",
        find: |range, before, after| anchor(&select(range, before), after),
        goals: [0.95, 0.95, 0.85],
        wrong_at_most: 0.0,
    },
    Way {
        name: "marks of other programs",
        find: |range, before, after| anchor(&of_another_program(select(range, before)), after),
        goals: [0.9, 0.9, 0.85],
        wrong_at_most: 0.001,
    },
    Way {
        name: "links",
        find: |range, before, after| {
            let parameter = passage(&select(range, before)).parameter();
            find(&Passage::parse(&parameter), after).map(|(range, _)| range)
        },
        goals: [0.85, 0.8, 0.6],
        wrong_at_most: 0.005,
    },
];

/// What Hypothesis tells of a mark: the words with 32 characters before and behind.
fn of_another_program(selectors: Selectors) -> Selectors {
    let Quote { exact, prefix, suffix } = selectors.quote;
    let before = prefix.chars().count().saturating_sub(32);
    let (prefix, suffix) = (prefix.chars().skip(before).collect(), suffix.chars().take(32).collect());
    Selectors { quote: Quote { exact, prefix, suffix }, ..Selectors::default() }
}

#[track_caller]
fn check(name: &str, articles: &[Vec<String>]) {
    for Way { name: way, find, goals, wrong_at_most } in WAYS {
        let mut missed = false;
        for ((kind, part, edits), goal) in KINDS.into_iter().zip(goals) {
            let count = count(&format!("{name}, {way}, {kind}"), articles, find, (part, edits));
            missed |= count.share() < goal || count.wrong as f64 > wrong_at_most * edits as f64;
        }
        assert!(!missed, "{name}, {way}: too few were found, or too many at a wrong sentence");
    }
}

/// What became of so many passages of one kind.
fn count(name: &str, articles: &[Vec<String>], find: Find, (part, edits): (u64, usize)) -> Count {
    let drafts: Vec<Draft> =
        articles.iter().map(|blocks| Draft::of(blocks)).filter(|draft| draft.sentences() >= 5).collect();
    assert!(!drafts.is_empty(), "{name}: there are articles of five sentences");
    let mut count = Count::default();
    for edit in 0..edits {
        let mut random = Random::of_part(part, edit as u64);
        let at = random.below(drafts.len());
        let draft = &drafts[at];
        // A sentence of its own that is put in again would stand where it belongs.
        let other = &drafts[(at + 1 + random.below(drafts.len() - 1)) % drafts.len()];
        let marked = draft.choose(&mut random, part);
        let before = MarkedText::new(&draft.blocks());
        let after = draft.edited(&mut random, &marked, other);
        let found = find(&marked.range, &before, &MarkedText::new(&after.blocks()));
        match after.judge(&marked, found.as_ref()) {
            Outcome::Found => (count.survived, count.found) = (count.survived + 1, count.found + 1),
            Outcome::Lost => count.survived += 1,
            Outcome::Gone => count.gone += 1,
            Outcome::Wrong(survived) => {
                let found = found.map(|range| after.text(range));
                println!("{name}: {:?} was put at {found:?}", draft.text(marked.range.clone()));
                (count.survived, count.wrong) = (count.survived + usize::from(survived), count.wrong + 1);
            }
        }
    }
    println!(
        "{name}: of {} that survived {} found ({:.1} %), {} at a wrong sentence; {} were cut",
        count.survived,
        count.found,
        100.0 * count.share(),
        count.wrong,
        count.gone
    );
    count
}

fn paragraphs(text: &str, separator: &str) -> Vec<String> {
    text.split(separator).map(|block| block.trim().replace('\n', " ")).filter(|block| !block.is_empty()).collect()
}

#[test]
fn marks_in_the_sample_archive_are_found_after_edits() {
    let folder = project::root().join("articles");
    let mut articles = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).expect("the sample is there").flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            match path.is_dir() {
                true => folders.push(path),
                false => articles.extend(std::fs::read_to_string(path).ok().map(|text| paragraphs(&text, "\n\n"))),
            }
        }
    }
    check("the sample archive", &articles);
}

#[test]
fn marks_in_an_agency_s_stories_are_found_after_edits() {
    let Some(path) = corpora::find(corpora::REUTERS) else { return };
    let stories = corpora::stories(&path).expect("the stories can be read");
    check("Reuters", &stories.iter().map(|story| paragraphs(&story.text, "\n")).collect::<Vec<_>>());
}

#[test]
fn marks_in_newspapers_stories_are_found_after_edits() {
    let Some(path) = corpora::find("election-2016.jsonl.gz") else { return };
    let stories = corpora::stories(&path).expect("the stories can be read");
    check("the election of 2016", &stories.iter().map(|story| paragraphs(&story.text, "\n")).collect::<Vec<_>>());
}
