//! nDCG@10 as trec_eval reckons it: a document's gain is its grade, and counts less the further down it stands, by the
//! logarithm of its rank.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// How far down a ranking is looked at.
pub const DEPTH: usize = 10;

/// What people said about the documents: for each query the grades of those that answer it.
#[derive(Debug, Default)]
pub struct Judgements(BTreeMap<String, BTreeMap<String, f64>>);

impl Judgements {
    /// Reads `query TAB uri TAB grade`.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} holds no judgements", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let mut judgements = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let mut fields = line.split('\t');
            let (Some(query), Some(uri), Some(grade)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let grade = grade.trim().parse().with_context(|| format!("line {number}: \"{grade}\" is no grade"))?;
            judgements.0.entry(query.to_owned()).or_default().insert(uri.to_owned(), grade);
        }
        Ok(judgements)
    }

    /// The mean over all queries that have an answer; one that was not ranked counts 0.
    pub fn mean_ndcg(&self, rankings: &BTreeMap<String, Vec<String>>) -> f64 {
        let scores: Vec<f64> = self
            .0
            .iter()
            .filter_map(|(query, grades)| ndcg(rankings.get(query).map_or(&[], Vec::as_slice), grades))
            .collect();
        scores.iter().sum::<f64>() / scores.len() as f64
    }
}

/// `None` where nothing answers the query.
fn ndcg(ranking: &[String], grades: &BTreeMap<String, f64>) -> Option<f64> {
    let mut best: Vec<f64> = grades.values().copied().filter(|grade| *grade > 0.0).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let ideal = gain(best.into_iter());
    let reached = gain(ranking.iter().map(|uri| grades.get(uri).copied().unwrap_or(0.0).max(0.0)));
    (ideal > 0.0).then(|| reached / ideal)
}

fn gain(grades: impl Iterator<Item = f64>) -> f64 {
    (2u32..).zip(grades.take(DEPTH)).map(|(place, grade)| grade / f64::from(place).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUDGED: &str = "1\ta\t2\n1\tb\t1\n1\tc\t0\n2\tz\t1\n3\tz\t0\n";

    #[track_caller]
    fn check(rankings: &[(&str, &[&str])], expected: f64) {
        let owned = |list: &[&str]| list.iter().map(|uri| (*uri).to_owned()).collect();
        let rankings = rankings.iter().map(|(query, list)| ((*query).to_owned(), owned(list))).collect();
        let mean = Judgements::parse(JUDGED).map(|judgements| judgements.mean_ndcg(&rankings)).expect("is read");
        assert!((mean - expected).abs() < 1e-9, "{mean} is not {expected}");
    }

    #[test]
    fn the_best_order_is_one() {
        check(&[("1", &["a", "b", "c"]), ("2", &["z"])], 1.0);
    }

    #[test]
    fn a_query_without_an_answer_does_not_count_and_one_without_a_ranking_is_nothing() {
        check(&[("1", &["a", "b"])], 0.5);
    }

    #[test]
    fn gains_are_grades_and_fall_with_the_logarithm_of_the_rank() {
        let third = 3f64.log2();
        check(&[("1", &["b", "a"]), ("2", &["z"])], ((1.0 + 2.0 / third) / (2.0 + 1.0 / third) + 1.0) / 2.0);
    }

    #[test]
    fn what_stands_below_the_tenth_place_is_not_seen() {
        let others = ["x"; 10];
        check(&[("2", &[&others[..], &["z"]].concat())], 0.0);
        check(&[("2", &[&others[..9], &["z"]].concat())], 1.0 / 11f64.log2() / 2.0);
    }

    #[test]
    fn a_grade_is_a_number() {
        assert!(Judgements::parse("1\ta\tgood\n").is_err());
    }
}
