//! The article model and the archive's wire format: the one shape that import writes, the archive stores and the
//! reader shows. Depends on serde alone and does no I/O; who reads or writes the bytes brings the JSON library.
//!
//! Names come from IPTC ninjs 3.1 where it has one, else from schema.org `NewsArticle`: camelCase in JSON,
//! snake_case here. docs/FORMAT.md describes the files.

mod block;
pub mod fields;
mod items;
mod language;
mod lenient;
mod lookup;
mod manifest;
mod model;
mod model_fields;
mod picture;
pub mod piece;
mod preview;
pub mod reading_speed;
mod stored;
mod word;

pub use block::{BLOCK_ANCHOR, Block, BlockKind, NOTE, NOTE_MENTION, Span, SpanKind, is_of_site, is_safe_href};
pub use items::nth_item;
pub use language::{direction, is_rtl};
pub use lookup::{LookupEntry, LookupGroup, key_of_slug, lookup_group};
pub use manifest::{FORMAT, FacetEntry, Manifest, Segment, file, id_at, joint_file, place_of};
pub use model::{Article, Name, StoredArticle};
pub use model_fields::{FieldKind, MODEL_FIELDS, ModelField, model_field};
pub use picture::{Association, FIGURE_SIZES, Rendition};
pub use preview::{PREVIEW_TEXT, Preview};
pub use stored::{ArticleText, Stored, segment};
pub use word::joins_words;

/// The name facets of an archive, in the order in which the reader shows them. These are the model's own names, and
/// also the names of the filters in an address. The date, the tenth facet, is a range and not a list of values.
pub const FACETS: [&str; 9] =
    ["subjects", "people", "organisations", "places", "articleSection", "genres", "publisher", "by", "language"];

/// The most values of one facet that stand beside an article's text before someone asks for the others: in the app and on static pages.
pub const TERMS_IN_SIGHT: usize = 30;
