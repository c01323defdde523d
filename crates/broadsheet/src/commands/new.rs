//! `broadsheet new`: the folder of an archive to begin with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use toml::Value;

use crate::config;
use crate::identity;
use crate::inputs::real;
use crate::report::Report;

/// What `new` takes.
#[derive(Args)]
pub struct NewArguments {
    /// The folder: a new or an empty one.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The files, by their paths in the folder. In braces stands what is said of the folder itself.
const FILES: [(&str, &str); 7] = [
    (config::FILE, include_str!("../../template/broadsheet.toml")),
    ("README.md", include_str!("../../template/README.md")),
    ("articles/bridge-opens.md", include_str!("../../template/articles/bridge-opens.md")),
    ("articles/ferry-keeps-running.md", include_str!("../../template/articles/ferry-keeps-running.md")),
    ("articles/what-the-quay-remembers.md", include_str!("../../template/articles/what-the-quay-remembers.md")),
    ("lists/places.csv", include_str!("../../template/lists/places.csv")),
    ("pages/about-us.md", include_str!("../../template/pages/about-us.md")),
];

/// Makes the folder, which is named after what it is called.
pub fn run(arguments: &NewArguments, report: &Report) -> Result<()> {
    let folder = &arguments.folder;
    let shown = folder.display();
    if folder.exists() && !folder.is_dir() {
        bail!("{shown}: is a file; name a new folder");
    }
    fs::create_dir_all(folder).with_context(|| format!("{shown}: the folder cannot be made"))?;
    let mut entries = fs::read_dir(folder).with_context(|| format!("{shown}: cannot be read"))?;
    if let Some(entry) = entries.next() {
        let name = entry.map(|entry| entry.file_name()).unwrap_or_default();
        bail!("{shown}: is not empty (it holds {}); name a new folder or an empty one", name.display());
    }
    let title = config::title_from(std::slice::from_ref(folder));
    let id = id_from(&title);
    let typed = typed(&shown.to_string());
    // Who stands in the folder has to go out of it.
    let site = if real(folder) == real(Path::new(".")) { "../site" } else { "site" };
    for (path, text) in FILES {
        let text = match path {
            config::FILE => text.replace("{id}", &quoted(id.clone())).replace("{title}", &quoted(title.clone())),
            _ => text.replace("{folder}", &typed).replace("{site}", site),
        };
        write(&folder.join(path), &text)?;
    }
    if report.json() {
        return report.answer(serde_json::json!({ "folder": folder, "files": FILES.len() }));
    }
    report.summary(format!(
        "{shown}: a small archive to begin with; {} says what can be set\n  broadsheet build {typed} --out {site}\n  broadsheet serve {site}",
        folder.join(config::FILE).display()
    ));
    Ok(())
}

/// The id of an archive that is called so. Of a title without Latin letters it is made all the same: archives with one id would have
/// articles of one identity.
fn id_from(title: &str) -> String {
    match identity::ascii_words(title, 1).as_str() {
        "" => format!("archive-{}", &identity::digest(title.as_bytes())[..8]),
        _ => config::id_from(title),
    }
}

/// A text as TOML has it.
fn quoted(text: String) -> String {
    Value::String(text).to_string()
}

/// A name as people type it into a shell: in the marks that all shells know, where they do.
fn typed(name: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "_-./\\:~".contains(character);
    let is_special = |character: char| "\"$`!%\\".contains(character);
    match () {
        () if name.chars().all(is_plain) => name.to_owned(),
        () if !name.contains(is_special) => format!("\"{name}\""),
        () => format!("'{}'", name.replace('\'', r"'\''")),
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("{}: cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `報紙` and `أخبار` were both `archive`.
    #[test]
    fn titles_in_any_script_have_ids_of_their_own() {
        assert_eq!(id_from("Harbour News"), "harbour-news");
        let ids = ["報紙", "أخبار"].map(id_from);
        assert!(ids.iter().all(|id| id.starts_with("archive-") && id.len() == 16) && ids[0] != ids[1], "{ids:?}");
    }

    /// Of `My News` two folders were asked for by who typed what `new` said.
    #[test]
    fn a_name_can_be_typed_as_it_is_said() {
        for (name, expected) in [
            ("my-folder", "my-folder"),
            ("../Zürich/2024.1", "../Zürich/2024.1"),
            ("My News", "\"My News\""),
            ("Reis' News", "\"Reis' News\""),
            ("cash $HOME", "'cash $HOME'"),
            ("The \"Gazette\"", "'The \"Gazette\"'"),
            ("it's $5", r"'it'\''s $5'"),
        ] {
            assert_eq!(typed(name), expected);
        }
    }
}
