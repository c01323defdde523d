//! `broadsheet new`: a folder that is an archive at once, and shows every key.

use std::fs;

use crate::harness::Test;

#[test]
fn a_new_folder_is_an_archive_at_once() {
    let test = Test::new().file("dist/index.html", "<title>x</title>");
    test.run(&["new", "The \"Gazette\""]).success().says("broadsheet build 'The \"Gazette\"' --out site");
    let build = ["build", "The \"Gazette\"", "--out", "site", "--app", "dist"];
    test.run(&build).success().says("3 articles read").says("\"places\": 2 names were written").says("0 problems");
    test.run(&["check", "site"]).success();
    assert!(
        fs::read_to_string(test.path("site/index.html")).unwrap().contains("<title>The &quot;Gazette&quot;</title>")
    );
    assert!(test.path("site/page/about-us.html").is_file());
    assert_eq!(fs::read_dir(test.path("site/article")).unwrap().count(), 3);
    let readme = fs::read_to_string(test.path("The \"Gazette\"/README.md")).unwrap();
    assert_eq!(readme.lines().count(), 5);
}

/// What was to be typed in the folder itself put the site into it, beside the line that says not to.
#[test]
fn in_the_folder_itself_the_site_lies_beside_it() {
    let test = Test::new();
    test.run(&["new", "."]).success().says("broadsheet build . --out ../site");
    let readme = fs::read_to_string(test.path("README.md")).unwrap();
    assert!(readme.contains("`broadsheet build . --out ../site`") && readme.contains("`broadsheet serve ../site`"));
}

#[test]
fn a_folder_that_holds_something_is_refused() {
    let test = Test::new().file("full/mine.txt", "mine").file("file", "mine");
    test.run(&["new", "full"]).status(2).says("full: is not empty (it holds mine.txt)");
    test.run(&["new", "file"]).status(2).says("file: is a file");
    assert_eq!(test.files("").len(), 2);
    fs::create_dir(test.path("empty")).unwrap();
    test.run(&["new", "empty", "--quiet"]).success();
    assert!(test.path("empty/broadsheet.toml").is_file());
}

/// Whoever takes the signs off has settings that hold, with every key that there is: the command itself names them all.
#[test]
fn every_key_is_shown_and_can_be_used() {
    let test = Test::new();
    test.run(&["new", "paper"]).success();
    let text = fs::read_to_string(test.path("paper/broadsheet.toml")).unwrap();
    let is_setting =
        |line: &str| line.starts_with("[[") || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    let settings: Vec<&str> = text
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line))
        .filter(|line| is_setting(line) || line.starts_with('['))
        .collect();
    // The two ways to name sources exclude each other.
    let settings: Vec<&str> = settings.into_iter().filter(|line| *line != "sources = [\"articles\"]").collect();
    for name in ["people.csv", "more-people.toml", "subjects.csv", "organisations.toml", "publishers.csv"] {
        test.write(&format!("paper/lists/{name}"), if name.ends_with("csv") { "variant,name\n" } else { "" });
    }
    test.write("paper/broadsheet.toml", settings.join("\n"));
    test.write("paper/agency/today.txt", "A headline of some length\n\nAnd a text that follows it.");
    test.write(
        "paper/agency/new/feed.xml",
        "<rss><channel><title>N</title><item><title>T</title><description>D.</description></item></channel></rss>",
    );
    test.run(&["bundle", "paper", "--out", "out"]).success().says("1 article read");
    let known = known_keys(&test);
    assert!(known.len() >= 14, "{known:?}");
    for key in known {
        let stands = |line: &&str| line.starts_with(&format!("{key} =")) || line.trim_matches(['[', ']']) == key;
        assert!(settings.iter().any(stands), "{key} is not in the settings of a new archive");
    }
}

/// The keys of the file and of its tables, as the command says them.
fn known_keys(test: &Test) -> Vec<String> {
    let asked = ["qqq = 1", "[[sources]]\nqqq = 1", "[authorities]\nqqq = 1", "[[pages]]\nqqq = 1"];
    asked
        .iter()
        .flat_map(|settings| {
            test.write("ask/broadsheet.toml", settings);
            let said = test.run(&["bundle", "ask", "--out", "no"]).status(2).stderr;
            let (_, keys) = said.split_once("the keys are ").unwrap();
            keys.trim().split(", ").map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}
