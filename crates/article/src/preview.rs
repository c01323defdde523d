//! What a result list shows of an article.

use serde::{Deserialize, Serialize};

/// The most characters of text in a preview.
pub const PREVIEW_TEXT: usize = 200;

/// An article as lists show it: small enough that thousands can be had without their bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The article's address.
    pub slug: String,
    /// The headline as printed; may be empty.
    pub headline: String,
    /// The standfirst, else how the text begins: at most [`PREVIEW_TEXT`] characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The newspaper's section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The day of publication in the archive's time zone, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The language of headline and text, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The number of the group of articles that holds the whole of it.
    pub group: u32,
}
