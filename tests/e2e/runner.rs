//! Runs the tests, each in a browser of its own, and keeps what a failed one saw.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::page::Page;
use crate::world::World;

/// A test: its name, and what it does in a fresh browser.
pub type Test = (&'static str, fn(&Page));

/// Runs those that the arguments ask for.
pub fn run(tests: Vec<Test>) -> ExitCode {
    let arguments = Arguments::from_args();
    let mode = std::env::var("BROADSHEET_E2E").unwrap_or_default();
    if arguments.list {
        return libtest_mimic::run(&arguments, tests.iter().map(|(name, _)| ignored(name, "")).collect()).exit_code();
    }
    let world = match mode.as_str() {
        "off" => Err(anyhow::anyhow!("BROADSHEET_E2E is off")),
        _ => World::find(),
    };
    let trials = match world {
        Ok(world) => {
            let world = Arc::new(world);
            tests.into_iter().map(|(name, test)| trial(name, test, world.clone())).collect()
        }
        Err(error) if mode == "required" => {
            eprintln!("the end-to-end tests cannot run: {error:#}");
            return ExitCode::FAILURE;
        }
        Err(error) => {
            eprintln!("the end-to-end tests are skipped: {error:#}");
            let reason = error.to_string();
            let reason = reason.split(':').next().unwrap_or_default();
            tests.iter().map(|(name, _)| ignored(name, reason)).collect()
        }
    };
    // Not `exit()`: the driver ends with the last test that holds it.
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn ignored(name: &str, why: &str) -> Trial {
    Trial::test(name, || Ok(())).with_ignored_flag(true).with_kind(why)
}

fn trial(name: &'static str, test: fn(&Page), world: Arc<World>) -> Trial {
    Trial::test(name, move || {
        let page = Page::new(&world).map_err(|error| Failed::from(format!("{error:#}")))?;
        catch_unwind(AssertUnwindSafe(|| test(&page))).map_err(|cause| {
            let said = cause.downcast_ref::<String>().cloned();
            let said = said.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            let kept = page.keep(name);
            Failed::from(format!("{}\n{kept}", said.unwrap_or_else(|| "it panicked".to_owned())))
        })
    })
}
