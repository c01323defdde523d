//! Marks after edits of real articles: how many are found again, and none at a wrong sentence.
//!
//! `cargo test --test anchoring -- --nocapture` prints the figures that docs/benchmarks.md has.
#![cfg(not(target_arch = "wasm32"))]

#[path = "anchoring/edits.rs"]
mod edits;

use edits::{Draft, Outcome};
use reader::marks::MarkedText;
use reader::marks::anchor::{anchor, select};
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

#[track_caller]
fn check(name: &str, articles: &[Vec<String>]) {
    let drafts: Vec<Draft> =
        articles.iter().map(|blocks| Draft::of(blocks)).filter(|draft| draft.sentences() >= 5).collect();
    assert!(!drafts.is_empty(), "{name} has articles of five sentences");
    let mut missed = false;
    for (kind, part, edits) in KINDS {
        let mut count = Count::default();
        for edit in 0..edits {
            let mut random = Random::of_part(part, edit as u64);
            let at = random.below(drafts.len());
            let draft = &drafts[at];
            // A sentence of its own that is put in again would stand where it belongs.
            let other = &drafts[(at + 1 + random.below(drafts.len() - 1)) % drafts.len()];
            let marked = draft.choose(&mut random, part);
            let before = MarkedText::new(&draft.blocks());
            let selectors = select(&marked.range, &before);
            let after = draft.edited(&mut random, &marked, other);
            let text = MarkedText::new(&after.blocks());
            let found = anchor(&selectors, &text);
            match after.judge(&marked, found.as_ref()) {
                Outcome::Found => (count.survived, count.found) = (count.survived + 1, count.found + 1),
                Outcome::Lost => count.survived += 1,
                Outcome::Gone => count.gone += 1,
                Outcome::Wrong(survived) => {
                    println!(
                        "{name}, {kind}: {:?} was put at {:?}",
                        selectors.quote.exact,
                        found.map(|range| after.text(range))
                    );
                    (count.survived, count.wrong) = (count.survived + usize::from(survived), count.wrong + 1);
                }
            }
        }
        println!(
            "{name}, {kind}: of {} that survived {} found ({:.1} %), {} at a wrong sentence; {} were cut",
            count.survived,
            count.found,
            100.0 * count.share(),
            count.wrong,
            count.gone
        );
        // Of two sentences one may have been rewritten, moved or parted from the other by a third.
        let goal = if part == 2 { 0.85 } else { 0.95 };
        missed |= count.share() < goal || count.wrong > 0;
    }
    assert!(!missed, "{name}: too few were found, or one at a wrong sentence");
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
