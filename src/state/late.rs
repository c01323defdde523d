//! The part of the page's program that comes late.

use std::cell::Cell;

use reader::browser::{program, spawn};

use super::{Loading, for_ever};
use crate::signal::Held;

/// How far it has come.
#[derive(Clone, Copy)]
pub struct Late(&'static Inner);

struct Inner {
    loading: Held<Loading<()>>,
    is_begun: Cell<bool>,
}

impl Late {
    /// It is not wanted yet.
    pub fn new() -> Self {
        Self(for_ever(Inner { loading: Held::new(Loading::Waiting), is_begun: Cell::new(false) }))
    }

    /// Fetches it before it is wanted, where that was not tried: what does not come is tried again by those who want it.
    pub fn approach(self) {
        if self.0.loading.with_untracked(|loading| loading.failure().is_none()) {
            self.begin();
        }
    }

    /// Fetches it, where that was not begun, or failed.
    pub fn begin(self) {
        if self.0.is_begun.replace(true) {
            return;
        }
        let Inner { loading, is_begun } = self.0;
        if program::is_whole() {
            return loading.set(Loading::Ready(()));
        }
        loading.set(Loading::Waiting);
        spawn(async move {
            loading.set(match program::complete().await {
                Ok(()) => Loading::Ready(()),
                Err(failure) => {
                    is_begun.set(false);
                    Loading::Failed(failure)
                }
            });
        });
    }

    /// How far it has come, which is followed.
    pub fn loading(self) -> Loading<()> {
        self.0.loading.get()
    }

    /// Whether it is on its way, which is followed.
    pub fn is_waiting(self) -> bool {
        self.0.loading.with(Loading::is_waiting) && self.0.is_begun.get()
    }
}
