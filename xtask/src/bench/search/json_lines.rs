//! Programs that print JSON Lines.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::process::{Command, Stdio};

use crate::project;

/// Runs a program to its end; what goes wrong is told in its own last words.
pub fn run(command: &mut Command) -> Result<Vec<Value>> {
    let shown = project::line(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("`{shown}` could not be started"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
        bail!("`{shown}` ended with {}: {last}", output.status);
    }
    let text = String::from_utf8(output.stdout).with_context(|| format!("`{shown}` printed no UTF-8"))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).with_context(|| format!("`{shown}` printed no JSON"))).collect()
}

/// The texts in a list, found in each entry by `text`.
pub fn texts(list: &Value, text: impl Fn(&Value) -> Option<&str>) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|entry| text(entry).map(str::to_owned)).collect()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_fails_is_heard() {
        let error = run(Command::new("sh").args(["-c", "echo {}; echo why >&2; exit 2"])).expect_err("fails");
        assert!(error.to_string().ends_with("why"), "{error}");
        let lines = run(Command::new("sh").args(["-c", "echo '[\"a\"]'; echo; echo 2"])).expect("prints");
        assert_eq!(texts(&lines[0], Value::as_str), ["a"]);
        assert_eq!(lines.len(), 2);
    }
}
