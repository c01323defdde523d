//! "Now", the one thing that may differ between two runs: `--now`, else `SOURCE_DATE_EPOCH`, else the clock. It decides
//! what is under embargo or expired, and is stored nowhere.

use anyhow::{Context, Result};
use jiff::Timestamp;

/// Where build systems say what time is to be taken for the present, in seconds since 1970 (reproducible-builds.org).
const FIXED: &str = "SOURCE_DATE_EPOCH";

/// Whether the present stands still, so that nothing falls due.
pub fn is_still(flag: Option<&str>) -> bool {
    flag.is_some() || std::env::var_os(FIXED).is_some()
}

/// The moment that the command takes for the present.
pub fn now(flag: Option<&str>) -> Result<Timestamp> {
    if let Some(text) = flag {
        return text
            .parse()
            .ok()
            .with_context(|| format!("--now: \"{text}\" is not an RFC 3339 date-time such as 2026-01-31T12:00:00Z"));
    }
    let Ok(seconds) = std::env::var(FIXED) else { return Ok(Timestamp::now()) };
    seconds
        .parse()
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .with_context(|| format!("SOURCE_DATE_EPOCH: \"{seconds}\" is not a number of seconds since 1970"))
}
