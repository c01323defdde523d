//! What was decoded of an index and serves every query: kept, since it is small beside the pieces it comes from.

use std::cell::{OnceCell, RefCell};

use crate::analysis::analogy::Analogies;
use crate::answer::Failure;
use crate::bytes::{Cursor, Damage};
use crate::columns::Column;
use crate::days::Days;
use crate::shapes::Shapes;
use crate::whole::Whole;
use crate::workshop::Room;

/// Each part is decoded when it is first needed, from all segments.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    days: OnceCell<Days>,
    analogies: OnceCell<Vec<Analogies>>,
    shapes: OnceCell<Vec<Shapes>>,
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
    pub fn days(&self, whole: &Whole) -> Result<Option<&Days>, Failure> {
        if whole.summary.span.is_none() {
            return Ok(None);
        }
        kept(&self.days, || read_days(whole))
    }

    /// What was learnt of stems, a language each; `None` where it is not at hand.
    pub fn analogies<'d>(&'d self, whole: &Whole<'d>) -> Result<Option<&'d Vec<Analogies>>, Failure> {
        if let Some(joint) = whole.joint {
            return Ok(Some(&joint.analogies));
        }
        kept(&self.analogies, || {
            let chunks = whole.sections(&|root| root.analogies.clone())?;
            let Some(chunk) = chunks.and_then(|mut chunks| chunks.pop()) else { return Ok(None) };
            read_learnt(&mut chunk.cursor()).map(Some).map_err(|damage| chunk.malformed(damage))
        })
    }

    /// The shapes of each segment's documents as they are numbered there; `None` where they are not at hand.
    pub fn shapes<'d>(&'d self, whole: &Whole<'d>) -> Result<Option<&'d Vec<Shapes>>, Failure> {
        kept(&self.shapes, || {
            let Some(chunks) = whole.sections(&|root| root.shapes.clone())? else { return Ok(None) };
            let mut of_segments = Vec::with_capacity(chunks.len());
            for (chunk, root) in chunks.iter().zip(whole.roots()) {
                let shapes = Shapes::read(&mut chunk.cursor(), root.summary.documents, root.weights.clone());
                of_segments.push(shapes.map_err(|damage| chunk.malformed(damage))?);
            }
            Ok(Some(of_segments))
        })
    }

    /// Which documents have which values of a facet; `None` where it is not at hand.
    pub fn column(&self, facet: usize, whole: &Whole) -> Result<Option<&Column>, Failure> {
        let Some(cell) = self.columns.get(facet) else { return Ok(None) };
        kept(cell, || {
            let section = whole.sections(&|root| root.facets.get(facet).map_or(0..0, |facet| facet.column.clone()));
            let Some(chunks) = section? else { return Ok(None) };
            let mut of_segments = Vec::with_capacity(chunks.len());
            for (chunk, root) in chunks.iter().zip(whole.roots()) {
                let values = root.facets.get(facet).map_or(0, |facet| facet.values.keys());
                of_segments.push(if chunk.bytes().is_empty() {
                    Column::default()
                } else {
                    Column::read(chunk.bytes(), root.summary.documents, values)
                        .map_err(|damage| chunk.malformed(damage))?
                });
            }
            let joined = whole.joint.and_then(|joint| Some((&joint.order, &joint.facets.get(facet)?.order)));
            Ok(match joined {
                Some((documents, values)) => Some(Column::joined(&of_segments, documents, values)),
                None => of_segments.pop(),
            })
        })
    }
}

/// Reads the days of the documents; `None` where they are not at hand.
pub(crate) fn read_days(whole: &Whole) -> Result<Option<Days>, Failure> {
    let Some(chunks) = whole.sections(&|root| root.days.clone())? else { return Ok(None) };
    let mut of_segments = Vec::with_capacity(chunks.len());
    for (chunk, root) in chunks.iter().zip(whole.roots()) {
        of_segments.push(match root.summary.span {
            Some((_, last)) => {
                Days::read(&mut chunk.cursor(), last, root.summary.dated).map_err(|damage| chunk.malformed(damage))?
            }
            None => Days::default(),
        });
    }
    Ok(match whole.joint {
        Some(joint) => Some(Days::joined(&of_segments, &joint.order)),
        None => of_segments.pop(),
    })
}

/// Reads what was learnt of stems, a language each.
pub(crate) fn read_learnt(cursor: &mut Cursor) -> Result<Vec<Analogies>, Damage> {
    let mut languages = Vec::new();
    for _ in 0..cursor.count()? {
        // Its name: for those who join segments.
        cursor.text()?;
        let length = cursor.number()? as usize;
        let bytes = cursor.take(length)?;
        languages.push(Analogies::decode(bytes).map_err(|what| cursor.damage(what))?);
    }
    Ok(languages)
}

/// What is kept, else what `read` gives, which then is.
fn kept<T>(cell: &OnceCell<T>, read: impl FnOnce() -> Result<Option<T>, Failure>) -> Result<Option<&T>, Failure> {
    if let Some(value) = cell.get() {
        return Ok(Some(value));
    }
    Ok(read()?.map(|value| cell.get_or_init(|| value)))
}
