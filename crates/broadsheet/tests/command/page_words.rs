//! `broadsheet build`: what static pages say around the articles, in the archive's language.

use std::fs;

use crate::pages::{attribute, below, build, read, site, texts};

/// The words are the app's, and so are in its files.
#[test]
fn static_pages_speak_the_archive_s_language() {
    let public = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    let file = |path: &str| fs::read_to_string(public.join(path)).unwrap();
    let test = site("language = \"ar\"\nowner = \"Harbour Press\"\n", 2)
        .file("dist/messages/ar.json", file("messages/ar.json"))
        .file("dist/about/ar.json", file("about/ar.json"));
    let check = || {
        let page = read(&test, &below(&test, "article/headline-1")[0]);
        assert_eq!(["lang", "dir"].map(|name| attribute(&page, "html", name).unwrap()), ["ar", "rtl"]);
        assert_eq!(texts(&page, ".byline time"), ["2 يناير 2026, 12:00 UTC"]);
        assert_eq!(texts(&page, ".article-tools a"), ["البحث في هذا المقال وتظليله والاستشهاد به"]);
        assert_eq!(texts(&read(&test, "list/1.html"), ".result-status"), ["مقالان"]);
        assert_eq!(texts(&read(&test, "list/about.html"), "h1 ~ h2").len(), 1, "privacy");
    };
    build(&test);
    check();
    // Without the app at hand the site's own files are asked.
    test.run(&["bundle", "in", "--out", "site/archive"]).success();
    check();
}
