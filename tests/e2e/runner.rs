//! Runs the tests, each in a browser of its own, keeps what a failed one saw, and lists what was skipped.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Completion, Conclusion, Failed, Trial};
use xtask::webdriver::{Crashed, Engine, Lacks};

use crate::page::{Page, sure};
use crate::world::{self, World};

/// A test: its name, and what it does in a fresh browser.
pub type Test = (&'static str, fn(&Page));

pub const TESTS: &[Test] = &[
    // A renderer that ended on a busy machine failed a whole run.
    ("a_browser_that_crashes_is_told_from_a_page_that_fails", |page| {
        sure(page.browser.only(&[Engine::Chromium], "an address that crashes it").map_err(Into::into));
        let error = page.browser.open("chrome://crash").expect_err("it crashes");
        assert!(error.is::<Crashed>(), "{error:#}");
    }),
];

/// What the tests leave behind beside passing or failing.
#[derive(Default)]
struct Told {
    /// The browser's version.
    version: String,
    /// What was skipped, and why.
    skipped: Vec<(&'static str, String)>,
    /// What ran once more, and why.
    again: Vec<(&'static str, String)>,
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
        let told = || told.lock().unwrap_or_else(PoisonError::into_inner);
        let once = || -> Result<Result<(), Box<dyn Any + Send>>, Failed> {
            let world = world.for_a_test();
            let page = match Page::new(&world) {
                Ok(page) => page,
                Err(error) => match error.downcast::<Crashed>() {
                    Ok(crashed) => return Ok(Err(Box::new(crashed))),
                    Err(error) => return Err(Failed::from(format!("{error:#}"))),
                },
            };
            told().version = page.browser.version().to_owned();
            let Err(cause) = catch_unwind(AssertUnwindSafe(|| test(&page))) else { return Ok(Ok(())) };
            if cause.is::<Lacks>() || cause.is::<Crashed>() {
                return Ok(Err(cause));
            }
            let said = cause.downcast_ref::<String>().cloned();
            let said = said.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            let kept = match page.keep(name) {
                Ok(kept) => kept,
                // The driver of WebKitGTK tells of a script that a crash cut off as if it had returned nothing readable.
                Err(error) => match error.downcast::<Crashed>() {
                    Ok(crashed) => return Ok(Err(Box::new(crashed))),
                    Err(error) => format!("the page could not be kept: {error:#}"),
                },
            };
            Err(Failed::from(format!("{}\n{kept}", said.unwrap_or_else(|| "it panicked".to_owned()))))
        };
        let mut ended = once()?;
        // A browser that crashes on a busy machine is told of and tried again; one that the page makes crash does so again.
        if let Some(crashed) = ended.as_ref().err().and_then(|cause| cause.downcast_ref::<Crashed>()) {
            told().again.push((name, crashed.to_string()));
            ended = once()?;
        }
        let Err(cause) = ended else { return Ok(Completion::Completed) };
        if let Some(crashed) = cause.downcast_ref::<Crashed>() {
            return Err(Failed::from(format!("twice: {crashed}")));
        }
        let lacks = cause.downcast_ref::<Lacks>().map(Lacks::to_string).unwrap_or_default();
        told().skipped.push((name, lacks.clone()));
        Ok(Completion::ignored_with(lacks))
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
    for (name, why) in &told.again {
        println!("  once more: {name}: {why}");
    }
}
