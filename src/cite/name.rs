//! Who wrote something: people, whose names have parts, and bodies, whose names have none.

/// An author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person.
    Person {
        /// The given names.
        given: String,
        /// What stands before the family name and belongs to it: "van der".
        particle: String,
        /// The family name.
        family: String,
        /// What stands behind: "Jr.".
        suffix: String,
    },
    /// An agency, a desk, or a person of one name.
    Body(String),
}

/// Words that stand in small letters before a family name.
const PARTICLES: [&str; 32] = [
    "af", "al", "av", "bin", "bint", "d'", "da", "das", "de", "dei", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van", "vom", "von", "zu", "zum",
];

const SUFFIXES: [&str; 9] = ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "MD", "PhD"];

/// Words that no person has in their name.
const OF_BODIES: [&str; 30] = [
    "agence",
    "agencies",
    "agency",
    "associated",
    "board",
    "bureau",
    "committee",
    "correspondent",
    "correspondents",
    "council",
    "desk",
    "editor",
    "editors",
    "group",
    "institute",
    "international",
    "journal",
    "magazine",
    "media",
    "ministry",
    "network",
    "news",
    "newsroom",
    "office",
    "press",
    "reporter",
    "reporters",
    "service",
    "staff",
    "team",
];

/// Languages in which the family name comes first.
const FAMILY_FIRST: [&str; 4] = ["zh", "ja", "ko", "hu"];

/// The authors of an article: those that the source names one by one, else those of the byline as printed. `bodies` are
/// names known to be no person's: the publisher, the organisations of the article.
pub fn authors(named: &[&str], byline: Option<&str>, bodies: &[&str], language: Option<&str>) -> Vec<Author> {
    let read = |name: &str| {
        let name = name.trim();
        let is_body = bodies.iter().any(|body| body.eq_ignore_ascii_case(name));
        if is_body { Author::Body(name.to_owned()) } else { author(name, language) }
    };
    let names = match (named, byline) {
        ([], Some(byline)) => names_in(byline, bodies),
        (named, _) => named.iter().map(|name| (*name).to_owned()).collect(),
    };
    names.iter().filter(|name| !name.trim().is_empty()).map(|name| read(name)).collect()
}

/// The names in a byline as printed: "By Jane Doe, Max Roe and Ann Poe".
fn names_in(byline: &str, bodies: &[&str]) -> Vec<String> {
    let byline = byline.trim();
    let names = byline.strip_prefix("By ").or_else(|| byline.strip_prefix("by ")).unwrap_or(byline);
    if bodies.iter().any(|body| body.eq_ignore_ascii_case(names)) {
        return vec![names.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    for part in names.split([',', ';', '&']).flat_map(|part| part.split(" and ")) {
        let part = part.trim();
        let part = part.strip_prefix("and ").unwrap_or(part);
        match parts.last_mut() {
            // "Jane Doe, Jr." is one name.
            Some(last) if SUFFIXES.contains(&part) => last.push_str(&[", ", part].concat()),
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

fn author(name: &str, language: Option<&str>) -> Author {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let body = || Author::Body(words.join(" "));
    let is_of_body = |word: &&str| OF_BODIES.iter().any(|of| of.eq_ignore_ascii_case(word.trim_matches(',')));
    // A family name begins with a capital, where the script has any.
    let begins_small = words.last().and_then(|word| word.chars().next()).is_some_and(char::is_lowercase);
    let begins_with_the = words.first().is_some_and(|word| word.eq_ignore_ascii_case("the"));
    if words.len() < 2 || begins_small || begins_with_the || name.contains('&') || words.iter().any(is_of_body) {
        return body();
    }
    let mut suffix = String::new();
    if let Some(last) = words.last().copied().filter(|last| SUFFIXES.contains(last) && words.len() > 2) {
        suffix = last.to_owned();
        words.pop();
    }
    let text = words.join(" ");
    let text = text.trim_end_matches(',');
    let person = |given: &str, particle: String, family: &str| Author::Person {
        given: given.trim().to_owned(),
        particle,
        family: family.trim().to_owned(),
        suffix: suffix.clone(),
    };
    // "Doe, Jane" says itself which is which.
    if let Some((family, given)) = text.split_once(", ") {
        let (particle, family) = cut_particle(family);
        return person(given, particle, &family);
    }
    let language = language.and_then(|language| language.split('-').next()).unwrap_or_default();
    if FAMILY_FIRST.iter().any(|first| first.eq_ignore_ascii_case(language)) {
        let (family, given) = text.split_once(' ').unwrap_or((text, ""));
        return person(given, String::new(), family);
    }
    let words: Vec<&str> = text.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let start = (1..last).find(|at| words.get(*at).is_some_and(|word| PARTICLES.contains(word))).unwrap_or(last);
    let (given, family) = words.split_at(start);
    let (particle, family) = cut_particle(&family.join(" "));
    person(&given.join(" "), particle, &family)
}

/// The particle before a family name, and the family name.
fn cut_particle(family: &str) -> (String, String) {
    let words: Vec<&str> = family.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let count = words.iter().take(last).take_while(|word| PARTICLES.contains(word)).count();
    let (particle, family) = words.split_at(count);
    (particle.join(" "), family.join(" "))
}

impl Author {
    /// The family name with what stands before it; of a body its name.
    pub fn family(&self) -> String {
        match self {
            Self::Body(name) => name.clone(),
            Self::Person { particle, family, .. } if particle.is_empty() => family.clone(),
            Self::Person { particle, family, .. } => [particle, " ", family].concat(),
        }
    }

    /// `van der Berg, Jan, Jr.`: the family name first.
    pub fn inverted(&self) -> String {
        let Self::Person { given, suffix, .. } = self else { return self.family() };
        let mut name = self.family();
        for part in [given, suffix].into_iter().filter(|part| !part.is_empty()) {
            name.push_str(", ");
            name.push_str(part);
        }
        name
    }

    /// `Jan van der Berg Jr.`: as one says it.
    pub fn straight(&self) -> String {
        let Self::Person { given, suffix, .. } = self else { return self.family() };
        let family = self.family();
        [given, &family, suffix].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }

    /// `van der Berg, J.-P., Jr.`: the given names as their first letters, as APA has it.
    pub fn initials(&self) -> String {
        let Self::Person { given, suffix, .. } = self else { return self.family() };
        let mut name = self.family();
        let initials: Vec<String> = given.split(' ').filter_map(initial).collect();
        for part in [initials.join(" "), suffix.clone()].iter().filter(|part| !part.is_empty()) {
            name.push_str(", ");
            name.push_str(part);
        }
        name
    }
}

/// `J.-P.` of `Jean-Paul`; what is an initial already stays one.
fn initial(given: &str) -> Option<String> {
    let letters: Vec<String> =
        given.split('-').filter_map(|part| part.chars().next()).map(|letter| letter.to_string() + ".").collect();
    (!letters.is_empty()).then(|| letters.join("-"))
}
