//! Quantiles of what was measured.

/// The smallest value that `share` of all are not above; not a number where nothing was measured.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// The median, the 95th percentile and the worst of values in any order.
pub fn spread(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    [0.5, 0.95, 1.0].map(|share| quantile(&sorted, share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        let sorted: Vec<f64> = (1..=20).map(f64::from).collect();
        assert_eq!([0.5, 0.95, 1.0].map(|share| quantile(&sorted, share)), [10.0, 19.0, 20.0]);
    }

    #[test]
    fn a_spread_needs_no_order() {
        assert_eq!(spread(&[3.0, 1.0, 2.0]), [2.0, 3.0, 3.0]);
        assert!(spread(&[])[0].is_nan());
    }
}
