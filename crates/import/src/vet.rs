//! What every article must hold to, whatever format it comes from: clean texts, spans inside them, harmless links,
//! dates of the model's kind.

use article::{Article, Association, Block, Name, SpanKind};

use crate::dates::{Reading, has_lost_its_time, is_day_without_year, read_date};
use crate::decode::printed;
use crate::href::allowed_href;

/// What was found and mended.
#[derive(Default)]
pub struct Findings {
    /// By rule.
    pub notes: Vec<String>,
    /// What is wrong.
    pub problems: Vec<String>,
}

/// Mends an article; answers whether it may be handed over.
pub fn vet(article: &mut Article, findings: &mut Findings) -> bool {
    for picture in &mut article.associations {
        // Which files pages show is the archive's to say. A source that has several has the widest last, or says so.
        let renditions = std::mem::take(&mut picture.renditions);
        if picture.href.is_none() {
            let widest = renditions.into_iter().filter(|rendition| !rendition.href.is_empty());
            picture.href = widest.max_by_key(|rendition| rendition.width).map(|rendition| rendition.href);
        }
    }
    let mut dropped = 0;
    each_text(article, &mut |text| dropped += clean(text));
    for (number, block) in (1..).zip(&mut article.body) {
        dropped += clean_block(block);
        vet_spans(number, block, findings);
        block.level = block.level.map(|level| level.clamp(2, 6));
        if block.association.is_some_and(|association| association >= article.associations.len()) {
            block.association = None;
            findings
                .problems
                .push(format!("block {number}: names a picture that the article does not have; count them from 0"));
        }
    }
    if dropped > 0 {
        findings.notes.push("control characters were left out of the text".to_owned());
    }
    vet_links(article, findings);
    let held_back = !vet_dates(article, findings);
    if article.headline.is_empty() && article.body.iter().all(|block| block.text.trim().is_empty()) {
        findings.problems.push("was left out: it has neither a headline nor a body".to_owned());
        return false;
    }
    !held_back
}

/// Every text of an article but those of its body.
fn each_text(article: &mut Article, visit: &mut dyn FnMut(&mut String)) {
    visit(&mut article.uri);
    visit(&mut article.headline);
    let optional = [
        &mut article.url,
        &mut article.alternative_headline,
        &mut article.abstract_,
        &mut article.by,
        &mut article.dateline,
        &mut article.located,
        &mut article.date_published,
        &mut article.date_modified,
        &mut article.language,
        &mut article.article_section,
        &mut article.copyright_holder,
        &mut article.copyright_notice,
        &mut article.usage_terms,
        &mut article.pub_status,
        &mut article.embargoed_until,
        &mut article.expires,
        &mut article.version,
        &mut article.digital_source_type,
    ];
    optional.into_iter().flatten().for_each(&mut *visit);
    let lists = [
        &mut article.author,
        &mut article.genres,
        &mut article.subjects,
        &mut article.people,
        &mut article.organisations,
        &mut article.places,
        &mut article.info_sources,
    ];
    for Name { name, uri, role } in lists.into_iter().flatten().chain(&mut article.publisher) {
        visit(name);
        uri.iter_mut().chain(role).for_each(&mut *visit);
    }
    for Association { uri, href, caption, credit_text, alt_text, .. } in &mut article.associations {
        [uri, href, caption, credit_text, alt_text].into_iter().flatten().for_each(&mut *visit);
    }
}

fn is_dropped(character: char) -> bool {
    character.is_control() && character != '\n' && character != '\t'
}

/// The sign that is meant. Between ASCII and Latin-1 stands what was in Windows-1252 and taken for Latin-1; a line end there (U+0085) may be one.
fn meant(sign: char) -> char {
    if sign == '\u{85}' { sign } else { printed(sign) }
}

/// Drops control characters; answers how many.
fn clean(text: &mut String) -> usize {
    if !text.contains(is_dropped) {
        return 0;
    }
    let before = text.chars().count();
    *text = text.chars().map(meant).filter(|sign| !is_dropped(*sign)).collect();
    before - text.chars().count()
}

/// The same for a block, whose spans move along.
fn clean_block(block: &mut Block) -> usize {
    clean(&mut block.id);
    if !block.text.contains(is_dropped) {
        return 0;
    }
    let signs = block.text.chars().map(meant).enumerate();
    let gone: Vec<usize> = signs.filter(|(_, sign)| is_dropped(*sign)).map(|(at, _)| at).collect();
    for span in &mut block.spans {
        span.start -= gone.partition_point(|at| *at < span.start);
        span.end -= gone.partition_point(|at| *at < span.end);
    }
    clean(&mut block.text)
}

fn vet_spans(number: usize, block: &mut Block, findings: &mut Findings) {
    if block.spans.is_empty() {
        return;
    }
    let length = block.text.chars().count();
    let before = block.spans.len();
    block.spans.retain(|span| span.start < span.end && span.end <= length);
    if block.spans.len() < before {
        findings.problems.push(format!(
            "block {number}: {} of its spans lie outside its text and were left out; they count Unicode scalar values",
            before - block.spans.len()
        ));
    }
    block.spans.retain_mut(|span| {
        let Some(href) = span.href.take() else { return true };
        span.href = allowed_href(&href);
        if span.href.is_some() {
            return true;
        }
        findings
            .notes
            .push("a link that is neither http, https, mailto nor relative was left out; its text is kept".to_owned());
        span.kind != SpanKind::Link
    });
    block.spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
}

fn vet_links(article: &mut Article, findings: &mut Findings) {
    let pictures = article.associations.iter_mut().map(|association| ("a picture's href", &mut association.href));
    for (field, address) in pictures.chain([("url", &mut article.url)]) {
        let Some(given) = address.take() else { continue };
        *address = allowed_href(&given);
        if address.is_none() {
            findings.notes.push(format!("{field} is neither http, https nor relative and was left out"));
        }
    }
}

/// Whether a date ends in a word, which is that of a zone.
fn has_zone_word(date: &str) -> bool {
    date.trim_end().ends_with(|sign: char| sign.is_alphabetic())
}

/// Mends the dates; answers whether those that hold an article back could be read.
fn vet_dates(article: &mut Article, findings: &mut Findings) -> bool {
    for (field, date) in [("datePublished", &mut article.date_published), ("dateModified", &mut article.date_modified)]
    {
        let Some(given) = date.take() else { continue };
        match read_date(&given) {
            Reading::AsGiven => *date = Some(given),
            Reading::Means(meant) => *date = Some(meant),
            Reading::MeansInUtc(meant) => {
                let zone = if has_zone_word(&given) { "a time zone that is not known" } else { "no time zone" };
                findings.notes.push(format!("{field} names {zone} and was taken as UTC"));
                *date = Some(meant);
            }
            Reading::DayOnly(day) => {
                findings.notes.push(format!("{field} \"{given}\" has no time that can be; its day was taken"));
                *date = Some(day);
            }
            Reading::Ambiguous => {
                findings
                    .problems
                    .push(format!("{field} \"{given}\" may mean two days and was left out; write YYYY-MM-DD"));
            }
            Reading::None => {
                let what = if is_day_without_year(&given) { "names no year" } else { "is no date" };
                findings.problems.push(format!(
                    "{field} \"{given}\" {what} and was left out; write 2016-09-12 or 2016-09-12T10:00:00Z"
                ));
            }
        }
    }
    let mut readable = true;
    for (field, date) in [("embargoedUntil", &mut article.embargoed_until), ("expires", &mut article.expires)] {
        let Some(given) = date.take() else { continue };
        match read_date(&given) {
            Reading::AsGiven => *date = Some(given),
            Reading::Means(meant) if !has_lost_its_time(&given, &meant) => *date = Some(meant),
            // A guess at the zone could publish hours too early.
            _ => {
                readable = false;
                findings.problems.push(format!(
                    "was left out, as it may not be meant for publication: {field} \"{given}\" is no date with one \
                     meaning; write 2016-09-12T10:00:00Z"
                ));
            }
        }
    }
    readable
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::Span;

    fn article() -> Article {
        Article { headline: "Harbour reopens".into(), ..Article::default() }
    }

    #[test]
    fn spans_move_with_dropped_characters() {
        let mut article = article();
        let mut block = Block::paragraph("a\u{7}b\rc\u{85}d");
        block.spans = vec![
            Span { start: 2, end: 5, kind: SpanKind::Strong, href: None },
            Span { start: 0, end: 99, kind: SpanKind::Strong, href: None },
            Span { start: 0, end: 1, kind: SpanKind::Link, href: Some("javascript:x".into()) },
        ];
        article.body.push(block);
        let mut findings = Findings::default();
        assert!(vet(&mut article, &mut findings));
        assert_eq!(article.body[0].text, "abcd");
        assert_eq!(article.body[0].spans, [Span { start: 1, end: 3, kind: SpanKind::Strong, href: None }]);
        assert_eq!((findings.notes.len(), findings.problems.len()), (2, 1));
    }

    /// What was in Windows-1252 and read as Latin-1 lost its apostrophes: "dont".
    #[test]
    fn signs_of_windows_stay() {
        let mut article = Article { headline: "It\u{92}s \u{93}open\u{94}".into(), ..article() };
        let strong = |start, end| Span { start, end, kind: SpanKind::Strong, href: None };
        article.body.push(Block { spans: vec![strong(4, 8)], ..Block::paragraph("a\u{7}\u{96} \u{85}open") });
        assert!(vet(&mut article, &mut Findings::default()));
        assert_eq!((article.headline.as_str(), article.body[0].text.as_str()), ("It’s “open”", "a– open"));
        assert_eq!(article.body[0].spans, [strong(3, 6)]);
    }

    #[test]
    fn an_embargo_that_is_not_understood_holds_the_article_back() {
        for (date, passes) in [
            ("2030-01-01", true),
            ("1 January 2030", true),
            ("2030-01-01 10:00", false),
            ("Tue, 01 Jan 2030 10:00:00 IST", false),
            // Was let go when the day began.
            ("1 January 2030, 10:00", false),
            ("Jan 1, 2030 at 10:00 a.m. BST", false),
            ("Jan 1, 2030 at 10:00 a.m. GMT", true),
            ("01.01.2030", true),
            ("Tue, 01 Jan 2030 10:00:00 CET", true),
            ("2030-01-01T99:00:00Z", false),
            ("soon", false),
        ] {
            let mut article = Article { embargoed_until: Some(date.into()), ..article() };
            assert_eq!(vet(&mut article, &mut Findings::default()), passes, "{date}");
        }
    }

    #[test]
    fn other_dates_that_are_not_understood_are_left_out() {
        let mut article =
            Article { date_published: Some("soon".into()), url: Some("javascript:x".into()), ..article() };
        let mut findings = Findings::default();
        assert!(vet(&mut article, &mut findings));
        assert_eq!((article.date_published, article.url), (None, None));
        assert_eq!((findings.problems.len(), findings.notes.len()), (1, 1));
    }
}
