//! Where a list's feeds are.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use std::fs;

/// A list could name files that reading the folder passes over: what lies in `.git`, or the settings.
#[test]
fn no_address_leads_to_what_is_hidden() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join(".git/feeds")).unwrap();
    for name in [".git/feeds/a.xml", ".a.xml", "broadsheet.toml"] {
        fs::write(folder.path().join(name), "<rss/>").unwrap();
        assert_eq!(place_of(name, folder.path()), Listed::Hidden, "{name}");
    }
}

#[test]
fn no_address_leads_out_of_the_folder() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("lists");
    fs::create_dir_all(folder.join("feeds")).unwrap();
    for name in ["feeds/a.xml", "feeds/b c.xml", "100%25.xml", "../secret.xml"] {
        fs::write(folder.join(name), "<rss/>").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.xml", folder.join("link.xml")).unwrap();
    let file = |below: &str| Listed::File { below: below.into() };
    let inside = folder.canonicalize().unwrap().join("feeds/a.xml").display().to_string();
    for (address, expected) in [
        ("feeds/a.xml", file("feeds/a.xml")),
        ("./feeds/../feeds/a.xml", file("feeds/a.xml")),
        ("feeds\\a.xml", file("feeds/a.xml")),
        ("feeds/b%20c.xml", file("feeds/b c.xml")),
        ("feeds/b c.xml", file("feeds/b c.xml")),
        ("100%25.xml", file("100%25.xml")),
        (inside.as_str(), file("feeds/a.xml")),
        (&format!("file://{inside}"), file("feeds/a.xml")),
        ("../secret.xml", Listed::Outside),
        ("feeds/../../secret.xml", Listed::Outside),
        ("%2e%2e/secret.xml", Listed::Outside),
        ("/etc/passwd", Listed::Outside),
        ("file:///etc/passwd", Listed::Outside),
        ("C:\\feeds\\a.xml", Listed::Outside),
        ("missing.xml", Listed::Missing),
        ("https://example.org/feed", Listed::Remote),
        ("feed:https://example.org/feed", Listed::Remote),
        ("//example.org/feed", Listed::Remote),
    ] {
        assert_eq!(place_of(address, &folder), expected, "{address}");
    }
    #[cfg(unix)]
    assert_eq!(place_of("link.xml", &folder), Listed::Outside);
}
