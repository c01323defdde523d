//! Half a second of patience before the page says that it is loading.

use reader::browser::timer::Timer;

use crate::signal::{Held, on_change};

/// How many milliseconds something may load in silence; after elm-spa-example, which shows its spinner no sooner.
const PATIENCE: i32 = 500;

/// Whether `busy` has held for longer than half a second.
pub fn slow(busy: impl Fn() -> bool + 'static) -> impl Fn() -> bool + 'static {
    let slow = Held::new(false);
    let timer = Timer::default();
    let shown = slow.clone();
    on_change(busy, move |busy| match busy {
        true => {
            let slow = slow.clone();
            timer.start(PATIENCE, move || slow.set(true));
        }
        false => {
            timer.stop();
            slow.set(false);
        }
    });
    move || shown.get()
}
