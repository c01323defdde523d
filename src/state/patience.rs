//! Half a second of patience before the page says that it is loading.

use std::time::Duration;

use leptos::prelude::*;

/// How long something may load in silence; after elm-spa-example, which shows its spinner no sooner.
const PATIENCE: Duration = Duration::from_millis(500);

/// Whether `busy` has held for longer than half a second.
pub fn slow(busy: Signal<bool>) -> Signal<bool> {
    let (slow, set_slow) = signal(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
        match busy.get() {
            true => timer.set_value(set_timeout_with_handle(move || set_slow.set(busy.get_untracked()), PATIENCE).ok()),
            false => set_slow.set(false),
        }
    });
    slow.into()
}
