//! What a host should send with the files of a site: said here alone. `serve` sends it, `build` writes it into the site for the hosts that
//! read `_headers`, and `broadsheet hosting` prints it in the words of nginx, Caddy and S3.

mod caddy;
mod headers_file;
mod nginx;
mod s3;

use std::path::Path;

use anyhow::{Result, ensure};

pub use caddy::caddy;
pub use headers_file::{FILE as HEADERS_FILE, headers_file};
pub use nginx::nginx;
pub use s3::s3;

use crate::archive::PictureName;
use crate::config::PicturePolicy;
use crate::identity;

/// The page's policy, as index.html has it too: nothing but what the site itself holds, and no inline script or style.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                          media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
                          frame-ancestors 'none'";

/// What every answer carries beside the policy. The two cross-origin headers isolate the page, which gives it a finer clock.
pub const HEADERS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The policy and [`HEADERS`], for a site whose pages fetch these pictures.
pub fn headers(pictures: &PicturePolicy) -> Vec<(&'static str, String)> {
    let policy = ("content-security-policy", pictures.within(POLICY));
    // Hosts of pictures know nothing of those who show them, and do not send what `require-corp` asks for.
    let told = |value: &str| match value {
        "require-corp" if !pictures.hosts.is_empty() => "credentialless".to_owned(),
        value => value.to_owned(),
    };
    [policy].into_iter().chain(HEADERS.map(|(name, value)| (name, told(value)))).collect()
}

/// `Cache-Control` of a file that never changes under its name: it is kept for a year.
pub const KEPT: &str = "public, max-age=31536000, immutable";
/// `Cache-Control` of all else: it is kept, and asked for again each time whether it changed.
pub const ASKED_AGAIN: &str = "no-cache";

/// What [`never_changes`] says, as a regular expression that nginx and Caddy understand alike, of an address without its query.
const NEVER_CHANGES: &str = r"/archive/([a-z2-7]{52}|pictures)/|-[0-9a-f]{13,16}(_bg)?\.(js|css|wasm)$";

/// The types of the files of a site, by the ends of their names: texts, which are in UTF-8, and others.
const TEXT_TYPES: [(&str, &str); 9] = [
    ("text/html", "html"),
    ("text/css", "css"),
    ("text/javascript", "js"),
    ("application/json", "json"),
    ("application/manifest+json", "webmanifest"),
    ("application/xml", "xml"),
    ("image/svg+xml", "svg"),
    ("text/plain", "txt"),
    ("text/markdown", "md"),
];
const OTHER_TYPES: [(&str, &str); 8] = [
    ("application/wasm", "wasm"),
    ("application/octet-stream", "bin"),
    ("audio/flac", "flac"),
    ("image/png", "png"),
    ("image/jpeg", "jpg jpeg"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
    ("image/gif", "gif"),
];

/// Whether the file at this address, or of this path in a site, is the same for ever: it lies in a folder that is named by what it
/// holds, as those of segments are, or bears such a name itself, as Trunk gives to the page's program and stylesheet: a number of 16
/// hexadecimal digits, of which it writes no zeros in front.
pub fn never_changes(address: &str) -> bool {
    let mut parts = address.split('/');
    let name = parts.next_back().unwrap_or_default();
    let in_segment = parts.any(identity::is_digest);
    let is_picture = PictureName::parse(name).is_some();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    let is_hashed = (13..=16).contains(&hash.len())
        && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    in_segment || is_picture || is_hashed && matches!(extension, "js" | "css" | "wasm")
}

/// `Content-Type` of the file at this address, where the end of its name tells one. A folder is its page.
pub fn content_type(address: &str) -> Option<String> {
    let name = address.rsplit('/').next().unwrap_or_default();
    let ending = if name.is_empty() { "html" } else { name.rsplit_once('.')?.1 };
    let kind = TEXT_TYPES
        .into_iter()
        .chain(OTHER_TYPES)
        .find(|(_, endings)| endings.split(' ').any(|one| one.eq_ignore_ascii_case(ending)));
    kind.map(|(kind, _)| with_charset(kind))
}

/// A type, of texts with what they are written in.
fn with_charset(kind: &str) -> String {
    match TEXT_TYPES.iter().any(|(text, _)| *text == kind) {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_owned(),
    }
}

/// Where a site lies on its host.
pub struct Place {
    /// The folder on the host's disk, ending in `/`.
    folder: String,
    /// The folder in addresses, beginning and ending in `/`.
    path: String,
    /// Which pictures its pages fetch.
    pictures: PicturePolicy,
}

impl Place {
    /// Refuses what cannot stand in a host's settings as it is.
    pub fn new(folder: &Path, path: &str, pictures: PicturePolicy) -> Result<Self> {
        let folder = plain(&folder.display().to_string()).replace('\\', "/");
        let special = |character: char| character.is_control() || "\"'`$\\{}#;*".contains(character);
        ensure!(
            !folder.contains(special),
            "{folder}: a host's settings take some of its characters for their own; rename the folder, or move the site"
        );
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
        ensure!(
            path.starts_with('/') && path.ends_with('/') && path.bytes().all(plain) && !path.contains("//"),
            "--path {path}: must be a folder as addresses have it, such as / or /news/archive/"
        );
        Ok(Self { folder: if folder.ends_with('/') { folder } else { folder + "/" }, path: path.to_owned(), pictures })
    }
}

/// A path without the `\\?\` that Windows puts before one that it has looked up, which no server takes: `C:\site`, or `\\host\site`.
fn plain(path: &str) -> String {
    match (path.strip_prefix(r"\\?\UNC\"), path.strip_prefix(r"\\?\")) {
        (Some(share), _) => [r"\\", share].concat(),
        (None, Some(below)) if below.get(1..3) == Some(r":\") => below.to_owned(),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On Windows the settings named `//?/C:/site`, where no server finds anything.
    #[test]
    fn a_folder_is_named_as_servers_take_it() {
        for (path, expected) in [
            (r"\\?\C:\my site", r"C:\my site"),
            (r"\\?\UNC\host\share\site", r"\\host\share\site"),
            (r"\\?\Volume{b75e2c83-0000}\site", r"\\?\Volume{b75e2c83-0000}\site"),
            ("/srv/site", "/srv/site"),
        ] {
            assert_eq!(plain(path), expected);
        }
    }

    #[test]
    fn what_is_named_by_what_it_holds_never_changes() {
        let segment = "a".repeat(52);
        for path in [
            format!("/archive/{segment}/articles/000000.json"),
            format!("archive/{segment}/joint.bin"),
            format!("/archive/pictures/{}-640-{}.jpg", "a".repeat(26), "b".repeat(16)),
            "/news/reader-c120db2dd8379bff.js".to_owned(),
            "reader-c120db2dd8379bff_bg.wasm".to_owned(),
            "style-63f8aa89885642d1.css".to_owned(),
            // One in sixteen is shorter, and was asked for again at each visit.
            "style-767fc2a1366d947.css".to_owned(),
        ] {
            assert!(never_changes(&path), "{path}");
        }
        for path in [
            "/",
            "/archive/archive.json",
            "search_worker_bg.wasm",
            "boot.js",
            "article/harbour-c120db2dd8379bff.html",
            "reader-c120db2dd8379bfg.js",
            "c120db2dd8379bff.js",
            "voice-2026.js",
            "reader-0c120db2dd8379bff.js",
            &segment,
        ] {
            assert!(!never_changes(path), "{path}");
        }
    }

    #[test]
    fn types_are_told_by_names() {
        for (address, expected) in [
            ("/", Some("text/html; charset=utf-8")),
            ("/news/list/1.html", Some("text/html; charset=utf-8")),
            ("/news/feed.xml", Some("application/xml; charset=utf-8")),
            ("/reader-c120db2dd8379bff_bg.wasm", Some("application/wasm")),
            ("/archive/pictures/a.JPG", Some("image/jpeg")),
            ("/_headers", None),
            ("/list/1.html.br", None),
        ] {
            assert_eq!(content_type(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_place_can_stand_in_settings() {
        let check = |folder: &str, path: &str| Place::new(Path::new(folder), path, PicturePolicy::default()).is_ok();
        assert!(check("/srv/my site", "/") && check("/srv/www/", "/news/archive/"));
        for (folder, path) in [
            ("/srv/$site", "/"),
            ("/srv/a;b", "/"),
            ("/srv", ""),
            ("/srv", "news/"),
            ("/srv", "/news"),
            ("/srv", "//news/"),
            ("/srv", "/a b/"),
            ("/srv", "/{}/"),
        ] {
            assert!(!check(folder, path), "{folder} {path}");
        }
    }
}
