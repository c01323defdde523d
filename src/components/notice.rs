//! What went wrong, to which file, and what to do about it.

use std::rc::Rc;

use reader::failure::Failure;
use reader::messages::t;

use crate::view::{View, button, el};

/// A failure in words, with the one thing that may help.
pub struct Notice {
    /// What happened.
    pub failure: Failure,
    /// Tries again.
    pub on_retry: Rc<dyn Fn()>,
    /// Loads the page anew, where only that helps.
    pub on_reload: fn(),
}

impl From<Notice> for View {
    fn from(Notice { failure, on_retry, on_reload }: Notice) -> Self {
        let reload = failure.wants_reload();
        let reason =
            (!failure.reason.is_empty()).then(|| el("p.notice-reason").child(el("code").child(&failure.reason)));
        el("div.notice")
            .attr("role", "alert")
            .child(el("p.notice-message").child(failure.message()))
            .child(el("p.notice-advice").child(failure.advice()))
            .child(reason)
            .child(
                button("button").on("click", move |_| if reload { on_reload() } else { on_retry() }).child(if reload {
                    t("Reload")
                } else {
                    t("Try again")
                }),
            )
            .into()
    }
}
