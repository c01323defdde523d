//! How the values of a facet in several segments become those of one.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::columns::Column;
use crate::facet_builder::{distinct, most_used};
use crate::facet_forms;
use crate::facets::no_head;
use crate::format::put_top;
use crate::joining::{OrderWriter, absent, put_ascending, put_forms};
use crate::set::DocumentSet;
use crate::whole::{Segment, Whole};

/// The values of the documents that are gone: for each facet by key how many wrote it in which form.
#[derive(Default)]
pub(crate) struct GoneValues(BTreeMap<(usize, String), BTreeMap<String, u32>>);

impl GoneValues {
    /// Notes the values of a document that is gone, a list for each facet.
    pub fn add(&mut self, facets: &[Vec<String>]) {
        for (facet, values) in facets.iter().enumerate() {
            for (key, form) in distinct(values) {
                *self.0.entry((facet, key)).or_default().entry(form.clone()).or_default() += 1;
            }
        }
    }
}

/// A value of all segments.
#[derive(Default)]
struct Value {
    /// The forms in which documents write it, and how many each.
    forms: BTreeMap<String, u32>,
    /// The forms that the segments show.
    shown: BTreeSet<String>,
}

/// Appends what the joint says of a facet.
pub(crate) fn put(out: &mut Vec<u8>, facet: usize, gone: &GoneValues, whole: &Whole) -> io::Result<()> {
    let mut values: BTreeMap<String, Value> = BTreeMap::new();
    let mut order = OrderWriter::default();
    for segment in whole.segments() {
        let of_segment = values_of_segment(facet, segment)?;
        if segment.number > 0 {
            // One walk over both, since both are sorted by their keys.
            let mut before = values.keys().peekable();
            let things: Vec<(u32, bool)> = of_segment
                .keys()
                .map(|key| {
                    let mut gap = 0;
                    while before.next_if(|known| *known < key).is_some() {
                        gap += 1;
                    }
                    (gap, before.next_if(|known| *known == key).is_some())
                })
                .collect();
            order.add(&things, true);
        }
        for (key, (shown, forms)) in of_segment {
            let value = values.entry(key).or_default();
            value.shown.insert(shown);
            forms.into_iter().for_each(|(form, documents)| *value.forms.entry(form).or_default() += documents);
        }
    }
    order.finish(out);
    let (mut left_out, mut left) = (Vec::new(), Vec::new());
    for (number, (key, value)) in (0..).zip(values) {
        let mut forms = value.forms;
        for (form, documents) in gone.0.get(&(facet, key)).into_iter().flatten() {
            if let Some(known) = forms.get_mut(form) {
                *known = known.saturating_sub(*documents);
            }
        }
        let forms: Vec<(String, u32)> = forms.into_iter().filter(|(_, documents)| *documents > 0).collect();
        match most_used(&forms) {
            None => left_out.push(number),
            Some(form) => {
                let documents = forms.iter().map(|(_, documents)| documents).sum();
                let is_shown_so = value.shown.len() == 1 && value.shown.contains(form);
                left.push((documents, form.to_owned(), is_shown_so));
            }
        }
    }
    put_ascending(out, &left_out);
    let others = (0..).zip(&left).filter(|(_, (.., is_shown_so))| !is_shown_so);
    put_forms(out, &others.map(|(number, (_, form, _))| (number, form.as_str())).collect());
    put_top(out, (0..).zip(&left).map(|(number, (documents, form, _))| (number, *documents, form.as_str())));
    Ok(())
}

/// By key the form that the segment shows, and the forms with how many documents have each.
type OfSegment = BTreeMap<String, (String, Vec<(String, u32)>)>;

fn values_of_segment(facet: usize, segment: Segment) -> io::Result<OfSegment> {
    let Segment { root, stream, .. } = segment;
    let mut of_segment = OfSegment::new();
    let Some(facet) = root.facets.get(facet) else { return Ok(of_segment) };
    let chunk = stream.read(facet.column.clone()).map_err(io::Error::other)?.ok_or_else(absent)?;
    let documents = root.summary.documents;
    let column = match chunk.bytes() {
        [] => Column::default(),
        bytes => Column::read(bytes, documents, facet.values.keys())
            .map_err(|damage| io::Error::other(chunk.malformed(damage)))?,
    };
    let counts = column.count(&DocumentSet::all(documents), facet.values.keys());
    for block in facet.values.all() {
        let block = facet.values.open(block, stream).map_err(io::Error::other)?.ok_or_else(absent)?;
        let visited = block.visit(no_head, |(), number, key, cursor| {
            let key = String::from_utf8_lossy(key).into_owned();
            let mut forms = Vec::new();
            let form = facet_forms::read(cursor, &mut |form, documents| forms.push((form.to_owned(), documents)))?;
            let form = if form.is_empty() { key.clone() } else { form.to_owned() };
            if forms.is_empty() {
                forms.push((form.clone(), counts.get(number as usize).copied().unwrap_or(0)));
            }
            of_segment.insert(key, (form, forms));
            Ok(true)
        });
        visited.map_err(io::Error::other)?;
    }
    Ok(of_segment)
}
