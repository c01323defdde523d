//! `cargo xtask tidy`: the design's rules, each checked by reading the sources. An absence that nothing checks comes back.

mod app;
mod crates;
mod messages;
mod rust;
mod source;
mod text;
mod tree;

use anyhow::{Result, bail};
use std::fmt;

use crate::project;
use tree::Tree;

/// A rule of the design: its name, what it asks, and the check.
struct Rule {
    name: &'static str,
    asks: &'static str,
    check: fn(&Tree) -> Vec<Fault>,
}

/// A place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    path: String,
    /// Counted from 1; 0 where it is the file itself.
    line: usize,
    /// What is wrong, and what to do.
    what: String,
}

impl Fault {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            0 => write!(formatter, "{}: {}", self.path, self.what),
            line => write!(formatter, "{}:{line}: {}", self.path, self.what),
        }
    }
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    crates::RULES.iter().chain(app::RULES).chain(rust::RULES).chain(text::RULES).chain(messages::RULES)
}

/// Checks every rule; each place that breaks one is printed, and then it fails.
pub fn run() -> Result<()> {
    let tree = Tree::read(project::root())?;
    let mut broken = 0;
    for rule in rules() {
        let mut faults = (rule.check)(&tree);
        faults.sort();
        println!("{} {}", if faults.is_empty() { "ok    " } else { "BROKEN" }, rule.name);
        if !faults.is_empty() {
            println!("       {}", rule.asks);
        }
        faults.iter().for_each(|fault| println!("       {fault}"));
        broken += faults.len();
    }
    match broken {
        0 => Ok(()),
        1 => bail!("one place breaks a rule"),
        places => bail!("{places} places break a rule"),
    }
}

/// The one door of the rules' tests: a made-up tree, the rule's name, and the places that it must find.
#[cfg(test)]
#[track_caller]
fn check(name: &str, files: &[(&str, &str)], expected: &[&str]) {
    let tree = Tree::of(files);
    let rule = rules().find(|rule| rule.name == name).unwrap_or_else(|| panic!("there is no rule \"{name}\""));
    let mut faults = (rule.check)(&tree);
    faults.sort();
    let places: Vec<_> = faults.iter().map(|fault| format!("{}:{}", fault.path, fault.line)).collect();
    assert_eq!(places, expected, "{faults:#?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_keeps_its_rules_apart_by_name() {
        let mut names: Vec<_> = rules().map(|rule| rule.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), rules().count());
    }

    #[test]
    fn a_fault_names_file_and_line() {
        assert_eq!(Fault::new("src/app.rs", 3, "no").to_string(), "src/app.rs:3: no");
        assert_eq!(Fault::new("src/app.rs", 0, "no").to_string(), "src/app.rs: no");
    }
}
