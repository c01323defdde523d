//! Pictures, and the files in which they are shown.

use serde::{Deserialize, Serialize};

use crate::lenient;

/// A picture that belongs to an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Association {
    /// The source's identifier.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Where the picture's file is; nothing where only its caption is known. In an archive: where it is on another host.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// In an archive: the files that pages show, narrowest first; none where the picture is not shown.
    #[serde(deserialize_with = "lenient::many", skip_serializing_if = "Vec::is_empty")]
    pub renditions: Vec<Rendition>,
    /// What the picture shows, as printed below it, without the credit.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Whom to credit, as printed: "EPA Images pic".
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub credit_text: Option<String>,
    /// What to say to those who do not see the picture.
    #[serde(deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub alt_text: Option<String>,
    /// In pixels.
    #[serde(deserialize_with = "lenient::number", skip_serializing_if = "Option::is_none")]
    pub width: Option<u64>,
    /// In pixels.
    #[serde(deserialize_with = "lenient::number", skip_serializing_if = "Option::is_none")]
    pub height: Option<u64>,
}

impl Association {
    /// Whether there is a file of it, to show or to lead to.
    pub fn is_somewhere(&self) -> bool {
        self.href.is_some() || !self.renditions.is_empty()
    }

    /// The files and their widths, as `srcset` says it for the browser to choose from; `None` where there is no choice.
    pub fn srcset(&self, archive: &str) -> Option<String> {
        if self.renditions.len() < 2 {
            return None;
        }
        let mut set = String::new();
        for rendition in &self.renditions {
            if !set.is_empty() {
                set.push_str(", ");
            }
            set.push_str(&rendition.address(archive));
            set.push(' ');
            set.push_str(&rendition.width.unwrap_or_default().to_string());
            set.push('w');
        }
        Some(set)
    }
}

/// A picture's file in one width.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rendition {
    /// Its address: below the archive's folder (`pictures/…`), else with a host.
    #[serde(deserialize_with = "lenient::string")]
    pub href: String,
    /// In pixels.
    #[serde(deserialize_with = "lenient::number", skip_serializing_if = "Option::is_none")]
    pub width: Option<u64>,
}

impl Rendition {
    /// Its whole address, where that of the archive's folder is `archive`, ending in `/`.
    pub fn address(&self, archive: &str) -> String {
        if self.href.contains("//") { self.href.clone() } else { [archive, &self.href].concat() }
    }
}

/// How wide a figure is, as `sizes` says it: a column of 65 characters, on a phone nearly the screen. Browsers that know `auto`
/// measure it.
pub const FIGURE_SIZES: &str = "auto, (min-width: 42rem) 40rem, 95vw";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_files_is_told_with_their_widths() {
        let rendition = |href: &str, width| Rendition { href: href.to_owned(), width: Some(width) };
        let mut picture = Association { renditions: vec![rendition("pictures/a.jpg", 320)], ..Association::default() };
        assert_eq!(picture.srcset("archive/"), None);
        picture.renditions.push(rendition("https://a.example/b.jpg", 640));
        assert_eq!(
            picture.srcset("../archive/").as_deref(),
            Some("../archive/pictures/a.jpg 320w, https://a.example/b.jpg 640w")
        );
    }
}
