//! The interface's messages: every text that the program says stands in each catalogue of public/messages, and nothing else
//! does.

use std::collections::BTreeMap;

use serde_json::Value;

use super::source::{code, line_of, literal, words};
use super::tree::Tree;
use super::{Fault, Rule};

/// The plural categories of each language's whole numbers (CLDR, Language Plural Rules), of which `other` is one. Those that only
/// millions have (`many` of French and Spanish) may be left out: no archive counts so.
const CATEGORIES: [(&str, &[&str]); 5] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("es", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("zh", &["other"]),
];

const MESSAGES: &str = "public/messages/";
const ABOUT: &str = "public/about/";

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "every message is in every catalogue",
        asks: "What `t(…)` and `t_count(…)` say in English stands in each of public/messages/*.json, with the same {names}, and nothing else does. docs/TRANSLATING.md says how.",
        check: catalogues,
    },
    Rule {
        name: "what people read is a message",
        asks: "A text in a component, page, app or static page is wrapped: `.child(t(\"…\"))`, `.label(t(\"…\"))`, `.text(words.t(\"…\"))`.",
        check: bare_texts,
    },
    Rule {
        name: "About is built alike in every language",
        asks: "public/about/*.json have the same elements, addresses and examples; only their words differ.",
        check: about,
    },
];

/// A message in the program.
struct Said {
    path: String,
    line: usize,
    /// Whether a catalogue may have a form for each plural category.
    is_counted: bool,
    /// Whether it must: in English one thing is said otherwise than several.
    has_forms: bool,
    /// The `{names}` in it.
    names: Vec<String>,
}

/// Static pages, which take their words from the catalogues of a built app.
const STATIC_PAGES: &str = "crates/broadsheet/src/pages/";

/// Every message of the program by its English text.
fn said(tree: &Tree) -> BTreeMap<String, Said> {
    let mut found = BTreeMap::new();
    let sources = tree.under("src/").chain(tree.under(STATIC_PAGES));
    for (path, text) in sources.filter(|(path, _)| path.ends_with(".rs") && !path.ends_with("tests.rs")) {
        let text = without_tests(text);
        let masked = code(text);
        for (call, is_counted) in [("t", false), ("t_count", true)] {
            for at in words(&masked, call) {
                let Some(first) = argument(text, at + call.len(), '(') else { continue };
                let last = if is_counted { argument(text, first.1, ',') } else { Some(first.clone()) };
                let Some((english, _)) = last else { continue };
                let (names, has_forms) = (names(&english), english != first.0);
                let said = Said { path: path.to_owned(), line: line_of(text, at), is_counted, has_forms, names };
                found.insert(english, said);
            }
        }
    }
    found
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// The literal that stands behind a sign at this place, and where it ends.
fn argument(text: &str, at: usize, sign: char) -> Option<(String, usize)> {
    let rest = text[at..].trim_start().strip_prefix(sign)?.trim_start();
    let start = text.len() - rest.len();
    let (value, length) = literal(rest)?;
    Some((value, start + length))
}

fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect();
    names.sort();
    names.dedup();
    names
}

fn catalogues(tree: &Tree) -> Vec<Fault> {
    let said = said(tree);
    let mut faults = Vec::new();
    for (language, categories) in CATEGORIES {
        let path = format!("{MESSAGES}{language}.json");
        let Some(text) = tree.get(&path) else {
            // A tree that says nothing needs none.
            faults.extend((!said.is_empty()).then(|| Fault::new(&path, 0, "is missing")));
            continue;
        };
        match serde_json::from_str::<BTreeMap<String, Value>>(text) {
            Ok(catalogue) => faults.extend(catalogue_faults(&path, text, &catalogue, &said, categories)),
            Err(error) => faults.push(Fault::new(&path, error.line(), format!("is no object of messages: {error}"))),
        }
    }
    faults
}

fn catalogue_faults(
    path: &str,
    text: &str,
    catalogue: &BTreeMap<String, Value>,
    said: &BTreeMap<String, Said>,
    categories: &[&str],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (english, Said { path: place, line, .. }) in said {
        if !catalogue.contains_key(english) {
            faults.push(Fault::new(path, 0, format!("lacks {english:?}, which {place}:{line} says")));
        }
    }
    let keys: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  \"")).collect();
    if keys.len() != catalogue.len() || !keys.is_sorted() {
        faults.push(Fault::new(path, 0, "has not one message a line, in order and none twice"));
    }
    for (english, message) in catalogue {
        let start = format!("  {}:", Value::from(english.as_str()));
        let line = text.lines().position(|line| line.starts_with(&start)).map_or(0, |line| line + 1);
        let mut fault = |what: String| faults.push(Fault::new(path, line, format!("{english:?} {what}")));
        let Some(Said { is_counted, has_forms, names, .. }) = said.get(english) else {
            fault("is said nowhere; take it out".to_owned());
            continue;
        };
        match message {
            Value::String(text) => {
                if text.is_empty() || self::names(text) != *names {
                    fault(format!("needs the names {names:?} and a text"));
                }
                if *has_forms && categories.len() > 1 {
                    fault(format!("needs a form for each of {categories:?}"));
                }
            }
            Value::Object(forms) if *is_counted => {
                let found: Vec<&str> = forms.keys().map(String::as_str).collect();
                let is_known = |form: &&str| categories.contains(form) || *form == "many";
                if !categories.iter().all(|category| found.contains(category)) || !found.iter().all(is_known) {
                    fault(format!("needs a form for each of {categories:?}"));
                }
                for (category, text) in forms {
                    // "two articles" needs no 2.
                    let is_spelt = ["zero", "one", "two"].contains(&category.as_str());
                    let needed = names.iter().filter(|name| !(is_spelt && *name == "count"));
                    let found = self::names(text.as_str().unwrap_or_default());
                    let has_all = needed.clone().all(|name| found.contains(name));
                    if !has_all
                        || !found.iter().all(|name| names.contains(name))
                        || text.as_str().is_none_or(str::is_empty)
                    {
                        fault(format!("needs the names {names:?} and a text in its form {category:?}"));
                    }
                }
            }
            _ => fault("needs a text".to_owned()),
        }
    }
    faults
}

/// Literals with letters that go into the page as they stand.
fn bare_texts(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let views =
        |path: &str| path.starts_with("src/components/") || path.starts_with("src/pages/") || path == "src/app.rs";
    // What stands in the app's own page is said before any program runs, in English.
    let is_static = |path: &str| !path.ends_with("/tests.rs") && !path.ends_with("/app_page.rs");
    let pages = tree.under(STATIC_PAGES).filter(|(path, _)| is_static(path));
    for (path, text) in tree.under("src/").filter(|(path, _)| views(path)).chain(pages) {
        let text = without_tests(text);
        let masked = code(text);
        for start in [".child(", ".text(", ".attr(\"aria-label\", ", ".attr(\"title\", ", ".attr(\"placeholder\", "] {
            for (at, _) in text.match_indices(start) {
                let behind = &text[at + start.len()..];
                let Some((literal, _)) = literal(behind) else { continue };
                // "Aa" is a sample of the type.
                let says = literal.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && literal != "Aa";
                if says && masked[at..].starts_with(".") {
                    faults.push(Fault::new(
                        path,
                        line_of(text, at),
                        format!("says {literal:?} in English alone; wrap it in t(…)"),
                    ));
                }
            }
        }
    }
    faults
}

fn about(tree: &Tree) -> Vec<Fault> {
    let english = format!("{ABOUT}en.json");
    let shape_of =
        |path: &str| tree.get(path).and_then(|text| serde_json::from_str(text).ok()).map(|tree| shape(&tree));
    let Some(expected) = shape_of(&english) else {
        return tree.get(&english).map(|_| Fault::new(&english, 0, "is no JSON")).into_iter().collect();
    };
    let others = CATEGORIES.iter().map(|(language, _)| format!("{ABOUT}{language}.json"));
    let differs = others.filter(|path| shape_of(path).as_ref() != Some(&expected));
    differs.map(|path| Fault::new(&path, 0, format!("is missing, or not built like {english}"))).collect()
}

/// A tree with nothing in the place of its words; what is code or an address stays.
fn shape(tree: &Value) -> Value {
    match tree {
        Value::Array(parts) => match parts.first().and_then(Value::as_str) {
            Some("code") => tree.clone(),
            name => {
                let rest = parts.iter().skip(1).map(|part| if part.is_string() { Value::Null } else { shape(part) });
                Value::Array(name.map(Value::from).into_iter().chain(rest).collect())
            }
        },
        Value::Object(fields) if !fields.values().all(Value::is_string) => {
            Value::Object(fields.iter().map(|(name, part)| (name.clone(), shape(part))).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    const RULE: &str = "every message is in every catalogue";

    /// The same messages in every language but one.
    #[track_caller]
    fn check_arabic(code: &str, others: &str, arabic: &str, expected: &[&str]) {
        let [de, es, fr, zh] = ["de", "es", "fr", "zh"].map(|language| format!("public/messages/{language}.json"));
        let (code, arabic) = (("src/a.rs", code), ("public/messages/ar.json", arabic));
        check(RULE, &[code, arabic, (&de, others), (&es, others), (&fr, others), (&zh, others)], expected);
    }

    #[test]
    fn what_is_said_is_in_the_catalogue_and_nothing_else() {
        let code = "f(t(\"Keys\"), t(\n    \"A \\\"b\\\"\",\n)); // t(\"no\")\nlet s = \"t(\"; set(\"x\"); not(\"y\")";
        let whole = "{\n  \"A \\\"b\\\"\": \"x\",\n  \"Keys\": \"y\"\n}\n";
        check_arabic(code, whole, whole, &[]);
        check_arabic(code, whole, "{\n  \"Keys\": \"y\"\n}\n", &["public/messages/ar.json:0"]);
        let more = "{\n  \"A \\\"b\\\"\": \"x\",\n  \"Keys\": \"y\",\n  \"Old\": \"z\"\n}\n";
        check_arabic(code, whole, more, &["public/messages/ar.json:4"]);
        check_arabic(
            code,
            whole,
            "{\n  \"A \\\"b\\\"\": \"\",\n  \"Keys\": \"y\"\n}\n",
            &["public/messages/ar.json:2"],
        );
        check_arabic(
            code,
            whole,
            "{\n  \"Keys\": \"y\",\n  \"A \\\"b\\\"\": \"x\"\n}\n",
            &["public/messages/ar.json:0"],
        );
        check_arabic(code, whole, "[", &["public/messages/ar.json:1"]);
    }

    #[test]
    fn names_are_the_same() {
        let code = "t(\"{at} of {total}\")";
        let whole = "{\n  \"{at} of {total}\": \"{total}: {at}\"\n}";
        check_arabic(code, whole, whole, &[]);
        check_arabic(code, whole, "{\n  \"{at} of {total}\": \"{at}\"\n}", &["public/messages/ar.json:2"]);
    }

    #[test]
    fn each_plural_category_has_its_form() {
        let code = "t_count(\"{count} mark\", \"{count} marks\")";
        let two = "{\n  \"{count} marks\": {\"one\": \"{count} a\", \"other\": \"{count} b\"}\n}";
        let six = |few: &str| {
            format!(
                "{{\n  \"{{count}} marks\": {{\"zero\": \"0\", \"one\": \"1\", \"two\": \"2\", \"few\": \"{few}\", \"many\": \"{{count}}\", \"other\": \"{{count}}\"}}\n}}"
            )
        };
        // Chinese has one form alone, and may say so.
        let faults = |arabic: &str, expected: &[&str]| {
            let expected: Vec<&str> = expected.iter().copied().chain(["public/messages/zh.json:2"]).collect();
            check_arabic(code, two, arabic, &expected);
        };
        faults(&six("{count}"), &[]);
        faults(&six("3"), &["public/messages/ar.json:2"]);
        faults(two, &["public/messages/ar.json:2"]);
    }

    #[test]
    fn a_text_without_a_message_is_found() {
        let rule = "what people read is a message";
        check(rule, &[("src/pages/a.rs", "el(\"p\").child(t(\"Keys\")).child(\"×\").child(\"Aa\")")], &[]);
        let page = "crates/broadsheet/src/pages/a.rs";
        check(rule, &[(page, "into.el(\"p\").text(words.t(\"Keys\"));\ninto.text(\" \")")], &[]);
        check(rule, &[(page, "\ninto.el(\"p\").text(\"Keys\")")], &["crates/broadsheet/src/pages/a.rs:2"]);
        check(rule, &[("src/state/a.rs", ".child(\"Keys\")")], &[]);
        check(rule, &[("src/pages/a.rs", "\n.child(\"Keys\")")], &["src/pages/a.rs:2"]);
        check(rule, &[("src/components/a.rs", ".attr(\"aria-label\", \"Keys\")")], &["src/components/a.rs:1"]);
    }

    #[test]
    fn about_has_one_shape() {
        let rule = "About is built alike in every language";
        let text =
            |word: &str, code: &str| format!(r#"{{"search":["p",{{}},"{word}",["code",{{"dir":"ltr"}},"{code}"]]}}"#);
        let (english, other, bent) = (text("a", "x"), text("b", "x"), text("b", "y"));
        let files = |arabic| {
            let languages = ["en", "de", "es", "fr", "zh"];
            let mut files: Vec<(String, String)> = languages
                .map(|language| {
                    (
                        format!("public/about/{language}.json"),
                        if language == "en" { english.clone() } else { other.clone() },
                    )
                })
                .to_vec();
            files.push(("public/about/ar.json".to_owned(), arabic));
            files
        };
        let run = |arabic: &str, expected: &[&str]| {
            let files = files(arabic.to_owned());
            let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            check(rule, &files, expected);
        };
        run(&other, &[]);
        run(&bent, &["public/about/ar.json:0"]);
        run("{}", &["public/about/ar.json:0"]);
    }
}
