//! The list of a site's pages for search engines (sitemaps.org/protocol.html), and robots.txt, which says where it is.

use std::mem;

use super::imprint::Imprint;
use super::markup::Markup;

/// What one file may hold, says the protocol: so many addresses, and so many bytes.
const MOST_ADDRESSES: usize = 50_000;
const MOST_BYTES: usize = 50 << 20;

const SITEMAP: &str = "sitemap.xml";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const BEGINNING: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// A sitemap in the making. One file, or where that would hold too much several, and one that lists them.
pub struct Sitemap {
    base: String,
    most: usize,
    entries: String,
    n_entries: usize,
    full: Vec<String>,
}

impl Sitemap {
    /// An empty one of a site that is published there.
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), most: MOST_ADDRESSES, entries: String::new(), n_entries: 0, full: Vec::new() }
    }

    /// Adds a page, by its path from the site's folder, with the time when it last changed where that is known.
    pub fn add(&mut self, path: &str, changed: Option<&str>) {
        let mut entry = Markup::default();
        entry.el("url").holding(|into| {
            into.el("loc").text(&[&self.base, path].concat());
            if let Some(changed) = changed {
                into.el("lastmod").text(changed);
            }
        });
        let entry = entry.finish();
        // Room for the document's own elements.
        if self.n_entries == self.most || self.entries.len() + entry.len() + 1000 > MOST_BYTES {
            self.full.push(document("urlset", &mem::take(&mut self.entries)));
            self.n_entries = 0;
        }
        self.entries.push_str(&entry);
        self.n_entries += 1;
    }

    /// Its files.
    pub fn finish(mut self) -> Vec<(String, String)> {
        let last = document("urlset", &self.entries);
        if self.full.is_empty() {
            return vec![(SITEMAP.to_owned(), last)];
        }
        self.full.push(last);
        let name = |at: usize| format!("sitemap-{}.xml", at + 1);
        let mut list = Markup::default();
        for at in 0..self.full.len() {
            let address = [&self.base, name(at).as_str()].concat();
            list.el("sitemap").holding(|into| into.el("loc").text(&address));
        }
        let list = (SITEMAP.to_owned(), document("sitemapindex", &list.finish()));
        self.full.into_iter().enumerate().map(|(at, text)| (name(at), text)).chain([list]).collect()
    }
}

/// A document of that root, of entries that are written already.
fn document(root: &str, entries: &str) -> String {
    [BEGINNING, "<", root, " xmlns=\"", NAMESPACE, "\">", entries, "</", root, ">\n"].concat()
}

/// robots.txt (RFC 9309): all may be read, and there is the sitemap where the site has one.
pub fn robots(imprint: &Imprint) -> String {
    let sitemap = imprint.address(SITEMAP).filter(|_| imprint.has_pages);
    let sitemap = sitemap.map(|address| format!("\nSitemap: {address}\n")).unwrap_or_default();
    ["User-agent: *\nAllow: /\n", &sitemap].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_is_split_at_its_limit() {
        let mut sitemap = Sitemap { most: 2, ..Sitemap::new("https://a.example/b/") };
        for path in ["1", "2", "3", "4", "5"] {
            sitemap.add(path, None);
        }
        let files = sitemap.finish();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]);
        let counts: Vec<usize> = files.iter().map(|(_, text)| text.matches("<loc>").count()).collect();
        assert_eq!(counts, [2, 2, 1, 3]);
        assert!(files[3].1.contains("<loc>https://a.example/b/sitemap-3.xml</loc>"));
    }
}
