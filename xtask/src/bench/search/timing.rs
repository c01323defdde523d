//! How long queries took: of each the median of its passes, and over all of them the median, the 95th percentile and the
//! worst.

use serde_json::Value;
use std::fmt;

use super::table::figure;
use crate::bench::quantile::spread;

/// Milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Timing {
    /// Median, 95th percentile, worst.
    pub spread: [f64; 3],
    /// The same inside the engine, where it tells.
    pub inside: Option<[f64; 3]>,
    /// How many queries were answered.
    pub answered: usize,
    /// Of how many.
    pub asked: usize,
}

impl Timing {
    /// Reads what the harness says: `times`, a list of passes for each query.
    pub fn of(value: &Value) -> Self {
        let medians = |key: &str| {
            let queries = value[key].as_array().map(Vec::as_slice).unwrap_or_default();
            let medians: Vec<f64> = queries.iter().filter_map(median).collect();
            (medians, queries.len())
        };
        let (times, asked) = medians("times");
        let (inside, _) = medians("inside");
        let inside = (!inside.is_empty()).then(|| spread(&inside));
        Self { spread: spread(&times), inside, answered: times.len(), asked }
    }

    /// Of one pass.
    pub fn whole(times: &[f64]) -> Self {
        Self { spread: spread(times), inside: None, answered: times.len(), asked: times.len() }
    }

    /// The cells of a table: three figures, and how many queries there are.
    pub fn cells(&self) -> [String; 4] {
        let [median, late, worst] = self.spread.map(figure);
        let answered = match self.answered == self.asked {
            true => self.asked.to_string(),
            false => format!("{} of {}, then given up", self.answered, self.asked),
        };
        [median, late, worst, answered]
    }
}

impl fmt::Display for Timing {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let [median, late, worst, answered] = self.cells();
        write!(formatter, "p50 {median} ms, p95 {late} ms, worst {worst} ms ({answered})")?;
        match self.inside.map(|inside| inside.map(figure)) {
            Some([median, late, worst]) => {
                write!(formatter, "; the engine alone: p50 {median} ms, p95 {late} ms, worst {worst} ms")
            }
            None => Ok(()),
        }
    }
}

fn median(passes: &Value) -> Option<f64> {
    let times: Vec<f64> = passes.as_array()?.iter().filter_map(Value::as_f64).collect();
    (!times.is_empty()).then(|| spread(&times)[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn of_each_query_the_median_counts() {
        let timing = Timing::of(&json!({ "times": [[9.0, 1.0, 1.0], [2.0, 2.0, 7.0]], "inside": [[], []] }));
        assert_eq!(timing, Timing { spread: [1.0, 2.0, 2.0], inside: None, answered: 2, asked: 2 });
    }

    #[test]
    fn queries_that_were_not_reached_are_told() {
        let timing = Timing::of(&json!({ "times": [[1.0], []], "inside": [[0.5], []] }));
        assert_eq!(timing.cells()[3], "1 of 2, then given up");
        assert_eq!(timing.inside, Some([0.5; 3]));
        assert!(timing.to_string().contains("the engine alone: p50 0.500 ms"));
    }
}
