//! What our engine has to reach, beside what it reached.

use super::browser::Outcome;
use super::peers::OURS;
use super::table::{Table, figure, reached};

/// The limits that go with an archive's size.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Milliseconds of a keystroke: median, 95th percentile and worst; none where it is not limited.
    pub keystroke: [Option<f64>; 3],
    /// Milliseconds of a keystroke without facet counts, 95th percentile.
    pub without_facets: Option<f64>,
    /// Megabytes of the renderer.
    pub memory: f64,
    /// Kilobytes of a first query, and of its facet counts.
    pub cold: f64,
    /// Kilobytes that exact facet counts may take beyond it.
    pub facets: f64,
    /// Megabytes of the index.
    pub size: Option<f64>,
}

/// For the agency's 21,578 stories.
pub const REUTERS: Limits = Limits {
    keystroke: [Some(0.2), Some(1.3), Some(7.0)],
    without_facets: None,
    memory: 100.0,
    cold: 180.0,
    facets: 100.0,
    size: Some(5.0),
};

/// For a million synthetic articles.
pub const MILLION: Limits = Limits {
    keystroke: [None, Some(100.0), None],
    without_facets: Some(16.0),
    memory: 250.0,
    cold: 250.0,
    facets: 2000.0,
    size: None,
};

/// The most that script and wasm may take, in kilobytes.
const PROGRAM: f64 = 90.0;

/// The share of misspellings, in percent, with which the right article has to be among the first ten.
pub const FORGIVING: f64 = 95.0;

/// One thing that has to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// What.
    pub what: String,
    /// What it came to.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// What it has to be.
    pub goal: f64,
    /// Whether that is the most, else the least.
    pub at_most: bool,
}

impl Goal {
    /// Something that must not be more.
    pub fn at_most(what: impl Into<String>, value: f64, unit: &'static str, goal: f64) -> Self {
        Self { what: what.into(), value, unit, goal, at_most: true }
    }
}

/// The goals that the outcome of our engine tells about.
pub fn of(outcomes: &[Outcome], limits: &Limits) -> Vec<Goal> {
    let Some(ours) = outcomes.iter().find(|outcome| outcome.engine == OURS) else { return Vec::new() };
    let mut goals = Vec::new();
    if let Some(timing) = ours.keystrokes {
        let names = ["median", "95th percentile", "worst"];
        for ((name, value), limit) in names.into_iter().zip(timing.spread).zip(limits.keystroke) {
            let what = format!("keystroke in the worker, with facets and 20 results: {name}");
            goals.extend(limit.map(|limit| Goal::at_most(what, value, "ms", limit)));
        }
    }
    if let (Some(timing), Some(limit)) = (ours.without_facets, limits.without_facets) {
        let what = "keystroke in the worker, with the total and 20 results: 95th percentile";
        goals.push(Goal::at_most(what, timing.spread[1], "ms", limit));
    }
    if let Some([_, first, all]) = ours.typos {
        let what = "misspelt words: the right article among the first 10".to_owned();
        let value = 100.0 * first as f64 / all as f64;
        goals.push(Goal { what, value, unit: "%", goal: FORGIVING, at_most: false });
    }
    goals.extend(ours.memory.map(|bytes| Goal::at_most("renderer's private memory", bytes / 1e6, "MB", limits.memory)));
    if let Some(bytes) = ours.bytes {
        let kilobytes = |what: &str, bytes: f64, limit| Goal::at_most(what, bytes / 1e3, "kB", limit);
        goals.push(kilobytes("worker's script and wasm as served", bytes.program, PROGRAM));
        goals.push(kilobytes(
            "first one-word query, cold, with total, 10 results and passages",
            bytes.cold,
            limits.cold,
        ));
        goals.extend(bytes.facets.map(|bytes| kilobytes("exact facet counts for it", bytes, limits.facets)));
    }
    if let (Some([bytes, _]), Some(limit)) = (ours.size, limits.size) {
        goals.push(Goal::at_most("index as stored, positions included", bytes / 1e6, "MB", limit));
    }
    goals
}

/// The goals as a table.
pub fn table(heading: &str, goals: &[Goal]) -> Table {
    let mut table = Table::new(heading, &["goal", "measured", "wanted", "reached"]);
    for goal in goals {
        let sign = if goal.at_most { '≤' } else { '≥' };
        table.row([
            goal.what.clone(),
            format!("{} {}", figure(goal.value), goal.unit).trim_end().to_owned(),
            format!("{sign} {} {}", figure(goal.goal), goal.unit).trim_end().to_owned(),
            reached(goal.value, goal.goal, goal.at_most).to_owned(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::search::timing::Timing;

    #[test]
    fn only_what_was_measured_is_held_against_its_goal() {
        let timing = Timing { spread: [0.1, 2.0, 3.0], ..Timing::default() };
        let outcome =
            Outcome { engine: OURS, keystrokes: Some(timing), typos: Some([0, 50, 51]), ..Outcome::default() };
        let goals = of(&[outcome], &REUTERS);
        let verdicts: Vec<_> = goals.iter().map(|goal| reached(goal.value, goal.goal, goal.at_most)).collect();
        assert_eq!(verdicts, ["yes", "**no**", "yes", "yes"]);
        assert!(table("Goals", &goals).markdown().contains("| 2.00 ms | ≤ 1.30 ms | **no** |"));
    }
}
