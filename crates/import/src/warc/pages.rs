//! The pages that a web archive was made for, among all that their loading fetched.

use std::collections::BTreeSet;

/// Addresses of pages, without their fragments.
#[derive(Debug, Default)]
pub struct Pages(BTreeSet<String>);

/// The most pages of a list: some hundred megabytes of addresses.
const MOST: usize = 2_000_000;
/// The most bytes of an address; servers take no longer ones.
const MOST_BYTES: usize = 2_048;

impl Pages {
    /// Adds one, unless no server would take it; answers whether there was room for it.
    pub fn add(&mut self, address: &str) -> bool {
        let has_room = self.0.len() < MOST;
        if has_room && address.len() <= MOST_BYTES {
            self.0.insert(plain(address).to_owned());
        }
        has_room
    }

    /// Whether this is one of them.
    pub fn contain(&self, address: &str) -> bool {
        self.0.contains(plain(address))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn plain(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or(address);
    address.strip_suffix('/').unwrap_or(address)
}
