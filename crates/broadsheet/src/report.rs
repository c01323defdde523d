//! What people are told while a command works: notes, problems, progress, and the exit status that follows from them.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write, stderr, stdout};
use std::process::{ExitCode, exit};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use import::{Message, Severity};
use indicatif::{ProgressBar, ProgressStyle};

/// Collects and prints what a command has to say. Everything goes to standard error; answers alone to standard output.
pub struct Report {
    quiet: bool,
    json: bool,
    notes: u64,
    problems: u64,
    /// The first of the problems, as they were said.
    first_problems: Vec<String>,
    started: Instant,
    bar: ProgressBar,
}

/// So many problems are told to scripts once more, at the end.
const TOLD_AGAIN: usize = 1000;

impl Report {
    /// A report that is silent but for problems when `quiet`, and that prints answers as JSON when `json`.
    pub fn new(quiet: bool, json: bool) -> Self {
        let (first_problems, started, bar) = (Vec::new(), Instant::now(), ProgressBar::hidden());
        Self { quiet, json, notes: 0, problems: 0, first_problems, started, bar }
    }

    /// Whether answers are wanted as JSON.
    pub fn json(&self) -> bool {
        self.json
    }

    /// Whether problems alone are said.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says what was left out by rule.
    pub fn note(&mut self, what: impl Display) {
        self.notes += 1;
        if !self.quiet {
            self.bar.suspend(|| say(format_args!("note: {}", in_a_line(what))));
        }
    }

    /// Says what could not be read or is incomplete: file, place, what is wrong.
    pub fn problem(&mut self, what: impl Display) {
        self.problems += 1;
        let what = in_a_line(what);
        self.bar.suspend(|| say(format_args!("problem: {what}")));
        if self.json && self.first_problems.len() < TOLD_AGAIN {
            self.first_problems.push(what);
        }
    }

    /// Passes on what import has to say.
    pub fn message(&mut self, message: &Message) {
        match message.severity {
            Severity::Note => self.note(message.located()),
            Severity::Problem => self.problem(message.located()),
        }
    }

    /// Starts a bar of that length where standard error is a terminal; of bytes, else of articles.
    pub fn start(&mut self, what: &'static str, length: u64, bytes: bool) {
        if self.quiet {
            return;
        }
        let template = if bytes {
            "{msg:24} {bar:30} {bytes}/{total_bytes} {eta}"
        } else {
            "{msg:24} {bar:30} {human_pos}/{human_len} {eta}"
        };
        // A template that does not parse is a fault of this file alone; the plain bar is good enough then.
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        self.bar = ProgressBar::new(length).with_style(style).with_message(what);
    }

    /// Moves the bar.
    pub fn advance_to(&self, position: u64) {
        self.bar.set_position(position);
    }

    /// Takes the bar away.
    pub fn finish(&mut self) {
        self.bar.finish_and_clear();
        self.bar = ProgressBar::hidden();
    }

    /// Says what was done, at the end.
    pub fn summary(&self, what: impl Display) {
        if !self.quiet {
            say(what);
        }
    }

    /// Prints an answer on standard output.
    pub fn answer(&self, answer: impl Display) -> Result<()> {
        written(writeln!(stdout().lock(), "{answer}"))
    }

    /// The problems, as they were said; where there are very many the first of them.
    pub fn first_problems(&self) -> &[String] {
        &self.first_problems
    }

    /// How long the command has been at work.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// How many notes and problems there were.
    pub fn counts(&self) -> (u64, u64) {
        (self.notes, self.problems)
    }

    /// 0: done, notes or none; 1: done with problems.
    pub fn exit_code(&self) -> ExitCode {
        if self.problems == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
    }
}

/// Prints a line on standard error. What sources hold may stand in it, so nothing in it can steer the terminal. Where nobody
/// listens the work goes on: the exit status still tells.
pub fn say(what: impl Display) {
    let line: String = what
        .to_string()
        .chars()
        .map(
            |character| {
                if character.is_control() && character != '\n' { char::REPLACEMENT_CHARACTER } else { character }
            },
        )
        .collect();
    let _ = writeln!(stderr().lock(), "{line}");
}

/// A note or problem is one line, whatever a source or the words of another program hold: else a source could speak for the command.
fn in_a_line(what: impl Display) -> String {
    let text = what.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// "1 article", "2 articles", as a summary says it.
pub fn counted(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// A number as people read it: `21,578`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What came of writing to standard output. Where nobody reads on (`| head`) the command ends: there is no one to tell.
pub fn written(outcome: io::Result<()>) -> Result<()> {
    match outcome {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => exit(0),
        outcome => outcome.context("standard output cannot be written"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A decoder of pictures ends what it says with a new line, and the rest stood in one of its own.
    #[test]
    fn a_problem_is_one_line() {
        assert_eq!(in_a_line("a.jpg: is damaged: too short\n"), "a.jpg: is damaged: too short");
        assert_eq!(in_a_line("a\r\nproblem: b\n\n  c"), "a problem: b c");
    }
}
