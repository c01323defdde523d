//! `_headers`, a file in the site's folder: Netlify and Cloudflare Pages send what it says. Other hosts send it as any file.

use std::fmt::Write;

use article::Manifest;

use super::{KEPT, headers, never_changes};
use crate::archive::PICTURES;
use crate::config::PicturePolicy;
use crate::written::Written;

/// The name of the file.
pub const FILE: &str = "_headers";

/// What it says of a site with this archive and these files of the app.
///
/// Both hosts ask again each time whether a file changed unless they are told otherwise, and both join the values where two rules name one
/// header; so `Cache-Control` stands in the rules of what never changes alone. Cloudflare takes at most 100 rules: there are about a dozen.
pub fn headers_file(manifest: &Manifest, app: &Written, pictures: &PicturePolicy) -> String {
    let mut text = String::from("# Made by `broadsheet build`; Netlify and Cloudflare Pages read it.\n/*\n");
    for (name, value) in headers(pictures) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let segments = manifest.segments.iter().map(|segment| segment.hash.as_str()).chain(manifest.joint.as_deref());
    let folders = segments.chain([PICTURES]).map(|folder| format!("{}/{folder}/*", crate::app::ARCHIVE));
    let files = app.paths().filter(|file| never_changes(file)).cloned();
    for pattern in folders.chain(files) {
        let _ = write!(text, "/{pattern}\n  cache-control: {KEPT}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_changes_is_kept_and_nothing_is_said_twice() {
        let hash = "b".repeat(52);
        let manifest = serde_json::json!({
            "format": 4, "id": "a", "title": "A", "language": "en", "timeZone": "UTC", "articles": 1, "facets": [],
            "segments": [{ "hash": hash, "articles": 1, "previewsPerGroup": 24, "lookupGroups": 1 }],
        });
        let manifest: Manifest = serde_json::from_value(manifest).expect("a manifest");
        let app = ["index.html", "boot.js", "reader-c120db2dd8379bff.js"].map(str::to_owned).into_iter().collect();
        let text = headers_file(&manifest, &app, &PicturePolicy::default());
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(rules, ["/*", &format!("/archive/{hash}/*"), "/archive/pictures/*", "/reader-c120db2dd8379bff.js"]);
        assert_eq!(text.matches("content-security-policy: default-src 'none';").count(), 1);
        assert_eq!(text.matches("\n  cache-control: public, max-age=31536000, immutable\n").count(), 3);
        // Cloudflare passes over what is longer.
        assert!(text.lines().all(|line| line.len() < 2000));
    }
}
