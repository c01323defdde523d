//! `broadsheet build`: the app's files and the archive, old files kept for one generation.

use serde_json::Value;

use crate::harness::Test;

const ARTICLE: &str = "A headline of some length\n\nAnd a text that follows it.";

#[test]
fn a_site_is_the_app_with_the_archive() {
    let test = Test::new()
        .file("in/a.txt", ARTICLE)
        .file("dist/index.html", "one")
        .file("dist/app-1.js", "one")
        .file("dist/archive/archive.json", "the sample's");
    let build = ["build", "in", "--app", "dist", "--out", "site"];
    test.run(&build).success();
    test.run(&["check", "site"]).success();
    test.run(&["search", "site", "headline"]).success();

    std::fs::remove_file(test.path("dist/app-1.js")).unwrap();
    test.write("dist/app-2.js", "two");
    test.write("dist/index.html", "two");
    test.run(&build).success();
    assert!(test.path("site/app-1.js").exists(), "pages of the build before still find their files");
    assert_eq!(std::fs::read_to_string(test.path("site/index.html")).unwrap(), "two");

    std::fs::remove_file(test.path("dist/app-2.js")).unwrap();
    test.write("dist/app-3.js", "three");
    test.run(&build).success();
    assert!(!test.path("site/app-1.js").exists());
    assert!(test.path("site/app-2.js").exists() && test.path("site/app-3.js").exists());
}

/// A site of which pages were missing was whole: only its archive was looked at.
#[test]
fn a_page_that_is_missing_is_named() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("dist/index.html", "one").file("dist/app-1.js", "one");
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).success();
    test.run(&["check", "site"]).success().says_not("since it was built");
    test.write("site/CNAME", "news.example");
    test.run(&["check", "site"]).success().says("note: site: files were added or removed since it was built");
    for file in ["site/app-1.js", "site/feed.xml"] {
        std::fs::remove_file(test.path(file)).unwrap();
        test.run(&["check", "site"]).status(1).says(&format!("problem: {file}: is not there"));
    }
    test.run(&["check", "site/archive"]).success();
}

/// A page that was changed and was as long as before was whole: paths and lengths alone were known of a site.
#[test]
fn a_page_that_was_changed_is_named() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("dist/index.html", "one").file("dist/app-1.js", "one");
    let build = ["build", "in", "--app", "dist", "--out", "site"];
    test.run(&build).success();
    let whole = test.files("site");
    for (path, bytes) in whole.iter().filter(|(path, bytes)| !bytes.is_empty() && !path.ends_with("site.json")) {
        let mut changed = bytes.clone();
        *changed.last_mut().unwrap() ^= 1;
        std::fs::write(path, changed).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let outcome = test.run(&["check", "site"]);
        // The archive's manifest has no checksum: what it says is held against what is there.
        if name != "archive.json" {
            outcome.status(1).says(name);
        } else {
            assert_ne!(outcome.status, 0);
        }
        std::fs::write(path, bytes).unwrap();
        test.run(&["check", "site"]).success().says_not("note:");
    }
    // As the note says.
    test.write("site/feed.xml", "changed");
    test.run(&["check", "site"])
        .status(1)
        .says("problem: site/feed.xml: is not what was written there; build the site again with --force");
    test.run(&["build", "in", "--app", "dist", "--out", "site", "--force"]).success();
    test.run(&["check", "site"]).success().says_not("note:");
}

/// What a run that was stopped left in place is not called damaged, nor what a version wrote that knew of no checksums.
#[test]
fn what_is_not_known_of_a_site_is_said() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("dist/index.html", "one");
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).success();
    let mut site: Value = serde_json::from_slice(&std::fs::read(test.path("site/site.json")).unwrap()).unwrap();
    let paths: Vec<String> = site["pages"].as_object().unwrap().keys().cloned().collect();
    let n_paths = paths.len();
    site["pages"] = paths.into();
    test.write("site/site.json", site.to_string());
    let says = format!("note: site: it is not known what should lie in {n_paths} files");
    test.run(&["check", "site"]).success().says(&says);
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).success();
    test.run(&["build", "in", "--app", "dist", "--out", "site", "--force"]).success();
    test.run(&["check", "site"]).success().says_not("note:");
}

/// A built site beside the articles was read too: its pages came in as articles, and its archive as data.
#[test]
fn a_site_among_the_sources_is_passed_over() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("dist/index.html", "one");
    let build = ["build", "in", "--app", "dist", "--out", "site"];
    test.run(&build).success();
    std::fs::rename(test.path("site"), test.path("in/old")).unwrap();
    test.run(&["bundle", "in", "--out", "in/other"]).status(2);
    let line = test.run(&["import", "in"]).success().says("note: in/old: is a site or an archive").stdout;
    assert_eq!(line.lines().count(), 1, "{line}");
    test.run(&build).success().says("1 article in the archive");
    test.run(&build).success().says("nothing has changed");
    test.run(&["import", "in/old"]).status(2).says("name the folder of its articles");
}

#[test]
fn without_the_app_nothing_is_written() {
    let test = Test::new().file("in/a.txt", ARTICLE);
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).status(2).says("holds no index.html");
    assert!(!test.path("site").exists());
}

#[test]
fn a_folder_with_other_things_is_refused() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("dist/index.html", "").file("site/diary.txt", "mine");
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).status(2).says("is not empty");
    assert_eq!(test.files("site").len(), 1);
}

/// Paths that a site lists are removed one day; a site from elsewhere could name files of ours.
#[test]
fn a_site_that_lists_files_outside_of_itself_is_refused() {
    let test = Test::new()
        .file("in/a.txt", ARTICLE)
        .file("dist/index.html", "")
        .file("notes.txt", "mine")
        .file("site/site.json", "{\"files\": [], \"previous\": [\"../notes.txt\"]}");
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).status(2).says("is not empty");
    assert!(test.path("notes.txt").exists());
}
