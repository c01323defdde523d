//! What every Rust file keeps.

use super::source::{code, line_of, words};
use super::tree::Tree;
use super::{Fault, Rule};

/// The most lines of a file; a file with more holds two things.
const LINES: usize = 400;
/// Longer files, each with its reason.
const LONGER: [(&str, &str); 0] = [];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "every file says what it is for",
        asks: "The first line of a Rust file begins with `//!`.",
        check: |tree| {
            let silent = rust(tree).filter(|(_, text)| !text.starts_with("//!"));
            silent.map(|(path, _)| Fault::new(path, 1, "begin it with `//!` and what the file is for")).collect()
        },
    },
    Rule {
        name: "files are named after what they hold",
        asks: "No utils, helpers, common or manager: such a file takes in everything.",
        check: |tree| {
            let vague = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];
            let named = rust(tree).filter(|(path, _)| path.split(['/', '.']).any(|part| vague.contains(&part)));
            named.map(|(path, _)| Fault::new(path, 0, "name it after its main type or function")).collect()
        },
    },
    Rule {
        name: "no file is long",
        asks: "A file of more than 400 lines holds two things.",
        check: |tree| {
            let known = |path: &str| LONGER.iter().any(|(longer, _)| *longer == path);
            let long = rust(tree).filter(|(path, text)| text.lines().count() > LINES && !known(path));
            let what = |text: &str| format!("has {} lines; split it where its two things part", text.lines().count());
            long.map(|(path, text)| Fault::new(path, 0, what(text))).collect()
        },
    },
    Rule {
        name: "nothing is left for later in the code",
        asks: "What is unfinished stands in an issue, where someone finds it.",
        check: leftovers,
    },
];

fn rust(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.all().filter(|(path, _)| path.ends_with(".rs"))
}

fn leftovers(tree: &Tree) -> Vec<Fault> {
    // Written in two halves, so that this file does not hold what it looks for.
    let notes = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let calls = ["todo", "unimplemented", "dbg"];
    let mut faults = Vec::new();
    for (path, text) in rust(tree) {
        for note in notes {
            let what = format!("{note} is left: do it, or write an issue");
            faults.extend(words(text, note).map(|at| Fault::new(path, line_of(text, at), what.clone())));
        }
        let code = code(text);
        for call in calls {
            let uses = words(&code, call).filter(|at| code[at + call.len()..].starts_with("!("));
            faults
                .extend(uses.map(|at| Fault::new(path, line_of(&code, at), format!("`{call}!` is left: take it out"))));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn a_file_begins_with_its_purpose() {
        let rule = "every file says what it is for";
        check(rule, &[("src/a.rs", "//! What it is for.\n"), ("style/a.css", "")], &[]);
        check(rule, &[("src/a.rs", "use b;\n//! late")], &["src/a.rs:1"]);
    }

    #[test]
    fn a_file_has_a_name() {
        let rule = "files are named after what they hold";
        check(rule, &[("src/commonplace.rs", "")], &[]);
        check(rule, &[("src/utils.rs", ""), ("src/common/a.rs", "")], &["src/common/a.rs:0", "src/utils.rs:0"]);
    }

    #[test]
    fn a_file_is_short() {
        let rule = "no file is long";
        check(rule, &[("src/a.rs", &"\n".repeat(400))], &[]);
        check(rule, &[("src/a.rs", &"\n".repeat(401))], &["src/a.rs:0"]);
    }

    #[test]
    fn nothing_is_left_for_later() {
        let rule = "nothing is left for later in the code";
        check(rule, &[("src/a.rs", "let a = \"todo!()\"; todo_list()")], &[]);
        let note = format!("// {}: later\n{}!(a)", concat!("TO", "DO"), "dbg");
        check(rule, &[("src/a.rs", &note)], &["src/a.rs:1", "src/a.rs:2"]);
    }
}
