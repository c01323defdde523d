//! One stylesheet of the files in `style/`: they are read apart and sent together, since fifteen small files take a
//! third more in brotli than one (docs/benchmarks.md), and a request each.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::Path;

use crate::project;

/// The files of `style/` in their order. What is not in a layer of its own is in `components`, where the later rule wins.
const ORDER: [&str; 16] = [
    "layers", "tokens", "base", "layout", "masthead", "results", "filters", "dates", "article", "blocks", "finding",
    "marks", "aloud", "reading", "pages", "print",
];

/// Writes `public/style.css`, where index.html looks for it. A file that is as it should be is left alone, or Trunk,
/// which watches it, would build for ever.
pub fn join() -> Result<()> {
    let whole = joined(&project::root().join("style"))?;
    let path = project::root().join("public/style.css");
    if std::fs::read_to_string(&path).is_ok_and(|present| present == whole) {
        return Ok(());
    }
    std::fs::write(&path, whole).with_context(|| format!("{} could not be written", path.display()))
}

fn joined(folder: &Path) -> Result<String> {
    let mut left = BTreeSet::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))? {
        left.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    let mut whole = String::new();
    for name in ORDER {
        let name = format!("{name}.css");
        let path = folder.join(&name);
        whole += &std::fs::read_to_string(&path).with_context(|| format!("{} could not be read", path.display()))?;
        left.remove(&name);
    }
    if let Some(name) = left.first() {
        bail!("style/{name} has no place in the order of the stylesheets: give it one in xtask/src/styles.rs");
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stylesheet_has_its_place() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ORDER {
            std::fs::write(folder.path().join(format!("{name}.css")), format!("/* {name} */\n"))?;
        }
        let whole = joined(folder.path())?;
        assert!(whole.starts_with("/* layers */\n/* tokens */\n") && whole.ends_with("/* print */\n"));
        std::fs::write(folder.path().join("new.css"), "")?;
        assert!(joined(folder.path()).is_err_and(|error| error.to_string().contains("style/new.css")));
        std::fs::remove_file(folder.path().join("new.css"))?;
        std::fs::remove_file(folder.path().join("dates.css"))?;
        assert!(joined(folder.path()).is_err());
        Ok(())
    }
}
