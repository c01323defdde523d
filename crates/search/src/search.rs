//! Answers a query from the pieces of an index, in rounds: what is missing in a round is asked for in one go.
//!
//! 1. The dictionary's blocks, the documents' days, the facets' columns.
//! 2. The postings and positions of the terms.
//! 3. The names of the values to be shown, where a facet's dictionary is large.

use crate::answer::{Answer, Failure};
use crate::columns::Column;
use crate::counting::{Counting, Filters};
use crate::days::Days;
use crate::decoded::Decoded;
use crate::expansion::Dictionary;
use crate::facets::Choice;
use crate::matching::Words;
use crate::order;
use crate::pieces::Stream;
use crate::query::{SearchOptions, Sort};
use crate::request::Request;
use crate::root::Root;
use crate::workshop::Workshop;

/// Answers a query that the root alone does not answer.
pub(crate) fn answer(
    root: &Root,
    decoded: &Decoded,
    request: Request,
    sort: Sort,
    options: &SearchOptions,
    stream: &Stream,
) -> Result<Answer, Failure> {
    let is_counted = options.facet_limit > 0;
    let choices = choices(root, &request, stream)?;
    let is_filtered = |facet: usize| choices.iter().any(|choice| choice.facet == Some(facet));
    let columns = (0..root.facets.len())
        .map(|facet| if is_counted || is_filtered(facet) { decoded.column(facet, root, stream) } else { Ok(None) })
        .collect::<Result<Vec<_>, _>>()?;
    if is_counted {
        read_ahead(root, decoded, stream)?;
        for facet in &root.facets {
            if options.facet_find.as_ref().is_some_and(|find| find.facet == facet.name) {
                facet.containing("", stream)?;
            }
        }
    }
    let has_dates = request.from.is_some() || request.to.is_some();
    let none = Days::default();
    let days = if is_counted || has_dates { decoded.days(root, stream)? } else { None }.unwrap_or(&none);
    let asks_for_field = request.leaves.iter().any(|leaf| leaf.field.is_some());
    let lengths = if asks_for_field { decoded.field_lengths(root, stream)? } else { None };
    let dictionary = Dictionary { root, decoded, stream };
    // All leaves before the first `?`: what is missing for any of them is asked for in one go.
    let found = request.leaves.iter().map(|leaf| leaf.find(&dictionary)).collect::<Result<Vec<_>, _>>()?;
    stream.require_all()?;
    let read = found.iter().flatten().map(|leaf| leaf.read(stream)).collect::<Result<Vec<_>, _>>()?;
    stream.require_all()?;

    let mut also: Vec<String> = request.also.clone();
    for word in found.iter().flatten().flat_map(|leaf| &leaf.words).flat_map(|(_, expansion)| &expansion.also) {
        if !also.contains(word) {
            also.push(word.clone());
        }
    }
    let leaves = read.into_iter().flatten().collect();
    let words = Words::evaluate(&mut Workshop::new(root.documents, lengths, leaves), &request)?;
    let no_values = Column::default();
    let dates = has_dates.then(|| days.between(request.from, request.to));
    let filters = Filters::new(&choices, &columns, &no_values, dates);
    let reach = words.reach(&filters, root.documents);
    // Without words the best come first that are newest.
    let sort = if request.clauses.is_empty() && sort == Sort::Relevance { Sort::Newest } else { sort };
    let mut answer = Answer {
        total: reach.passing.len() as u32,
        matched: words.matched,
        clauses: request.clauses.len() as u32,
        totals: words.totals(&filters, reach.passing.len() as u32),
        hits: order::hits(&reach.passing, root.dated, sort, options),
        ignored: request.ignored,
        also,
        ..Answer::default()
    };
    if is_counted {
        let counting = Counting { root, reach: &reach, days, choices: &choices, columns: &columns };
        answer.histogram = counting.histogram((request.from, request.to));
        answer.facets = counting.facets(options, stream)?;
    }
    stream.require_all()?;
    Ok(answer)
}

/// Asks in the first round for all that counting reads.
pub(crate) fn read_ahead(root: &Root, decoded: &Decoded, stream: &Stream) -> Result<(), Failure> {
    decoded.days(root, stream)?;
    for (number, facet) in root.facets.iter().enumerate() {
        decoded.column(number, root, stream)?;
        facet.read_ahead(stream)?;
    }
    Ok(())
}

fn choices(root: &Root, request: &Request, stream: &Stream) -> Result<Vec<Choice>, Failure> {
    let mut choices: Vec<(String, Choice)> = Vec::new();
    for filter in &request.filters {
        let facet = root.facets.iter().position(|facet| facet.name == filter.facet);
        let number = match facet.and_then(|facet| root.facets.get(facet)) {
            // While its dictionary is not at hand the value counts as unknown; the next round knows it.
            Some(facet) => facet.number_of(&filter.value, stream)?.flatten(),
            None => None,
        };
        let place = choices.iter().position(|(name, _)| *name == filter.facet).unwrap_or_else(|| {
            choices.push((filter.facet.clone(), Choice { facet, values: Vec::new() }));
            choices.len() - 1
        });
        choices[place].1.values.push((filter.clone(), number));
    }
    Ok(choices.into_iter().map(|(_, choice)| choice).collect())
}
