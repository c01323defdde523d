//! Reading the manifest, a newer format told apart from a damaged file.

use article::Manifest;
use serde::Deserialize;

use crate::failure::Trouble;

/// Reads `archive.json` of the format that this program knows. The page and the worker show one segment; an archive of
/// more was made by a newer program.
pub fn read(text: &str, format: u32) -> Result<Manifest, (Trouble, String)> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    let damaged = |error: serde_json::Error| (Trouble::Damaged, error.to_string());
    let head: Head = serde_json::from_str(text).map_err(damaged)?;
    if head.format != format {
        return Err((Trouble::TooNew, "its format is ".to_owned() + &head.format.to_string()));
    }
    let manifest: Manifest = serde_json::from_str(text).map_err(damaged)?;
    match manifest.segments.len() {
        0 | 1 => Ok(manifest),
        many => Err((Trouble::TooNew, "it has ".to_owned() + &many.to_string() + " segments")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEGMENT: &str = r#"{"hash":"abc","articles":1,"previewsPerGroup":24,"lookupGroups":1}"#;

    #[track_caller]
    fn check(format: u32, segments: &[&str], expected: Result<&str, Trouble>) {
        let text = format!(
            r#"{{"format":{format},"id":"a","title":"A","language":"en","timeZone":"UTC","articles":1,"facets":[],"segments":[{}]}}"#,
            segments.join(",")
        );
        assert_eq!(
            read(&text, 1).map(|manifest| manifest.title).map_err(|(kind, _)| kind),
            expected.map(str::to_owned)
        );
    }

    #[test]
    fn an_archive_of_this_format_opens() {
        check(1, &[SEGMENT], Ok("A"));
        check(1, &[], Ok("A"));
    }

    #[test]
    fn a_newer_archive_is_told_apart() {
        check(2, &[SEGMENT], Err(Trouble::TooNew));
        check(1, &[SEGMENT, SEGMENT], Err(Trouble::TooNew));
    }

    #[test]
    fn what_is_no_manifest_is_damaged() {
        for text in ["", "{}", "<!doctype html>", r#"{"format":1}"#] {
            assert_eq!(read(text, 1).map_err(|(kind, _)| kind).err(), Some(Trouble::Damaged));
        }
    }
}
