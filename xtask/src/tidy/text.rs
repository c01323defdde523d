//! What files that are not Rust keep.

use super::tree::Tree;
use super::{Fault, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "CSS stands in layers",
        asks: "Every rule of a style sheet stands in an @layer, so that order and not weight decides.",
        check: layers,
    },
    Rule {
        name: "the README names the two commands",
        asks: "Whoever reads the README alone can see the page and run the checks.",
        check: |tree| {
            let commands = ["cargo xtask serve", "cargo xtask test"];
            let missing = |text: &str| commands.into_iter().find(|command| !text.contains(command));
            let fault =
                |command| Fault::new("README.md", 0, format!("does not name `{command}`; write where it is explained"));
            tree.get("README.md").and_then(missing).map(fault).into_iter().collect()
        },
    },
    Rule {
        name: "no registry is named",
        asks: "The project builds behind any mirror: nothing in it names the host of a package registry.",
        check: registries,
    },
];

/// Outside of braces a style sheet holds comments, `@layer a, b;` and `@layer name {`, and nothing else.
fn layers(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.all().filter(|(path, _)| path.starts_with("style/") && path.ends_with(".css")) {
        let text = without_comments(text);
        let mut depth = 0usize;
        let mut statement = String::new();
        for (at, line) in text.lines().enumerate() {
            for character in line.chars().chain(['\n']) {
                match character {
                    '{' | ';' if depth == 0 => {
                        if !statement.trim_start().starts_with("@layer") {
                            let what = format!("`{}` stands in no layer; put it into one", statement.trim());
                            faults.push(Fault::new(path, at + 1, what));
                        }
                        statement.clear();
                        depth += usize::from(character == '{');
                    }
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ if depth == 0 => statement.push(character),
                    _ => {}
                }
            }
        }
    }
    faults
}

/// The same lines, comments left out.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..].find("*/").map_or(rest.len(), |end| start + end + 2);
        kept.push_str(&rest[..start]);
        kept.extend(rest[start..end].chars().filter(|character| *character == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}

fn registries(tree: &Tree) -> Vec<Fault> {
    // Written in two halves, so that this file does not hold what it looks for.
    let hosts =
        [concat!("crates", ".io"), concat!("static.rust", "-lang"), concat!("npm", "js."), concat!("pypi", ".org")];
    let mut faults = Vec::new();
    // Lock files name the registry by their format.
    for (path, text) in tree.all().filter(|(path, _)| !path.ends_with(".lock")) {
        for (at, line) in text.lines().enumerate() {
            let line = line.to_lowercase();
            if let Some(host) = hosts.iter().find(|host| line.contains(**host)) {
                faults.push(Fault::new(path, at + 1, format!("names {host}; name the tool or the package alone")));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn style_sheets_are_layered() {
        let rule = "CSS stands in layers";
        check(rule, &[("style/a.css", "/* a { } */\n@layer a, b;\n@layer a { p { color: red; } }\n")], &[]);
        check(rule, &[("style/a.css", "@layer a { p { } }\np { color: red }\n")], &["style/a.css:2"]);
        check(rule, &[("style/a.css", "@import \"b.css\";")], &["style/a.css:1"]);
    }

    #[test]
    fn the_readme_tells_how() {
        let rule = "the README names the two commands";
        check(rule, &[("README.md", "`cargo xtask serve`, `cargo xtask test`")], &[]);
        check(rule, &[("README.md", "`cargo xtask serve`")], &["README.md:0"]);
    }

    #[test]
    fn registries_are_not_named() {
        let host = concat!("https://crates", ".io/");
        let rule = "no registry is named";
        check(rule, &[("Cargo.lock", host)], &[]);
        check(rule, &[("docs/a.md", host)], &["docs/a.md:1"]);
    }
}
