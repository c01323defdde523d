//! Authority lists: of the names that mean one person, place or subject, the one that is written.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Result, bail};
use article::{Article, Name};
use unicode_normalization::UnicodeNormalization;

use crate::report::counted;

/// The lists, by the field of the article model that they are for.
#[derive(Clone, Debug, Default)]
pub struct Authorities {
    lists: Vec<(&'static str, Authority)>,
}

/// Which name is written for which.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    /// By the variant as [`folded`].
    names: HashMap<String, String>,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub struct Variant {
    /// A name that is found in articles.
    pub variant: String,
    /// The one that is written in its place.
    pub name: String,
    /// File and line, as messages name them.
    pub place: String,
}

/// How often names were written otherwise, by field, and which.
#[derive(Debug, Default)]
pub struct Rewritten {
    fields: BTreeMap<&'static str, BTreeMap<(String, String), u64>>,
}

/// A name as lists are asked for it: capitals, white space and how accents are coded make no other name.
fn folded(name: &str) -> String {
    let plain: Vec<&str> = name.split_whitespace().collect();
    plain.join(" ").nfc().collect::<String>().to_lowercase()
}

impl Authority {
    /// Makes one of its lines. A name that stands for another one leads on to that one's. Lines that contradict each other are
    /// an error that names both.
    pub fn new(variants: Vec<Variant>) -> Result<Self> {
        let mut lines: HashMap<String, &Variant> = HashMap::with_capacity(variants.len());
        for line in &variants {
            if let Some(other) = lines.insert(folded(&line.variant), line) {
                bail!(
                    "{}: \"{}\" stands for \"{}\" here, and for \"{}\" in {}; keep one of the lines",
                    line.place,
                    line.variant,
                    line.name,
                    other.name,
                    other.place
                );
            }
        }
        let mut names = HashMap::with_capacity(variants.len());
        for line in &variants {
            names.insert(folded(&line.variant), last_name(line, &lines)?.to_owned());
        }
        // Of a name that is written, capitals make no other one either.
        let mut written: BTreeMap<String, &Variant> = BTreeMap::new();
        for line in &variants {
            let name = folded(&line.name);
            if lines.contains_key(&name) {
                continue;
            }
            match written.get(&name) {
                Some(other) if other.name != line.name => bail!(
                    "{}: \"{}\" is written \"{}\" in {}; write it in one way",
                    line.place,
                    line.name,
                    other.name,
                    other.place
                ),
                Some(_) => {}
                None => {
                    names.insert(name.clone(), line.name.clone());
                    written.insert(name, line);
                }
            }
        }
        Ok(Self { names })
    }

    /// Writes names as the list has them, and says whether there was any to change.
    fn rewrite(&self, names: &mut [Name], field: &'static str, rewritten: &mut Rewritten) -> bool {
        let mut has_changed = false;
        for name in names {
            if let Some(written) = self.name_for(&name.name) {
                rewritten.count(field, &name.name, written);
                written.clone_into(&mut name.name);
                has_changed = true;
            }
        }
        has_changed
    }

    /// The name to write for this one, where it is another.
    fn name_for(&self, name: &str) -> Option<&str> {
        self.names.get(&folded(name)).map(String::as_str).filter(|written| *written != name)
    }
}

/// The name at the end of the way that begins with this line.
fn last_name<'a>(first: &'a Variant, lines: &HashMap<String, &'a Variant>) -> Result<&'a str> {
    let mut way = vec![first];
    loop {
        let last = way[way.len() - 1];
        let next = folded(&last.name);
        // A name may stand for itself: so it is written.
        if next == folded(&last.variant) {
            return Ok(&last.name);
        }
        let Some(line) = lines.get(&next) else { return Ok(&last.name) };
        if way.iter().any(|known| std::ptr::eq(*known, *line)) {
            let names: Vec<&str> = way.iter().map(|line| line.variant.as_str()).chain([last.name.as_str()]).collect();
            bail!("{}: these names lead in a circle: {}; take one of the lines out", first.place, names.join(" → "));
        }
        way.push(line);
    }
}

impl Authorities {
    /// Adds the list of a field.
    pub fn add(&mut self, field: &'static str, list: Authority) {
        self.lists.push((field, list));
    }

    /// Writes the names of an article as the lists have them, and each once.
    pub fn apply(&self, article: &mut Article, rewritten: &mut Rewritten) {
        for (field, list) in &self.lists {
            let many = match *field {
                "subjects" => &mut article.subjects,
                "people" => &mut article.people,
                "organisations" => &mut article.organisations,
                "places" => &mut article.places,
                _ => {
                    list.rewrite(article.publisher.as_mut_slice(), field, rewritten);
                    continue;
                }
            };
            if list.rewrite(many, field, rewritten) {
                once(many);
            }
        }
    }
}

/// Keeps of names that are the same the first, with what the others say of it.
fn once(names: &mut Vec<Name>) {
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match kept.iter_mut().find(|other| other.name == name.name) {
            Some(other) => {
                other.uri = other.uri.take().or(name.uri);
                other.role = other.role.take().or(name.role);
            }
            None => kept.push(name),
        }
    }
    *names = kept;
}

impl Rewritten {
    fn count(&mut self, field: &'static str, from: &str, to: &str) {
        let of_field = self.fields.entry(field).or_default();
        *of_field.entry((from.to_owned(), to.to_owned())).or_default() += 1;
    }

    /// What is to be said of it, a text for each field: how many, and the most frequent.
    pub fn told(&self) -> Vec<String> {
        const SHOWN: usize = 3;
        let told = |(field, names): (&&str, &BTreeMap<(String, String), u64>)| {
            let total: u64 = names.values().sum();
            let mut frequent: Vec<_> = names.iter().collect();
            frequent.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let shown =
                frequent.iter().take(SHOWN).map(|((from, to), count)| format!("\"{from}\" as \"{to}\" ({count})"));
            let shown: Vec<String> = shown.collect();
            let more = if frequent.len() > SHOWN { ", …" } else { "" };
            let were = if total == 1 { "was written as the list has it" } else { "were written as the list has them" };
            let names = counted(total, "name");
            format!("\"authorities\", \"{field}\": {names} {were}: {}{more}", shown.join(", "))
        };
        self.fields.iter().map(told).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn authority(lines: &[(&str, &str)]) -> anyhow::Result<Authority> {
        let line = |(number, (variant, name)): (usize, &(&str, &str))| Variant {
            variant: (*variant).to_owned(),
            name: (*name).to_owned(),
            place: format!("a.csv:{number}"),
        };
        Authority::new((1..).zip(lines).map(line).collect())
    }

    #[track_caller]
    fn check(lines: &[(&str, &str)], places: &[&str], expected: &[&str]) {
        let mut authorities = Authorities::default();
        authorities.add("places", authority(lines).unwrap());
        let mut article =
            Article { places: places.iter().map(|name| Name::from(*name)).collect(), ..Article::default() };
        authorities.apply(&mut article, &mut Rewritten::default());
        assert_eq!(article.facet_values("places"), expected);
    }

    #[test]
    fn variants_are_written_as_the_one_name() {
        let lines = [("Moskau", "Moscow"), ("Москва", "Moscow"), ("Bombay", "Mumbai")];
        check(&lines, &["Moskau", "Paris", "Bombay"], &["Moscow", "Paris", "Mumbai"]);
        check(&lines, &["MOSKAU", " moskau", "moscow", "МОСКВА"], &["Moscow"]);
        check(&[("Zu\u{308}rich", "Zurich")], &["Zürich"], &["Zurich"]);
        check(&[], &["Moskau", "Moskau"], &["Moskau", "Moskau"]);
    }

    #[test]
    fn a_name_that_stands_for_another_leads_on() {
        check(&[("a", "b"), ("b", "c"), ("c", "d")], &["a", "c", "D"], &["d"]);
        check(&[("usa", "USA"), ("us", "usa")], &["us", "Usa"], &["USA"]);
    }

    #[track_caller]
    fn check_error(lines: &[(&str, &str)], expected: &str) {
        let error = authority(lines).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn contradictions_are_told() {
        check_error(&[("a", "b"), ("A", "c")], "a.csv:2: \"A\" stands for \"c\" here, and for \"b\" in a.csv:1");
        check_error(&[("a", "b"), ("a", "b")], "keep one of the lines");
        check_error(&[("a", "b"), ("b", "c"), ("c", "a")], "a.csv:1: these names lead in a circle: a → b → c → a");
        check_error(&[("x", "a"), ("a", "b"), ("b", "a")], "circle");
        check_error(&[("a", "Moscow"), ("b", "MOSCOW")], "a.csv:2: \"MOSCOW\" is written \"Moscow\" in a.csv:1");
    }

    /// The name at the end, found step by step: `None` where there is none.
    fn slowly<'a>(lines: &'a [(&'a str, &'a str)], name: &'a str) -> Option<&'a str> {
        let mut name = name;
        for _ in 0..=lines.len() {
            match lines.iter().find(|(variant, _)| *variant == name) {
                Some((_, next)) if next == &name => return Some(name),
                Some((_, next)) => name = next,
                None => return Some(name),
            }
        }
        None
    }

    proptest! {
        #[test]
        fn any_list_leads_to_one_name_or_is_an_error(lines in prop::collection::vec(("[a-f]", "[a-f]"), 0..7)) {
            let lines: Vec<(&str, &str)> = lines.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
            let is_twice = (0..lines.len()).any(|at| lines[..at].iter().any(|(variant, _)| *variant == lines[at].0));
            let is_circle = lines.iter().any(|(variant, _)| slowly(&lines, variant).is_none());
            match authority(&lines) {
                Ok(list) => {
                    prop_assert!(!is_twice && !is_circle);
                    for name in ["a", "b", "c", "d", "e", "f"] {
                        let written = list.name_for(name).unwrap_or(name);
                        prop_assert_eq!(Some(written), slowly(&lines, name));
                        prop_assert_eq!(list.name_for(written), None);
                    }
                }
                Err(_) => prop_assert!(is_twice || is_circle),
            }
        }
    }

    #[test]
    fn what_was_written_otherwise_is_counted() {
        let mut authorities = Authorities::default();
        authorities.add("publisher", authority(&[("AP wire", "AP")]).unwrap());
        let mut rewritten = Rewritten::default();
        for name in ["AP wire", "ap wire", "AP", "AP wire"] {
            let mut article = Article { publisher: Some(name.into()), ..Article::default() };
            authorities.apply(&mut article, &mut rewritten);
            assert_eq!(article.facet_values("publisher"), ["AP"]);
        }
        let expected = "\"authorities\", \"publisher\": 3 names were written as the list has them: \"AP wire\" as \"AP\" (2), \"ap wire\" as \"AP\" (1)";
        assert_eq!(rewritten.told(), [expected]);
    }
}
