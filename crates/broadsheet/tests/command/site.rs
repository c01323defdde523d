//! `broadsheet build`: the app's files and the archive, old files kept for one generation.

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
    test.run(&["check", "site"]).success().says("note: site: files were added, changed or removed since it was built");
    for file in ["site/app-1.js", "site/feed.xml"] {
        std::fs::remove_file(test.path(file)).unwrap();
        test.run(&["check", "site"]).status(1).says(&format!("problem: {file}: is not there"));
    }
    test.run(&["check", "site/archive"]).success();
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
