//! Answers a query from the pieces of an index, in rounds: what is missing in a round is asked for in one go.
//!
//! 1. The dictionary's blocks, the documents' days, the facets' columns.
//! 2. The postings of the terms; where a filter names a value in other letters than anyone, what may have it.
//! 3. Where these stand next to one another, or in one field: the positions of the documents that may match.
//! 4. The positions in the documents that match best; the names of the values to be shown, where a facet's dictionary is large.

use crate::answer::{Answer, Failure};
use crate::columns::Column;
use crate::counting::{Counting, Filters};
use crate::days::Days;
use crate::facets::{Choice, LARGEST_OF_ONE, READ_AHEAD, Values};
use crate::filter_terms::is_same;
use crate::given::Given;
use crate::matching::Words;
use crate::order;
use crate::query::{Filter, Query, SearchOptions, Sort};
use crate::ranking::NEAR_AMONG;
use crate::request::Request;
use crate::whole::Whole;
use crate::workshop::Workshop;
use crate::written::as_written;

/// Answers a query that the summary alone does not answer, perhaps with a facet of who asks. Hits are numbered as among all
/// documents.
pub(crate) fn answer(
    whole: &Whole,
    mut request: Request,
    sort: Sort,
    options: &SearchOptions,
    given: Option<&Given>,
) -> Result<Answer, Failure> {
    let Whole { summary, decoded, .. } = whole;
    let is_counted = options.facet_limit > 0;
    if let Some((filter, text)) = request.typed_value.take() {
        // Most are half a value: what may be one but for its diacritics is asked for together with what may be it, and is little.
        let folded = |values: Values| values.number_of_folded(&filter.value, READ_AHEAD);
        let known = match number_of(&filter, whole, given)? {
            None => values_of(&filter, whole).map_or(Ok(None), folded)?,
            known => known,
        };
        match known {
            Some(_) => request.filters.push(filter),
            None => request.ignore(&text),
        }
    }
    let mut choices = choices(whole, &request, given)?;
    let is_filtered = |facet: usize| choices.iter().any(|choice| choice.facet == Some(facet));
    let mut columns = (0..summary.facets.len())
        .map(|facet| if is_counted || is_filtered(facet) { decoded.column(facet, whole) } else { Ok(None) })
        .collect::<Result<Vec<_>, _>>()?;
    columns.extend(given.map(|given| Some(&given.column)));
    if is_counted {
        read_ahead(whole)?;
        for facet in 0..summary.facets.len() {
            let values = Values::new(facet, whole);
            let is_wanted =
                |values: &Values| options.facet_find.as_ref().is_some_and(|find| find.facet == values.summary.name);
            values.filter(is_wanted).map(|values| values.containing("")).transpose()?;
        }
    }
    let has_dates = request.from.is_some() || request.to.is_some();
    let none = Days::default();
    let days = if is_counted || has_dates { decoded.days(whole)? } else { None }.unwrap_or(&none);
    // All leaves before the first `?`: what is missing for any of them is asked for in one go.
    let found = request.leaves.iter().map(|leaf| leaf.find(whole)).collect::<Result<Vec<_>, _>>()?;
    whole.require_all()?;
    choices.iter_mut().try_for_each(|choice| choice.find_folded(whole))?;
    let read = found.iter().flatten().map(|leaf| leaf.read(whole)).collect::<Result<Vec<_>, _>>()?;
    whole.require_all()?;

    let spelt = found.iter().flatten().flat_map(|leaf| &leaf.words).flat_map(|(_, expansion)| &expansion.also);
    let spelt: Vec<String> = spelt.map(|word| as_written(word, summary)).collect();
    let leaves = read.into_iter().flatten().collect();
    let mut workshop = Workshop::new(whole, leaves, decoded.room.take())?;
    let words = Words::evaluate(&mut workshop, &request)?;
    // Without positions that are missing it is not known what matches, and not what is to be asked for next.
    whole.require_all()?;
    let mut also: Vec<String> = request.also;
    for word in spelt.into_iter().chain(std::mem::take(&mut workshop.also)) {
        if !also.contains(&word) {
            also.push(word);
        }
    }
    let no_values = Column::default();
    let dates = has_dates.then(|| days.between(request.from, request.to));
    let (reach, totals) = words.reach(&Filters::new(&choices, &columns, &no_values, dates));
    // Without words the best come first that are newest.
    let sort = if request.clauses.is_empty() && sort == Sort::Relevance { Sort::Newest } else { sort };
    let end = (options.offset as usize).saturating_add(options.limit as usize);
    let has_near = sort == Sort::Relevance && options.limit > 0 && (options.offset as usize) < NEAR_AMONG;
    let count = if has_near { end.max(NEAR_AMONG) } else { end };
    let mut first = match sort {
        Sort::Relevance => words.best(&mut workshop, &reach.passing, count)?,
        _ => order::by_date(&reach.passing, summary.dated, sort, count),
    };
    if has_near {
        let among = first.len().min(NEAR_AMONG);
        workshop.put_near_first(&request.clauses, &words.clauses, first.get_mut(..among).unwrap_or_default())?;
    }
    let mut answer = Answer {
        total: reach.passing.count(),
        matched: words.matched,
        clauses: request.clauses.len() as u32,
        totals,
        hits: order::page(&first, sort, options),
        ignored: request.ignored,
        also,
        ..Answer::default()
    };
    if is_counted {
        let counting = Counting { whole, reach: &reach, days, choices: &choices, columns: &columns, given };
        answer.histogram = counting.histogram((request.from, request.to));
        answer.facets = counting.facets(options)?;
    }
    decoded.room.replace(workshop.close());
    whole.require_all()?;
    Ok(answer)
}

/// Asks in the first round for all that counting reads.
pub(crate) fn read_ahead(whole: &Whole) -> Result<(), Failure> {
    whole.decoded.days(whole)?;
    for facet in 0..whole.summary.facets.len() {
        whole.decoded.column(facet, whole)?;
        Values::new(facet, whole).map_or(Ok(()), |values| values.read_ahead())?;
    }
    Ok(())
}

fn choices(whole: &Whole, request: &Request, given: Option<&Given>) -> Result<Vec<Choice>, Failure> {
    let mut choices: Vec<(String, Choice)> = Vec::new();
    for filter in &request.filters {
        let facet = facet_of(filter, whole, given);
        let number = number_of(filter, whole, given)?;
        let place = choices.iter().position(|(name, _)| *name == filter.facet).unwrap_or_else(|| {
            choices.push((filter.facet.clone(), Choice { facet, values: Vec::new() }));
            choices.len() - 1
        });
        choices[place].1.values.push((filter.clone(), number));
    }
    Ok(choices.into_iter().map(|(_, choice)| choice).collect())
}

/// The number of a filter's facet. That which came with the query stands behind those of the index.
fn facet_of(filter: &Filter, whole: &Whole, given: Option<&Given>) -> Option<usize> {
    let facets = &whole.summary.facets;
    let known = facets.iter().position(|facet| facet.name == filter.facet);
    known.or_else(|| given.filter(|given| given.facet == filter.facet).map(|_| facets.len()))
}

/// The values of a filter's facet, where the index has that.
fn values_of<'a>(filter: &Filter, whole: &'a Whole) -> Option<Values<'a>> {
    Values::new(whole.summary.facets.iter().position(|facet| facet.name == filter.facet)?, whole)
}

/// A query whose filters have the values as documents write them which differ from these in more than their case. Fails as a search
/// does.
pub(crate) fn with_known_values(query: &Query, whole: &Whole) -> Result<Query, Failure> {
    let mut known = Query { filters: Vec::with_capacity(query.filters.len()), ..query.clone() };
    for filter in &query.filters {
        let mut filter = filter.clone();
        if let Some(values) = values_of(&filter, whole)
            && values.number_of(&filter.value)?.flatten().is_none()
            && let Some(number) = values.number_of_folded(&filter.value, LARGEST_OF_ONE)?
            && let Some(form) = values.forms(&[number])?.and_then(|mut forms| forms.pop())
        {
            filter.value = form;
        }
        if !known.filters.iter().any(|other| is_same(other, &filter)) {
            known.filters.push(filter);
        }
    }
    whole.require_all()?;
    Ok(known)
}

/// The number of a filter's value, where there is such a value. While its dictionary is not at hand the value counts as
/// unknown; the next round knows it.
fn number_of(filter: &Filter, whole: &Whole, given: Option<&Given>) -> Result<Option<u32>, Failure> {
    let Some(facet) = facet_of(filter, whole, given) else { return Ok(None) };
    match Values::new(facet, whole) {
        Some(values) => Ok(values.number_of(&filter.value)?.flatten()),
        None => Ok(given.and_then(|given| given.number_of(&filter.value))),
    }
}
