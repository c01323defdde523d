//! `archive.json`: what an archive holds and where. Its size does not grow with the archive.

use serde::{Deserialize, Serialize};

/// The number of the format that this program writes. The reader opens this one alone; the native command every
/// earlier one too.
pub const FORMAT: u32 = 4;

/// The archive's manifest, the one file that changes in place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// Always [`FORMAT`] when written. Read first, so that another number is told apart from a damaged file.
    pub format: u32,
    /// Begins every key under which a reader stores anything in the browser.
    pub id: String,
    /// The archive's name, as the masthead prints it.
    pub title: String,
    /// The language of the archive's own words, and of articles that name none; BCP 47.
    pub language: String,
    /// The IANA time zone in which days, months and years are counted.
    pub time_zone: String,
    /// What a reader may do with the articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// How many articles there are. The segments hold more where newer articles took the place of some.
    pub articles: u32,
    /// The first day of publication, `YYYY-MM-DD`; none where no article is dated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The facets that have values, in the order in which they are shown.
    pub facets: Vec<FacetEntry>,
    /// The facets that the archive's owner chose to show, in order; none where nothing was chosen. Who adds articles keeps to it:
    /// a facet that has no values yet may have some then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet_order: Option<Vec<String>>,
    /// Where the articles lie, the oldest segment first. An article's id is its number in its segment and the articles of the
    /// segments before it.
    pub segments: Vec<Segment>,
    /// The name of the folder that holds the joint, which says how the segments fit together, where there are several: the
    /// SHA-256 of its `files.json`, in lower-case base 32.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<String>,
}

/// The file of the joint in the folder of this name, below the archive's folder.
pub fn joint_file(hash: &str) -> String {
    format!("{hash}/{}", file::JOINT)
}

/// The segment that holds the article of this id, by its place in the list, and the article's number there.
pub fn place_of(id: u32, segments: &[Segment]) -> Option<(usize, u32)> {
    let mut number = id;
    for (place, segment) in segments.iter().enumerate() {
        match number.checked_sub(segment.articles) {
            None => return Some((place, number)),
            Some(rest) => number = rest,
        }
    }
    None
}

/// The id of the article with this number in the segment at this place, as [`place_of`] takes it apart.
pub fn id_at(place: usize, number: u32, segments: &[Segment]) -> u32 {
    segments.iter().take(place).map(|segment| segment.articles).sum::<u32>() + number
}

/// One facet that has values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FacetEntry {
    /// One of [`crate::FACETS`].
    pub name: String,
    /// How many different values it has.
    pub values: u32,
}

/// One immutable folder of numbered files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// The folder's name: the SHA-256 of its `files.json`, in lower-case base 32.
    pub hash: String,
    /// How many articles it holds, numbered from 0, the newest; also those in whose place newer ones are.
    pub articles: u32,
    /// How many previews a group holds; the last group may hold fewer.
    pub previews_per_group: u32,
    /// How many groups the look-up from slug to number has; a power of two.
    pub lookup_groups: u32,
}

impl Segment {
    /// A file of the segment, below the archive's folder.
    pub fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.hash)
    }

    /// The file with this group of articles, below the archive's folder: `<hash>/articles/000123.json`.
    pub fn articles_file(&self, group: u32) -> String {
        self.path(&file::articles(group))
    }

    /// The file with this group of previews.
    pub fn previews_file(&self, group: u32) -> String {
        self.path(&file::previews(group))
    }

    /// The group that holds the preview of the article with this number.
    pub fn previews_group(&self, number: u32) -> u32 {
        number / self.previews_per_group.max(1)
    }

    /// The file with this group of the look-up.
    pub fn lookup_file(&self, group: u32) -> String {
        self.path(&file::lookup(group))
    }

    /// The file with this piece of the search index.
    pub fn search_file(&self, piece: u32) -> String {
        self.path(&file::search(piece))
    }
}

/// The names of files inside a segment, which follow from the numbers of what they hold.
pub mod file {
    /// The list of all the segment's files, by whose hash the segment is named.
    pub const LIST: &str = "files.json";

    /// Which pictures the articles of the segment show; where they show any.
    pub const PICTURES: &str = "pictures.json";

    /// The joint of the segments, in the folder of its own.
    pub const JOINT: &str = "joint.bin";

    /// A group of articles.
    pub fn articles(group: u32) -> String {
        format!("articles/{group:06}.json")
    }

    /// A group of previews.
    pub fn previews(group: u32) -> String {
        format!("previews/{group:06}.json")
    }

    /// A group of the look-up.
    pub fn lookup(group: u32) -> String {
        format!("lookup/{group:06}.json")
    }

    /// A piece of the search index.
    pub fn search(piece: u32) -> String {
        format!("search/{piece:06}.bin")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_to_its_segment() {
        let segments = [3, 0, 2].map(|articles| Segment {
            hash: String::new(),
            articles,
            previews_per_group: 24,
            lookup_groups: 1,
        });
        let places = [0, 2, 3, 4, 5].map(|id| place_of(id, &segments));
        assert_eq!(places, [Some((0, 0)), Some((0, 2)), Some((2, 0)), Some((2, 1)), None]);
        assert_eq!(
            places.map(|found| found.map(|(place, number)| id_at(place, number, &segments))),
            [Some(0), Some(2), Some(3), Some(4), None]
        );
    }
}
