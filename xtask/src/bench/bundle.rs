//! How long the native command takes over an archive, and how much memory at most.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::machine;
use super::report::Figure;

/// How often the memory is looked at. The kernel keeps the peak, so only what comes in the last moment can be missed.
const LOOK: Duration = Duration::from_millis(10);

/// Bundles a source into `out`, anew each time.
pub fn measure(broadsheet: &Path, source: &Path, out: &Path, runs: usize) -> Result<Vec<Figure>> {
    let (mut seconds, mut megabytes) = (Vec::new(), Vec::new());
    for run in 1..=runs {
        if out.exists() {
            std::fs::remove_dir_all(out).with_context(|| format!("{} could not be removed", out.display()))?;
        }
        let (time, peak) =
            timed(Command::new(broadsheet).arg("bundle").arg(source).arg("--out").arg(out).arg("--quiet"))?;
        println!("bundle {run}/{runs}: {:.1} s, {:.0} MB", time.as_secs_f64(), peak as f64 / 1e6);
        seconds.push(time.as_secs_f64());
        megabytes.push(peak as f64 / 1e6);
    }
    Ok(vec![
        Figure { what: "Reuters bundled: time", unit: "s", goal: Some(20.0), values: seconds },
        Figure { what: "Reuters bundled: memory at most", unit: "MB", goal: Some(1000.0), values: megabytes },
    ])
}

/// Builds a site of a source into `out`, with a page of each article, anew each time.
pub fn measure_build(broadsheet: &Path, source: &Path, app: &Path, out: &Path, runs: usize) -> Result<Vec<Figure>> {
    let settings = out.with_extension("toml");
    std::fs::write(&settings, "staticArticles = \"all\"\n")
        .with_context(|| format!("{} could not be written", settings.display()))?;
    let mut seconds = Vec::new();
    for run in 1..=runs {
        if out.exists() {
            std::fs::remove_dir_all(out).with_context(|| format!("{} could not be removed", out.display()))?;
        }
        let mut build = Command::new(broadsheet);
        build.arg("build").arg(source).arg("--config").arg(&settings).arg("--app").arg(app).arg("--out").arg(out);
        let (time, _) = timed(build.arg("--quiet"))?;
        println!("build with all pages {run}/{runs}: {:.1} s", time.as_secs_f64());
        seconds.push(time.as_secs_f64());
    }
    // 1,000 a second of 21,578.
    let built = Figure {
        what: "Reuters built with a page of each article: time",
        unit: "s",
        goal: Some(21.6),
        values: seconds,
    };
    Ok(vec![built, measure_precompressing(broadsheet, source, app, (&settings, out), runs)?])
}

/// Builds the site that is there again, with compressed files, which are made anew each time.
fn measure_precompressing(
    broadsheet: &Path,
    source: &Path,
    app: &Path,
    (settings, out): (&Path, &Path),
    runs: usize,
) -> Result<Figure> {
    let build = |more: &[&str]| {
        let mut build = Command::new(broadsheet);
        build.arg("build").arg(source).arg("--config").arg(settings).arg("--app").arg(app).arg("--out").arg(out);
        timed(build.arg("--quiet").args(more)).map(|(time, _)| time.as_secs_f64())
    };
    let mut seconds = Vec::new();
    for run in 1..=runs {
        // It removes what the run before made.
        let without = build(&[])?;
        let with = build(&["--precompress"])?;
        println!("precompressing {run}/{runs}: {:.1} s", with - without);
        seconds.push(with - without);
    }
    let what = "Reuters with a page of each article: .br and .gz of all files, beside the time of a build without";
    Ok(Figure { what, unit: "s", goal: None, values: seconds })
}

/// Runs the bundler to its end: how long it took, and the most memory it had.
pub fn timed(command: &mut Command) -> Result<(Duration, u64)> {
    let start = Instant::now();
    let mut process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut peak = 0;
    loop {
        peak = machine::peak_memory(process.id()).unwrap_or(0).max(peak);
        match process.try_wait()? {
            // 1 is "done with problems": the corpus has stories that are empty.
            Some(status) if status.code().is_some_and(|code| code <= 1) => return Ok((start.elapsed(), peak)),
            Some(status) => bail!("the bundler ended with {status}"),
            None => std::thread::sleep(LOOK),
        }
    }
}
