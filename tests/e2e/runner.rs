//! Runs the tests, each in a browser of its own, keeps what a failed one saw, and lists what was skipped.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Completion, Conclusion, Failed, Trial};
use xtask::webdriver::{Engine, Lacks};

use crate::page::Page;
use crate::world::{self, World};

/// A test: its name, and what it does in a fresh browser.
pub type Test = (&'static str, fn(&Page));

/// What the tests leave behind beside passing or failing.
#[derive(Default)]
struct Told {
    /// The browser's version.
    version: String,
    /// What was skipped, and why.
    skipped: Vec<(&'static str, String)>,
}

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
    let told = Arc::<Mutex<Told>>::default();
    let trials = match world {
        Ok(world) => {
            let world = Arc::new(world);
            tests.into_iter().map(|(name, test)| trial(name, test, world.clone(), told.clone())).collect()
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
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Ok(engine) = world::engine() {
        tell(engine, &conclusion, &mut told.lock().unwrap_or_else(PoisonError::into_inner));
    }
    // Not `exit()`: the driver ends with the last test that holds it.
    conclusion.exit_code()
}

fn ignored(name: &str, why: &str) -> Trial {
    Trial::test(name, || Ok(())).with_ignored_flag(true).with_kind(why)
}

fn trial(name: &'static str, test: fn(&Page), world: Arc<World>, told: Arc<Mutex<Told>>) -> Trial {
    Trial::ignorable_test(name, move || {
        let world = world.for_a_test();
        let page = Page::new(&world).map_err(|error| Failed::from(format!("{error:#}")))?;
        told.lock().unwrap_or_else(PoisonError::into_inner).version = page.browser.version().to_owned();
        let Err(cause) = catch_unwind(AssertUnwindSafe(|| test(&page))) else { return Ok(Completion::Completed) };
        if let Some(lacks) = cause.downcast_ref::<Lacks>() {
            told.lock().unwrap_or_else(PoisonError::into_inner).skipped.push((name, lacks.to_string()));
            return Ok(Completion::ignored_with(lacks));
        }
        let said = cause.downcast_ref::<String>().cloned();
        let said = said.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        let kept = page.keep(name);
        Err(Failed::from(format!("{}\n{kept}", said.unwrap_or_else(|| "it panicked".to_owned()))))
    })
}

/// Says what ran in which engine, and lists what was skipped there.
fn tell(engine: Engine, conclusion: &Conclusion, told: &mut Told) {
    if told.version.is_empty() {
        return;
    }
    told.skipped.sort();
    println!(
        "{} {}: {} passed, {} failed, {} skipped",
        engine.name(),
        told.version,
        conclusion.num_passed,
        conclusion.num_failed,
        told.skipped.len()
    );
    for (name, why) in &told.skipped {
        println!("  skipped: {name}: {why}");
    }
}
