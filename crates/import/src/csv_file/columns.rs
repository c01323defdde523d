//! The header of a table: which column is which field of the model.

use article::{FieldKind, model_field};
use csv::StringRecord;

use super::own::table_columns;
use crate::Place;
use crate::field_names::{PicturePart, model_name, picture_part};
use crate::outlet::{Outlet, Stopped};

/// What stands in a column.
pub enum Column {
    /// One value of this field.
    Field(&'static str),
    /// Several values of this field.
    List(&'static str),
    /// The same, with commas between them too, as words that are no names have.
    Words(&'static str),
    /// The text.
    Body,
    /// Whether the article is no more than a draft.
    Draft,
    /// What another program calls its status.
    Status(String),
    /// A part of the article's picture.
    Picture(PicturePart),
    /// Nothing that the model knows.
    Unknown(String),
}

/// The columns, in order.
pub struct Header {
    /// One for each cell of the header.
    pub columns: Vec<Column>,
    /// Whether it is that of a table which `export` wrote.
    pub is_own: bool,
}

impl Header {
    /// Reads the first row. A column that is no field is named, with the field that comes nearest.
    pub fn read(row: &StringRecord, place: Place, outlet: &mut Outlet) -> Result<Self, Stopped> {
        let mut columns: Vec<Column> = Vec::new();
        for (number, cell) in (1..).zip(row) {
            let name = cell.trim().trim_start_matches('\u{feff}');
            let column = column(name);
            let is_taken = |other: &Column| match (other, &column) {
                (Column::Field(one), Column::Field(other)) => one == other,
                (Column::List(one) | Column::Words(one), Column::List(other) | Column::Words(other)) => one == other,
                (Column::Body, Column::Body) => true,
                _ => false,
            };
            if columns.iter().any(is_taken) {
                outlet.problem(
                    Some(place),
                    format!("column {number}, \"{name}\", is a field that stands twice; the first was read"),
                )?;
                // Of two that may hold an article back nobody knows which one does.
                let holds_back = matches!(column, Column::Field("pubStatus" | "embargoedUntil" | "expires"));
                columns.push(Column::Unknown(if holds_back { name.to_owned() } else { String::new() }));
                continue;
            }
            if let Column::Unknown(name) = &column
                && !name.is_empty()
            {
                let name: String = name.chars().take(80).collect();
                let what = format!("column {number}, \"{name}\", is no field of the article model and was left out");
                match nearest(&name) {
                    Some(near) => outlet.problem(Some(place), format!("{what}; did you mean \"{near}\"?"))?,
                    None => outlet.note(Some(place), what)?,
                }
            }
            columns.push(column);
        }
        Ok(Self { columns, is_own: row.iter().eq(table_columns()) })
    }

    /// Whether there is a column that makes an article.
    pub fn holds_texts(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, Column::Body | Column::Field("headline")))
    }
}

fn column(name: &str) -> Column {
    let plain = name.to_ascii_lowercase().replace(['_', '-', ' '], "");
    match plain.as_str() {
        "draft" => return Column::Draft,
        "status" | "poststatus" | "visibility" => return Column::Status(name.to_owned()),
        "body" | "bodytext" | "text" | "fulltext" | "maintext" | "content" | "articlebody" | "articletext"
        | "articlecontent" => return Column::Body,
        _ => {}
    }
    if let Some(part) = picture_part(name) {
        return Column::Picture(part);
    }
    match model_name(name) {
        Some(field) if ["tags", "keywords"].contains(&plain.as_str()) => Column::Words(field),
        Some(field) if model_field(field).is_some_and(|field| field.kind == FieldKind::Names) => Column::List(field),
        Some(field) => Column::Field(field),
        None => Column::Unknown(name.to_owned()),
    }
}

/// The field that a name comes nearest to, if any comes near.
fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(&name.to_lowercase(), &known.to_lowercase());
    let all = table_columns().map(|known| (likeness(known), known));
    all.max_by(|(one, _), (other, _)| one.total_cmp(other)).filter(|(how, _)| *how > 0.6).map(|(_, known)| known)
}
