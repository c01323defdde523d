//! Reading the manifest, a newer format told apart from a damaged file.

use article::fields::{self, ALL, Unfit, Value};
use article::{Manifest, Stored};
use search::Answer;

use crate::failure::Trouble;
use crate::tell;

/// What `archive.json` holds.
#[derive(Debug)]
pub struct Opened {
    /// What the archive holds and where.
    pub manifest: Manifest,
    /// The answer to the query for nothing, so that the front page waits for no search.
    pub front: Answer,
}

/// Reads `archive.json` of the format that this program knows.
pub fn read(text: &str, format: u32) -> Result<Opened, (Trouble, String)> {
    let value = serde_json::from_str(text).map_err(|error| (Trouble::Damaged, error.to_string()))?;
    from_value(value, format)
}

/// Takes it from JSON that was read, as [`read`] does.
pub fn from_value(mut value: Value, format: u32) -> Result<Opened, (Trouble, String)> {
    let mut front = Value::Nothing;
    if let Value::Fields(fields) = &mut value {
        for (name, value) in fields {
            match value {
                // Another format may lack what this one needs: its number is read first.
                Value::Number(found) if name == "format" && *found != u64::from(format) => {
                    let kind = if *found < u64::from(format) { Trouble::TooOld } else { Trouble::TooNew };
                    return Err((kind, "its format is ".to_owned() + &found.to_string()));
                }
                _ if name == "front" => front = std::mem::replace(value, Value::Nothing),
                _ => {}
            }
        }
    }
    let damaged = |unfit: Unfit| (Trouble::Damaged, unfit.to_string());
    let manifest = Manifest::from_value(value).map_err(damaged)?;
    let front = fields::read(front, |fields| fields.one(ALL, tell::answer)).map_err(damaged)?;
    match (manifest.segments.len(), &manifest.joint) {
        (0, _) => Err((Trouble::Damaged, "it names no segment".to_owned())),
        (2.., None) => Err((Trouble::Damaged, "it names no joint of its segments".to_owned())),
        _ => Ok(Opened { manifest, front }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEGMENT: &str = r#"{"hash":"abc","articles":1,"previewsPerGroup":24,"lookupGroups":1}"#;

    const FRONT: &str = r#"{"total":1,"clauses":0,"matched":"all","totals":{"all":1,"most":1,"any":1},"hits":[{"number":0}],"facets":[],"histogram":{"unit":"year","bars":[],"undated":1},"ignored":[],"also":[]}"#;

    #[track_caller]
    fn check(format: u32, segments: &[&str], joint: &str, expected: Result<&str, Trouble>) {
        let text = format!(
            r#"{{"format":{format},"id":"a","title":"A","language":"en","timeZone":"UTC","articles":1,"facets":[],"segments":[{}]{joint},"front":{FRONT}}}"#,
            segments.join(",")
        );
        assert_eq!(
            read(&text, 1).map(|opened| opened.manifest.title).map_err(|(kind, _)| kind),
            expected.map(str::to_owned)
        );
    }

    #[test]
    fn an_archive_of_this_format_opens() {
        check(1, &[SEGMENT], "", Ok("A"));
        check(1, &[SEGMENT, SEGMENT], r#","joint":"abc""#, Ok("A"));
    }

    #[test]
    fn a_newer_archive_is_told_apart() {
        check(2, &[SEGMENT], "", Err(Trouble::TooNew));
        check(0, &[SEGMENT], "", Err(Trouble::TooOld));
    }

    #[test]
    fn what_is_no_manifest_is_damaged() {
        check(1, &[], "", Err(Trouble::Damaged));
        check(1, &[SEGMENT, SEGMENT], "", Err(Trouble::Damaged));
        for text in ["", "{}", "<!doctype html>", r#"{"format":1}"#] {
            assert_eq!(read(text, 1).map_err(|(kind, _)| kind).err(), Some(Trouble::Damaged));
        }
    }
}
