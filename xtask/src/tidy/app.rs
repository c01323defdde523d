//! What the parts of the reader may name: app → pages → components, app and pages → state → browser.

use super::source::{line_of, words};
use super::tree::Tree;
use super::{Fault, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "src/browser alone names the browser's crates",
        asks: "web_sys, js_sys, gloo_net, idb and wasm_bindgen are named in src/browser alone, so that all else is plain Rust.",
        check: |tree| {
            outside(tree, &["src/browser.rs", "src/browser/"], |code| {
                let crates = ["web_sys", "js_sys", "gloo_net", "idb", "wasm_bindgen", "wasm_bindgen_futures"];
                named(code, &crates, "is the browser's; give src/browser a function for it and call that")
            })
        },
    },
    Rule {
        name: "src/signal alone names Leptos",
        asks: "What changes is held and followed in one way, that of src/signal, compiled once for all types.",
        check: |tree| {
            outside(tree, &["src/signal.rs", "src/signal/"], |code| {
                let crates = ["leptos", "any_spawner"];
                named(code, &crates, "is Leptos'; hold values and follow them with src/signal")
            })
        },
    },
    Rule {
        name: "components take props and no context",
        asks: "A component says all that it needs in its props, and tells by callback.",
        check: |tree| {
            inside(tree, &["src/components.rs", "src/components/"], |code| {
                let hooks = ["use_context", "expect_context", "provide_context"];
                named(code, &hooks, "reaches into context; take a prop or a callback instead")
            })
        },
    },
    Rule {
        name: "components know neither state nor browser nor pages",
        asks: "app → pages → components: a component names what is below it, and that is nothing.",
        check: |tree| layer(tree, "components", &["app", "pages", "state", "browser"]),
    },
    Rule {
        name: "pages know neither app nor browser",
        asks: "app → pages → components, pages → state → browser.",
        check: |tree| layer(tree, "pages", &["app", "browser"]),
    },
    Rule {
        name: "state knows no view",
        asks: "app and pages → state → browser: state names nothing that draws.",
        check: |tree| layer(tree, "state", &["app", "pages", "components", "view"]),
    },
    Rule {
        name: "view knows nothing of this app",
        asks: "components → view → signal: elements, lists and what follows signals, whatever they are of.",
        check: |tree| layer(tree, "view", &["app", "pages", "components", "state"]),
    },
    Rule {
        name: "signal knows nothing of this app",
        asks: "view and state → signal: values and what follows them, whatever they are.",
        check: |tree| layer(tree, "signal", &["app", "pages", "components", "state", "view", "browser"]),
    },
    Rule {
        name: "browser knows nothing above it",
        asks: "app and pages → state → browser: browser is called and calls nobody back but by what it was given.",
        check: |tree| layer(tree, "browser", &["app", "pages", "components", "state"]),
    },
    Rule {
        name: "pure modules know neither signals nor browser",
        asks: "The modules directly in src/, and those of marks and aloud, are plain data in, plain data out: they are tested natively.",
        check: pure,
    },
    Rule {
        name: "no HTML strings and no style attributes",
        asks: "Foreign HTML ends at import, and the page's policy blocks style attributes (`style:name=` is not one).",
        check: views,
    },
    Rule {
        name: "addresses are relative",
        asks: "The site works in any folder of any host: no address of the app begins with `/`, and there is no base element.",
        check: addresses,
    },
];

type Found = Vec<(usize, String)>;

fn collect<'a>(files: impl Iterator<Item = (&'a str, String)>, find: impl Fn(&str) -> Found) -> Vec<Fault> {
    let faults = |(path, code): (&str, String)| {
        let fault = |(at, what): (usize, String)| Fault::new(path, line_of(&code, at), what);
        find(&code).into_iter().map(fault).collect::<Vec<_>>()
    };
    files.flat_map(faults).collect()
}

fn inside(tree: &Tree, places: &[&str], find: impl Fn(&str) -> Found) -> Vec<Fault> {
    collect(tree.code("src/").filter(|(path, _)| places.iter().any(|place| path.starts_with(place))), find)
}

fn outside(tree: &Tree, places: &[&str], find: impl Fn(&str) -> Found) -> Vec<Fault> {
    collect(tree.code("src/").filter(|(path, _)| !places.iter().any(|place| path.starts_with(place))), find)
}

/// Where these words stand whole.
fn named(code: &str, names: &[&str], what: &str) -> Found {
    names.iter().flat_map(|name| words(code, name).map(move |at| (at, format!("`{name}` {what}")))).collect()
}

/// Where code names modules of these layers: `crate::state`, `reader::state`, `super::super::state`, or in a group of
/// `use crate::{…}`.
fn modules(code: &str, layers: &[&str]) -> Found {
    let mut found = Vec::new();
    for layer in layers {
        for at in words(code, layer) {
            let before = code[..at].trim_end();
            let path = before.ends_with("crate::") || before.ends_with("reader::") || before.ends_with("super::");
            if path || in_group(before) {
                found.push((at, format!("names `{layer}`, which is above it; pass in what it needs")));
            }
        }
    }
    found
}

/// Whether a text ends directly inside the braces of `use crate::{`.
fn in_group(before: &str) -> bool {
    let Some(open) = before.rfind("crate::{").or_else(|| before.rfind("reader::{")) else { return false };
    let group = &before[open..];
    let depth = group.matches('{').count() as isize - group.matches('}').count() as isize;
    depth == 1 && !group.contains(';') && (group.ends_with('{') || group.ends_with(','))
}

fn layer(tree: &Tree, name: &str, above: &[&str]) -> Vec<Fault> {
    let (file, folder) = (format!("src/{name}.rs"), format!("src/{name}/"));
    inside(tree, &[&file, &folder], |code| modules(code, above))
}

/// The files directly in src/ and those in src/marks/ and src/aloud/, but for the two that put the program together, what lib.rs
/// declares, and what stands for the browser's Intl.
fn pure(tree: &Tree) -> Vec<Fault> {
    let roots = [
        "src/main.rs",
        "src/app.rs",
        "src/lib.rs",
        // The one door from there to the browser's Intl.
        "src/locale.rs",
        "src/browser.rs",
        "src/state.rs",
        "src/pages.rs",
        "src/components.rs",
    ];
    let folders = ["src/marks/", "src/aloud/"];
    let is_pure = |path: &str| {
        path.matches('/').count() == 1 && !roots.contains(&path)
            || folders.iter().any(|folder| path.starts_with(folder))
    };
    let files = tree.code("src/").filter(|(path, _)| is_pure(path));
    collect(files, |code| modules(code, &["browser", "signal", "view", "state", "pages", "components", "app"]))
}

fn views(tree: &Tree) -> Vec<Fault> {
    outside(tree, &[], |code| {
        let what = "puts a string of HTML into the page; build elements from the blocks instead";
        let mut found = named(code, &["inner_html", "set_inner_html", "insert_adjacent_html"], what);
        let styles = words(code, "style").filter(|at| {
            // The formatter puts blanks around what assigns; in a view there are none.
            code[at + "style".len()..].starts_with('=') && code[..*at].ends_with(char::is_whitespace)
        });
        found.extend(
            styles.map(|at| (at, "`style=` is blocked by the page's policy; use a class, or `style:name=`".into())),
        );
        found
    })
}

fn addresses(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in
        tree.under("src/").chain(tree.all().filter(|(path, _)| ["index.html", "public/boot.js"].contains(path)))
    {
        for (at, line) in text.lines().enumerate() {
            let absolute = ["href=\"/", "src=\"/", "fetch(\"/", "import(\"/", "action=\"/", "url(/"]
                .iter()
                .find(|start| line.contains(**start));
            if let Some(start) = absolute {
                faults.push(Fault::new(
                    path,
                    at + 1,
                    format!("`{start}` begins at the host's root; begin it with `./`"),
                ));
            }
            if path.ends_with(".html") && line.contains("<base") {
                faults.push(Fault::new(path, at + 1, "a base element bends every address; leave it out"));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn the_browser_is_named_in_one_place() {
        let rule = "src/browser alone names the browser's crates";
        check(rule, &[("src/browser/storage.rs", "use web_sys::Storage;")], &[]);
        check(rule, &[("src/state/marks.rs", "// web_sys\nlet a = \"web_sys\";")], &[]);
        check(rule, &[("src/state/marks.rs", "\nfn f() { web_sys::window() }")], &["src/state/marks.rs:2"]);
        check(rule, &[("src/main.rs", "use wasm_bindgen::prelude::*;")], &["src/main.rs:1"]);
    }

    #[test]
    fn leptos_is_named_in_one_place() {
        let rule = "src/signal alone names Leptos";
        check(rule, &[("src/signal/mod.rs", "use leptos::prelude::Owner;")], &[]);
        check(
            rule,
            &[("src/view/rows.rs", "use crate::signal::Owner;\nuse leptos::prelude::*;")],
            &["src/view/rows.rs:2"],
        );
        check(rule, &[("src/state/marks.rs", "leptos::prelude::untrack(f)")], &["src/state/marks.rs:1"]);
    }

    #[test]
    fn components_have_no_context() {
        let rule = "components take props and no context";
        check(rule, &[("src/pages/front.rs", "expect_context::<Navigation>()")], &[]);
        check(rule, &[("src/components/chip.rs", "expect_context::<Navigation>()")], &["src/components/chip.rs:1"]);
    }

    #[test]
    fn layers_name_what_is_below_them() {
        let rule = "components know neither state nor browser nor pages";
        check(rule, &[("src/components/chip.rs", "use reader::route::Filter;\nlet state = 1;")], &[]);
        check(
            rule,
            &[("src/components/chip.rs", "use crate::{\n    route, state,\n};")],
            &["src/components/chip.rs:2"],
        );
        let rule = "pages know neither app nor browser";
        check(rule, &[("src/pages/front.rs", "use crate::state::Navigation;")], &[]);
        check(rule, &[("src/pages/front.rs", "use reader::browser;")], &["src/pages/front.rs:1"]);
        let rule = "state knows no view";
        check(rule, &[("src/state/marks.rs", "use reader::browser::storage;\nuse crate::signal::Held;")], &[]);
        check(rule, &[("src/state/marks.rs", "use crate::components::Chip;")], &["src/state/marks.rs:1"]);
        check(rule, &[("src/state/marks.rs", "use crate::view::el;")], &["src/state/marks.rs:1"]);
        let rule = "view knows nothing of this app";
        check(rule, &[("src/view/rows.rs", "use crate::signal::follow;\nuse reader::browser::dom::Node;")], &[]);
        check(rule, &[("src/view/rows.rs", "use crate::state::Library;")], &["src/view/rows.rs:1"]);
        let rule = "signal knows nothing of this app";
        check(rule, &[("src/signal/mod.rs", "use crate::view::View;")], &["src/signal/mod.rs:1"]);
        let rule = "browser knows nothing above it";
        check(rule, &[("src/browser/fetch.rs", "use crate::failure::Failure;")], &[]);
        check(rule, &[("src/browser/fetch.rs", "\nuse crate::state;")], &["src/browser/fetch.rs:2"]);
    }

    #[test]
    fn pure_modules_are_pure() {
        let rule = "pure modules know neither signals nor browser";
        check(rule, &[("src/app.rs", "use crate::signal::Held;"), ("src/pages/a.rs", "use crate::signal::Held;")], &[]);
        check(rule, &[("src/route.rs", "use search::Query;")], &[]);
        check(rule, &[("src/marks/anchor.rs", "use crate::browser;")], &["src/marks/anchor.rs:1"]);
        check(
            rule,
            &[("src/route.rs", "use crate::signal::Held;\nuse crate::browser;")],
            &["src/route.rs:1", "src/route.rs:2"],
        );
    }

    #[test]
    fn views_hold_no_html_and_no_style() {
        let rule = "no HTML strings and no style attributes";
        check(rule, &[("src/pages/a.rs", "let style = 1; view! { <p style:width=w class=\"style\"/> }")], &[]);
        check(
            rule,
            &[("src/pages/a.rs", "view! { <p style=w/> }\nview! { <p inner_html=h/> }")],
            &["src/pages/a.rs:1", "src/pages/a.rs:2"],
        );
    }

    #[test]
    fn no_address_begins_at_the_root() {
        let rule = "addresses are relative";
        check(rule, &[("index.html", "<a href=\"./\">"), ("src/a.rs", "href=\"?view=about\"")], &[]);
        check(rule, &[("index.html", "<base href=\"./\">\n<a href=\"/\">")], &["index.html:1", "index.html:2"]);
    }
}
