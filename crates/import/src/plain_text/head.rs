//! What stands above the text: headline, standfirst, byline, date, pictures, dateline.

use article::{Article, Name};

use super::HEADLINE;
use super::byline::read_byline;
use super::caption::{Where, read_caption};
use super::date_lines::{date_of, embargo_of, is_ambiguous_date, is_date_line, parts_of};
use super::dateline::read_dateline;
use super::paragraphs::Paragraph;
use crate::dates::{Reading, has_lost_its_time, read_date};

/// The longest standfirst, in characters; what is longer is a paragraph.
const STANDFIRST: usize = 400;

/// So many lines may stand above the text: headline twice, standfirst, byline, dates, some pictures with credits.
const LINES: usize = 16;

/// The head as far as it was read.
pub struct Head {
    /// What the lines said.
    pub article: Article,
    /// What to tell, with the line.
    pub notes: Vec<(u64, String)>,
    /// Why the article must not be handed over.
    pub held_back: Option<(u64, String)>,
}

/// What a line of the head is.
enum Line {
    /// Byline, date, picture, embargo or repeated headline: taken.
    Taken,
    /// The same, but where it was, the text begins.
    Dateline,
    /// A part of the text, or the standfirst.
    Other,
    /// Left as it is.
    Kept,
}

impl Head {
    /// A head over an article of which nothing was read.
    pub fn new(article: Article) -> Self {
        Self { article, notes: Vec::new(), held_back: None }
    }

    /// Reads the head, and gives back the paragraphs of the text.
    pub fn read(&mut self, lines: Vec<Paragraph>) -> Vec<Paragraph> {
        let mut body = Vec::new();
        let mut standfirst: Option<Paragraph> = None;
        // Whether something of the head stands behind what may be the standfirst.
        let mut marked = false;
        let mut rest = lines.into_iter().enumerate().peekable();
        while let Some((number, line)) = rest.next() {
            if number >= LINES {
                body.push(line);
                break;
            }
            if self.article.headline.is_empty() && self.take_headline(&line) {
                continue;
            }
            match self.take(&line) {
                Line::Taken => marked |= standfirst.is_some(),
                Line::Kept => body.push(line),
                Line::Dateline => {
                    marked |= standfirst.is_some();
                    let dateline = read_dateline(&line.text);
                    body.extend(
                        dateline
                            .map(|dateline| dateline.rest.to_owned())
                            .filter(|rest| !rest.is_empty())
                            .map(|text| Paragraph { text, line: line.line }),
                    );
                    break;
                }
                Line::Other
                    if standfirst.is_none()
                        && body.is_empty()
                        && is_standfirst(&line.text)
                        && rest.peek().is_some() =>
                {
                    standfirst = Some(line);
                }
                Line::Other => {
                    body.push(line);
                    break;
                }
            }
        }
        body.extend(rest.map(|(_, line)| line));
        match standfirst {
            Some(standfirst) if marked && !body.is_empty() => self.article.abstract_ = Some(standfirst.text),
            Some(standfirst) => body.insert(0, standfirst),
            None => {}
        }
        body
    }

    /// The first line is the headline, unless it is something else of the head or a paragraph.
    fn take_headline(&mut self, line: &Paragraph) -> bool {
        let is_other =
            read_byline(&line.text).is_some() || is_date_line(&line.text) || embargo_of(&line.text).is_some();
        let is_headline = !is_other && line.text.chars().count() <= HEADLINE;
        if is_headline {
            self.article.headline = line.text.clone();
        }
        is_headline
    }

    fn take(&mut self, line: &Paragraph) -> Line {
        let text = &line.text;
        if repeats(&self.article.headline, text) {
            self.take_repeated(line);
            return Line::Taken;
        }
        if let Some(until) = embargo_of(text) {
            self.take_embargo(line.line, text, until);
            return Line::Taken;
        }
        if self.take_byline(text) || self.take_dates(text) {
            return Line::Taken;
        }
        if is_ambiguous_date(text) {
            self.notes.push((
                line.line,
                format!("“{text}” may mean two days and was left in the text; write it as 2016-09-12"),
            ));
            return Line::Kept;
        }
        if let Some(dateline) = read_dateline(text) {
            self.article.dateline = Some(dateline.dateline);
            self.article.info_sources.extend(dateline.agency.map(Name::from));
            return Line::Dateline;
        }
        match read_caption(text, Where::Head) {
            Some(picture) => {
                let last = self.article.associations.last_mut().filter(|last| last.credit_text.is_none());
                match last {
                    Some(last) if picture.caption.is_none() => last.credit_text = picture.credit_text,
                    _ => self.article.associations.push(picture),
                }
                Line::Taken
            }
            None => Line::Other,
        }
    }

    /// The shorter of two lines that say the headline, which is the one without a site's name.
    fn take_repeated(&mut self, line: &Paragraph) {
        let (headline, text) = (&self.article.headline, &line.text);
        if letters(headline) != letters(text) {
            let longer = if text.chars().count() < headline.chars().count() { headline } else { text };
            self.notes.push((line.line, format!("took the end of “{longer}” for a site's name and left it out")));
        }
        if text.chars().count() < headline.chars().count() {
            self.article.headline.clone_from(text);
        }
    }

    /// "By Jane Doe", also with the date behind a bar.
    fn take_byline(&mut self, text: &str) -> bool {
        let mut parts = parts_of(text);
        let Some(byline) = parts.next().and_then(read_byline).filter(|_| self.article.by.is_none()) else {
            return false;
        };
        let dates: Vec<&str> = parts.collect();
        if !dates.iter().all(|part| is_date_line(part)) {
            return false;
        }
        self.article.by = Some(byline.by);
        self.article.author = byline.authors;
        dates.iter().all(|part| self.take_dates(part))
    }

    /// "Published: 12 September 2016 | Updated: 13 September 2016"
    fn take_dates(&mut self, text: &str) -> bool {
        if !parts_of(text).all(is_date_line) || parts_of(text).next().is_none() {
            return false;
        }
        for part in parts_of(text) {
            let (is_change, date) = date_of(part);
            let date = match read_date(date) {
                Reading::AsGiven => date.to_owned(),
                Reading::Means(meant) => meant,
                // Printed times are in the paper's zone, which is not known; the day is.
                Reading::MeansInUtc(meant) => meant.chars().take(10).collect(),
                Reading::DayOnly(day) => day,
                Reading::Ambiguous | Reading::None => continue,
            };
            let field = if is_change { &mut self.article.date_modified } else { &mut self.article.date_published };
            field.get_or_insert(date);
        }
        true
    }

    fn take_embargo(&mut self, line: u64, text: &str, until: &str) {
        match read_date(until) {
            Reading::AsGiven => self.article.embargoed_until = Some(until.to_owned()),
            Reading::Means(meant) if !has_lost_its_time(until, &meant) => self.article.embargoed_until = Some(meant),
            _ => {
                let what = format!(
                    "was left out, as “{text}” does not say in one way until when; write “Embargoed until 2016-09-12T10:00:00Z”"
                );
                self.held_back = Some((line, what));
            }
        }
    }
}

/// A short paragraph.
fn is_standfirst(text: &str) -> bool {
    text.chars().count() <= STANDFIRST && super::body::item_text(text).is_none()
}

/// Whether a line is the headline again: letter case, quotation marks and a site's name behind a bar or dash aside.
fn repeats(headline: &str, text: &str) -> bool {
    let (one, other) = (letters(headline), letters(text));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    one == other || is_site_behind(headline, &other) || is_site_behind(text, &one)
}

/// Whether a text is that title and a site's name: "Harbour reopens | The Courier".
fn is_site_behind(text: &str, title: &str) -> bool {
    [" | ", " - ", " – ", " — ", " :: "].into_iter().any(|sign| {
        text.rsplit_once(sign)
            .is_some_and(|(before, site)| site.split_whitespace().count() <= 5 && letters(before) == *title)
    })
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_repeats(headline: &str, text: &str, expected: bool) {
        assert_eq!(repeats(headline, text), expected, "{headline} / {text}");
    }

    #[test]
    fn a_repeated_headline_is_known() {
        check_repeats("Mayor hails ‘new dawn’", "Mayor hails 'New Dawn'", true);
        check_repeats("Harbour reopens | The Courier", "Harbour reopens", true);
        check_repeats("Harbour reopens", "Harbour reopens - The Courier", true);
        check_repeats("Harbour reopens", "Harbour reopens on Tuesday", false);
        check_repeats("Harbour", "Harbour - what is known about the strike that ended", false);
        check_repeats("", "", false);
    }
}
