//! Reading the settings key by key. Whatever is wrong is told with file, line and key, and with what may stand there.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, anyhow, bail};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest::did_you_mean;

/// A file of settings, or of what settings name.
pub struct SettingsFile {
    /// Where it is, as messages name it.
    pub path: PathBuf,
    text: String,
}

impl SettingsFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let Ok(text) = String::from_utf8(bytes) else { bail!("{}: is not UTF-8; save it as UTF-8", path.display()) };
        Ok(Self { path: path.to_owned(), text: text.trim_start_matches('\u{feff}').to_owned() })
    }

    /// One that says nothing.
    pub fn empty(path: &Path) -> Self {
        Self { path: path.to_owned(), text: String::new() }
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folder from which the paths in it are seen.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Its table of TOML.
    pub fn table(&self) -> Result<DeTable<'_>> {
        let table = DeTable::parse(&self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            anyhow!("{}: is not TOML: {}", self.place(at), error.message().replace('\n', ", "))
        })?;
        Ok(table.into_inner())
    }

    /// The keys of its table.
    pub fn entries<'a>(&'a self, table: &'a DeTable<'a>) -> Entries<'a> {
        Entries { file: self, within: String::new(), table }
    }

    /// A place in it, as messages name it: `in/broadsheet.toml:7`.
    fn place(&self, byte: usize) -> String {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        format!("{}:{}", self.path.display(), before.matches('\n').count() + 1)
    }
}

/// The keys of a table.
pub struct Entries<'a> {
    file: &'a SettingsFile,
    /// Where the table stands, as messages name it; empty for the file's own.
    within: String,
    table: &'a DeTable<'a>,
}

impl<'a> Entries<'a> {
    /// Refuses any key but these; those of `elsewhere` belong to the file as a whole.
    pub fn require_known(&self, known: &[&str], elsewhere: &[&str]) -> Result<()> {
        let Some(key) = self.table.keys().find(|key| !known.contains(&&**key.get_ref())) else { return Ok(()) };
        let (place, name) = (self.file.place(key.span().start), key.get_ref());
        let within = if self.within.is_empty() { String::new() } else { format!("{}: ", self.within) };
        let said = format!("{place}: {within}there is no key \"{name}\"");
        if elsewhere.contains(&&**name) {
            bail!("{said}; it is one of the whole file: write it above the first line in brackets");
        }
        match did_you_mean(name, known) {
            Some(near) => bail!("{said}; {near}"),
            None => bail!("{said}; the keys are {}", known.join(", ")),
        }
    }

    /// The entry of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<Entry<'a>> {
        let value = self.table.get(key)?;
        Some(Entry { file: self.file, name: self.name_of(key), value })
    }

    /// All entries by their keys, in the order of the keys.
    pub fn all(&self) -> impl Iterator<Item = (&'a str, Entry<'a>)> {
        let entry = |(key, value): (&'a Spanned<_>, _)| {
            let key: &std::borrow::Cow<'a, str> = key.get_ref();
            (&**key, Entry { file: self.file, name: self.name_of(key), value })
        };
        self.table.iter().map(entry)
    }

    fn name_of(&self, key: &str) -> String {
        if self.within.is_empty() { format!("\"{key}\"") } else { format!("{}, \"{key}\"", self.within) }
    }

    /// The text under a key, if it is there.
    pub fn text(&self, key: &str) -> Result<Option<String>> {
        self.get(key).map(|entry| entry.text()).transpose()
    }
}

/// A value under a key or in a list.
#[derive(Clone)]
pub struct Entry<'a> {
    file: &'a SettingsFile,
    /// As messages name it: `"sources", item 2, "path"`.
    name: String,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Entry<'a> {
    /// File, line and key, as messages name them.
    pub fn place(&self) -> String {
        format!("{}: {}", self.line(), self.name)
    }

    /// File and line alone.
    pub fn line(&self) -> String {
        self.file.place(self.value.span().start)
    }

    /// The folder from which paths are seen.
    pub fn folder(&self) -> &'a Path {
        self.file.folder()
    }

    /// The error that this cannot stand here.
    pub fn wrong(&self, what: impl Display) -> Error {
        anyhow!("{}: {what}", self.place())
    }

    /// The error that something else must stand here.
    pub fn must_be(&self, what: impl Display) -> Error {
        anyhow!("{} must be {what}", self.place())
    }

    /// What stands there.
    pub fn value(&self) -> &'a DeValue<'a> {
        self.value.get_ref()
    }

    /// A text that is not empty.
    pub fn text(&self) -> Result<String> {
        match self.value().as_str().map(str::trim) {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(self.must_be("a text in quotation marks, and not an empty one")),
        }
    }

    /// The items, where it is a list.
    pub fn items(&self) -> Option<Vec<Entry<'a>>> {
        let item = |(number, value): (usize, &'a Spanned<DeValue<'a>>)| Entry {
            file: self.file,
            name: format!("{}, item {number}", self.name),
            value,
        };
        Some((1..).zip(self.value().as_array()?.iter()).map(item).collect())
    }

    /// The texts of a list.
    pub fn texts(&self) -> Result<Vec<(String, Entry<'a>)>> {
        let Some(items) = self.items() else { return Err(self.must_be("a list of texts: [\"one\", \"two\"]")) };
        items.into_iter().map(|item| Ok((item.text()?, item))).collect()
    }

    /// The texts of a list, or the one that stands alone.
    pub fn one_or_many(&self) -> Result<Vec<(String, Entry<'a>)>> {
        match self.value() {
            DeValue::String(_) => Ok(vec![(self.text()?, self.clone())]),
            DeValue::Array(_) => self.texts(),
            _ => Err(self.must_be("a text in quotation marks, or a list of texts")),
        }
    }

    /// The keys, where it is a table.
    pub fn table(&self) -> Option<Entries<'a>> {
        let table = self.value().as_table()?;
        Some(Entries { file: self.file, within: self.name.clone(), table })
    }
}
