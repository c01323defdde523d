//! What the engines came to in the browser, as tables.

use super::browser::{Outcome, TYPOS};
use super::peers;
use super::table::{Table, figure};
use super::timing::Timing;

/// The tables that have rows.
pub fn of(outcomes: &[Outcome]) -> Vec<Table> {
    let tables = [keystrokes(outcomes), whole(outcomes), typos(outcomes), weight(outcomes), bytes(outcomes)];
    tables.into_iter().filter(|table| !table.is_empty()).collect()
}

const TIMES: [&str; 5] = ["engine", "median, ms", "95th percentile, ms", "worst, ms", "queries"];

fn keystrokes(outcomes: &[Outcome]) -> Table {
    let mut table = Table::new("Keystrokes, in the engine's worker", &TIMES);
    times(&mut table, outcomes, |outcome| outcome.keystrokes);
    for outcome in outcomes {
        let label = peers::label(outcome.engine);
        if let Some(inside) = outcome.keystrokes.and_then(|timing| timing.inside) {
            table.row(std::iter::once(format!("{label}, inside the engine")).chain(inside.map(figure)));
        }
        if let Some(timing) = outcome.without_facets {
            table.row(std::iter::once(format!("{label}, facets not counted")).chain(timing.cells()));
        }
        if let Some(timing) = outcome.passages {
            table.row(std::iter::once(format!("{label}, passages of 20 results, apart")).chain(timing.cells()));
        }
    }
    table.note(
        "Words and headlines' words typed letter by letter; each time is the median of the passes after one that warmed up. \
         Broadsheet answers with the total, exact counts of all facets, the histogram and 20 results, from the message's \
         arrival in its worker to the reply's departure; the others with 20 results and a total, where they have one.",
    );
    table
}

fn whole(outcomes: &[Outcome]) -> Table {
    let mut table = Table::new("Whole queries, in the engine's worker", &TIMES);
    times(&mut table, outcomes, |outcome| outcome.whole);
    table
}

fn times(table: &mut Table, outcomes: &[Outcome], of: impl Fn(&Outcome) -> Option<Timing>) {
    for outcome in outcomes {
        let label = peers::label(outcome.engine);
        match (of(outcome), &outcome.failure) {
            (Some(timing), _) => table.row(std::iter::once(label).chain(timing.cells())),
            (None, Some(failure)) => {
                table.row([label, "failed".to_owned(), String::new(), String::new(), failure.clone()])
            }
            (None, None) => {}
        }
    }
}

fn typos(outcomes: &[Outcome]) -> Table {
    let mut table = Table::new(
        "Words misspelt by one edit",
        &["engine", "without a result", "right article among the first 10", "of"],
    );
    for outcome in outcomes {
        if let Some(counts) = outcome.typos {
            table.row(std::iter::once(peers::label(outcome.engine)).chain(counts.map(|count| count.to_string())));
        }
    }
    table.note(format!(
        "{TYPOS} words of five letters and more; the right article is the one that leads when the word is spelt as it \
         should be, by the same engine."
    ));
    table
}

fn weight(outcomes: &[Outcome]) -> Table {
    let columns = ["engine", "built in, s", "renderer's private memory, MB", "index, MB", "index gzipped, MB"];
    let mut table = Table::new("Building, memory and size", &columns);
    for outcome in outcomes.iter().filter(|outcome| outcome.memory.is_some() || outcome.size.is_some()) {
        // An engine without an index has nothing to weigh, and gzip's frame around it is no index either.
        let megabytes = |bytes: Option<f64>| bytes.filter(|bytes| *bytes > 1e3).map_or(f64::NAN, |bytes| bytes / 1e6);
        let [plain, gzipped] = [0, 1].map(|at| megabytes(outcome.size.map(|size| size[at])));
        let figures = [outcome.build.unwrap_or(f64::NAN), megabytes(outcome.memory), plain, gzipped].map(figure);
        table.row(std::iter::once(peers::label(outcome.engine)).chain(figures));
    }
    table.note(
        "The renderer holds the harness's page and the engine's worker, after all keystrokes, when garbage has been collected and \
         the browser was told that memory is short. \
         Broadsheet's and Pagefind's indexes are built natively, before; theirs is the index as stored, without the texts.",
    );
    table
}

fn bytes(outcomes: &[Outcome]) -> Table {
    let columns =
        ["engine", "script and wasm, kB", "first query, kB", "its facet counts, kB", "a second query, kB", "requests"];
    let mut table = Table::new("Bytes fetched, as `broadsheet serve` sends them", &columns);
    for outcome in outcomes {
        let Some(bytes) = outcome.bytes else { continue };
        let kilobytes =
            [bytes.program, bytes.cold, bytes.facets.unwrap_or(f64::NAN), bytes.warm].map(|bytes| figure(bytes / 1e3));
        let cells = kilobytes.into_iter().chain([bytes.requests.to_string()]);
        table.row(std::iter::once(peers::label(outcome.engine)).chain(cells));
    }
    table.note(
        "A word of a headline, in a worker that has fetched nothing: everything up to the exact total and ten results with \
         their passages; medians. The engines that build their index in the browser fetch all texts instead, or the \
         index as the table above has it.",
    );
    table
}
