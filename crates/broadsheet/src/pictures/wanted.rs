//! Where the pictures of an article are: in the source's folder, in the file of the article itself, or elsewhere.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};

use article::Article;
use import::{Enclosed, EnclosedBytes, is_elsewhere};

use super::renditions::Why;
use crate::inputs::Whence;
use crate::spool::{Place, Spool};

/// A picture that is to be made for an article.
pub struct Wanted {
    /// Its place among the article's pictures.
    pub association: usize,
    /// As messages name it.
    pub name: String,
    /// Whether it lies beside a file that is a source by itself.
    pub is_beside_source: bool,
    /// Where its bytes are; else why they cannot be had.
    pub bytes: Result<Bytes, Why>,
}

/// Where a picture's bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Bytes {
    /// In this file.
    File(PathBuf),
    /// Among what waits on the disk.
    Spooled(Place),
}

/// The pictures of an article that lie with the source: beside its file, or in it. Those of an archive that another article may show too are
/// put down by their names.
pub fn wanted(
    article: &Article,
    Whence { root, file, .. }: &Whence,
    enclosed: Vec<Enclosed>,
    spool: &mut Spool,
    by_name: &mut HashMap<String, Place>,
) -> anyhow::Result<Vec<Wanted>> {
    let mut enclosed: BTreeMap<usize, EnclosedBytes> =
        enclosed.into_iter().map(|enclosed| (enclosed.association, enclosed.bytes)).collect();
    let mut wanted = Vec::new();
    for (association, picture) in article.associations.iter().enumerate() {
        let inside = enclosed.remove(&association);
        let is_inside = inside.is_some();
        let href = picture.href.as_deref();
        let name: String = href.unwrap_or("inside the file").chars().take(80).collect();
        let bytes = match (inside, href) {
            (Some(EnclosedBytes::Here { bytes, name }), _) => {
                let place = spool.put_bytes(&bytes)?;
                if let Some(name) = name {
                    by_name.insert(name, place);
                }
                Ok(Bytes::Spooled(place))
            }
            (Some(EnclosedBytes::Again(name)), _) => {
                by_name.get(&name).map(|place| Bytes::Spooled(*place)).ok_or_else(|| "is not there".into())
            }
            (Some(EnclosedBytes::Lost(why)), _) => Err(why.into()),
            (None, Some(href)) if !is_elsewhere(href) && !file.is_file() => {
                let what = "lies in a file of which pictures are not taken".to_owned();
                Err(Why { what, is_rule: true })
            }
            (None, Some(href)) if !is_elsewhere(href) => local(href, root, file).map(Bytes::File),
            _ => continue,
        };
        let is_beside_source = !root.is_dir() && !is_inside;
        wanted.push(Wanted { association, name, is_beside_source, bytes });
    }
    Ok(wanted)
}

/// The file that an address means, seen from the article's file. It lies in the source's folder, or in that of the article
/// where a link led there.
fn local(href: &str, source: &Path, file: &Path) -> Result<PathBuf, Why> {
    let root = if source.is_dir() { source } else { file.parent().unwrap_or(Path::new("")) };
    let path = import::percent_decoded(href.split(['?', '#']).next().unwrap_or_default());
    // A backslash is no part of a name where sources come from.
    let path = path.replace('\\', "/");
    let below = match path.strip_prefix('/') {
        Some(from_root) => PathBuf::from(from_root),
        None => file.strip_prefix(root).unwrap_or(file).parent().unwrap_or(Path::new("")).join(&path),
    };
    let mut inside = PathBuf::new();
    for part in below.components() {
        match part {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            _ => return Err("lies outside of the source, and was not looked at".into()),
        }
    }
    let place = root.join(inside);
    let real = place.canonicalize().map_err(|_| "is not there")?;
    let is_within = |folder: Option<&Path>| {
        folder.and_then(|folder| folder_of(folder).canonicalize().ok()).is_some_and(|folder| real.starts_with(folder))
    };
    match is_within(Some(root)) || is_within(file.parent()) {
        true if real.is_file() => Ok(place),
        true => Err("is no file".into()),
        false => Err("lies outside of the source, and was not looked at".into()),
    }
}

fn folder_of(folder: &Path) -> &Path {
    if folder == Path::new("") { Path::new(".") } else { folder }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn pictures_are_found_within_the_source() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("in");
        for path in ["in/news/a.md", "in/news/a b.jpg", "in/img/c.jpg", "secret.jpg", "in/news/a%20b.png"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let article = root.join("news/a.md");
        let found = |href: &str| local(href, &root, &article).map(|path| path.strip_prefix(&root).unwrap().to_owned());
        for (href, expected) in [
            ("a%20b.jpg", "news/a b.jpg"),
            ("./a b.jpg?w=3#x", "news/a b.jpg"),
            ("../img/c.jpg", "img/c.jpg"),
            ("..\\img\\c.jpg", "img/c.jpg"),
            ("/img/c.jpg", "img/c.jpg"),
            ("a%2520b.png", "news/a%20b.png"),
        ] {
            assert_eq!(found(href).unwrap(), Path::new(expected), "{href}");
        }
        for href in ["../../secret.jpg", "%2e%2e/%2e%2e/secret.jpg", "/../secret.jpg", "..\\..\\secret.jpg"] {
            assert!(found(href).unwrap_err().what.contains("outside"), "{href}");
        }
        for href in ["b.jpg", "", "..", "/", "%00", "a.md/c.jpg"] {
            assert!(found(href).is_err(), "{href}");
        }
        let alone = |href: &str| local(href, &article, &article);
        assert!(alone("a%20b.jpg").is_ok() && alone("../img/c.jpg").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_no_picture_out_of_the_source() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("in");
        fs::create_dir_all(&root).unwrap();
        fs::write(folder.path().join("secret.jpg"), "").unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret.jpg"), root.join("a.jpg")).unwrap();
        assert!(local("a.jpg", &root, &root.join("a.md")).unwrap_err().what.contains("outside"));
    }
}
