//! Reading the manifest, a newer format told apart from a damaged file.

use article::fields::Value;
use article::{Manifest, Stored};

use crate::failure::Trouble;

/// Reads `archive.json` of the format that this program knows. The page and the worker show one segment; an archive of
/// more was made by a newer program.
pub fn read(text: &str, format: u32) -> Result<Manifest, (Trouble, String)> {
    let value = serde_json::from_str(text).map_err(|error| (Trouble::Damaged, error.to_string()))?;
    from_value(value, format)
}

/// Takes the manifest from JSON that was read, as [`read`] does.
pub fn from_value(value: Value, format: u32) -> Result<Manifest, (Trouble, String)> {
    // Another format may lack what this one needs: its number is read first.
    if let Value::Fields(fields) = &value
        && let Some((_, Value::Number(found))) = fields.iter().find(|(name, _)| name == "format")
        && *found != u64::from(format)
    {
        return Err((Trouble::TooNew, "its format is ".to_owned() + &found.to_string()));
    }
    let manifest = Manifest::from_value(value).map_err(|unfit| (Trouble::Damaged, unfit.to_string()))?;
    match manifest.segments.len() {
        0 => Err((Trouble::Damaged, "it names no segment".to_owned())),
        1 => Ok(manifest),
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
    }

    #[test]
    fn a_newer_archive_is_told_apart() {
        check(2, &[SEGMENT], Err(Trouble::TooNew));
        check(1, &[SEGMENT, SEGMENT], Err(Trouble::TooNew));
    }

    #[test]
    fn what_is_no_manifest_is_damaged() {
        check(1, &[], Err(Trouble::Damaged));
        for text in ["", "{}", "<!doctype html>", r#"{"format":1}"#] {
            assert_eq!(read(text, 1).map_err(|(kind, _)| kind).err(), Some(Trouble::Damaged));
        }
    }
}
