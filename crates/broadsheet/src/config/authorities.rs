//! The key `authorities`: lists that say which names mean one person, place or subject, and how that is written.

use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};

use super::entries::{Entry, SettingsFile};
use super::sources::plain;
use crate::authority::{Authorities, Authority, Variant};

/// The fields of the model that may have lists.
const KINDS: [&str; 5] = ["subjects", "people", "organisations", "places", "publisher"];

/// The columns of a list in CSV.
const COLUMNS: [&str; 2] = ["variant", "name"];

/// Reads the key's value, and the files that it names; these too, since they are no articles.
pub fn of(entry: &Entry) -> Result<(Authorities, Vec<PathBuf>)> {
    let Some(kinds) = entry.table() else {
        return Err(entry.must_be("a table such as [authorities] with places = \"places.csv\""));
    };
    kinds.require_known(&KINDS, &[])?;
    let mut authorities = Authorities::default();
    let mut files = Vec::new();
    for kind in KINDS {
        let Some(entry) = kinds.get(kind) else { continue };
        let mut variants = Vec::new();
        for (given, entry) in entry.one_or_many()? {
            let path = plain(&entry.folder().join(&given));
            if !path.is_file() {
                return Err(entry.wrong(format_args!("\"{given}\" is not there ({})", path.display())));
            }
            let file = SettingsFile::read(&path)?;
            match path.extension().map(|end| end.to_string_lossy().to_lowercase()).as_deref() {
                Some("csv" | "tsv" | "txt") => variants.extend(from_csv(&file)?),
                Some("toml") => variants.extend(from_toml(&file)?),
                _ => {
                    return Err(entry.wrong(format_args!(
                        "\"{given}\" must be a list in CSV or TOML, with .csv or .toml at its end"
                    )));
                }
            }
            files.push(path);
        }
        authorities.add(kind, Authority::new(variants)?);
    }
    Ok((authorities, files))
}

/// A list as spreadsheets write it: a first line with the columns `variant` and `name`, others are passed over; parted by
/// commas, semicolons or tabs.
fn from_csv(file: &SettingsFile) -> Result<Vec<Variant>> {
    let first = file.text().lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().find(|sign| first.contains(char::from(*sign))).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(file.text().as_bytes());
    let path = file.path.display();
    let header = reader.headers().map_err(|error| anyhow!("{path}:1: {error}"))?;
    let columns = COLUMNS.map(|column| header.iter().position(|name| name.eq_ignore_ascii_case(column)));
    let [Some(variant), Some(name)] = columns else {
        bail!(
            "{path}:1: the first line must name the columns: variant,name; a line such as Moskau,Moscow follows for each name"
        );
    };
    let mut variants = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| anyhow!("{path}: is not CSV: {error}"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = format!("{path}:{line}");
        match [variant, name].map(|column| record.get(column).unwrap_or_default()) {
            ["", ""] => {}
            ["", _] | [_, ""] => bail!("{place}: a line needs both a variant and the name that it stands for"),
            [variant, name] => {
                variants.push(Variant { variant: variant.to_owned(), name: name.to_owned(), place });
            }
        }
    }
    Ok(variants)
}

/// A list as people write it: `"Moscow" = ["Moskau", "Москва"]`.
fn from_toml(file: &SettingsFile) -> Result<Vec<Variant>> {
    let table = file.table()?;
    let mut variants = Vec::new();
    for (name, entry) in file.entries(&table).all() {
        for (variant, entry) in entry.one_or_many()? {
            variants.push(Variant { variant, name: name.trim().to_owned(), place: entry.line() });
        }
    }
    Ok(variants)
}
