//! How many articles match, and how the words were taken.

use crate::view::{Text, View, el};

/// A line that screen readers announce when it changes.
pub struct StatusLine {
    /// The sentence.
    pub summary: Text,
    /// What stands beside it: stricter and wider sets, parts left out.
    pub beside: Text,
}

impl From<StatusLine> for View {
    fn from(StatusLine { summary, beside }: StatusLine) -> Self {
        el("p.result-status")
            .attr("role", "status")
            .attr("aria-live", "polite")
            .child(el("span.result-summary").child(summary))
            .child(" ")
            .child(el("span.result-beside").child(beside))
            .into()
    }
}
