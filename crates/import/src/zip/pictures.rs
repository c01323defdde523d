//! The pictures that lie in a zip.

use std::io::Read;

use super::Zip;
use super::paths::resolved;
use crate::href::is_elsewhere;
use crate::shelf::Holder;

impl Holder for Zip<'_> {
    fn name_of(&self, from: &str, href: &str) -> Option<String> {
        // A backslash is no part of a name where sources come from.
        (!is_elsewhere(href)).then(|| resolved(from, &href.replace('\\', "/")).0)
    }

    fn open(&self, name: &str) -> Result<Box<dyn Read + '_>, String> {
        let entry = self.find(name).ok_or("is not there")?;
        self.read(entry).map_err(|why| format!("cannot be unpacked: {why}"))
    }
}
