//! The archive's own pictures, which go with its articles into the forms that hold files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use article::Article;

use crate::archive::{PICTURES, PictureName};
use crate::report::Report;

/// The pictures that were taken along.
pub struct Pictures {
    archive: PathBuf,
    taken: BTreeSet<String>,
}

impl Pictures {
    /// Those of the archive in this folder; none were taken yet.
    pub fn of(archive: &Path) -> Self {
        Self { archive: archive.to_owned(), taken: BTreeSet::new() }
    }

    /// The article with one file for each picture, the widest that the archive holds, and the addresses of those files that were not
    /// taken before, as seen from the archive. A picture that pages fetch from another host is a link here.
    pub fn take(&mut self, article: &Article, report: &mut Report) -> (Article, Vec<String>) {
        let mut article = article.clone();
        let mut new = Vec::new();
        for picture in &mut article.associations {
            let renditions = std::mem::take(&mut picture.renditions);
            // By its whole name: an archive of others may name any place of this machine.
            let is_own = |href: &str| {
                let name = href.strip_prefix(PICTURES).and_then(|rest| rest.strip_prefix('/'));
                name.and_then(PictureName::parse).is_some()
            };
            let Some(widest) = renditions.into_iter().rev().find(|rendition| is_own(&rendition.href)) else { continue };
            if self.taken.contains(&widest.href) {
                picture.renditions = vec![widest];
            } else if self.file(&widest.href).is_file() {
                self.taken.insert(widest.href.clone());
                new.push(widest.href.clone());
                picture.renditions = vec![widest];
            } else {
                let place = self.file(&widest.href);
                report.problem(format_args!(
                    "{}: is not there, and the picture was left out; see what `broadsheet check` says",
                    place.display()
                ));
            }
        }
        (article, new)
    }

    /// Where the file of such an address lies.
    pub fn file(&self, href: &str) -> PathBuf {
        self.archive.join(href)
    }

    /// The addresses of all that were taken.
    pub fn taken(&self) -> &BTreeSet<String> {
        &self.taken
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use article::{Association, Rendition};

    use super::*;

    /// Once an archive of others could name any file of this machine, and it was copied into the book.
    #[test]
    fn no_picture_leads_out_of_the_archive() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.png"), "secret").unwrap();
        let archive = folder.path().join("archive");
        std::fs::create_dir_all(archive.join(PICTURES)).unwrap();
        let rendition = |href: &str| Rendition { href: href.to_owned(), ..Rendition::default() };
        let hrefs =
            ["pictures/../../secret.png", "pictures//../../secret.png", "pictures", "pictures/", "../secret.png"];
        let picture = Association { renditions: hrefs.map(rendition).to_vec(), ..Association::default() };
        let article = Article { associations: vec![picture], ..Article::default() };
        let mut report = Report::new(true, false);
        let (taken, new) = Pictures::of(&archive).take(&article, &mut report);
        assert_eq!((taken.associations[0].renditions.len(), new.len()), (0, 0));
    }
}
