//! Where the project is, and how its chores start other programs.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The project's folder: the parent of this package's.
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// The folder of everything built: `CARGO_TARGET_DIR`, else `target`.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Runs a command in the project's folder with its output shown; what does not end well is an error that names it.
pub fn run(command: &mut Command) -> Result<()> {
    run_up_to(0, command)
}

/// The same, where a status up to `worst` is well too: the native command's 1 is "done, with problems", which it names.
pub fn run_up_to(worst: i32, command: &mut Command) -> Result<()> {
    let shown = line(command);
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    println!("$ {shown}");
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("`{shown}` could not be started"))?;
    if status.code().is_none_or(|code| code > worst) {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// What a command prints on standard output; `None` where it cannot be started or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A command as one would type it; the project's folder is left out of its paths.
pub fn line(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    let parts: Vec<_> = parts.map(|part| part.to_string_lossy().into_owned()).collect();
    parts.join(" ").replace(&format!("{}/", root().display()), "")
}
