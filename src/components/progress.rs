//! A bar that says that something is being loaded.

use reader::messages::t;

use crate::view::{View, el, when};

/// Shown only while `slow` holds: who waits less than half a second needs no bar.
pub struct Progress {
    /// Whether loading has taken long enough to say so.
    pub slow: Box<dyn Fn() -> bool>,
}

impl From<Progress> for View {
    fn from(Progress { slow }: Progress) -> Self {
        when(slow, || el("div.progress").attr("role", "progressbar").label(t("Loading")))
    }
}
