//! The target that `FUZZ_TARGET` names, under libFuzzer.
#![no_main]

use fuzz::{Target, targets};
use std::sync::LazyLock;

static CHOSEN: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    targets().find(|target| target.name == name).unwrap_or_else(|| {
        let names: Vec<&str> = targets().map(|target| target.name).collect();
        panic!("set FUZZ_TARGET to one of {}", names.join(", "))
    })
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (CHOSEN.run)(bytes));
