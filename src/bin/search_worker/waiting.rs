//! Waiting for what another question has begun, so that what two need is fetched once.

use std::cell::RefCell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Those who wait.
#[derive(Default)]
pub struct Waiting(RefCell<Vec<Waker>>);

impl Waiting {
    /// Waits until it is so; looks again whenever someone says that something has changed.
    pub async fn until(&self, is_so: &dyn Fn() -> bool) {
        poll_fn(|context| {
            if is_so() {
                return Poll::Ready(());
            }
            self.0.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Says that something has changed.
    pub fn wake(&self) {
        self.0.take().into_iter().for_each(Waker::wake);
    }
}
