//! Which package may know which.

use super::source::{line_of, words};
use super::tree::Tree;
use super::{Fault, Rule};
use crate::tools;

/// The packages of this project that a program is made of; xtask is none.
const OURS: [&str; 6] = ["reader", "article", "search", "import", "annotate", "broadsheet"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "search knows none of ours",
        asks: "The engine indexes fields under ids and would serve any text: it depends on no other package of the project.",
        check: |tree| only(tree, "search", |name| !OURS.contains(&name)),
    },
    Rule {
        name: "article knows serde alone",
        asks: "The wire format depends on serde and on nothing else, so that anyone can read an archive with it.",
        check: |tree| only(tree, "article", |name| name == "serde"),
    },
    Rule {
        name: "import and annotate know article alone",
        asks: "Of the project's packages, import and annotate depend on article and on no other.",
        check: |tree| {
            let allowed = |name: &str| !OURS.contains(&name) || name == "article";
            [only(tree, "import", allowed), only(tree, "annotate", allowed)].concat()
        },
    },
    Rule {
        name: "broadsheet alone knows import and annotate",
        asks: "What reads foreign formats runs natively and once: no package but broadsheet depends on it, and the one that fuzzes it.",
        check: importers,
    },
    Rule {
        name: "one version of wasm-bindgen",
        asks: "Crate and command have to be the same: Cargo.toml, Trunk.toml and xtask/src/tools.rs name one version.",
        check: wasm_bindgen,
    },
];

/// A dependency as a manifest names it.
struct Dependency<'a> {
    name: &'a str,
    line: usize,
    for_tests: bool,
}

/// The dependencies of a manifest, by reading its lines: tables `[…dependencies]`, and `[…dependencies.name]`.
fn dependencies(manifest: &str) -> Vec<Dependency<'_>> {
    let mut table = "";
    let mut found = Vec::new();
    for (at, text) in manifest.lines().enumerate() {
        let text = text.trim();
        if let Some(header) = text.strip_prefix('[') {
            table = header.split(']').next().unwrap_or_default();
            let for_tests = table.contains("dev-dependencies");
            if let Some((_, name)) = table.rsplit_once("dependencies.") {
                found.push(Dependency { name, line: at + 1, for_tests });
            }
            continue;
        }
        if !table.ends_with("dependencies") || table.starts_with("workspace") || text.starts_with('#') {
            continue;
        }
        let key = text.split(['=', '.']).next().unwrap_or_default().trim();
        // The lines of a list of features begin with a quote or a bracket.
        if text.contains('=') && !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) {
            found.push(Dependency { name: key, line: at + 1, for_tests: table.contains("dev-dependencies") });
        }
    }
    found
}

/// A package's dependencies, those of its tests left aside, that are not allowed; and our crates' names in its code.
fn only(tree: &Tree, package: &str, allowed: impl Fn(&str) -> bool) -> Vec<Fault> {
    let path = format!("crates/{package}/Cargo.toml");
    let manifest = tree.get(&path).unwrap_or_default();
    let wrong =
        dependencies(manifest).into_iter().filter(|dependency| !dependency.for_tests && !allowed(dependency.name));
    let what = |name: &str| {
        format!(
            "{package} depends on {name}; take the dependency out, or move the code to the package that may know both"
        )
    };
    let mut faults: Vec<_> = wrong.map(|wrong| Fault::new(&path, wrong.line, what(wrong.name))).collect();
    let folder = format!("crates/{package}/src/");
    for (path, code) in tree.code(&folder) {
        for name in OURS.iter().filter(|name| **name != package && !allowed(name)) {
            let named = format!("{name}::");
            let uses = words(&code, name).filter(|at| code[*at..].starts_with(&named) && !code[..*at].ends_with("::"));
            faults.extend(uses.map(|at| Fault::new(path, line_of(&code, at), what(name))));
        }
    }
    faults
}

fn importers(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (folder, path, manifest) in
        tree.manifests().filter(|(folder, _, _)| !["crates/broadsheet/", "fuzz/"].contains(folder))
    {
        for dependency in dependencies(manifest) {
            if ["import", "annotate"].contains(&dependency.name) {
                let what = format!("{folder} depends on {}; only broadsheet may", dependency.name);
                faults.push(Fault::new(path, dependency.line, what));
            }
        }
    }
    faults
}

fn wasm_bindgen(tree: &Tree) -> Vec<Fault> {
    let places = [("Cargo.toml", "wasm-bindgen = ", "="), ("Trunk.toml", "wasm_bindgen = ", "")];
    let mut faults = Vec::new();
    for (path, key, prefix) in places {
        let Some(text) = tree.get(path) else { continue };
        let expected = format!("\"{prefix}{}\"", tools::WASM_BINDGEN);
        match text.lines().enumerate().find(|(_, line)| line.starts_with(key)) {
            Some((_, line)) if line.contains(&expected) => {}
            Some((at, _)) => {
                faults.push(Fault::new(path, at + 1, format!("write {key}{expected}, as xtask/src/tools.rs does")))
            }
            None => faults.push(Fault::new(path, 0, format!("names no version; write {key}{expected}"))),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn the_engine_may_use_foreign_crates_and_none_of_ours() {
        let rule = "search knows none of ours";
        let manifest = "[dependencies]\nserde = \"1\"\n\n[dev-dependencies]\narticle.workspace = true\n";
        check(rule, &[("crates/search/Cargo.toml", manifest)], &[]);
        let manifest = "[dependencies]\nserde = \"1\"\narticle.workspace = true\n";
        check(rule, &[("crates/search/Cargo.toml", manifest)], &["crates/search/Cargo.toml:3"]);
        let manifest = "[dependencies.article]\npath = \"../article\"\n";
        check(rule, &[("crates/search/Cargo.toml", manifest)], &["crates/search/Cargo.toml:1"]);
        check(rule, &[("crates/search/src/lib.rs", "//! a\nuse article::Article;")], &["crates/search/src/lib.rs:2"]);
        check(rule, &[("crates/search/src/lib.rs", "//! a\n// article::Article\nuse crate::article::A;")], &[]);
    }

    #[test]
    fn the_wire_format_knows_serde() {
        let rule = "article knows serde alone";
        let manifest = "[dependencies]\nserde = { version = \"1\", features = [\n  \"derive\",\n] }\n";
        check(rule, &[("crates/article/Cargo.toml", manifest)], &[]);
        let manifest = "[dependencies]\nserde.workspace = true\njiff = \"1\"\n";
        check(rule, &[("crates/article/Cargo.toml", manifest)], &["crates/article/Cargo.toml:3"]);
    }

    #[test]
    fn importers_know_the_model() {
        let rule = "import and annotate know article alone";
        let manifest = "[dependencies]\narticle.workspace = true\ntoml = \"1\"\n";
        check(rule, &[("crates/import/Cargo.toml", manifest)], &[]);
        let manifest = "[dependencies]\nsearch.workspace = true\n";
        check(rule, &[("crates/annotate/Cargo.toml", manifest)], &["crates/annotate/Cargo.toml:2"]);
    }

    #[test]
    fn the_native_command_alone_knows_importers() {
        let rule = "broadsheet alone knows import and annotate";
        let manifest = "[dependencies]\nimport.workspace = true\n";
        check(rule, &[("crates/broadsheet/Cargo.toml", manifest)], &[]);
        check(rule, &[("Cargo.toml", "[workspace.dependencies]\nimport = { path = \"a\" }\n")], &[]);
        check(rule, &[("Cargo.toml", manifest)], &["Cargo.toml:2"]);
    }

    #[test]
    fn versions_of_wasm_bindgen_agree() {
        let rule = "one version of wasm-bindgen";
        let right = format!("wasm-bindgen = \"={}\"\n", crate::tools::WASM_BINDGEN);
        check(rule, &[("Cargo.toml", &right)], &[]);
        check(rule, &[("Cargo.toml", "[dependencies]\nwasm-bindgen = \"0.2\"\n")], &["Cargo.toml:2"]);
        check(rule, &[("Trunk.toml", "[tools]\n")], &["Trunk.toml:0"]);
    }
}
