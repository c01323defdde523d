//! `broadsheet build --serve`: the site follows its sources, and pages that are open hear of it.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::harness::Test;
use crate::server::{Reply, ask};

/// The command at work; ends with this value.
struct Watch {
    process: Child,
    answers: BufReader<ChildStdout>,
    said: BufReader<ChildStderr>,
    address: String,
}

impl Watch {
    fn start(test: &Test) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_broadsheet"))
            .args(["build", "in", "--app", "dist", "--out", "site", "--serve", "--port", "0", "--json"])
            .current_dir(test.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (answers, said) = (process.stdout.take().unwrap(), process.stderr.take().unwrap());
        let mut watch =
            Self { process, answers: BufReader::new(answers), said: BufReader::new(said), address: String::new() };
        assert_eq!(watch.answer()["rebuilt"], true);
        let address = watch.answer()["address"].as_str().unwrap().to_owned();
        watch.address = address.trim_start_matches("http://").trim_end_matches('/').to_owned();
        watch
    }

    /// The next answer, once it is there.
    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// Reads on what is said until a line has this.
    fn hear(&mut self, what: &str) {
        let mut line = String::new();
        while !line.contains(what) {
            line.clear();
            assert!(self.said.read_line(&mut line).unwrap() > 0, "\"{what}\" was not said");
        }
    }

    /// What was said since, once it is stopped.
    fn rest(mut self) -> String {
        self.process.kill().unwrap();
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).unwrap();
        rest
    }

    fn get(&self, path: &str) -> Reply {
        ask(&self.address, "GET", path, &[("Accept-Encoding", "br")])
    }

    fn page(&self, path: &str) -> String {
        String::from_utf8(self.get(path).body).unwrap()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have been stopped before.
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }
}

fn sources() -> Test {
    Test::new()
        .file("in/a.txt", "The first headline\n\nAnd a text that follows it.")
        .file("dist/index.html", "<meta content=\"default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self';\"><title>app</title>")
}

/// Changes a source at one go, as editors do, for a build may be at work.
fn change(test: &Test, path: &str, contents: &str) {
    test.write("new", contents);
    fs::rename(test.path("new"), test.path(path)).unwrap();
}

/// The address at which a page asks whether it has changed.
fn asked(page: &str) -> String {
    let (_, behind) = page.split_once("/~broadsheet/reload.js").unwrap();
    format!("/~broadsheet/changed{}", behind.split('"').next().unwrap())
}

#[test]
fn pages_that_are_open_hear_of_what_was_built() {
    let test = sources();
    let mut watch = Watch::start(&test);
    let list = watch.page("/list/1.html");
    assert!(list.contains("The first headline") && list.contains("script-src 'self'; connect-src 'self'"), "{list}");
    assert!(watch.page("/").contains("reload.js") && watch.page("/nothing/here").contains("reload.js"));
    assert_eq!(watch.get("/~broadsheet/reload.js").header("content-type"), Some("text/javascript"));

    change(&test, "in/b.md", "# The second headline\n\nText.");
    assert_eq!(watch.answer()["articles"], 2);
    // Answered at once, or when the page is told: not before there is something new.
    assert_eq!(watch.get(&asked(&list)).status, 204);
    let list = watch.page("/list/1.html");
    assert!(list.contains("The second headline"), "{list}");

    fs::remove_file(test.path("in/a.txt")).unwrap();
    assert_eq!(watch.answer()["articles"], 1);
    assert_eq!(watch.get(&asked(&list)).status, 204);
    assert!(test.files("site").values().all(|bytes| !String::from_utf8_lossy(bytes).contains("~broadsheet")));
}

/// Once the two looks at the site differed by the lock of the run that follows the first build.
#[test]
fn what_cannot_be_built_leaves_the_old_site_whole() {
    let test = sources();
    let mut watch = Watch::start(&test);
    let before = test.files("site");
    change(&test, "in/broadsheet.toml", "titel = \"x\"\n");
    watch.hear("did you mean \"title\"?");
    assert!(test.files("site") == before);
    change(&test, "in/broadsheet.toml", "title = \"Mended\"\n");
    assert_eq!(watch.answer()["rebuilt"], true);
    assert!(watch.page("/").contains("<title>Mended</title>"));
}

/// An editor that takes a file away before it writes it anew emptied the site for as long.
#[test]
fn a_folder_that_is_emptied_leaves_the_old_site_whole() {
    let test = sources();
    let mut watch = Watch::start(&test);
    let before = test.files("site");
    fs::remove_file(test.path("in/a.txt")).unwrap();
    watch.hear("no article could be read from in; nothing was written; who means to withdraw what the archive there holds gives it pubStatus \"canceled\", or cuts it out with bundle --remove; the site stays as it was");
    assert!(test.files("site") == before && watch.page("/list/1.html").contains("The first headline"));
    change(&test, "in/b.md", "# The second headline\n\nText.");
    assert_eq!(watch.answer()["articles"], 1);
}

/// It was not built when a folder came back that had been away, and the command ended where that went as it was about to be watched;
/// and where the errors went into a file beside that folder, each
/// made the next.
#[test]
fn a_folder_that_was_away_is_built_once_it_is_back() {
    let test = sources();
    let mut watch = Watch::start(&test);
    fs::rename(test.path("in"), test.path("away")).unwrap();
    watch.hear("error:");
    for number in 0..20 {
        test.write("said", format!("error {number}"));
    }
    test.write("away/b.md", "# The second headline\n\nText.");
    fs::rename(test.path("away"), test.path("in")).unwrap();
    assert_eq!(watch.answer()["articles"], 2);
    change(&test, "in/c.md", "# The third headline\n\nText.");
    assert_eq!(watch.answer()["articles"], 3);
    assert_eq!(watch.rest().matches("error:").count(), 0);
}

#[test]
fn an_embargo_ends_while_one_watches() {
    let test = sources();
    let until = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(4);
    test.write("in/b.md", format!("---\nembargoedUntil: {until}\n---\n# Secret\n\nText."));
    let mut watch = Watch::start(&test);
    assert!(!watch.page("/list/1.html").contains("Secret"));
    assert_eq!(watch.answer()["articles"], 2);
    assert!(jiff::Timestamp::now() >= until);
    assert!(watch.page("/list/1.html").contains("Secret"));
}
