//! What was decoded of an index and serves every query: kept, since it is small beside the pieces it comes from.

use std::cell::{OnceCell, RefCell};

use crate::analysis::analogy::Analogies;
use crate::answer::Failure;
use crate::columns::Column;
use crate::days::Days;
use crate::field_lengths::FieldLengths;
use crate::pieces::Stream;
use crate::root::Root;
use crate::workshop::Room;

/// Each part is decoded when it is first needed.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    days: OnceCell<Days>,
    analogies: OnceCell<Vec<Analogies>>,
    field_lengths: OnceCell<FieldLengths>,
    columns: Vec<OnceCell<Column>>,
    /// Not decoded, but kept from query to query likewise.
    pub room: RefCell<Room>,
}

impl Decoded {
    /// Nothing of it, for so many facets.
    pub fn new(facets: usize) -> Self {
        Self { columns: std::iter::repeat_with(OnceCell::new).take(facets).collect(), ..Self::default() }
    }

    /// The days of the documents; `None` where they are not at hand.
    pub fn days(&self, root: &Root, stream: &Stream) -> Result<Option<&Days>, Failure> {
        let Some((_, last)) = root.span else { return Ok(None) };
        kept(&self.days, || {
            let Some(chunk) = stream.read(root.days.clone())? else { return Ok(None) };
            let days = Days::read(&mut chunk.cursor(), last, root.dated);
            days.map(Some).map_err(|damage| chunk.malformed(damage))
        })
    }

    /// What was learnt of stems, a language each; `None` where it is not at hand.
    pub fn analogies(&self, root: &Root, stream: &Stream) -> Result<Option<&Vec<Analogies>>, Failure> {
        kept(&self.analogies, || {
            let Some(chunk) = stream.read(root.analogies.clone())? else { return Ok(None) };
            let read = || {
                let mut cursor = chunk.cursor();
                let mut languages = Vec::new();
                for _ in 0..cursor.count()? {
                    let length = cursor.number()? as usize;
                    let bytes = cursor.take(length)?;
                    languages.push(Analogies::decode(bytes).map_err(|what| cursor.damage(what))?);
                }
                Ok(languages)
            };
            read().map(Some).map_err(|damage| chunk.malformed(damage))
        })
    }

    /// The lengths of fields; `None` where they are not at hand.
    pub fn field_lengths(&self, root: &Root, stream: &Stream) -> Result<Option<&FieldLengths>, Failure> {
        kept(&self.field_lengths, || {
            let Some(chunk) = stream.read(root.field_lengths.clone())? else { return Ok(None) };
            let lengths = FieldLengths::read(chunk.bytes(), root.documents, root.weights.clone());
            lengths.map(Some).map_err(|damage| chunk.malformed(damage))
        })
    }

    /// Which documents have which values of a facet; `None` where it is not at hand.
    pub fn column(&self, facet: usize, root: &Root, stream: &Stream) -> Result<Option<&Column>, Failure> {
        let Some((cell, facet)) = self.columns.get(facet).zip(root.facets.get(facet)) else { return Ok(None) };
        kept(cell, || facet.read_column(root.documents, stream))
    }
}

/// What is kept, else what `read` gives, which then is.
fn kept<T>(cell: &OnceCell<T>, read: impl FnOnce() -> Result<Option<T>, Failure>) -> Result<Option<&T>, Failure> {
    if let Some(value) = cell.get() {
        return Ok(Some(value));
    }
    Ok(read()?.map(|value| cell.get_or_init(|| value)))
}
