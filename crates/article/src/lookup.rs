//! From the last part of a slug to the article's number.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One group of the look-up: by the ten base-32 characters at the end of a slug.
pub type LookupGroup = BTreeMap<String, LookupEntry>;

/// Where an article lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookupEntry {
    /// Its number in the segment.
    pub number: u32,
    /// The group of articles that holds it.
    pub group: u32,
}

/// The part of a slug that is looked up: what stands behind its last `-`, so that a changed headline breaks no link.
pub fn key_of_slug(slug: &str) -> &str {
    slug.rsplit('-').next().unwrap_or(slug)
}

/// The group of the look-up that holds a key: the key read as a number, five bits a character, modulo the number of groups.
/// `None` where the key holds a character that base 32 (RFC 4648, lower case) does not have.
pub fn lookup_group(key: &str, groups: u32) -> Option<u32> {
    let mut bits: u64 = 0;
    for byte in key.bytes() {
        let value = match byte {
            b'a'..=b'z' => byte - b'a',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        bits = (bits << 5) | u64::from(value);
    }
    u32::try_from(bits % u64::from(groups.max(1))).ok()
}
